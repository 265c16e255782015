"""The page on which an operator judges candidates for links: the same as the dialogue of `hrkg link review`.

It is served on this machine alone, for as long as the command runs, under an address that holds a secret: what is
decided here changes who is told to be who. It asks no other site, and runs no script.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Protocol

from flask import Flask, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, MisdirectedRequest
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response as WerkzeugResponse

from hrkg.errors import HrkgError

_HOST = "127.0.0.1"
_SHOWN = 25  # things on a page, and judgements to take back
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Desk(Protocol):
    """Where judgements are kept; the template reads the columns of its rows."""

    def waiting(self) -> Sequence[Any]:
        """What is still to be judged, the candidates of one thing together."""

    def answers_to(self, row: Any) -> tuple[str, ...]:
        """What can be said of a candidate."""

    def decided(self) -> Sequence[Any]:
        """What was judged, the latest first."""

    def judge(self, subject_id: str, object_id: str, answer: str) -> None:
        """Keep an answer."""

    def undo(self, subject_id: str, object_id: str) -> None:
        """Take a judgement back."""

    def address(self, identifier: str) -> str | None:
        """Where a person can read of it."""


def create_review(desk: Desk, key: str, port: int) -> Flask:
    """The page, for who knows the key, under the names that this machine has for itself."""
    app = Flask(__name__)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    hosts = {f"{host}:{port}" for host in (_HOST, "localhost")}

    @app.before_request
    def refuse_other_names() -> None:
        # Another site's name may have been made to lead here.
        if request.host not in hosts:
            raise MisdirectedRequest

    @app.after_request
    def with_headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        return response

    @app.errorhandler(HrkgError)
    def told(error: HrkgError) -> tuple[str, int]:
        return page(str(error)), 400

    def page(fault: str | None = None) -> str:
        rows = desk.waiting()
        things = [list(some) for _, some in groupby(rows, key=lambda row: row.subject_id)]
        return render_template(
            "review.html",
            things=things[:_SHOWN],
            more=len(things) - _SHOWN,
            decided=desk.decided()[:_SHOWN],
            answers_to=desk.answers_to,
            address=desk.address,
            fault=fault,
        )

    @app.get(f"/{key}/")
    def index() -> str:
        return page()

    @app.post(f"/{key}/judge")
    def judge() -> WerkzeugResponse:
        desk.judge(*(request.form.get(name, "") for name in ("subject", "object", "answer")))
        return redirect(url_for("index"), 303)

    @app.post(f"/{key}/undo")
    def undo() -> WerkzeugResponse:
        desk.undo(*(request.form.get(name, "") for name in ("subject", "object")))
        return redirect(url_for("index"), 303)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int, dict[str, str]]:
        return f"{error.code} {error.name}\n", error.code or 500, {"Content-Type": "text/plain; charset=utf-8"}

    return app


class _Silent(WSGIRequestHandler):
    def log_request(self, *args: object) -> None:
        """What is judged is in the file, and who asks is the operator."""


def serve_review(desk: Desk, key: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve the page until the process is told to end. tell is given its address."""
    server = make_server(_HOST, port, create_review(desk, key, port), request_handler=_Silent)
    tell(f"http://{_HOST}:{port}/{key}/")
    try:
        server.serve_forever()
    finally:
        server.server_close()
