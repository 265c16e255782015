"""Writers' requests: who may write, on what condition, and the scribe that does it."""

import hmac
import select
import time
from dataclasses import asdict
from datetime import UTC, datetime

from flask import Response, request
from werkzeug.datastructures import ETags, WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from hrkg.errors import StoreError
from hrkg.settings import Settings
from hrkg.web.changes import Change
from hrkg.web.engine import LimitError, RefusedError
from hrkg.web.processes import start
from hrkg.web.state import LOOK_SECONDS, Served
from hrkg.web.wire import Json, from_fault, receive, send


def authorise(settings: Settings) -> None:
    """Let through who has the token. Raises RefusedError where no token is set, Unauthorized for another or none."""
    if not settings.update_token:
        raise RefusedError("this server is not written to")
    given = request.authorization
    if given is None or given.type != "bearer" or not _is_same(given.token or "", settings.update_token):
        raise Unauthorized("Writing takes the operator's token.", www_authenticate=WWWAuthenticate("bearer"))


def _is_same(token: str, expected: str) -> bool:
    return hmac.compare_digest(token.encode(), expected.encode())  # which tells nothing by the time that it takes


def write(now: Served, change: Change, *, status: int = 204) -> Response:
    """An empty answer once the change is published, tagged with the new version.

    If-Match takes any tag that this server gave for the current version, weak ones too: all of them begin with the
    version, which is what a writer must know; If-None-Match likewise. Raises what revise() and the change raise, and
    LimitError.
    """
    settings = now.settings
    task: Json = {
        "change": asdict(change),
        "versions": _versions(request.if_match) or None,
        "unless": _versions(request.if_none_match),
        "store": str(settings.store),
        "shapes": str(settings.shapes),
        "base": now.snapshot.manifest.base,
        "memory": settings.query_memory,
        "wait": settings.update_timeout,
        "now": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }
    version = _told_to_scribe(task, settings.update_timeout)
    time.sleep(LOOK_SECONDS)  # whoever is told of the new version is answered from it, by whichever server process
    response = Response(status=status)
    response.set_etag(version, weak=True)
    return response


def _versions(tags: ETags) -> list[str]:
    return sorted({tag.partition("-")[0] for tag in tags.as_set(include_weak=True)})


def _told_to_scribe(task: Json, seconds: float) -> str:
    process, connection = start("hrkg.web.scribe")
    with process, connection:
        try:
            send(connection, task)
            readable = select.poll()
            readable.register(connection, select.POLLIN)
            if not readable.poll(seconds * 1000):
                raise LimitError("time", seconds)
            message = receive(connection).told
        except (EOFError, ConnectionError) as error:
            raise StoreError("the process that worked on the change was ended; nothing was changed") from error
        finally:
            process.kill()
    if "fault" in message:
        raise from_fault(message)
    return str(message["version"])
