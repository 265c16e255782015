"""`/` and `/examples`: what this is, its figures, the newest statements, and where to go."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request, url_for

from hrkg.quads import iri, text
from hrkg.vocab.terms import RDF, RDFS, SCHEMA, SH
from hrkg.web.negotiate import HTML, PAGE_OR_GRAPH
from hrkg.web.queries.examples import Example, load_examples
from hrkg.web.queries.lists import KINDS, find_page
from hrkg.web.queries.reader import Reader
from hrkg.web.queries.things import Things
from hrkg.web.reply import chosen_of, reply, written
from hrkg.web.state import served
from hrkg.web.tokens import tokens

home = Blueprint("home", __name__)
_NEWEST = 5
# Each form of query: its class and the property of its text (SHACL, Advanced Features, section 5).
_FORMS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
    "DESCRIBE": (SH.SPARQLExecutable, RDF.value),  # for which SHACL has no word
}


@home.route("/")
def index() -> Response:
    """The first page."""
    now = served()
    things = Things(Reader(now.store), now.iris)

    def make() -> str:
        newest = find_page(things, KINDS["statement"], 1, size=_NEWEST)
        return render_template("home.html", manifest=now.snapshot.manifest, newest=newest.items)

    return reply(now.version, chosen_of((HTML,)), make)


@home.route("/examples")
def examples() -> Response:
    """The example queries, each one runnable; as RDF for editors that offer them."""
    now = served()
    chosen = chosen_of(PAGE_OR_GRAPH)
    found = load_examples(now.settings.queries)
    if chosen.format is HTML:
        return reply(now.version, chosen, lambda: render_template("examples.html", examples=found))
    return reply(now.version, chosen, lambda: written(_described(found), chosen.format))


def _described(found: Iterable[Example]) -> Iterator[ox.Quad]:
    """The queries in the vocabulary that collections of examples use (github.com/sib-swiss/sparql-examples)."""
    endpoint = iri(url_for("sparql.endpoint", _external=True))
    for example in found:
        node = iri(f"{request.base_url}#{example.name}")
        yield ox.Quad(node, RDF.type, SH.SPARQLExecutable)
        yield ox.Quad(node, RDFS.label, text(example.title, "en"))
        yield ox.Quad(node, RDFS.comment, text(example.question, "en"))
        yield ox.Quad(node, SCHEMA.keywords, text(example.topic, "en"))
        yield ox.Quad(node, SCHEMA.target, endpoint)
        form = next(
            (token[0].upper() for token in tokens(example.query) if (token["word"] or "").upper() in _FORMS), ""
        )
        if form in _FORMS:
            kind, property = _FORMS[form]
            yield ox.Quad(node, RDF.type, kind)
            yield ox.Quad(node, property, text(example.query))
