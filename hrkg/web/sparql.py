"""`/sparql`: SPARQL 1.1 Protocol, query (https://www.w3.org/TR/sparql11-protocol/); for a browser a form and tables."""

import json
from dataclasses import dataclass

from flask import Blueprint, Response, g, render_template, request

from hrkg.errors import UsageError
from hrkg.formats import BY_NAME, FORMATS, GRAPH_FORMATS, RESULT_FORMATS, Format
from hrkg.web.cache import is_volatile
from hrkg.web.description import describe_service
from hrkg.web.engine import LimitError, Question
from hrkg.web.negotiate import BY_SUFFIX, GRAPH_OR_PAGE, HTML, Chosen, NotAcceptableError, liked
from hrkg.web.parameters import Fields, graph_names, read_body, read_fields, single
from hrkg.web.queries.examples import load_examples
from hrkg.web.reply import chosen_of, reply, streamed, tagged, vary
from hrkg.web.results import Table, to_table
from hrkg.web.state import Served, served

sparql = Blueprint("sparql", __name__)
# What a page can show; more is better taken as a file.
_PAGE_ROWS, _PAGE_BYTES = 1000, 2_000_000
# What SPARQLWrapper calls them: names of its own, or media types, of several the best first.
_BY_OTHER_NAME = {"json-ld": BY_NAME["jsonld"], "rdf+xml": BY_NAME["rdfxml"], **{f.media_type: f for f in FORMATS}}
_RESULTS_OR_PAGE = (*RESULT_FORMATS, HTML)
# One for rows and booleans, one for triples; None where there is none.
Formats = tuple[Chosen | None, Chosen | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for. formats: those given by name; timeout in seconds."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    formats: Formats | None
    timeout: float | None


@sparql.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """The answer to the query; without one, the service description or the form."""
    now = served()
    asked = _read_request()
    if asked.query is None:
        return _without_query(now)
    results, graph = asked.formats or _liked_formats()
    if results is not None and results.format is HTML:
        return _page(now, asked)
    if request.method == "POST" or is_volatile(asked.query):
        return vary(_answer(now, asked, results, graph))
    # The address tells the query, so the version and the formats name the answer.
    tag = "-".join((now.version, *(chosen.format.name for chosen in (results, graph) if chosen)))
    return tagged(tag, lambda: _answer(now, asked, results, graph))


def _answer(now: Served, asked: Asked, results: Chosen | None, graph: Chosen | None) -> Response:
    limits = now.settings
    question = _question(asked, results, graph, rows=limits.query_rows, size=limits.query_bytes)
    answer = now.ask(question, timeout=asked.timeout)
    response = streamed(answer)
    chosen = results if results is not None and answer.format == results.format else graph
    assert chosen is not None  # the worker answers in one of the two
    response.content_type = chosen.content_type
    return response


def _question(asked: Asked, results: Chosen | None, graph: Chosen | None, *, rows: int, size: int) -> Question:
    return Question(
        asked.query or "",
        rows=rows,
        bytes=size,
        results=results.format.name if results else None,
        graph=graph.format.name if graph else None,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
    )


# --- what was asked ---


def _read_request() -> Asked:
    """The request taken apart. Raises UsageError (400) and UnsupportedMediaType (415)."""
    fields = read_fields("query", "application/sparql-query", read_body)
    if any(name == "update" for name, _ in fields):
        raise UsageError("this endpoint answers queries; it takes no 'update'")
    g.query = single(fields, "query")  # for the log, where its operator wants it
    return Asked(
        g.query,
        graph_names(fields, "default-graph-uri"),
        graph_names(fields, "named-graph-uri"),
        _named_formats(fields),
        _seconds(single(fields, "timeout")),
    )


def _named_formats(fields: Fields) -> Formats | None:
    """The formats that `format=` or `output=` names; some clients give both, each by another name of the same.

    Raises UsageError for a name that is none, and for several formats.
    """
    values = sorted({value for name, value in fields if name in ("format", "output")})
    found = [_named(value) for value in values]
    if any(pair != found[0] for pair in found):
        raise UsageError(f"several formats are asked for: {', '.join(values)}")
    return found[0] if found else None


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise UsageError(f"'{text}' is no number of seconds")
    return seconds


def _liked_formats() -> Formats:
    """The formats for rows and for triples that the client likes best; HTML in both, for a browser, or in neither.

    Raises NotAcceptableError where it takes none.
    """
    results, graph = liked(_RESULTS_OR_PAGE), liked(GRAPH_OR_PAGE)
    if results is None and graph is None:
        raise NotAcceptableError((*RESULT_FORMATS, *GRAPH_FORMATS, HTML))
    pages = [chosen is not None and chosen.format is HTML for chosen in (results, graph)]
    if all(pages):
        return results, graph
    return None if pages[0] else results, None if pages[1] else graph


def _named(name: str) -> Formats:
    """The formats that a name stands for: 'json' and 'xml' are a format of rows and one of triples."""
    both: dict[str, tuple[Format | None, Format | None]] = {
        "html": (HTML, HTML),
        "json": (BY_NAME["json"], BY_NAME["jsonld"]),
        "xml": (BY_NAME["xml"], BY_NAME["rdfxml"]),
    }
    form = BY_NAME.get(name) or BY_SUFFIX.get(name) or _BY_OTHER_NAME.get(name.partition(",")[0])
    if name not in both and form is None:
        known = ", ".join(sorted({*both, *BY_NAME}))
        raise UsageError(f"'{name}' is no format; there are: {known}")
    pair = both.get(name) or ((form, None) if form in RESULT_FORMATS else (None, form))
    results, graph = (Chosen.of(f) if f else None for f in pair)
    return results, graph


# --- for browsers, and without a query ---


def _without_query(now: Served) -> Response:
    if request.method == "POST":
        raise UsageError("the request has no 'query'")
    chosen = chosen_of(GRAPH_OR_PAGE)
    if chosen.format is HTML:
        return reply(now.version, chosen, lambda: _form(now, ""))
    return reply(now.version, chosen, lambda: describe_service(now, request.base_url, chosen.format))


def _form(now: Served, query: str, table: Table | None = None, text: str = "", too_large: str = "") -> str:
    return render_template(
        "sparql.html",
        query=query,
        table=table,
        text=text,
        too_large=too_large,
        examples=[e for e in load_examples(now.settings.queries) if e.federated is None],
        settings=now.settings,
    )


def _page(now: Served, asked: Asked) -> Response:
    """The answer under the form; an answer too large for a page is offered as files."""
    query = asked.query or ""
    if not query.strip():
        return vary(Response(_form(now, ""), content_type=Chosen.of(HTML).content_type))
    formats = Chosen.of(BY_NAME["json"]), Chosen.of(BY_NAME["turtle"])
    table, text, too_large = None, "", ""
    try:
        answer = now.ask(_question(asked, *formats, rows=_PAGE_ROWS, size=_PAGE_BYTES), timeout=asked.timeout)
    except LimitError as error:
        if error.limit not in ("rows", "bytes"):
            raise
        too_large = f"The answer is larger than a page can show ({_PAGE_ROWS:,} rows, {_PAGE_BYTES // 10**6} MB)."
    else:
        body = b"".join(answer.chunks()).decode()
        if answer.format.kind == "results":
            table = to_table(json.loads(body), now.iris)
        else:
            text = body
    return vary(Response(_form(now, query, table, text, too_large), content_type=Chosen.of(HTML).content_type))
