"""`/health`: whether this server can answer, for those who watch over it."""

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
