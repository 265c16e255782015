"""Every error as RFC 9457 problem details for machines and a page for people; never a stack trace."""

import json
from dataclasses import dataclass, field

from flask import Flask, Response, current_app, render_template
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from hrkg.errors import (
    ChangedError,
    ConditionError,
    HrkgError,
    NotConformingError,
    NotFoundError,
    QueryError,
    StoreError,
    UsageError,
)
from hrkg.formats import Format
from hrkg.web.engine import LimitError, RefusedError, UnsuitableError
from hrkg.web.negotiate import HTML, NotAcceptableError, liked
from hrkg.web.workers import BusyError, GreedyError

_PROBLEM = Format("problem", "application/problem+json", "json", "page", None, ("application/json",))
# Each kind of error: its status and its title.
_KINDS: dict[type[HrkgError], tuple[int, str]] = {
    QueryError: (400, "The query cannot be answered"),
    UsageError: (400, "The request is not understood"),
    RefusedError: (403, "The query asks for what is not allowed"),
    NotFoundError: (404, "Not found"),
    NotAcceptableError: (406, "No such format"),
    UnsuitableError: (406, "No format suits the answer"),
    ChangedError: (412, "The data have changed"),
    ConditionError: (412, "The condition does not hold"),
    NotConformingError: (422, "The data would not conform"),
    GreedyError: (429, "Too many queries of yours"),
    BusyError: (503, "Too many queries"),
    StoreError: (503, "The data cannot be reached"),
}
# A limit of time may hold next time; the others tell that the answer is too large for this server.
_LIMITS = {"time": (503, "The query takes too long")}
_KEPT = ("Allow", "Retry-After", "Location", "WWW-Authenticate")
_TOO_LARGE = (507, "The answer is too large")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a client is told. `members` are further members of the problem details."""

    status: int
    title: str
    detail: str
    members: dict[str, object] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def problem_of(error: HrkgError) -> Problem:
    """The problem that an error of ours is to a client."""
    if isinstance(error, LimitError):
        status, title = _LIMITS.get(error.limit, _TOO_LARGE)
        return Problem(status, title, str(error), {"limit": error.limit, "value": error.value})
    status, title = next((kind for cls, kind in _KINDS.items() if isinstance(error, cls)), (400, "Bad request"))
    match error:
        case QueryError(line=int(line), column=int(column)):
            return Problem(status, title, str(error), {"line": line, "column": column})
        case NotAcceptableError() | UnsuitableError():
            return Problem(status, title, str(error), {"available": error.available})
        case NotConformingError():
            return Problem(status, title, str(error), {"report": error.report})
        case ChangedError():
            return Problem(status, title, str(error), {"version": error.version})
        case BusyError():
            return Problem(status, title, str(error), headers={"Retry-After": str(error.seconds)})
    return Problem(status, title, str(error))


def respond(problem: Problem) -> Response:
    """The problem, as the client likes it best."""
    chosen = liked((_PROBLEM, HTML))
    if chosen is not None and chosen.format is HTML:
        body = render_template("problem.html", problem=problem)
        content_type = chosen.content_type
    else:
        # Told as a problem even to a client that takes neither: it is not what was asked for anyway.
        told = {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": problem.detail}
        body = json.dumps({**told, **problem.members}, ensure_ascii=False) + "\n"
        content_type = _PROBLEM.media_type
    return Response(body, problem.status, {**problem.headers, "Vary": "Accept"}, content_type=content_type)


def _hrkg_error(error: HrkgError) -> Response:
    return respond(problem_of(error))


def _http_error(error: HTTPException) -> Response:
    """Flask's own: no such page, no such method, a body too large, a fault of ours (which Flask has logged)."""
    own = error.get_response()
    headers = {name: value for name, value in own.headers.items() if name in _KEPT}
    if own.status_code < 400:  # a redirect to the address with a slash
        return Response("", own.status_code, headers)
    detail, members = error.description or "", dict[str, object]()
    if isinstance(error, RequestEntityTooLarge):
        most = current_app.config["MAX_CONTENT_LENGTH"]
        detail, members = f"A request may have {most:,} bytes.", {"limit": "request", "value": most}
    if isinstance(error, InternalServerError):
        detail = "A fault of this server, which its keepers will find in the log."
    return respond(Problem(own.status_code, error.name, detail, members, headers))


def register(app: Flask) -> None:
    """Make the app tell all its errors so."""
    app.register_error_handler(HrkgError, _hrkg_error)
    app.register_error_handler(HTTPException, _http_error)
