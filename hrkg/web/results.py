"""SPARQL results in JSON -> a table for a page."""

from dataclasses import dataclass
from typing import Any

from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, where it leads (an address here or elsewhere), and its language or datatype."""

    text: str
    href: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns; for ASK, the answer alone."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    boolean: bool | None = None


def to_table(results: dict[str, Any], iris: Iris) -> Table:
    """A table of SPARQL 1.1 results in JSON; an unbound value is None."""
    if "boolean" in results:
        return Table((), (), results["boolean"])
    columns = tuple(results["head"]["vars"])
    rows = tuple(
        tuple(_cell(row[column], iris) if column in row else None for column in columns)
        for row in results["results"]["bindings"]
    )
    return Table(columns, rows)


def _cell(term: dict[str, Any], iris: Iris) -> Cell:
    value = str(term["value"])
    if term["type"] != "uri":
        return Cell(value, kind=term.get("xml:lang") or _short(term.get("datatype", "")))
    name = iris.parse(value)
    if name:
        return Cell(f"{name.kind}/{name.key}", f"/{name.kind}/{name.key}")
    return Cell(_short(value), value if value.startswith(("http://", "https://")) else None)


def _short(iri: str) -> str:
    """An IRI by the prefix of its vocabulary, where it has one."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
