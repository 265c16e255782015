"""Every format that is read or written: its name, media types and suffix, one row each."""

from dataclasses import dataclass

import pyoxigraph as ox

from hrkg.errors import UsageError


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each
class Format:
    """One serialisation.

    `name` is what `--format` and `format=` take; `aliases` are further media types that ask for it; `kind` tells
    what it can carry: 'graph' (triples), 'dataset' (quads) or 'results' (rows and booleans). `engine` is the
    format of pyoxigraph that writes it, None where we write it ourselves.
    """

    name: str
    media_type: str
    suffix: str
    kind: str
    engine: ox.RdfFormat | ox.QueryResultsFormat | None
    aliases: tuple[str, ...] = ()


_RDF = ox.RdfFormat
_RESULTS = ox.QueryResultsFormat

FORMATS: tuple[Format, ...] = (
    Format("turtle", "text/turtle", "ttl", "graph", _RDF.TURTLE, ("application/x-turtle",)),
    Format("ntriples", "application/n-triples", "nt", "graph", _RDF.N_TRIPLES, ("text/plain",)),
    Format("rdfxml", "application/rdf+xml", "rdf", "graph", _RDF.RDF_XML, ("application/xml", "text/xml")),
    Format("jsonld", "application/ld+json", "jsonld", "graph", _RDF.JSON_LD, ("application/json",)),
    Format("trig", "application/trig", "trig", "dataset", _RDF.TRIG, ("application/x-trig",)),
    Format("nquads", "application/n-quads", "nq", "dataset", _RDF.N_QUADS, ("text/x-nquads",)),
    Format("json", "application/sparql-results+json", "srj", "results", _RESULTS.JSON, ("application/json",)),
    Format("xml", "application/sparql-results+xml", "srx", "results", _RESULTS.XML, ("application/xml", "text/xml")),
    Format("csv", "text/csv", "csv", "results", _RESULTS.CSV),
    Format("tsv", "text/tab-separated-values", "tsv", "results", _RESULTS.TSV),
)

BY_NAME = {f.name: f for f in FORMATS}
GRAPH_FORMATS = tuple(f for f in FORMATS if f.kind in ("graph", "dataset"))
RESULT_FORMATS = tuple(f for f in FORMATS if f.kind == "results")


def format_named(name: str, *kinds: str) -> Format:
    """The format of a name, of one of the kinds. Raises UsageError, which tells the names there are."""
    form = BY_NAME.get(name)
    if form is None or form.kind not in kinds:
        known = ", ".join(f.name for f in FORMATS if f.kind in kinds)
        raise UsageError(f"'{name}' is no format for this; there are: {known}")
    return form
