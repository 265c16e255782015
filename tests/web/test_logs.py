"""Logs tell what happened, and of nobody who asked."""

import json
import logging
import sys

from hrkg.web.logs import JsonLines


def record(message: str, *arguments: object, failing: bool = False) -> dict[str, object]:
    try:
        raise ValueError("SELECT ?secret {}")
    except ValueError:
        error = sys.exc_info() if failing else None
    line = JsonLines().format(logging.LogRecord("hrkg.web", logging.WARNING, "x.py", 1, message, arguments, error))
    assert "\n" not in line
    told = json.loads(line)
    assert told.pop("time").endswith("+00:00")
    return dict(told)


def test_a_record_is_a_line_of_json() -> None:
    expected = {"level": "warning", "logger": "hrkg.web", "message": "a worker\nended with -9"}
    assert record("a worker\nended with %d", -9) == expected


def test_a_fault_is_told_without_what_was_asked() -> None:
    told = record("Exception on /sparql/192.0.2.7", failing=True)
    assert (told["error"], told["message"]) == ("ValueError", "a fault of this server")
    assert "record:" in str(told["at"])
    assert "secret" not in str(told)
    assert "192.0.2" not in str(told)
