"""The site: `create_app` joins the blueprints over a snapshot, `serve` runs it under granian."""

import sys
from functools import partial

from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from werkzeug.middleware.proxy_fix import ProxyFix

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
from hrkg.web.logs import log_as_json
from hrkg.web.reconcile import reconcile
from hrkg.web.sparql import sparql
from hrkg.web.state import State
from hrkg.web.things import KindConverter, things
from hrkg.web.update import update

_MAX_BODY = 1 << 20  # bytes of a request
_SPARE_THREADS = 16  # for pages, while as many queries as may be are waiting
_HEADERS = {
    # No script runs, nothing comes from elsewhere, and no other site learns what was read here.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # The data are for all: any page may read any answer, errors too.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


def create_app(snapshot: Snapshot, settings: Settings) -> Flask:
    """The site over a snapshot, which it changes for the next one when a build has made that current.

    `app.extensions["hrkg"].close()` ends its workers. Raises StoreError.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _MAX_BODY
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.converters["kind"] = KindConverter
    app.extensions["hrkg"] = State(snapshot, settings)
    problems.register(app)
    for blueprint in (home, sparql, update, graphs, things, lists, about, dataset, dumps, health, reconcile):
        app.register_blueprint(blueprint)
    app.after_request(_with_headers)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    return app


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)  # a page that is made for frames says so itself
    if request.method == "OPTIONS":
        response.headers.extend(_PREFLIGHT)
    return packed(response)


def _load(settings: Settings) -> Flask:
    """What each server process starts with. It ends with the process that started it, however that ends."""
    log_as_json()
    end_with_parent()
    return create_app(Snapshot.current(settings.store), settings)


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve the store's current snapshot until the process is told to end.

    Requests are not logged: neither addresses nor queries are kept. Raises NotFoundError where nothing was built yet.
    """
    snapshot = Snapshot.current(settings.store)
    server = Granian(
        "hrkg.web.app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # A waiting query holds a thread.
        blocking_threads=settings.query_queue + _SPARE_THREADS,
        respawn_failed_workers=True,
        log_access=False,
        log_level=LogLevels.error,
    )
    server.on_startup(lambda: print(f"version {snapshot.version} is served at http://{host}:{port}/", file=sys.stderr))
    server.serve(target_loader=partial(_load, settings), wrap_loader=False)
