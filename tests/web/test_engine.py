"""What the engine makes of a query's text, and that no answer passes a limit."""

import io
import json
from dataclasses import replace

import pyoxigraph as ox
import pytest

from hrkg.errors import QueryError
from hrkg.web import engine
from hrkg.web.engine import LimitError, Question, RefusedError, UnsuitableError, evaluate
from tests.web.conftest import BASE

FORMATS = ("json", "xml", "csv", "tsv")
# Values that would mislead whoever counts rows by the look of them.
AWKWARD = ('"', '\\"', "},{", '[{"', "\r\n", "<result>", ",{", "\\")


@pytest.fixture
def store() -> ox.Store:
    """Two graphs of three triples each, and their union as the default graph, as in a snapshot."""
    store = ox.Store()
    for graph in "ab":
        for i in range(3):
            node, value = ox.NamedNode(f"http://e.example/{graph}{i}"), ox.Literal(AWKWARD[i] + AWKWARD[i + 3])
            triple = ox.Triple(node, ox.NamedNode("http://e.example/p"), value)
            store.add(ox.Quad(*triple, ox.NamedNode(f"http://e.example/{graph}")))
            store.add(ox.Quad(*triple))
    return store


def ask(store: ox.Store, query: str, **options: object) -> str:
    output = io.BytesIO()
    question = replace(Question(query, rows=100, bytes=100_000), **options)  # type: ignore[arg-type]
    evaluate(store, question, BASE, output)
    return output.getvalue().decode()


def rows(store: ox.Store, query: str, **options: object) -> list[dict[str, str]]:
    bindings = json.loads(ask(store, query, **options))["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def test_the_default_graph_is_the_union_of_all(store: ox.Store) -> None:
    assert rows(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": "6"}]


def test_from_names_the_default_graph(store: ox.Store) -> None:
    assert rows(store, "SELECT (COUNT(*) AS ?n) FROM <http://e.example/a> { ?s ?p ?o }") == [{"n": "3"}]


@pytest.mark.parametrize(
    "query",
    [
        'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(STR(?o) != "FROM <http://e.example/a>") }',
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } # FROM <http://e.example/a>",
        "PREFIX from: <http://e.example/> SELECT (COUNT(*) AS ?n) { ?s from:p ?from }",
        "SELECT(COUNT(*)AS?n){?s?p?o FILTER(?from!=1||true)}",
    ],
)
def test_the_word_from_elsewhere_changes_no_data_set(store: ox.Store, query: str) -> None:
    assert rows(store, query) == [{"n": "6"}]


def test_from_named_alone_leaves_the_default_graph_empty(store: ox.Store) -> None:
    assert rows(store, "SELECT (COUNT(*) AS ?n) FROM NAMED <http://e.example/a> { ?s ?p ?o }") == [{"n": "0"}]


def test_the_data_set_of_the_protocol_goes_before_from(store: ox.Store) -> None:
    query = "SELECT ?s FROM <http://e.example/a> { ?s ?p ?o } ORDER BY ?s LIMIT 1"
    assert rows(store, query) == [{"s": "http://e.example/a0"}]
    assert rows(store, query, default_graphs=("http://e.example/b",)) == [{"s": "http://e.example/b0"}]


def test_only_the_named_graphs_of_the_protocol_are_named(store: ox.Store) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert rows(store, query, named_graphs=("http://e.example/b",)) == [{"g": "http://e.example/b"}]
    assert rows(store, query, default_graphs=("http://e.example/a",)) == []


@pytest.fixture
def sharing(store: ox.Store) -> ox.Store:
    """The store, with a triple of graph a in graph b too."""
    (quad, *_) = store.quads_for_pattern(None, None, None, ox.NamedNode("http://e.example/a"))
    store.add(ox.Quad(*quad.triple, ox.NamedNode("http://e.example/b")))
    return store


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <http://e.example/a> FROM <http://e.example/b>",
        "from<http://e.example/b>#FROM <http://e.example/no>\nFrom e:a FROM NAMED e:a",
        "FROM e:a FROM <b> FROM e:b",
        "FROM<a>FROM<b>WHERE",
    ],
)
def test_a_triple_that_several_graphs_say_is_given_once(sharing: ox.Store, clause: str) -> None:
    query = f"BASE <http://e.example/> PREFIX e: <http://e.example/> SELECT ?s {clause} {{ ?s ?p ?o }}"
    assert len(rows(sharing, query)) == 6
    both = ("http://e.example/a", "http://e.example/b")
    assert len(rows(sharing, "SELECT ?s { ?s ?p ?o }", default_graphs=both)) == 6


@pytest.mark.parametrize("query", ["SELECTDISTINCT ?s FROM e:a FROM e:b", "SELECTREDUCED*FROM e:a FROM e:b"])
def test_words_that_stand_together_are_read_as_the_engine_does(sharing: ox.Store, query: str) -> None:
    assert rows(sharing, f"PREFIX e: <http://e.example/> {query} {{ ?s ?p ?o }}")
    assert ask(sharing, "PREFIX e: <http://e.example/> ASKFROM e:a{}") == '{"head":{},"boolean":true}'


def test_named_graphs_stay_apart_beside_several_default_ones(sharing: ox.Store) -> None:
    query = (
        "PREFIX e: <http://e.example/> SELECT ?g (COUNT(*) AS ?n) FROM e:a FROM e:b FROM NAMED e:b "
        "{ ?s ?p ?o GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    )
    assert rows(sharing, query) == [{"g": "http://e.example/b", "n": "4"}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?z ?b ?a }",
        "PREFIX x: <http://x.example/>\n# SELECT * { ?a ?z }\nSELECT DISTINCT * { ?z ?b ?a # ?q\n }",
        'BASE <http://x.example/> select reduced*{ ?z ?b ?a FILTER(\'?a ?b\' != "?a \\" ?b" && ?z != <?a>) }',
    ],
)
def test_columns_of_select_star_stand_in_the_order_of_the_text(store: ox.Store, query: str) -> None:
    assert json.loads(ask(store, query))["head"]["vars"] == ["z", "b", "a"]


def test_the_prefixes_of_our_vocabularies_need_not_be_declared(store: ox.Store) -> None:
    assert rows(store, "SELECT ?s { ?s a hrkg:Statement, skos:Concept }") == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o . SERVICE <http://localhost:1/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p ?o . seRVice silent <http://localhost:1/> { ?a ?b ?c } }",
        "SELECT * { FILTER(1<2)SERVICE#>\n<http://localhost:1/>{} }",
        "SELECT * { ?s ?p trueSERVICE<http://localhost:1/>{} }",
        "PREFIX b: <http://localhost:1/> SELECT * { SERVICEb:c { } }",
        "PREFIX : <http://localhost:1/> PREFIX service: <http://x.example/> SELECT * { service:p{} }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://localhost:1/> { ?s ?p ?o } } }",
        "SELECT * { ?s ?service 'service' . SERVICE ?s { ?a ?b ?c } } # service",
        "CONSTRUCT { ?s ?p ?o } WHERE { { SERVICE <http://localhost:1/> { ?s ?p ?o } } }",
    ],
)
def test_service_is_refused_however_it_is_written(store: ox.Store, query: str) -> None:
    with pytest.raises(RefusedError):
        ask(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        'SELECT ?s { ?s ?p "SERVICE <http://localhost:1/> {}" }',
        "SELECT ?s { ?s <http://service.example/service> ?o } # SERVICE <http://localhost:1/> {}",
        "PREFIX service: <http://x.example/> SELECT ?s { ?s service:service ?o }",
    ],
)
def test_the_word_service_elsewhere_does_no_harm(store: ox.Store, query: str) -> None:
    ask(store, query)


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n  ?s ?p\n}", 3, 1),
        ("SELECT * { ?service ?p }", 1, 24),
        ("", 1, 1),
        ("INSERT DATA { <http://a.example/> <http://b.example/> 1 }", 1, 1),
        ("LOAD <http://localhost:1/>", 1, 1),
    ],
)
def test_a_syntax_error_is_told_with_its_place(store: ox.Store, query: str, line: int, column: int) -> None:
    with pytest.raises(QueryError, match="syntax error") as error:
        ask(store, query)
    assert error.value.line == line
    assert error.value.column is not None
    assert error.value.column >= column


def test_an_unknown_function_is_the_query_s_fault(store: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"http://f\.example/"):
        ask(store, "SELECT (<http://f.example/>(1) AS ?x) {}")


@pytest.mark.parametrize("form", FORMATS)
def test_rows_are_limited_in_each_format(store: ox.Store, form: str) -> None:
    assert ask(store, "SELECT * { ?s ?p ?o }", results=form, rows=6)
    with pytest.raises(LimitError, match="5 rows"):
        ask(store, "SELECT * { ?s ?p ?o }", results=form, rows=5)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_rows_are_counted_in_pieces_of_any_size(store: ox.Store, form: str, size: int) -> None:
    query = "SELECT * { { ?s ?p ?o } UNION {} UNION { VALUES ?q { " + " ".join(map(json.dumps, AWKWARD)) + " } } }"
    data = ask(store, query, results=form).encode()
    count = engine._ROWS[form]()
    counted = [count(data[start : start + size]) for start in range(0, len(data), size)]
    assert counted[-1] == 6 + 1 + len(AWKWARD)
    assert counted == sorted(counted)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads"])
def test_triples_are_limited_in_each_format(store: ox.Store, form: str) -> None:
    query = "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }"
    written = ask(store, query, graph=form, rows=6)
    assert len(list(ox.parse(written, format=engine.BY_NAME[form].engine))) == 6  # type: ignore[arg-type]
    with pytest.raises(LimitError, match="5 rows or triples"):
        ask(store, query, graph=form, rows=5)


def test_bytes_are_limited(store: ox.Store) -> None:
    size = len(ask(store, "SELECT * { ?s ?p ?o }", results="csv").encode())
    assert ask(store, "SELECT * { ?s ?p ?o }", results="csv", bytes=size)
    with pytest.raises(LimitError, match="bytes of answer"):
        ask(store, "SELECT * { ?s ?p ?o }", results="csv", bytes=size - 1)


def test_an_answer_that_no_format_asked_for_can_carry_is_refused(store: ox.Store) -> None:
    with pytest.raises(UnsuitableError, match="rows or a boolean"):
        ask(store, "ASK {}", results=None)
    with pytest.raises(UnsuitableError, match="triples"):
        ask(store, "DESCRIBE <http://e.example/a0>", graph=None)
