"""What a server process logs: a line of JSON each, without addresses, agents or the text of queries."""

import json
import logging
import traceback
from datetime import UTC, datetime


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
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["message"] = "a fault of this server"  # Flask's own message tells the path that was asked for
            told["error"] = record.exc_info[0].__name__
            told["at"] = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])]
        return json.dumps(told, ensure_ascii=False)


def log_as_json() -> None:
    """Let this process log so, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("hrkg")
    logger.addHandler(handler)
    logger.propagate = False
