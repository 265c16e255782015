"""A SPARQL query to a snapshot, answered to a file: what the command line shows."""

import io
from typing import IO

import pyoxigraph as ox
from prettytable import PrettyTable, TableStyle

from hrkg.errors import UsageError
from hrkg.formats import BY_NAME
from hrkg.store import Snapshot
from hrkg.vocab.terms import PREFIXES
from hrkg.web.engine import Question, evaluate

_NO_LIMIT = 1 << 62  # the machine is the user's own


def answer(snapshot: Snapshot, sparql: str, form: str, output: IO[bytes]) -> None:
    """Write the answer in a format: 'table' for people, or the name of one of formats.py that suits the kind of query.

    The prefixes of our vocabularies need not be declared; the default graph is the union of all graphs. As at the
    endpoint, SERVICE is refused. Raises QueryError for a text that cannot be parsed or evaluated, UsageError for a
    format that there is not, and whatever else the engine raises.
    """
    if form != "table":
        _answer(snapshot, sparql, form, output)
        return
    found = io.BytesIO()
    kind = _answer(snapshot, sparql, form, found)
    output.write(_table(found.getvalue(), snapshot.manifest.base).encode() if kind == "results" else found.getvalue())


def _answer(snapshot: Snapshot, sparql: str, form: str, output: IO[bytes]) -> str:
    """Write the answer; returns whether it is a 'graph' or 'results'."""
    results, graph = _formats(form)
    question = Question(sparql, rows=_NO_LIMIT, bytes=_NO_LIMIT, results=results, graph=graph)
    return evaluate(snapshot.open(), question, snapshot.manifest.base, output).kind


def _formats(form: str) -> tuple[str | None, str | None]:
    """The format for rows and the one for triples that a name asks for."""
    if form == "table":
        return "json", "turtle"
    if form not in BY_NAME:
        raise UsageError(f"'{form}' is no format; there are: table, {', '.join(BY_NAME)}")
    return (form, None) if BY_NAME[form].kind == "results" else (None, form)


def _table(results: bytes, base: str) -> str:
    found = ox.parse_query_results(results, ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return f"{'yes' if found else 'no'}\n"
    names = [variable.value for variable in found.variables]
    table = PrettyTable(names, align="l")
    table.set_style(TableStyle.MARKDOWN)
    rows = [[_short(solution[name], base) for name in names] for solution in found]
    table.add_rows(rows)
    return f"{table.get_string()}\n\n{len(rows)} row{'' if len(rows) == 1 else 's'}\n"


def _short(term: object, base: str) -> str:
    """A term as a person reads it: the text of a literal, an IRI by its prefix where it has one."""
    if term is None:
        return ""
    value = getattr(term, "value", str(term))
    if isinstance(term, ox.NamedNode):
        if value.startswith(base):
            return value[len(base) :]
        for prefix, namespace in PREFIXES.items():
            if value.startswith(namespace):
                return f"{prefix}:{value[len(namespace) :]}"
    return " ".join(value.split())
