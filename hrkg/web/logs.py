"""What a server process logs: a line of JSON each, without addresses, agents or the text of queries."""

import json
import logging
import logging.config
import time
import traceback
from datetime import UTC, datetime

from flask import Flask, Response, g, request

_log = logging.getLogger(__name__)
_STATUS_ONLY, _WITH_QUERY = 1, 2
# The server's own log is told as ours.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "hrkg.web.logs.JsonLines"}},
    "handlers": {"json": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        "hrkg": {"handlers": ["json"], "level": "INFO", "propagate": False},
        "_granian": {"handlers": ["json"], "level": "ERROR", "propagate": False},
    },
}


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, who says it, what; of an error its kind and where it arose.

    The text of an error is left out: it may quote a query.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["message"] = "a fault of this server"  # Flask's own message tells the path that was asked for
            told["error"] = record.exc_info[0].__name__
            told["at"] = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])]
        return json.dumps(told, ensure_ascii=False)


def log_as_json() -> None:
    """Let this process log so, to standard error."""
    logging.config.dictConfig(LOGGING)


def log_requests(app: Flask, level: int) -> None:
    """Log each request: its method, route (which tells no name and no query), status, seconds and bytes; at level 2 the
    query's text too, at level 0 nothing."""
    if level < _STATUS_ONLY:
        return

    @app.before_request
    def start() -> None:
        g.start = time.monotonic()

    @app.after_request
    def tell(response: Response) -> Response:
        told: dict[str, object] = {
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else None,
            "status": response.status_code,
            "seconds": round(time.monotonic() - g.start, 4),
            "bytes": response.content_length,
        }
        if level >= _WITH_QUERY:
            told["query"] = g.get("query")
        _log.info("request", extra={"told": told})
        return response
