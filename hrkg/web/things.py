"""`/{kind}/{key}`: every thing as a page for a person and as RDF for a machine, whatever the base of its IRI is."""

from flask import Blueprint, Response, render_template, request
from werkzeug.routing import BaseConverter

from hrkg.errors import NotFoundError
from hrkg.vocab.iris import KINDS
from hrkg.web.negotiate import BY_SUFFIX, HTML, PAGE_OR_GRAPH, Chosen
from hrkg.web.queries.reader import Node, Reader
from hrkg.web.queries.things import Things
from hrkg.web.reply import chosen_of, reply, written
from hrkg.web.state import Served, served

things = Blueprint("things", __name__)


class KindConverter(BaseConverter):
    """A kind of thing, in an address."""

    regex = "|".join(KINDS)


@things.route("/<kind:kind>/<path:key>")
def thing(kind: str, key: str) -> Response:
    """One thing; a suffix of the key asks for a format. 404 for what the data do not tell of, 308 for what was
    merged into another."""
    now = served()
    lookup = Things(Reader(now.store), now.iris)
    node = _node(now, lookup, kind, key)
    if node is not None:
        chosen = chosen_of(PAGE_OR_GRAPH)
    else:
        key, _, suffix = key.rpartition(".")
        node = _node(now, lookup, kind, key)
        if node is None or suffix not in BY_SUFFIX:
            raise NotFoundError(
                f"there is no {kind} '{request.path.removeprefix(f'/{kind}/')}' in this version of the data"
            )
        chosen = Chosen.of(BY_SUFFIX[suffix])
    if (kept := lookup.kept(node)) is not None:
        suffix = request.path.removeprefix(f"/{kind}/{key}")
        return Response(status=308, headers={"Location": f"{request.root_path}/{kept.kind}/{kept.key}{suffix}"})
    found = node
    if chosen.format is HTML:
        return reply(now.version, chosen, lambda: render_template("thing.html", kind=kind, thing=lookup.page(found)))
    return reply(now.version, chosen, lambda: written(lookup.describe(found), chosen.format))


def _node(now: Served, lookup: Things, kind: str, key: str) -> Node | None:
    """The node of a kind and a key; None for one that is never minted or of which nothing is said."""
    try:
        node = now.iris.entity(kind, key)
    except ValueError:
        return None
    return node if lookup.has(node) else None
