"""A SPARQL query to a snapshot, answered to a file: what the command line shows."""

from typing import IO

import pyoxigraph as ox
from prettytable import PrettyTable, TableStyle

from hrkg.errors import QueryError, syntax_error
from hrkg.formats import format_named
from hrkg.quads import transcribe
from hrkg.store import Snapshot
from hrkg.vocab.terms import PREFIXES


def answer(snapshot: Snapshot, sparql: str, form: str, output: IO[bytes]) -> None:
    """Write the answer in a format: 'table' for people, or the name of one of formats.py that suits the kind of query.

    The prefixes of our vocabularies need not be declared; the default graph is the union of all graphs.
    Raises QueryError for a text that cannot be parsed or evaluated, UsageError for a format that does not suit.
    """
    try:
        found = snapshot.open().query(sparql, prefixes=dict(PREFIXES))
        if isinstance(found, ox.QueryTriples):
            transcribe(found, output, format_named("turtle" if form == "table" else form, "graph"))
        elif form == "table":
            output.write(_table(found, snapshot.manifest.base).encode())
        else:
            engine = format_named(form, "results").engine
            assert isinstance(engine, ox.QueryResultsFormat)  # for it is a format of results
            found.serialize(output, engine)
    except SyntaxError as error:
        raise syntax_error(sparql, str(error)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def _table(found: ox.QuerySolutions | ox.QueryBoolean, base: str) -> str:
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
