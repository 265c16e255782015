"""`/graphs`: SPARQL 1.1 Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/), and `/graph/…`, where
each named graph of ours stands under its own IRI. Writing takes the token."""

from hashlib import sha256
from io import BytesIO

import pyoxigraph as ox
from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import UnsupportedMediaType
from werkzeug.formparser import MultiPartParser

from hrkg.errors import NotFoundError, UsageError
from hrkg.formats import GRAPH_FORMATS, Format
from hrkg.web.changes import Change
from hrkg.web.engine import Question, RefusedError
from hrkg.web.parameters import decoded, graph_names, read_address, read_known_body, single
from hrkg.web.reply import chosen_of, streamed, tagged
from hrkg.web.state import Served, served
from hrkg.web.writing import authorise, write

graphs = Blueprint("graphs", __name__)
Graph = ox.NamedNode | ox.DefaultGraph


_FILES = "multipart/form-data"
_METHODS = ["GET", "PUT", "POST", "DELETE"]


@graphs.route("/graphs", methods=_METHODS)
def asked_for() -> Response:
    """The graph that `graph=` names, or with `default` the union of all; posted to without either, a new one."""
    if request.method == "POST" and not {name for name, _ in read_address()} & {"graph", "default"}:
        return _create()
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
    bodies = () if request.method == "DELETE" else _bodies()
    change = Change(request.method.lower(), graph=graph.value, bodies=bodies, present=_presence())
    return write(now, change, status=204 if request.method == "DELETE" or _holds(now, graph) else 201)


def _create() -> Response:
    """201 with the address of a new graph. It is named by what was posted, so the same makes no second one."""
    now = served()
    authorise(now.settings)
    bodies = _bodies()
    digest = sha256("\n".join(text for text, _ in bodies).encode()).hexdigest()
    graph = now.iris.graph(f"posted/{digest[:16]}")
    response = write(now, Change("post", graph=graph.value, bodies=bodies), status=204 if _holds(now, graph) else 201)
    response.location = url_for("graphs.under_its_iri", name=f"posted/{digest[:16]}")
    return response


def _presence() -> bool | None:
    """Whether the graph must be there for the change to be done, or must not; None for no matter (RFC 9110, sections
    13.1.1 and 13.1.2)."""
    if request.if_none_match.star_tag:
        return False
    return True if request.if_match.star_tag else None


def _bodies() -> tuple[tuple[str, str], ...]:
    """What is sent: the text of each graph with the name of its format; several in a form of files, and else one.

    Raises UnsupportedMediaType, and UsageError for a form that cannot be read.
    """
    data = read_known_body()
    if request.mimetype != _FILES or request.method != "POST":
        return ((decoded(data), _graph_format(request.mimetype).name),)
    boundary = request.mimetype_params.get("boundary", "")
    try:
        parser = MultiPartParser(stream_factory=lambda *_, **__: BytesIO())  # the body is in memory anyway
        fields, files = parser.parse(BytesIO(data), boundary.encode(), len(data))
    except ValueError as error:
        raise UsageError(f"the form cannot be read: {error}") from error
    found = [file for _, file in files.items(multi=True)]
    if fields or not found:
        raise UsageError("a form holds files of triples, and nothing else")
    return tuple((decoded(file.read()), _graph_format(file.mimetype).name) for file in found)


def _graph_format(mimetype: str) -> Format:
    """Raises UnsupportedMediaType."""
    for form in GRAPH_FORMATS:
        if mimetype == form.media_type and form.kind == "graph":
            return form
    known = ", ".join(form.media_type for form in GRAPH_FORMATS if form.kind == "graph")
    raise UnsupportedMediaType(f"A graph is sent as one of {known}, or several are posted as {_FILES}.")


def _holds(now: Served, graph: Graph) -> bool:
    """Whether the graph is there: the default graph always is, a named one where it holds a triple."""
    is_default = isinstance(graph, ox.DefaultGraph)
    return is_default or next(now.store.quads_for_pattern(None, None, None, graph), None) is not None
