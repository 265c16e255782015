"""The cases of the W3C's SPARQL 1.1 protocol suite (sparql11/protocol), in our own words and over our own data.

Those of a query stand here; what else /sparql does is in test_sparql.py.
"""

import json

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import BASE

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
STATEMENTS = f"{BASE}graph/post/2024-03-02-two-groups-write-to-atlantis"
NAMES, CROWD, NOWHERE = (f"{BASE}graph/{name}" for name in ("names", "crowd", "nowhere"))
IS_STATEMENT = "ASK { ?s a hrkg:Statement }"
IS_BOTH = "ASK { ?s a hrkg:Statement . ?o a hrkg:Country }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"

WAYS = ("app", "http")


def boolean(response: TestResponse) -> bool:
    assert response.status_code == 200, response.text
    told = json.loads(response.text)["boolean"]
    assert isinstance(told, bool)
    return told


def graphs(response: TestResponse) -> set[str]:
    assert response.status_code == 200, response.text
    return {row["g"]["value"] for row in json.loads(response.text)["results"]["bindings"]}


def test_a_query_by_get(client: FlaskClient) -> None:
    assert boolean(client.get("/sparql", query_string={"query": IS_STATEMENT}))


def test_a_query_in_a_form(client: FlaskClient) -> None:
    assert boolean(client.post("/sparql", data={"query": IS_STATEMENT}))


def test_a_query_as_the_body(client: FlaskClient) -> None:
    assert boolean(client.post("/sparql", data=IS_STATEMENT, content_type=DIRECT))


@pytest.mark.parametrize(
    ("query", "media_types"),
    [
        ("SELECT ?s { ?s a hrkg:Country }", {"application/sparql-results+json", "application/sparql-results+xml"}),
        (IS_STATEMENT, {"application/sparql-results+json", "application/sparql-results+xml"}),
        (f"DESCRIBE <{BASE}country/XA>", {"application/rdf+xml", "text/turtle"}),
        ("CONSTRUCT WHERE { ?s a hrkg:Country }", {"application/rdf+xml", "text/turtle"}),
    ],
)
def test_each_form_of_query_has_its_media_types(client: FlaskClient, query: str, media_types: set[str]) -> None:
    for media_type in media_types:
        for response in (
            client.get("/sparql", query_string={"query": query}, headers={"Accept": media_type}),
            client.post("/sparql", data=query, content_type=DIRECT, headers={"Accept": media_type}),
        ):
            assert response.content_type.partition(";")[0] == media_type
    assert client.get("/sparql", query_string={"query": query}).content_type.partition(";")[0] in media_types


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
    for response in _each_way(client, query, {"default-graph-uri": default}):
        assert boolean(response) is expected


def test_the_request_names_the_named_graphs(client: FlaskClient) -> None:
    for response in _each_way(client, GRAPHS, {"named-graph-uri": [NAMES, CROWD]}):
        assert graphs(response) == {NAMES, CROWD}
    for response in _each_way(client, "ASK { ?s ?p ?o }", {"named-graph-uri": [NAMES, CROWD]}):
        assert boolean(response) is False


def test_the_request_names_the_whole_data_set(client: FlaskClient) -> None:
    query = "SELECT DISTINCT ?g { ?s a hrkg:Statement GRAPH ?g { ?x ?p ?o } }"
    data_set = {"default-graph-uri": [STATEMENTS, CROWD], "named-graph-uri": [NAMES]}
    for response in _each_way(client, query, data_set):
        assert graphs(response) == {NAMES}


def test_the_data_set_of_the_request_goes_before_that_of_the_query(client: FlaskClient) -> None:
    query = f"SELECT DISTINCT ?g FROM <{CROWD}> FROM NAMED <{CROWD}> {{ ?s a hrkg:Statement GRAPH ?g {{ ?x ?p ?o }} }}"
    for response in _each_way(client, query, {"default-graph-uri": [STATEMENTS], "named-graph-uri": [NAMES]}):
        assert graphs(response) == {NAMES}
    for response in _each_way(client, query, {}):
        assert graphs(response) == set()


def _each_way(client: FlaskClient, query: str, data_set: dict[str, list[str]]) -> list[TestResponse]:
    """The same query by GET, in a form, and as the body."""
    return [
        client.get("/sparql", query_string={"query": query, **data_set}),
        client.post("/sparql", data={"query": query, **data_set}),
        client.post("/sparql", data=query, content_type=DIRECT, query_string=data_set),
    ]


def test_a_query_by_another_method_is_refused(client: FlaskClient) -> None:
    response = client.put("/sparql", data="query=ASK%20%7B%7D", content_type=FORM)
    assert response.status_code == 405


def test_two_queries_are_refused(client: FlaskClient) -> None:
    address = "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"
    for response in (
        client.get(f"/sparql?{address}"),
        client.post("/sparql", data=address, content_type=FORM),
        client.post("/sparql?query=ASK%20%7B%7D", data="ASK {}", content_type=DIRECT),
        client.post("/sparql?query=ASK%20%7B%7D", data="query=ASK%20%7B%7D", content_type=FORM),
    ):
        assert response.status_code == 400


@pytest.mark.parametrize("media_type", ["text/plain", "application/json", "multipart/form-data; boundary=x", None])
@pytest.mark.parametrize("body", ["query=ASK%20%7B%7D", "ASK {}"])
def test_a_query_under_a_wrong_media_type_or_none_is_refused(
    client: FlaskClient, media_type: str | None, body: str
) -> None:
    assert client.post("/sparql", data=body, content_type=media_type).status_code == 415


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
@pytest.mark.parametrize("charset", [None, "utf-8", "utf-16", "iso-8859-1"])
def test_a_query_in_another_encoding_is_refused(client: FlaskClient, encoding: str, charset: str | None) -> None:
    direct, form = (f"{kind}; charset={charset}" if charset else kind for kind in (DIRECT, FORM))
    query = 'ASK { FILTER("é" != "e") }'
    told = client.post("/sparql", data=query.encode(encoding), content_type=direct)
    assert told.status_code == (400 if charset in (None, "utf-8") else 415)
    assert client.post("/sparql", data=f"query={query}".encode(encoding), content_type=form).status_code in (400, 415)


def test_a_form_that_says_another_encoding_is_refused(client: FlaskClient) -> None:
    response = client.post("/sparql", data="query=ASK%20%7B%7D", content_type=f"{FORM}; charset=utf-16")
    assert response.status_code == 415


@pytest.mark.parametrize("query", ["ASK {", "SELECT ?s", "", "ASK {} ASK {}", "ASK { ?s ?p }"])
def test_a_query_that_does_not_parse_is_refused(client: FlaskClient, query: str) -> None:
    for response in _each_way(client, query, {})[1:]:
        assert response.status_code == 400
