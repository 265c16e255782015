"""`/graphs`: SPARQL 1.1 Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/), and `/graph/…`, where
each named graph of ours stands under its own IRI."""

import pyoxigraph as ox
from flask import Blueprint, Response

from hrkg.errors import NotFoundError, UsageError
from hrkg.formats import GRAPH_FORMATS
from hrkg.web.engine import Question
from hrkg.web.parameters import graph_names, read_fields, single
from hrkg.web.reply import chosen_of, streamed, tagged
from hrkg.web.state import Served, served

graphs = Blueprint("graphs", __name__)
Graph = ox.NamedNode | ox.DefaultGraph


@graphs.route("/graphs")
def asked_for() -> Response:
    """The graph that `graph=` names, or with `default` the union of all."""
    return _graph(_asked_graph())


@graphs.route("/graph/<path:name>")
def under_its_iri(name: str) -> Response:
    """The graph of that IRI."""
    return _graph(_graph_called(name))


def _graph_called(name: str) -> Graph:
    """Raises NotFoundError for what no IRI can be made of."""
    try:
        return served().iris.graph(name)
    except ValueError as error:
        raise NotFoundError(f"there is no graph '{name}'") from error


def _asked_graph() -> Graph:
    """Raises UsageError where the address names no graph, or more than one."""
    fields = read_fields("graph", "")
    name, default = single(fields, "graph"), single(fields, "default")
    if (name is None) == (default is None):
        raise UsageError("a graph is asked for by 'graph=' with its IRI, or by 'default'")
    return ox.DefaultGraph() if name is None else ox.NamedNode(*graph_names(fields, "graph"))


def _graph(graph: Graph) -> Response:
    now = served()
    if not holds(now, graph):
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
        response = streamed(now.pool.ask(question))
        response.content_type = chosen.content_type
        return response

    return tagged(f"{now.version}-{chosen.format.name}", make)


def holds(now: Served, graph: Graph) -> bool:
    """Whether the graph is there: the default graph always is, a named one where it holds a triple."""
    is_default = isinstance(graph, ox.DefaultGraph)
    return is_default or next(now.store.quads_for_pattern(None, None, None, graph), None) is not None
