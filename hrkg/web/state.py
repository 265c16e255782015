"""The snapshot that is served: opened once, and changed for the next one when a build has made it current."""

import os
import threading
import time
from dataclasses import dataclass
from hashlib import blake2b
from typing import cast

import pyoxigraph as ox
from flask import current_app, g, request

from hrkg.errors import HrkgError
from hrkg.settings import Settings
from hrkg.store import Snapshot
from hrkg.vocab.iris import Iris
from hrkg.web.cache import Cache
from hrkg.web.engine import Question
from hrkg.web.metrics import Metrics, outcome_of
from hrkg.web.workers import Answer, Pool

_LOOK_SECONDS = 1.0


@dataclass(frozen=True)
class Served:
    """One snapshot as the site uses it.

    store answers the fixed look-ups of the pages, in this process: they are bounded by their patterns and limits, so
    none needs to be ended. pool answers what comes from outside.
    """

    snapshot: Snapshot
    settings: Settings
    store: ox.Store
    pool: Pool
    iris: Iris
    cache: Cache
    metrics: Metrics

    @classmethod
    def of(cls, snapshot: Snapshot, settings: Settings, metrics: Metrics) -> "Served":
        """A snapshot, opened. Raises StoreError."""
        base = snapshot.manifest.base
        return cls(
            snapshot,
            settings,
            snapshot.open(),
            Pool(snapshot.store_path, base, settings),
            Iris(base),
            Cache(settings.cache_bytes),
            metrics,
        )

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.snapshot.version

    def ask(self, question: Question, *, timeout: float | None = None) -> Answer:
        """The whole answer to this request's client, as Pool.ask has it, or as it was given before."""
        answer = self.cache.get(question)
        if answer is not None:
            self.metrics.count_hit()
            return answer
        start, outcome = time.monotonic(), "answered"
        try:
            answer = self.pool.ask(question, timeout=timeout, client=_client())
        except HrkgError as error:
            outcome = outcome_of(error)
            raise
        finally:
            self.metrics.count(outcome, time.monotonic() - start)
        self.cache.put(question, answer)
        return answer


class State:
    """Gives each request the current snapshot. A request that began before a change ends with what it began with; the
    old store and its workers go with the last such request."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        self._metrics = Metrics()
        self._served = Served.of(snapshot, settings, self._metrics)
        self._link = settings.store / "current"
        self._target = self._read_link()
        self._look_again = time.monotonic() + _LOOK_SECONDS
        self._lock = threading.Lock()
        self.secret = os.urandom(16)

    def served(self) -> Served:
        """The snapshot to serve now; `current` is looked at once a second, by one thread."""
        if time.monotonic() >= self._look_again and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._served

    def refresh(self) -> None:
        """Look now whether there is another snapshot."""
        with self._lock:
            self._look()

    def close(self) -> None:
        """End the workers."""
        self._served.pool.close()

    def _look(self) -> None:
        self._look_again = time.monotonic() + _LOOK_SECONDS
        target = self._read_link()
        if target is None or target == self._target:
            return
        settings = self._served.settings
        try:
            self._served = Served.of(Snapshot.current(settings.store), settings, self._metrics)
        except HrkgError as error:  # what is served stays, and the new one is tried again at the next look
            current_app.logger.error("the new snapshot cannot be served: %s", error)
        else:
            self._target = target

    def _read_link(self) -> str | None:
        try:
            return os.readlink(self._link)
        except OSError:
            return None


def served() -> Served:
    """The snapshot of this request, the same from its beginning to its end."""
    if "served" not in g:
        g.served = cast(State, current_app.extensions["hrkg"]).served()
    return cast(Served, g.served)


def _client() -> str:
    """A name for who asks, from which no address can be found: it is keyed by what this process alone knows."""
    secret = cast(State, current_app.extensions["hrkg"]).secret
    return blake2b((request.remote_addr or "").encode(), key=secret, digest_size=8).hexdigest()
