"""The SPARQL 1.1 Service Description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pyoxigraph as ox

from hrkg.formats import FORMATS, Format
from hrkg.quads import integer, iri, text
from hrkg.settings import Settings
from hrkg.vocab.terms import DCTERMS, RDF, SD, VOID
from hrkg.web.reply import written
from hrkg.web.state import Served

_W3C_FORMATS = "http://www.w3.org/ns/formats/"
# The W3C's names of the formats that have one.
_FORMAT_NAMES = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nquads": "N-Quads",
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}


def describe_service(now: Served, endpoint: str, form: Format) -> bytes:
    """The description of the endpoint at an address, in a format."""
    return written((ox.Quad(*triple) for triple in _triples(now, endpoint)), form)


def _triples(now: Served, endpoint: str) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    service, base = iri(endpoint), now.snapshot.manifest.base
    data, default = iri(f"{base}dataset"), iri(f"{base}dataset/default-graph")
    yield service, RDF.type, SD.Service
    yield service, SD.endpoint, service
    yield service, SD.supportedLanguage, SD.SPARQL11Query
    yield service, SD.feature, SD.UnionDefaultGraph
    for form in FORMATS:
        yield service, SD.resultFormat, iri(_W3C_FORMATS + _FORMAT_NAMES[form.name])
    yield service, SD.defaultDataset, data
    yield service, DCTERMS.description, text(_limits(now.settings), "en")
    if now.settings.update_token:
        # Updates have an endpoint of their own, and so are a service of their own.
        update = iri(urljoin(endpoint, "update"))
        yield update, RDF.type, SD.Service
        yield update, SD.endpoint, update
        yield update, SD.supportedLanguage, SD.SPARQL11Update
        yield update, SD.defaultDataset, data
    yield data, RDF.type, SD.Dataset
    yield data, SD.defaultGraph, default
    yield default, RDF.type, SD.Graph
    yield default, VOID.triples, integer(now.snapshot.manifest.counts["triples"])
    for graph in now.store.named_graphs():
        if isinstance(graph, ox.NamedNode):
            named = iri(f"{graph.value}#named")
            yield data, SD.namedGraph, named
            yield named, RDF.type, SD.NamedGraph
            yield named, SD.name, graph


def _limits(settings: Settings) -> str:
    return (
        f"Limits of one query: {settings.query_timeout:g} seconds, {settings.query_rows} rows or triples, "
        f"{settings.query_bytes} bytes of answer, {settings.query_memory} bytes of memory; 'timeout=' asks for fewer "
        f"seconds. Of {settings.query_queue} queries that may wait, one client has at most half. "
        "An answer is complete or an error. SERVICE is refused."
    )
