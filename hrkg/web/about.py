"""`/ontology` and `/shapes`: the vocabulary and what is checked, as RDF and as a simple page."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from flask import Blueprint, Response, render_template

from hrkg.vocab.terms import HRKG
from hrkg.web.negotiate import HTML, PAGE_OR_GRAPH
from hrkg.web.queries.ontology import find_terms
from hrkg.web.queries.reader import Reader
from hrkg.web.reply import chosen_of, reply, written
from hrkg.web.state import served

about = Blueprint("about", __name__)


@about.route("/ontology")
def ontology() -> Response:
    """The classes and properties."""
    now = served()
    chosen = chosen_of(PAGE_OR_GRAPH)
    folder = now.settings.ontology
    if chosen.format is HTML:
        return reply(now.version, chosen, lambda: _ontology_page(folder))
    return reply(now.version, chosen, lambda: written(_read(folder), chosen.format))


@about.route("/shapes")
def shapes() -> Response:
    """The SHACL shapes, as they stand in their files."""
    now = served()
    chosen = chosen_of(PAGE_OR_GRAPH)
    folder = now.settings.shapes
    if chosen.format is HTML:
        return reply(now.version, chosen, lambda: render_template("shapes.html", files=_texts(folder)))
    return reply(now.version, chosen, lambda: written(_read(folder), chosen.format))


def _ontology_page(folder: Path) -> str:
    return render_template("ontology.html", groups=find_terms(_reader(folder)), namespace=HRKG.namespace)


def _read(folder: Path) -> Iterator[ox.Quad]:
    """The quads of every Turtle file of a folder."""
    for path in sorted(folder.glob("*.ttl")):
        yield from ox.parse(path=str(path))


def _reader(folder: Path) -> Reader:
    store = ox.Store()
    store.extend(_read(folder))  # as its default graph
    return Reader(store)


def _texts(folder: Path) -> list[tuple[str, str]]:
    return [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.ttl"))]
