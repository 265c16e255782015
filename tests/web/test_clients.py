"""The clients that researchers use, each over real HTTP: SPARQLWrapper, rdflib, another Oxigraph's SERVICE, curl."""

import csv
import gzip
import io
import shutil
import socket
import subprocess
import urllib.parse
import warnings
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.web.conftest import BASE
from tests.web.running import Server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # SPARQLWrapper's own
    from SPARQLWrapper import CSV, JSON, JSONLD, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper

LABELS = "SELECT ?s ?name { ?s a hrkg:Signatory ; rdfs:label ?name } ORDER BY ?name"
TIDEWATCH = f"{BASE}organisation/tidewatch"


@pytest.fixture
def endpoint(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}/sparql"


@pytest.mark.parametrize("how", ["GET", "POST", "DIRECT"])
def test_sparqlwrapper(endpoint: str, how: str) -> None:
    wrapper = SPARQLWrapper(endpoint)
    if how != "GET":
        wrapper.setMethod(POST)
    if how == "DIRECT":
        wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery(LABELS)
    wrapper.setReturnFormat(JSON)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["s"]["value"] for row in rows][1] == TIDEWATCH
    wrapper.setReturnFormat(XML)
    assert len(wrapper.queryAndConvert().getElementsByTagName("result")) == 2
    wrapper.setReturnFormat(CSV)
    assert len(list(csv.reader(io.StringIO(wrapper.queryAndConvert().decode())))) == 3
    wrapper.setQuery(f"DESCRIBE <{TIDEWATCH}>")
    for name, form in ((TURTLE, ox.RdfFormat.TURTLE), (RDFXML, ox.RdfFormat.RDF_XML), (JSONLD, ox.RdfFormat.JSON_LD)):
        wrapper.setReturnFormat(name)
        assert list(ox.parse(wrapper.query().response.read(), format=form))


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_s_sparqlstore(endpoint: str, method: str) -> None:
    store = SPARQLStore(endpoint, method=method, returnFormat="xml")
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    found = [str(triple[2]) for triple, _ in store.triples((URIRef(TIDEWATCH), label, None))]
    assert found == ["Tidewatch"]


def test_another_store_s_service(endpoint: str) -> None:
    here = ox.Store()
    here.add(ox.Quad(ox.NamedNode(TIDEWATCH), ox.NamedNode("http://e.example/rank"), ox.Literal(1)))
    rows = here.query(
        f"SELECT ?name {{ ?s <http://e.example/rank> 1 SERVICE <{endpoint}> "
        "{ ?s <http://www.w3.org/2000/01/rdf-schema#label> ?name } }"
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["name"].value for row in rows] == ["Tidewatch"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not here")
def test_curl(endpoint: str) -> None:
    def curl(*arguments: str) -> bytes:
        return subprocess.run(["curl", "-sS", *arguments], check=True, capture_output=True, timeout=30).stdout

    plain = curl("-H", "Accept: text/csv", "--data-urlencode", f"query={LABELS}", endpoint)
    assert plain.decode().splitlines()[0] == "s,name"
    query = urllib.parse.urlencode({"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o", "format": "tsv"})
    packed = curl("-H", "Accept-Encoding: gzip", f"{endpoint}?{query}")
    assert gzip.decompress(packed) == curl(f"{endpoint}?{query}")
    head = curl("-I", f"{endpoint}?{query}").decode().lower()
    assert head.startswith("http/1.1 200")
    assert "content-length" in head


# --- nothing is fetched ---


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Waits on loopback for somebody to come."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        yield listener


@pytest.mark.parametrize(
    ("pattern", "status"),
    [
        ("SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}", 403),
        ("SELECT * {{ service silent <{0}> {{ ?s ?p ?o }} }}", 403),
        ("SELECT * {{ SERVICE#\n<{0}>{{}} }}", 403),
        ("PREFIX l: <{0}> SELECT * {{ SERVICEl:x{{}} }}", 403),
        ("BASE <{0}> SELECT * {{ SERVICE <x> {{}} }}", 403),
        ("SELECT * {{ VALUES ?e {{ <{0}> }} SERVICE ?e {{ ?s ?p ?o }} }}", 403),
        ("SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}", 403),
        ("ASK {{ FILTER NOT EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}", 403),
        ("SELECT * {{ ?s ?p ?o OPTIONAL {{ SERVICE <{0}> {{ ?s ?q ?x }} }} }}", 403),
        ("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}", 403),
        ("DESCRIBE ?s {{ SERVICE <{0}> {{ ?s ?p ?o }} }}", 403),
        ("SELECT * FROM <{0}> {{ ?s ?p ?o }}", 200),
        ("SELECT * FROM <{0}> FROM <{0}x> FROM NAMED <{0}y> {{ ?s ?p ?o }}", 200),
        ("DESCRIBE <{0}>", 200),
        ("LOAD <{0}>", 400),
        ("SELECT * {{ \\u0053ERVICE <{0}> {{}} }}", 400),
    ],
)
def test_no_query_makes_the_server_call_anybody(
    server: Server, listener: socket.socket, pattern: str, status: int
) -> None:
    query = pattern.format(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    assert server.get("/sparql?" + urllib.parse.urlencode({"query": query}))[0] == status
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize(
    "address",
    [
        "/sparql?query=ASK%7B%7D&default-graph-uri={0}",
        "/graphs?graph={0}",
        "/sparql?query=ASK%7B%7D&named-graph-uri={0}",
    ],
)
def test_no_address_makes_the_server_call_anybody(server: Server, listener: socket.socket, address: str) -> None:
    there = urllib.parse.quote(f"http://127.0.0.1:{listener.getsockname()[1]}/", safe="")
    assert server.get(address.format(there))[0] in (200, 404)
    with pytest.raises(TimeoutError):
        listener.accept()
