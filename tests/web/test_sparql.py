"""SPARQL 1.1 Protocol at /sparql, case by case in our own words."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from urllib.parse import quote

import hypothesis
import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from hrkg.formats import GRAPH_FORMATS
from hrkg.settings import Settings
from hrkg.store import Snapshot
from hrkg.web.app import create_app
from tests.web.conftest import BASE

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK { ?s a hrkg:Statement }"
NAMES = "SELECT ?s ?name { ?s a hrkg:Signatory ; rdfs:label ?name } ORDER BY ?name"
POST_GRAPH = f"{BASE}graph/post/2024-03-02-two-groups-write-to-atlantis"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

WAYS = ("app", "http")


def get(client: FlaskClient, query: str, accept: str = "*/*", **parameters: object) -> TestResponse:
    return client.get("/sparql", query_string={"query": query, **parameters}, headers={"Accept": accept})


def problem(response: TestResponse) -> dict[str, object]:
    assert response.content_type == "application/problem+json"
    told = json.loads(response.text)
    assert told["status"] == response.status_code
    assert told["title"]
    assert "Traceback" not in response.text
    return dict(told)


# --- the forms of a query ---


def test_query_by_get(client: FlaskClient) -> None:
    response = get(client, ASK)
    assert (response.status_code, response.json) == (200, {"head": {}, "boolean": True})
    assert response.content_type == "application/sparql-results+json"


def test_query_by_post_form(client: FlaskClient) -> None:
    response = client.post("/sparql", data={"query": ASK})
    assert (response.status_code, response.json) == (200, {"head": {}, "boolean": True})


def test_query_by_post_form_with_a_charset(client: FlaskClient) -> None:
    body = "query=ASK%20%7B%20FILTER(%22%C3%A9%22%20%3D%20%22%5Cu00e9%22)%20%7D"
    response = client.post("/sparql", data=body, content_type=f"{FORM}; charset=UTF-8")
    assert response.json == {"head": {}, "boolean": True}


def test_query_by_post_direct(client: FlaskClient) -> None:
    for content_type in (DIRECT, f"{DIRECT}; charset=utf-8", f"{DIRECT}; charset=UTF-8"):
        response = client.post("/sparql", data='ASK { FILTER("é" = "\\u00e9") }'.encode(), content_type=content_type)
        assert response.json == {"head": {}, "boolean": True}


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"data": ASK, "content_type": "text/plain"}, 415),
        ({"data": ASK, "content_type": "application/sparql-update"}, 415),
        ({"data": ASK}, 415),
        ({"data": ASK.encode("utf-16"), "content_type": f"{DIRECT}; charset=utf-16"}, 415),
        ({"data": 'ASK { FILTER("é" = "e") }'.encode("latin-1"), "content_type": DIRECT}, 400),
        ({"data": b"query=ASK%20%7B%7D%E9", "content_type": FORM}, 400),
        ({"data": b"query=ASK {}\xe9", "content_type": FORM}, 400),
        ({"data": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"data": {"question": "ASK {}"}}, 400),
        ({"data": {"update": "CLEAR ALL"}}, 400),
        ({"data": "ASK {}", "content_type": DIRECT, "query_string": {"query": "ASK {}"}}, 400),
        ({"data": "ASK { " + " " * (1 << 20) + "}", "content_type": DIRECT}, 413),
        ({"data": "&".join(["x=1"] * 1001), "content_type": FORM}, 400),
    ],
)
def test_a_post_that_is_no_query_is_refused(client: FlaskClient, options: dict[str, object], status: int) -> None:
    response = client.post("/sparql", **options)  # type: ignore[arg-type]
    assert response.status_code == status
    problem(response)


@pytest.mark.parametrize(
    "address", ["?query=ASK%20%7B%7D&query=ASK%20%7B%7D", "?query=ASK%7B%7D%FF", "?update=CLEAR%20ALL"]
)
def test_a_get_that_is_no_query_is_refused(client: FlaskClient, address: str) -> None:
    response = client.get(f"/sparql{address}")
    assert response.status_code == 400
    problem(response)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: FlaskClient, method: str) -> None:
    response = client.open("/sparql", method=method)
    assert response.status_code == 405
    assert {"GET", "HEAD", "POST", "OPTIONS"} == {part.strip() for part in response.headers["Allow"].split(",")}
    problem(response)


def test_head_has_the_head_of_get_and_no_body(client: FlaskClient) -> None:
    told = client.head("/sparql", query_string={"query": ASK})
    asked = get(client, ASK)
    assert told.status_code == 200
    assert told.data == b""
    assert {k: v for k, v in told.headers.items() if k != "Date"} == {
        k: v for k, v in asked.headers.items() if k != "Date"
    }


# --- formats ---


def test_the_four_formats_of_a_table_agree(client: FlaskClient) -> None:
    in_json = get(client, NAMES, "application/sparql-results+json")
    in_xml = get(client, NAMES, "application/sparql-results+xml")
    in_csv = get(client, NAMES, "text/csv")
    in_tsv = get(client, NAMES, "text/tab-separated-values")
    expected = [
        [f"{BASE}organisation/open-reef", "Open Reef <script>alert(1)</script>"],
        [f"{BASE}organisation/tidewatch", "Tidewatch"],
    ]
    assert in_json.json is not None
    assert [[row[v]["value"] for v in ("s", "name")] for row in in_json.json["results"]["bindings"]] == expected
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [[cell[0].text for cell in row] for row in ET.fromstring(in_xml.text).iter(f"{space}result")] == expected
    assert list(csv.reader(io.StringIO(in_csv.text))) == [["s", "name"], *expected]
    lines = in_tsv.text.splitlines()
    assert lines == ["?s\t?name", *(f'<{iri}>\t"{name}"' for iri, name in expected)]
    types = [response.content_type for response in (in_json, in_xml, in_csv, in_tsv)]
    assert types == [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv; charset=utf-8",
        "text/tab-separated-values; charset=utf-8",
    ]


def test_all_formats_of_a_graph_say_the_same(client: FlaskClient) -> None:
    query = "CONSTRUCT { ?s a hrkg:Signatory ; rdfs:label ?name } WHERE { ?s a hrkg:Signatory ; rdfs:label ?name }"
    for form in GRAPH_FORMATS:
        response = get(client, query, form.media_type)
        assert response.content_type.partition(";")[0] == form.media_type
        quads = ox.parse(response.data, format=form.engine)  # type: ignore[arg-type]
        assert len({quad.triple for quad in quads}) == 4, form.name


def test_describe_gives_triples(client: FlaskClient) -> None:
    response = get(client, f"DESCRIBE <{BASE}country/XA>", "application/n-triples")
    assert f'<{BASE}country/XA> <http://www.w3.org/2000/01/rdf-schema#label> "Atlantis" .' in response.text


@pytest.mark.parametrize("name", ["format", "output"])
def test_a_format_may_be_given_by_name(client: FlaskClient, name: str) -> None:
    assert get(client, ASK, "text/csv", **{name: "xml"}).content_type == "application/sparql-results+xml"
    construct = "CONSTRUCT WHERE { ?s a hrkg:Country }"
    assert get(client, construct, "*/*", **{name: "json"}).content_type == "application/ld+json"
    assert get(client, construct, "*/*", **{name: "nt"}).content_type == "application/n-triples"


def test_a_format_may_be_named_twice_but_not_otherwise(client: FlaskClient) -> None:
    assert get(client, ASK, format="xml", output="xml").content_type == "application/sparql-results+xml"
    assert get(client, ASK, format="xml", output="json").status_code == 400


def test_an_unknown_format_is_refused_with_those_that_there_are(client: FlaskClient) -> None:
    response = get(client, ASK, format="pdf")
    assert response.status_code == 400
    assert "tsv" in str(problem(response)["detail"])


@pytest.mark.parametrize(
    ("query", "accept"),
    [(ASK, "image/png"), (ASK, "text/turtle"), ("DESCRIBE <http://x.example/>", "text/csv")],
)
def test_what_no_format_asked_for_can_carry_is_not_acceptable(client: FlaskClient, query: str, accept: str) -> None:
    response = get(client, query, accept)
    assert response.status_code == 406
    problem(response)


def test_not_acceptable_tells_what_is_available(client: FlaskClient) -> None:
    available = problem(get(client, ASK, "image/png"))["available"]
    assert isinstance(available, list)
    assert {"text/csv", "text/turtle", "text/html"} <= set(available)


# --- data sets ---


def test_the_protocol_names_the_default_graph(client: FlaskClient) -> None:
    named = get(client, COUNT, **{"default-graph-uri": f"{BASE}graph/crowd"}).json
    assert named is not None
    assert named["results"]["bindings"][0]["n"]["value"] == "300"
    posted = client.post("/sparql", data={"query": COUNT, "default-graph-uri": [f"{BASE}graph/crowd", POST_GRAPH]}).json
    assert posted is not None
    assert int(posted["results"]["bindings"][0]["n"]["value"]) > 300


def test_the_protocol_names_the_named_graphs(client: FlaskClient) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    address = {"named-graph-uri": [f"{BASE}graph/names"]}
    response = client.post("/sparql", data=query, content_type=DIRECT, query_string=address).json
    assert response is not None
    assert [row["g"]["value"] for row in response["results"]["bindings"]] == [f"{BASE}graph/names"]


def test_a_graph_that_is_no_iri_is_refused(client: FlaskClient) -> None:
    response = get(client, COUNT, **{"default-graph-uri": "not an IRI"})
    assert response.status_code == 400
    assert "'not an IRI'" in str(problem(response)["detail"])


# --- errors ---


def test_a_syntax_error_has_line_and_column(client: FlaskClient) -> None:
    response = get(client, "SELECT * {\n  ?s ?p\n}")
    assert response.status_code == 400
    told = problem(response)
    assert told["line"] == 3
    assert told["column"] in (1, 2)


def test_service_is_forbidden(client: FlaskClient) -> None:
    response = get(client, "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }")
    assert response.status_code == 403
    problem(response)


@pytest.mark.parametrize("timeout", ["0", "-1", "soon", "nan", "inf", ""])
def test_a_timeout_that_is_none_is_refused(client: FlaskClient, timeout: str) -> None:
    assert get(client, ASK, timeout=timeout).status_code == 400


def test_a_query_past_its_time_is_an_error_that_names_the_limit(client: FlaskClient) -> None:
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    response = get(client, cross, timeout=0.3)
    assert response.status_code == 503
    told = problem(response)
    assert (told["limit"], told["value"]) == ("time", 0.3)


def test_an_answer_past_a_limit_is_an_error_and_not_a_part(snapshot: Snapshot, settings: Settings) -> None:
    app = create_app(snapshot, replace(settings, query_rows=2))
    try:
        client = app.test_client()
        assert get(client, "SELECT * { VALUES ?x { 1 2 } }").status_code == 200
        response = get(client, "SELECT * { VALUES ?x { 1 2 3 } }", "text/csv")
        assert response.status_code == 507
        assert (problem(response)["limit"], problem(response)["value"]) == ("rows", 2)
    finally:
        app.extensions["hrkg"].close()


def test_a_browser_is_told_in_a_page(client: FlaskClient) -> None:
    response = get(client, "SELECT", BROWSER)
    assert response.status_code == 400
    assert response.content_type == "text/html; charset=utf-8"
    assert "line 1, column 7" in response.text


@hypothesis.settings(max_examples=150, deadline=None)
@hypothesis.given(
    st.text(st.sampled_from("SELECTASKfromservice*{}?sp.\"'<>:#\\\n\x00é ()^|/@")) | st.binary(max_size=40),
    st.sampled_from(["*/*", BROWSER, "text/csv", "text/turtle", "x", "*/*;q=x", ""]),
)
def test_no_query_whatever_is_a_fault_of_ours(app: Flask, text: str | bytes, accept: str) -> None:
    data = text.encode() if isinstance(text, str) else text
    for response in (
        app.test_client().get("/sparql?query=" + quote(data), headers={"Accept": accept}, buffered=True),
        app.test_client().post("/sparql", data=data, content_type=DIRECT, headers={"Accept": accept}, buffered=True),
    ):
        assert response.status_code in (200, 400, 403, 406)
        assert "Traceback" not in response.text


# --- HTTP ---


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/sparql?query=ASK{}"),
        ("GET", "/sparql?query=SELECT"),
        ("PUT", "/sparql"),
        ("OPTIONS", "/sparql"),
        ("GET", "/no"),
    ],
)
def test_any_origin_may_read_any_answer(client: FlaskClient, method: str, address: str) -> None:
    response = client.open(address, method=method, headers={"Origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_preflight_is_answered(client: FlaskClient) -> None:
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    response = client.options("/sparql", headers=asked)
    assert response.status_code == 200
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


def test_an_answer_that_the_client_has_is_not_sent_again(client: FlaskClient) -> None:
    first = get(client, NAMES, "text/csv")
    tag = first.headers["ETag"]
    again = client.get("/sparql", query_string={"query": NAMES}, headers={"Accept": "text/csv", "If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    other = client.get("/sparql", query_string={"query": NAMES}, headers={"Accept": "*/*", "If-None-Match": tag})
    assert other.status_code == 200
    assert {response.headers["Vary"] for response in (first, again, other)} == {"Accept, Accept-Encoding"}


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?t) {}", "SELECT (rand () AS ?n) {}", "SELECT (UUID() AS ?u) {}"])
def test_an_answer_that_changes_has_no_tag(client: FlaskClient, query: str) -> None:
    assert "ETag" not in get(client, query).headers


# --- without a query ---


def test_a_machine_gets_the_service_description(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    store = ox.Store()
    store.load(response.data, format=ox.RdfFormat.TURTLE)
    described = store.query(
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
        "ASK { ?s a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query ; "
        "sd:feature sd:UnionDefaultGraph ; sd:defaultDataset/sd:defaultGraph ?g "
        "FILTER(?e = <http://localhost/sparql>) }"
    )
    assert bool(described)


def test_the_service_description_tells_the_named_graphs_and_the_limits(client: FlaskClient, settings: Settings) -> None:
    store = ox.Store()
    store.load(client.get("/sparql", headers={"Accept": "text/turtle"}).data, format=ox.RdfFormat.TURTLE)
    terms = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    told = store.query(terms + "SELECT ?g { ?d a sd:Dataset ; sd:namedGraph [ a sd:NamedGraph ; sd:name ?g ] }")
    assert isinstance(told, ox.QuerySolutions)
    graphs = get(client, "SELECT DISTINCT ?g { GRAPH ?g {} }").json
    assert graphs is not None
    assert {row["g"].value for row in told} == {row["g"]["value"] for row in graphs["results"]["bindings"]}
    limits = store.query(terms + "SELECT ?text { ?s a sd:Service ; dcterms:description ?text }")
    assert isinstance(limits, ox.QuerySolutions)
    words = " ".join(row["text"].value for row in limits)
    for limit in (settings.query_rows, settings.query_bytes, settings.query_memory, settings.query_queue):
        assert f"{limit}" in words
    assert not bool(store.query(terms + "ASK { ?s sd:supportedLanguage sd:SPARQL11Update }"))


def test_a_browser_gets_the_form(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": BROWSER})
    assert "<form" in response.text
    assert 'name="query"' in response.text


def test_a_browser_gets_a_table_with_the_query_above_it(client: FlaskClient) -> None:
    response = get(client, NAMES, BROWSER)
    assert response.status_code == 200
    assert '<a href="/organisation/tidewatch">organisation/tidewatch</a>' in response.text
    assert "Open Reef &lt;script&gt;" in response.text
    assert "rdfs:label ?name } ORDER BY ?name</textarea>" in response.text


def test_a_browser_is_offered_files_of_what_no_page_can_show(client: FlaskClient) -> None:
    response = get(client, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1001", BROWSER)
    assert response.status_code == 200
    assert "larger than a page can show" in response.text
    assert "format=csv" in response.text
    assert "<td>" not in response.text
