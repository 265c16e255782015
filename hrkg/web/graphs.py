"""`/graphs`: SPARQL 1.1 Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/), and `/graph/…`, where
each named graph of ours stands under its own IRI. Writing takes the token."""

from dataclasses import replace

import pyoxigraph as ox
from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

from hrkg.errors import NotFoundError, UsageError
from hrkg.formats import GRAPH_FORMATS, Format
from hrkg.web.changes import Change
from hrkg.web.engine import Question, RefusedError
from hrkg.web.parameters import decoded, graph_names, read_address, single
from hrkg.web.reply import chosen_of, streamed, tagged
from hrkg.web.state import Served, served
from hrkg.web.writing import authorise, write

graphs = Blueprint("graphs", __name__)
Graph = ox.NamedNode | ox.DefaultGraph


_METHODS = ["GET", "PUT", "POST", "DELETE"]


@graphs.route("/graphs", methods=_METHODS)
def asked_for() -> Response:
    """The graph that `graph=` names, or with `default` the union of all."""
    return _respond(_asked_graph())


@graphs.route("/graph/<path:name>", methods=_METHODS)
def under_its_iri(name: str) -> Response:
    """The graph of that IRI."""
    return _respond(_graph_called(name))


def _respond(graph: Graph) -> Response:
    return _read(graph) if request.method in ("GET", "HEAD") else _write(graph)


def _graph_called(name: str) -> Graph:
    """Raises NotFoundError for what no IRI can be made of."""
    try:
        return served().iris.graph(name)
    except ValueError as error:
        raise NotFoundError(f"there is no graph '{name}'") from error


def _asked_graph() -> Graph:
    """Raises UsageError where the address names no graph, or more than one."""
    fields = read_address()
    name, default = single(fields, "graph"), single(fields, "default")
    if (name is None) == (default is None):
        raise UsageError("a graph is asked for by 'graph=' with its IRI, or by 'default'")
    return ox.DefaultGraph() if name is None else ox.NamedNode(*graph_names(fields, "graph"))


def _read(graph: Graph) -> Response:
    now = served()
    if not _holds(now, graph):
        raise NotFoundError(f"there is no graph {graph}")
    chosen = chosen_of(GRAPH_FORMATS)

    def make() -> Response:
        pattern = "{ ?s ?p ?o }" if isinstance(graph, ox.DefaultGraph) else f"{{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        question = Question(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {pattern}",
            rows=now.settings.query_rows,
            bytes=now.settings.query_bytes,
            results=None,
            graph=chosen.format.name,
        )
        response = streamed(now.ask(question))
        response.content_type = chosen.content_type
        return response

    return tagged(f"{now.version}-{chosen.format.name}", make)


def _write(graph: Graph) -> Response:
    """204 when the change is published, 201 where it made the graph."""
    now = served()
    authorise(now.settings)
    if isinstance(graph, ox.DefaultGraph):
        raise RefusedError("the default graph is the union of all others and is not written")
    change = Change(request.method.lower(), graph=graph.value)
    if request.method != "DELETE":
        change = replace(change, text=decoded(request.get_data()), format=_format_of_body().name)
    return write(now, change, status=204 if request.method == "DELETE" or _holds(now, graph) else 201)


def _format_of_body() -> Format:
    """Raises UnsupportedMediaType."""
    for form in GRAPH_FORMATS:
        if request.mimetype == form.media_type and form.kind == "graph":
            return form
    known = ", ".join(form.media_type for form in GRAPH_FORMATS if form.kind == "graph")
    raise UnsupportedMediaType(f"A graph is sent as one of {known}.")


def _holds(now: Served, graph: Graph) -> bool:
    """Whether the graph is there: the default graph always is, a named one where it holds a triple."""
    is_default = isinstance(graph, ox.DefaultGraph)
    return is_default or next(now.store.quads_for_pattern(None, None, None, graph), None) is not None
