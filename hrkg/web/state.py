"""The snapshot that is served: opened once, and changed for the next one when a build has made it current."""

import os
import threading
import time
import weakref
from dataclasses import dataclass
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from typing import cast

import pyoxigraph as ox
from flask import current_app, g, request

from hrkg.errors import HrkgError, StoreError
from hrkg.settings import Settings
from hrkg.store import Snapshot
from hrkg.vocab.iris import Iris
from hrkg.web.cache import Cache
from hrkg.web.engine import Question
from hrkg.web.metrics import Metrics, outcome_of
from hrkg.web.workers import Answer, Pool

LOOK_SECONDS = 0.02  # between two looks at what is current
_TRY_SECONDS = 1.0  # until a snapshot that could not be opened is tried again


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
        """A snapshot, opened, and held until the last request to it ends. Raises StoreError."""
        base = snapshot.manifest.base
        hold = snapshot.hold()
        try:
            store = snapshot.open()
        except StoreError:
            os.close(hold)
            raise
        opened = cls(
            snapshot,
            settings,
            store,
            Pool(snapshot.store_path, base, settings),
            Iris(base),
            Cache(settings.cache_bytes),
            metrics,
        )
        weakref.finalize(opened, os.close, hold)
        return opened

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
    """Gives each request the current snapshot, with which it ends whatever comes; an old store and its workers go with
    the last such request."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        self._metrics = Metrics()
        self._settings = settings
        self._served = Served.of(snapshot, settings, self._metrics)
        self._link = settings.store / "current"
        self._name = snapshot.path.name
        self._look_again = 0.0
        self._lock = threading.Lock()
        self.secret = os.urandom(16)

    def served(self) -> Served:
        """The snapshot to serve now: the one that was current LOOK_SECONDS ago, or a later one. Who comes first after a
        change opens the new one, and the others wait for that."""
        if time.monotonic() >= self._look_again:
            with self._lock:
                if time.monotonic() >= self._look_again:
                    self._look()
        return self._served

    def close(self) -> None:
        """End the workers."""
        self._served.pool.close()

    def _look(self) -> None:
        wait = LOOK_SECONDS
        try:
            if os.readlink(self._link) != self._name:
                snapshot = Snapshot.current(self._settings.store)
                self._served = Served.of(snapshot, self._settings, self._metrics)
                self._name = snapshot.path.name
        except HrkgError as error:  # what is served stays
            wait = _TRY_SECONDS
            current_app.logger.error("the new snapshot cannot be served: %s", error)
        except OSError:  # there is no link, so there is nothing to change for
            pass
        self._look_again = time.monotonic() + wait


def served() -> Served:
    """The snapshot of this request, the same from its beginning to its end."""
    if "served" not in g:
        g.served = cast(State, current_app.extensions["hrkg"]).served()
    return cast(Served, g.served)


def _client() -> str:
    """A name for who asks, from which no address can be found: it is keyed by what this process alone knows."""
    secret = cast(State, current_app.extensions["hrkg"]).secret
    return blake2b(_house(request.remote_addr or ""), key=secret, digest_size=8).hexdigest()


def _house(address: str) -> bytes:
    """What one client may be known by: its IPv4 address, or the network of its IPv6 address, all of which is its own
    (RFC 6177); nothing where it comes by no network."""
    if ":" not in address:
        return address.encode()
    try:
        found = ip_address(address)
    except ValueError:
        return b""
    assert isinstance(found, IPv6Address)  # for it has a colon
    return str(found.ipv4_mapped).encode() if found.ipv4_mapped else found.packed[:8]
