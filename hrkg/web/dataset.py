"""`/dataset` and `/.well-known/void`: what the data set is, how much it holds, and how good the extraction is."""

import pyoxigraph as ox
from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from hrkg.publish import DESCRIPTION, LICENSE, TITLE
from hrkg.web.negotiate import HTML, PAGE_OR_GRAPH
from hrkg.web.queries.dataset import find_links, find_scores
from hrkg.web.queries.reader import Reader
from hrkg.web.reply import chosen_of, reply, written
from hrkg.web.state import Served, served

dataset = Blueprint("dataset", __name__)


@dataset.route("/dataset")
def description() -> Response:
    """The description: VoID with the measured quality as RDF, and as a page."""
    now = served()
    chosen = chosen_of(PAGE_OR_GRAPH)
    if chosen.format is HTML:
        return reply(now.version, chosen, lambda: _page(now))
    return reply(now.version, chosen, lambda: written(_quads(now), chosen.format))


@dataset.route("/.well-known/void")
def void() -> WerkzeugResponse:
    """Where the description stands (VoID, section 7.2)."""
    return redirect(url_for("dataset.description"))


def _page(now: Served) -> str:
    reader = Reader(now.store)
    return render_template(
        "dataset.html",
        title=TITLE,
        description=DESCRIPTION,
        license=LICENSE,
        manifest=now.snapshot.manifest,
        scores=find_scores(reader),
        links=find_links(reader),
    )


def _quads(now: Served) -> list[ox.Quad]:
    graphs = (now.iris.graph("dataset"), now.iris.graph("quality"))
    return [quad for graph in graphs for quad in now.store.quads_for_pattern(None, None, None, graph)]
