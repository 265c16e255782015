"""Every example query runs on the data that the project ships, and gives rows; a federated one beside an endpoint
that stands for the other."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from hrkg.answer import answer
from hrkg.coverage import coverage
from hrkg.errors import TableError
from hrkg.pipeline import build
from hrkg.settings import from_env
from hrkg.store import Snapshot
from hrkg.web.app import create_app
from hrkg.web.engine import RefusedError
from hrkg.web.queries.examples import Example, load_examples
from hrkg.web.queries.reader import Reader

ALL = load_examples(from_env({}).queries)
EXAMPLES = [example for example in ALL if example.federated is None]
FEDERATED = [example for example in ALL if example.federated]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    settings = from_env({}, store=tmp_path_factory.mktemp("shipped"))
    return build([str(settings.posts)], settings, now="2026-01-01T00:00:00Z")


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_each_example_gives_rows(example: Example, shipped: Snapshot) -> None:
    rows = Reader(shipped.open()).rows(example.query)
    assert rows
    # Columns that nothing ever fills tell of a term misspelt.
    assert all(any(row[column] is not None for row in rows) for column in range(len(rows[0])))


class Elsewhere:
    """An endpoint on this machine in the place of the one that a federated query asks: it holds a few triples."""

    def __init__(self, triples: str) -> None:
        self.asked: list[str] = []
        store = ox.Store()
        store.load(triples.encode(), format=ox.RdfFormat.TURTLE)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.asked.append(query)
                body = store.query(query).serialize(format=ox.QueryResultsFormat.JSON) or b""
                self.send_response(200)
                self.send_header("Content-Type", "application/sparql-results+json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/sparql"


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    made = Elsewhere(
        "@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> ."
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . wd:Q187052 wdt:P31 wd:Q1920810 ; "
        'wdt:P571 "1978-01-01T00:00:00Z"^^xsd:dateTime . wd:Q900001 wdt:P31 wd:Q1920810 .'
    )
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def test_a_federated_example_joins_what_another_endpoint_tells(shipped: Snapshot, elsewhere: Elsewhere) -> None:
    (example,) = FEDERATED
    assert example.federated is not None
    assert f"SERVICE <{example.federated}>" in example.query
    rows = Reader(shipped.open()).rows(example.query.replace(example.federated, elsewhere.address))
    assert [[term.value if term else None for term in row] for row in rows] == [
        ["Human Rights Watch", "http://www.wikidata.org/entity/Q187052", "1978", rows[0][3].value]  # type: ignore[union-attr]
    ]
    assert len(elsewhere.asked) == 1
    # Nothing of ours goes there: neither names nor items.
    assert "hrkg" not in elsewhere.asked[0]


def test_the_endpoint_itself_runs_no_federated_example(shipped: Snapshot) -> None:
    for example in FEDERATED:
        with pytest.raises(RefusedError, match="SERVICE is not allowed"):
            answer(shipped, example.query, "csv", io.BytesIO())


def test_the_page_of_the_data_set_tells_how_much_is_linked(shipped: Snapshot) -> None:
    app = create_app(shipped, from_env({}, store=shipped.path.parent))
    try:
        page = app.test_client().get("/dataset", headers={"Accept": "text/html"}).text
        graph = app.test_client().get("/dataset", headers={"Accept": "text/turtle"}).text
    finally:
        app.extensions["hrkg"].close()
    for found in coverage(shipped.open()):
        told = f"{found.kind}: {found.confirmed} of {found.things} have a confirmed item of Wikidata"
        assert f"<li>{told}" in page
        assert told in graph


def test_several_examples_start_from_items_of_wikidata() -> None:
    starting = [example for example in EXAMPLES if "VALUES ?item { <http://www.wikidata.org/entity/Q" in example.query]
    assert len(starting) >= 4


def test_titles_are_not_used_twice() -> None:
    assert len({example.title for example in ALL}) == len(ALL) >= 12


def test_an_example_without_a_head_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.rq").write_text("# title: Bare\nASK {}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"bare\.rq: no '# question: …' at the head"):
        load_examples(tmp_path)
