"""A small snapshot of invented data, and the site over it: `snapshot`, `settings`, `app`, `client`, `runner`.

`client` asks the site in this process; in the files of tests that are of a protocol it asks a running server too, over
real HTTP. The snapshot is made once for all tests and never changes. Its base is not the default one, so that no test
passes by a base that is written somewhere in the code. Tests that end workers or need limits of their own make a pool
or an app of their own by `runner`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hrkg.names import write_names
from hrkg.pipeline import build
from hrkg.publish import count_things, date_span, write_dumps
from hrkg.settings import Settings, from_env
from hrkg.store import Manifest, Snapshot
from hrkg.vocab.iris import Iris
from hrkg.web.app import create_app
from hrkg.web.workers import Pool
from tests.conftest import THREE_POSTS
from tests.corpora import ROOT
from tests.web.running import HttpClient, Server, serving

BASE = "https://data.example/"
TOKEN = "let-me-write"
CROWD = 300  # nodes that cross products are made of


def make_snapshot(folder: Path, *, version: str = "abc123") -> Snapshot:
    """A version in folder/version, of invented.trig and a crowd of nodes."""
    path = folder / version
    path.mkdir(parents=True)
    quads = list(ox.parse(path=str(Path(__file__).parent / "invented.trig")))
    node = ox.NamedNode
    quads += [
        ox.Quad(node(f"{BASE}x/{i}"), node(f"{BASE}x/next"), ox.Literal(str(i)), node(f"{BASE}graph/crowd"))
        for i in range(CROWD)
    ]
    store = ox.Store(str(path / "store"))
    store.bulk_extend([*quads, *(ox.Quad(*quad.triple) for quad in quads)])
    store.flush()
    manifest = Manifest(version, "made-from", BASE, "2024-03-03T10:00:00Z", date_span(store), count_things(store))
    write_names(store, Iris(BASE), path / "names.db")
    del store
    (path / "data.nq").write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    (path / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    snapshot = Snapshot(path, manifest)
    write_dumps(snapshot.data, snapshot.dumps, Iris(BASE))
    return snapshot


def make_current(folder: Path, version: str) -> None:
    """Make a version of a store the one that is served."""
    (folder / "next").symlink_to(version)
    (folder / "next").replace(folder / "current")


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    snapshot = make_snapshot(tmp_path_factory.mktemp("store"))
    make_current(snapshot.path.parent, snapshot.path.name)
    return snapshot


@pytest.fixture(scope="session")
def settings(snapshot: Snapshot) -> Settings:
    return replace(from_env({}), base=BASE, store=snapshot.path.parent, query_timeout=10.0)


@pytest.fixture(scope="session")
def app(snapshot: Snapshot, settings: Settings) -> Iterator[Flask]:
    app = create_app(snapshot, settings)
    yield app
    app.extensions["hrkg"].close()


class WholeClient(FlaskClient):
    """Takes each answer whole and closes it, as a server does."""

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        return super().open(*args, **{"buffered": True, **kwargs})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def server(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(snapshot.path.parent, tmp_path_factory.mktemp("server"), query_timeout=10.0) as server:
        yield server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let the tests of a file that says `WAYS = ("app", "http")` ask in each of these ways."""
    ways = getattr(metafunc.module, "WAYS", None)
    if ways and "way" in metafunc.fixturenames:
        metafunc.parametrize("way", ways, scope="module")


@pytest.fixture
def way() -> str:
    return "app"


@pytest.fixture
def client(way: str, request: pytest.FixtureRequest) -> FlaskClient | HttpClient:
    if way == "http":
        server: Server = request.getfixturevalue("server")
        return server.client
    app: Flask = request.getfixturevalue("app")
    return WholeClient(app, app.response_class)


@pytest.fixture
def runner(snapshot: Snapshot, settings: Settings) -> Iterator[Callable[..., Pool]]:
    """Makes pools over the snapshot with settings of their own, and ends them."""
    with ExitStack() as stack:

        def make(**changes: object) -> Pool:
            pool = Pool(snapshot.store_path, BASE, replace(settings, **changes))  # type: ignore[arg-type]
            stack.callback(pool.close)
            return pool

        yield make


@pytest.fixture(scope="module")
def built(way: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings over a built store, which the tests of this file change one after another; each way has its own."""
    folder: Path = tmp_path_factory.mktemp("writable")
    (folder / "posts.txt").write_text(THREE_POSTS, encoding="utf-8")
    settings = Settings(share=ROOT, store=folder / "var", update_token=TOKEN, query_workers=1)
    build([str(folder / "posts.txt")], settings, now="2026-11-24T00:00:00Z")
    return settings


@pytest.fixture(scope="module")
def connect(way: str, built: Settings) -> Iterator[Callable[[], FlaskClient]]:
    """Makes clients: of a site in this process, or of one that runs."""
    if way == "http":
        folder = built.store.parent
        with serving(built.store, folder, update_token=built.update_token, query_workers=1) as server:
            yield lambda: server.client  # type: ignore[return-value, misc]  # which has the same calls
        return
    app = create_app(Snapshot.current(built.store), built)
    yield lambda: WholeClient(app, app.response_class)
    app.extensions["hrkg"].close()


@pytest.fixture
def writer(connect: Callable[[], FlaskClient]) -> FlaskClient:
    return connect()
