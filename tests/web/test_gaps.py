"""What the engine is known to answer otherwise than SPARQL 1.1 says. A case that begins to pass is a failure here: then
it is mended, and moves to the other tests."""

import io
import json

import pyoxigraph as ox
import pytest

from hrkg.web.engine import Question, evaluate


def rows(query: str) -> list[dict[str, str]]:
    store = ox.Store()
    for graph, value in (("g", 1), ("h", 2)):
        node = ox.NamedNode("http://e.example/s"), ox.NamedNode("http://e.example/p"), ox.Literal(value)
        store.add(ox.Quad(*node, ox.NamedNode(f"http://e.example/{graph}")))
        store.add(ox.Quad(*node))
    output = io.BytesIO()
    evaluate(
        store, Question(f"PREFIX e: <http://e.example/> {query}", rows=99, bytes=99_999), "http://e.example/", output
    )
    bindings = json.loads(output.getvalue())["results"]["bindings"]
    return [{name: term["value"].rpartition("/")[2] for name, term in row.items()} for row in bindings]


@pytest.mark.xfail(reason="the engine answers otherwise", strict=True, raises=AssertionError)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(
            'SELECT (COUNT(DISTINCT ?b) AS ?n) { { SELECT (BNODE("x") AS ?b) { e:s e:p ?o } } }',
            [{"n": "2"}],
            id="BNODE('x') is a new node for each row",
        ),
        pytest.param("SELECT ?x { e:none e:p* ?x }", [{"x": "none"}], id="a path of length zero needs no data"),
        pytest.param(
            "SELECT ?g ?o { GRAPH ?g { VALUES ?o { 1 } } } ORDER BY ?g",
            [{"g": "g", "o": "1"}, {"g": "h", "o": "1"}],
            id="VALUES are given in each graph",
        ),
        pytest.param(
            "SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } } ORDER BY ?g",
            [{"g": "g", "n": "1"}, {"g": "h", "n": "1"}],
            id="a sub-select counts in each graph",
        ),
    ],
)
def test_gaps(query: str, expected: list[dict[str, str]]) -> None:
    assert rows(query) == expected
