"""The site: `create_app` joins the blueprints over a snapshot, `serve` runs it under granian."""

import logging
import math
import signal
from collections.abc import Callable, Iterable
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from werkzeug.middleware.proxy_fix import ProxyFix

from hrkg.errors import HrkgError
from hrkg.settings import Settings
from hrkg.store import Snapshot
from hrkg.web import problems
from hrkg.web.about import about
from hrkg.web.coding import packed
from hrkg.web.dataset import dataset
from hrkg.web.dumps import dumps
from hrkg.web.graphs import graphs
from hrkg.web.health import health
from hrkg.web.home import home
from hrkg.web.lifeline import end_with_parent
from hrkg.web.lists import lists
from hrkg.web.logs import LOGGING, log_as_json, log_requests
from hrkg.web.reconcile import reconcile
from hrkg.web.sparql import sparql
from hrkg.web.state import State
from hrkg.web.things import KindConverter, things
from hrkg.web.update import update

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_log = logging.getLogger(__name__)
_GRACE_SECONDS = 5
_SPARE_THREADS = 16  # for pages, while as many queries as may be are waiting
# What a page that is made for frames says otherwise, it says itself.
_HEADERS = {
    # No script runs, nothing comes from elsewhere, and no other site learns what was read here.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # The data are for all: any page may read any answer, errors too.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Allow, ETag, Location, Retry-After, WWW-Authenticate",
}.items()
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-Match, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


def create_app(snapshot: Snapshot, settings: Settings) -> Flask:
    """The site over a snapshot, which it changes for the next one when a build has made that current.

    `app.extensions["hrkg"].close()` ends its workers. Raises StoreError.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.request_bytes
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.converters["kind"] = KindConverter
    app.extensions["hrkg"] = State(snapshot, settings)
    problems.register(app)
    for blueprint in (home, sparql, update, graphs, things, lists, about, dataset, dumps, health, reconcile):
        app.register_blueprint(blueprint)
    log_requests(app, settings.log_requests)
    app.after_request(packed)
    app.after_request(_preflight)
    app.wsgi_app = _Sent(app.wsgi_app)  # type: ignore[method-assign]
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    return app


def _preflight(response: Response) -> Response:
    if request.method == "OPTIONS" and "Allow" in response.headers:
        response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
        response.headers.extend(_PREFLIGHT)
    return response


class _Sent:
    """Gives each answer the headers that all have, and what is small to the server in one piece, which it sends at
    once."""

    _SMALL = 1 << 20  # bytes

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        size = self._SMALL + 1

        def start(status: str, headers: list[tuple[str, str]], *failing: Any) -> Any:
            nonlocal size
            given = {name.lower(): value for name, value in headers}
            headers += [(name, value) for name, value in _HEADERS if name.lower() not in given]
            size = int(given.get("content-length", size))
            return start_response(status, headers, *failing)

        body = self._app(environ, start)
        if size > self._SMALL:
            return body
        try:
            return list(body)
        finally:
            if hasattr(body, "close"):
                body.close()


def _load(read: Callable[[], Settings]) -> Flask:
    """What each server process starts with. It ends with the process that started it, however that ends."""
    log_as_json()
    end_with_parent()
    settings = read()
    return create_app(Snapshot.current(settings.store), settings)


def serve(read: Callable[[], Settings]) -> None:
    """Serve the store's current snapshot until the process is told to end.

    read: gives the settings, at the start and again at each SIGHUP; those that are wrong then are told in the log, and
    the server stays as it was. Raises NotFoundError where nothing was built yet.
    """
    log_as_json()
    settings = read()
    snapshot = Snapshot.current(settings.store)
    server = Granian(
        "hrkg.web.app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        # A waiting query holds a thread.
        blocking_threads=settings.query_queue + _SPARE_THREADS,
        respawn_failed_workers=True,
        # What it is at is answered before it ends, but a client that does not read cannot keep it.
        workers_kill_timeout=math.ceil(max(settings.query_timeout, settings.update_timeout)) + _GRACE_SECONDS,
        log_access=False,
        log_level=LogLevels.error,
        log_dictconfig=LOGGING,
    )

    def begin() -> None:
        _log.info("version %s is served at http://%s:%d/", snapshot.version, settings.host, settings.port)
        reload = signal.getsignal(signal.SIGHUP)
        assert callable(reload)  # the server has set it before this is called

        def reload_if_well(number: int, frame: FrameType | None) -> None:
            try:
                Snapshot.current(read().store)
            except (HrkgError, ValueError, OSError) as error:
                _log.error("the settings are wrong, and stay as they were: %s", error)
            else:
                reload(number, frame)

        signal.signal(signal.SIGHUP, reload_if_well)

    server.on_startup(begin)
    server.serve(target_loader=partial(_load, read), wrap_loader=False)
