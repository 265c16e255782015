"""The snapshot that is served: opened once, and changed for the next one when a build has made it current."""

import os
import threading
import time
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox
from flask import current_app, g

from hrkg.errors import HrkgError
from hrkg.settings import Settings
from hrkg.store import Snapshot
from hrkg.vocab.iris import Iris
from hrkg.web.workers import Pool

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

    @classmethod
    def of(cls, snapshot: Snapshot, settings: Settings) -> "Served":
        """A snapshot, opened. Raises StoreError."""
        base = snapshot.manifest.base
        return cls(snapshot, settings, snapshot.open(), Pool(snapshot.store_path, base, settings), Iris(base))

    @property
    def version(self) -> str:
        """The version of the data."""
        return self.snapshot.version


class State:
    """Gives each request the current snapshot. A request that began before a change ends with what it began with; the
    old store and its workers go with the last such request."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        self._served = Served.of(snapshot, settings)
        self._link = settings.store / "current"
        self._target = self._read_link()
        self._look_again = time.monotonic() + _LOOK_SECONDS
        self._lock = threading.Lock()

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
        self._target = target
        settings = self._served.settings
        try:
            self._served = Served.of(Snapshot.current(settings.store), settings)
        except HrkgError as error:  # what is served stays
            current_app.logger.error("the new snapshot cannot be served: %s", error)

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
