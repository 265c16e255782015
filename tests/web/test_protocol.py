"""The 34 cases of the W3C's SPARQL 1.1 protocol suite (sparql11/protocol), in our own words and over our own data, each
in this process and over real HTTP.

Each test names the case that it is, and the last looks that none is missing. What else /sparql and /update do is in
test_sparql.py and test_update.py. The suite's updates write the default graph; ours name a graph, for the default graph
is the union of all others.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web import conftest
from tests.web.conftest import BASE

WAYS = ("app", "http")
FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
TOKEN = {"Authorization": f"Bearer {conftest.TOKEN}"}
STATEMENTS = f"{BASE}graph/post/2024-03-02-two-groups-write-to-atlantis"
NAMES, CROWD, NOWHERE = (f"{BASE}graph/{name}" for name in ("names", "crowd", "nowhere"))
IS_STATEMENT = "ASK { ?s a hrkg:Statement }"
IS_BOTH = "ASK { ?s a hrkg:Statement . ?o a hrkg:Country }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
TABLES = {"application/sparql-results+json", "application/sparql-results+xml"}
TRIPLES = {"application/rdf+xml", "text/turtle"}
G = "https://w3id.org/hrkg/graph/protocol"  # the first letters of graphs that updates write

_CASES: list[str] = []
Test = TypeVar("Test", bound=Callable[..., None])


def case(*names: str) -> Callable[[Test], Test]:
    """These cases of the suite are what the test does."""

    def keep(test: Test) -> Test:
        _CASES.extend(names)
        return test

    return keep


def boolean(response: TestResponse) -> bool:
    assert response.status_code == 200, response.text
    assert response.json is not None
    told = response.json["boolean"]
    assert isinstance(told, bool)
    return told


def graphs(response: TestResponse) -> set[str]:
    assert response.status_code == 200, response.text
    assert response.json is not None
    return {row["g"]["value"] for row in response.json["results"]["bindings"]}


def by_get(client: FlaskClient, query: str, **data_set: list[str]) -> TestResponse:
    return client.get("/sparql", query_string={"query": query, **_hyphened(data_set)})


def by_form(client: FlaskClient, query: str, **data_set: list[str]) -> TestResponse:
    return client.post("/sparql", data={"query": query, **_hyphened(data_set)})


def directly(client: FlaskClient, query: str, **data_set: list[str]) -> TestResponse:
    return client.post("/sparql", data=query, content_type=QUERY, query_string=_hyphened(data_set))


def _hyphened(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name.replace("_", "-"): values for name, values in fields.items()}


# --- queries ---


@case("query_get")
def test_a_query_by_get(client: FlaskClient) -> None:
    assert boolean(by_get(client, IS_STATEMENT))


@case("query_post_form")
def test_a_query_in_a_form(client: FlaskClient) -> None:
    assert boolean(by_form(client, IS_STATEMENT))


@case("query_post_direct")
def test_a_query_as_the_body(client: FlaskClient) -> None:
    assert boolean(directly(client, IS_STATEMENT))


@case("query_content_type_select", "query_content_type_ask", "query_content_type_describe")
@case("query_content_type_construct")
@pytest.mark.parametrize(
    ("query", "media_types"),
    [
        ("SELECT ?s { ?s a hrkg:Country }", TABLES),
        (IS_STATEMENT, TABLES),
        (f"DESCRIBE <{BASE}country/XA>", TRIPLES),
        ("CONSTRUCT WHERE { ?s a hrkg:Country }", TRIPLES),
    ],
)
def test_each_form_of_query_has_its_media_types(client: FlaskClient, query: str, media_types: set[str]) -> None:
    for media_type in media_types:
        for response in (
            client.get("/sparql", query_string={"query": query}, headers={"Accept": media_type}),
            client.post("/sparql", data=query, content_type=QUERY, headers={"Accept": media_type}),
        ):
            assert (response.status_code, response.mimetype) == (200, media_type)
    assert by_get(client, query).mimetype in media_types


@case("query_dataset_default_graphs_get", "query_dataset_default_graphs_post")
@pytest.mark.parametrize(
    ("default", "query", "expected"),
    [
        ([STATEMENTS], IS_STATEMENT, True),
        ([CROWD], IS_STATEMENT, False),
        ([NOWHERE], "ASK { ?s ?p ?o }", False),
        ([STATEMENTS], IS_BOTH, False),
        ([STATEMENTS, NAMES], IS_BOTH, True),
    ],
)
def test_the_request_names_the_default_graphs(
    client: FlaskClient, default: list[str], query: str, expected: bool
) -> None:
    for ask in (by_get, by_form, directly):
        assert boolean(ask(client, query, default_graph_uri=default)) is expected


@case("query_dataset_named_graphs_get", "query_dataset_named_graphs_post")
def test_the_request_names_the_named_graphs(client: FlaskClient) -> None:
    for ask in (by_get, by_form, directly):
        assert graphs(ask(client, GRAPHS, named_graph_uri=[NAMES, CROWD])) == {NAMES, CROWD}
        assert not boolean(ask(client, "ASK { ?s ?p ?o }", named_graph_uri=[NAMES, CROWD]))


@case("query_dataset_full")
def test_the_request_names_the_whole_data_set(client: FlaskClient) -> None:
    query = "SELECT DISTINCT ?g { ?s a hrkg:Statement GRAPH ?g { ?x ?p ?o } }"
    for ask in (by_get, by_form, directly):
        response = ask(client, query, default_graph_uri=[STATEMENTS, CROWD], named_graph_uri=[NAMES])
        assert graphs(response) == {NAMES}


@case("query_multiple_dataset")
def test_the_data_set_of_the_request_goes_before_that_of_the_query(client: FlaskClient) -> None:
    query = f"SELECT DISTINCT ?g FROM <{CROWD}> FROM NAMED <{CROWD}> {{ ?s a hrkg:Statement GRAPH ?g {{ ?x ?p ?o }} }}"
    for ask in (by_get, by_form, directly):
        assert graphs(ask(client, query)) == set()
        assert graphs(ask(client, query, default_graph_uri=[STATEMENTS], named_graph_uri=[NAMES])) == {NAMES}


@case("bad_query_method")
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_query_by_another_method_is_refused(client: FlaskClient, method: str) -> None:
    response = client.open("/sparql", method=method, data="query=ASK%20%7B%7D", content_type=FORM)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


@case("bad_multiple_queries")
def test_two_queries_are_refused(client: FlaskClient) -> None:
    address = "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"
    for response in (
        client.get(f"/sparql?{address}"),
        client.post("/sparql", data=address, content_type=FORM),
        client.post("/sparql?query=ASK%20%7B%7D", data="ASK {}", content_type=QUERY),
        client.post("/sparql?query=ASK%20%7B%7D", data="query=ASK%20%7B%7D", content_type=FORM),
    ):
        assert response.status_code == 400


@case("bad_query_wrong_media_type", "bad_query_missing_form_type", "bad_query_missing_direct_type")
@pytest.mark.parametrize("media_type", ["text/plain", "application/json", "multipart/form-data; boundary=x", None])
@pytest.mark.parametrize("body", ["query=ASK%20%7B%7D", "ASK {}"])
def test_a_query_under_a_wrong_media_type_or_none_is_refused(
    client: FlaskClient, media_type: str | None, body: str
) -> None:
    assert client.post("/sparql", data=body, content_type=media_type).status_code == 415


@case("bad_query_non_utf8")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
@pytest.mark.parametrize("charset", [None, "utf-8", "utf-16", "iso-8859-1"])
def test_a_query_in_another_encoding_is_refused(client: FlaskClient, encoding: str, charset: str | None) -> None:
    direct, form = (f"{kind}; charset={charset}" if charset else kind for kind in (QUERY, FORM))
    query = 'ASK { FILTER("é" != "e") }'
    expected = 400 if charset in (None, "utf-8") else 415
    assert client.post("/sparql", data=query.encode(encoding), content_type=direct).status_code == expected
    assert client.post("/sparql", data=f"query={query}".encode(encoding), content_type=form).status_code == expected


@case("bad_query_syntax")
@pytest.mark.parametrize("query", ["ASK {", "SELECT ?s", "", "ASK {} ASK {}", "ASK { ?s ?p }"])
def test_a_query_that_does_not_parse_is_refused(client: FlaskClient, query: str) -> None:
    for ask in (by_get, by_form, directly):
        assert ask(client, query).status_code == 400


# --- updates ---


def update(writer: FlaskClient, text: str, **data_set: list[str]) -> TestResponse:
    fields: dict[str, Any] = {"update": text, **_hyphened(data_set)}
    return writer.post("/update", data=fields, headers=TOKEN)


def holds(writer: FlaskClient, pattern: str) -> bool:
    return boolean(writer.get("/sparql", query_string={"query": f"ASK {{ {pattern} }}"}))


@case("update_post_form")
def test_an_update_in_a_form(writer: FlaskClient) -> None:
    done = update(writer, f"INSERT DATA {{ GRAPH <{G}/form> {{ <urn:s> rdfs:label 'form' }} }}")
    assert (done.status_code, done.data) == (204, b"")
    assert holds(writer, f"GRAPH <{G}/form> {{ <urn:s> rdfs:label 'form' }}")


@case("update_post_direct")
def test_an_update_as_the_body(writer: FlaskClient) -> None:
    text = f"INSERT DATA {{ GRAPH <{G}/direct> {{ <urn:s> rdfs:label 'é' }} }}".encode()
    for content_type in (UPDATE, f"{UPDATE}; charset=utf-8"):
        assert writer.post("/update", data=text, content_type=content_type, headers=TOKEN).status_code == 204
    assert holds(writer, f"GRAPH <{G}/direct> {{ <urn:s> rdfs:label '\\u00e9' }}")


@pytest.fixture(scope="module")
def two_graphs(connect: Callable[[], FlaskClient]) -> None:
    """A graph a that says 1, and a graph b that says 2."""
    data = " ".join(f"GRAPH <{G}/{name}> {{ <urn:s> <urn:p> {value} }}" for name, value in (("a", 1), ("b", 2)))
    assert update(connect(), f"INSERT DATA {{ {data} }}").status_code == 204


COPY = f"INSERT {{ GRAPH <{G}/out> {{ ?s ?p ?o }} }} WHERE {{ ?s <urn:p> ?o . ?s ?p ?o }}"
COPY_NAMED = f"INSERT {{ GRAPH <{G}/out> {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s <urn:p> ?o . ?s ?p ?o }} }}"


@case("update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs")
@case("update_dataset_full")
@pytest.mark.parametrize(
    ("text", "default", "named", "expected"),
    [
        (COPY, ["a"], [], {"1"}),
        (COPY, ["a", "b"], [], {"1", "2"}),
        (COPY, [], ["a", "b"], set()),
        (COPY_NAMED, [], ["a", "b"], {"1", "2"}),
        (COPY_NAMED, [], ["b"], {"2"}),
        (COPY_NAMED, ["a"], ["b"], {"2"}),
        (COPY, ["a"], ["b"], {"1"}),
    ],
)
def test_the_request_names_the_data_set_of_an_update(
    writer: FlaskClient, two_graphs: None, text: str, default: list[str], named: list[str], expected: set[str]
) -> None:
    data_set = {
        "using_graph_uri": [f"{G}/{name}" for name in default],
        "using_named_graph_uri": [f"{G}/{name}" for name in named],
    }
    assert update(writer, f"DROP SILENT GRAPH <{G}/out>; {text}", **data_set).status_code == 204
    query = f"SELECT ?o {{ GRAPH <{G}/out> {{ <urn:s> <urn:p> ?o }} }}"
    told = writer.get("/sparql", query_string={"query": query}).json
    assert told is not None
    assert {row["o"]["value"] for row in told["results"]["bindings"]} == expected


@case("update_base_uri")
def test_the_iris_of_an_update_are_resolved(writer: FlaskClient) -> None:
    assert update(writer, f"INSERT DATA {{ GRAPH <{G}/base> {{ <urn:s> <urn:base> <test> }} }}").status_code == 204
    assert holds(writer, "<urn:s> <urn:base> ?o FILTER(ISIRI(?o) && STRENDS(STR(?o), '/test') && STR(?o) != '/test')")


@case("bad_update_get")
def test_an_update_by_get_is_refused(writer: FlaskClient) -> None:
    response = writer.get("/update", query_string={"update": f"DROP SILENT GRAPH <{G}/form>"}, headers=TOKEN)
    assert response.status_code == 405
    assert writer.get("/sparql", query_string={"update": "CLEAR ALL"}, headers=TOKEN).status_code == 400


@case("bad_multiple_updates")
def test_two_updates_are_refused(writer: FlaskClient) -> None:
    assert update(writer, ["CLEAR SILENT GRAPH <urn:g>"] * 2).status_code == 400  # type: ignore[arg-type]


@case("bad_update_wrong_media_type", "bad_update_missing_form_type")
@pytest.mark.parametrize("media_type", ["text/plain", QUERY, "application/json", None])
@pytest.mark.parametrize("body", ["update=CLEAR%20ALL", "CLEAR ALL"])
def test_an_update_under_a_wrong_media_type_or_none_is_refused(
    writer: FlaskClient, media_type: str | None, body: str
) -> None:
    assert writer.post("/update", data=body, content_type=media_type, headers=TOKEN).status_code == 415


@case("bad_update_non_utf8")
@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
@pytest.mark.parametrize("charset", [None, "utf-16"])
def test_an_update_in_another_encoding_is_refused(writer: FlaskClient, encoding: str, charset: str | None) -> None:
    text = f"INSERT DATA {{ GRAPH <{G}/x> {{ <urn:s> <urn:p> 'é' }} }}"
    for kind, body in ((UPDATE, text), (FORM, f"update={text}")):
        content_type = f"{kind}; charset={charset}" if charset else kind
        response = writer.post("/update", data=body.encode(encoding), content_type=content_type, headers=TOKEN)
        assert response.status_code == (415 if charset else 400)
    assert not holds(writer, f"GRAPH <{G}/x> {{ ?s ?p ?o }}")


@case("bad_update_syntax")
@pytest.mark.parametrize("text", ["INSERT DATA {", "CLEAR XYZ", "ASK {}", "DELETE DATA { ?s ?p ?o }"])
def test_an_update_that_does_not_parse_is_refused(writer: FlaskClient, text: str) -> None:
    assert update(writer, text).status_code == 400
    assert writer.post("/update", data=text, content_type=UPDATE, headers=TOKEN).status_code == 400


@case("bad_update_dataset_conflict")
@pytest.mark.parametrize("parameter", ["using_graph_uri", "using_named_graph_uri"])
@pytest.mark.parametrize("clause", ["USING <urn:g>", "USING NAMED <urn:g>", "WITH <urn:g>"])
def test_a_data_set_in_the_request_and_in_the_update_is_refused(
    writer: FlaskClient, parameter: str, clause: str
) -> None:
    text = "DELETE { GRAPH <urn:g> { ?s ?p ?o } }"
    text = f"{clause} {text} WHERE {{ ?s ?p ?o }}" if "WITH" in clause else f"{text} {clause} WHERE {{ ?s ?p ?o }}"
    assert update(writer, text, **{parameter: [CROWD]}).status_code == 400


def test_no_case_is_missing() -> None:
    assert len(_CASES) == len(set(_CASES)) == 34
