"""SPARQL 1.1 Graph Store Protocol at /graphs: what it reads."""

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from hrkg.formats import GRAPH_FORMATS
from hrkg.store import Snapshot
from tests.web.conftest import BASE

NAMES = f"{BASE}graph/names"

WAYS = ("app", "http")


def triples(data: bytes, form: ox.RdfFormat = ox.RdfFormat.N_TRIPLES) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=form)}


def said_in(snapshot: Snapshot, graph: ox.NamedNode | ox.DefaultGraph) -> set[ox.Triple]:
    return {quad.triple for quad in snapshot.open().quads_for_pattern(None, None, None, graph)}


def test_a_graph_is_read_in_each_format(client: FlaskClient, snapshot: Snapshot) -> None:
    expected = said_in(snapshot, ox.NamedNode(NAMES))
    for form in GRAPH_FORMATS:
        response = client.get("/graphs", query_string={"graph": NAMES}, headers={"Accept": form.media_type})
        assert (response.status_code, response.content_type.partition(";")[0]) == (200, form.media_type)
        assert isinstance(form.engine, ox.RdfFormat)
        assert triples(response.data, form.engine) == expected


def test_the_default_graph_is_the_union(client: FlaskClient, snapshot: Snapshot) -> None:
    response = client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    assert triples(response.data) == said_in(snapshot, ox.DefaultGraph())


def test_a_graph_stands_under_its_own_iri(client: FlaskClient) -> None:
    accept = {"Accept": "application/n-triples"}
    named = client.get("/graphs", query_string={"graph": NAMES}, headers=accept)
    assert triples(client.get("/graph/names", headers=accept).data) == triples(named.data)


def test_a_reader_who_has_the_graph_is_told_so(client: FlaskClient) -> None:
    tag = client.get("/graphs?default").headers["ETag"]
    assert client.get("/graphs?default", headers={"If-None-Match": tag}).status_code == 304


def test_head_is_answered_without_the_graph(client: FlaskClient) -> None:
    told = client.head("/graphs", query_string={"graph": NAMES})
    assert (told.status_code, told.data) == (200, b"")
    assert told.content_type == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(
    ("address", "accept", "status"),
    [
        ("/graphs", "*/*", 400),
        ("/graphs?default&graph=http://g.example/", "*/*", 400),
        ("/graphs?graph=http://g.example/&graph=http://h.example/", "*/*", 400),
        ("/graphs?graph=no%20IRI", "*/*", 400),
        ("/graphs?graph=http://g.example/", "*/*", 404),
        ("/graph/nowhere", "*/*", 404),
        ("/graph/no%20IRI", "*/*", 404),
        ("/graph/%3E%7D", "*/*", 404),
        ("/graphs?default", "text/csv", 406),
    ],
)
def test_what_cannot_be_read_is_told_apart(client: FlaskClient, address: str, accept: str, status: int) -> None:
    response = client.get(address, headers={"Accept": accept})
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
