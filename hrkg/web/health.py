"""`/health` and `/metrics`: whether this server can answer, and what it has done, for those who watch over it."""

import json

from flask import Blueprint, Response

from hrkg.errors import HrkgError
from hrkg.web.engine import Question
from hrkg.web.state import served

health = Blueprint("health", __name__)
_SECONDS = 5.0


@health.route("/health")
def check() -> Response:
    """200 with the version where a query worker answers, 503 where none does."""
    now = served()
    told: dict[str, object] = {"status": "ok", "version": now.version, "built": now.snapshot.manifest.built}
    status = 200
    try:
        now.pool.ask(Question("ASK {}", rows=1, bytes=1000), timeout=_SECONDS)
    except HrkgError as error:
        status = 503
        told.update(status="failing", reason=str(error))
    response = Response(json.dumps(told) + "\n", status, content_type="application/json")
    response.cache_control.no_store = True
    return response


@health.route("/health/live")
def live() -> Response:
    """200 as long as the process answers at all: what fails besides is mended by no restart."""
    response = Response('{"status": "ok"}\n', content_type="application/json")
    response.cache_control.no_store = True
    return response


@health.route("/metrics")
def metrics() -> Response:
    """The figures in Prometheus' text format."""
    now = served()
    gauges = {
        "hrkg_cache_bytes": now.cache.size,
        "hrkg_queries_waiting": now.pool.asking,
        "hrkg_workers": len(now.pool.pids),
        "hrkg_workers_killed_total": now.pool.killed,
    }
    text = now.metrics.to_text(gauges, now.version)
    response = Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")
    response.cache_control.no_store = True
    return response
