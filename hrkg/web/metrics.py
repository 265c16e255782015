"""Figures of this server process for Prometheus: counts and times, no addresses and no queries."""

import os
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from hrkg.errors import HrkgError, QueryError
from hrkg.web.engine import LimitError, RefusedError, UnsuitableError
from hrkg.web.workers import BusyError, GreedyError

_BOUNDS = (0.005, 0.025, 0.1, 0.25, 1.0, 5.0, 30.0)  # seconds
# What a figure is and what it tells.
_HELP = {
    "hrkg_queries_total": ("counter", "Queries by how they ended."),
    "hrkg_query_seconds": ("histogram", "Seconds from a query to its whole answer or its error."),
    "hrkg_cache_hits_total": ("counter", "Queries answered from the cache."),
    "hrkg_cache_bytes": ("gauge", "Bytes of answers and queries in the cache."),
    "hrkg_queries_waiting": ("gauge", "Queries being worked on or waiting."),
    "hrkg_workers": ("gauge", "Query workers that live."),
    "hrkg_workers_killed_total": ("counter", "Query workers that were ended in the midst of a query."),
    "hrkg_snapshot_info": ("gauge", "The version of the data that is served."),
}
_OUTCOMES: dict[type[HrkgError], str] = {
    QueryError: "fault",
    RefusedError: "refused",
    UnsuitableError: "unsuitable",
    GreedyError: "greedy",
    BusyError: "busy",
}


def outcome_of(error: HrkgError) -> str:
    """How a query ended that gave this error: 'limit-time', 'fault', 'busy' …, 'failed' where it is our fault."""
    if isinstance(error, LimitError):
        return f"limit-{error.limit}"
    return next((name for cls, name in _OUTCOMES.items() if isinstance(error, cls)), "failed")


class Metrics:
    """What has happened since this process began. Several server processes count apart; `process` tells which."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._outcomes: Counter[str] = Counter()
        self._buckets = [0] * (len(_BOUNDS) + 1)
        self._seconds = 0.0
        self._hits = 0

    def count(self, outcome: str, seconds: float) -> None:
        """A query has ended."""
        with self._lock:
            self._outcomes[outcome] += 1
            self._buckets[bisect_left(_BOUNDS, seconds)] += 1
            self._seconds += seconds

    def count_hit(self) -> None:
        """A query was answered from the cache."""
        with self._lock:
            self._hits += 1

    def to_text(self, gauges: Mapping[str, float], version: str) -> str:
        """All figures in Prometheus' text format; gauges: those of the moment, by name."""
        with self._lock:
            outcomes, buckets, seconds, hits = dict(self._outcomes), [*self._buckets], self._seconds, self._hits
        samples: dict[str, list[tuple[str, dict[str, str], float]]] = {
            "hrkg_queries_total": [("", {"outcome": name}, n) for name, n in sorted(outcomes.items())],
            "hrkg_query_seconds": [
                *(
                    ("_bucket", {"le": bound}, sum(buckets[: n + 1]))
                    for n, bound in enumerate([*(f"{bound:g}" for bound in _BOUNDS), "+Inf"])
                ),
                ("_sum", {}, seconds),
                ("_count", {}, sum(buckets)),
            ],
            "hrkg_cache_hits_total": [("", {}, hits)],
            **{name: [("", {}, value)] for name, value in gauges.items()},
            "hrkg_snapshot_info": [("", {"version": version}, 1)],
        }
        lines = []
        for name, rows in samples.items():
            kind, told = _HELP[name]
            lines += [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{suffix}{{{_labels(labels)}}} {value:g}" for suffix, labels, value in rows]
        return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    return ",".join(f'{name}="{value}"' for name, value in {**labels, "process": str(os.getpid())}.items())
