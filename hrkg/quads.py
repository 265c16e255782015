"""Python values -> RDF terms in the form that the store keeps, and sorted N-Quads.

The store rewrites some literals when it takes them in (`+00:00` to `Z`, `P18M` to `P1Y6M`, `1.50` to `1.5`); what we
write
is already in that form, so that what `convert` writes and what the store dumps are the same bytes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

import pyoxigraph as ox

from hrkg.errors import InputError
from hrkg.formats import Format
from hrkg.vocab.terms import PREFIXES

Quad = ox.Quad
Term = ox.NamedNode | ox.Literal

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def iri(value: str) -> ox.NamedNode:
    """An IRI. Raises ValueError when the text is none."""
    return ox.NamedNode(value)


def is_iri(value: str) -> bool:
    """Whether a text is an IRI."""
    try:
        ox.NamedNode(value)
    except ValueError:
        return False
    return True


def text(value: str, language: str | None = None) -> ox.Literal:
    """A string, with its language tag where one is known (lower case, as the store keeps it)."""
    return ox.Literal(value, language=language.lower()) if language else ox.Literal(value)


def when(prefix: str) -> ox.Literal:
    """A date as precise as it is known: '2018' xsd:gYear, '2018-05' xsd:gYearMonth, '2018-05-24' xsd:date.

    Raises ValueError for any other shape.
    """
    kind = _DATE_TYPES.get(len(prefix))
    if kind is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", prefix):
        raise ValueError(f"'{prefix}' is no ISO 8601 date prefix")
    return ox.Literal(prefix, datatype=ox.NamedNode(_XSD + kind))


def year(value: int) -> ox.Literal:
    """An xsd:gYear."""
    return ox.Literal(f"{value:04}", datatype=ox.NamedNode(_XSD + "gYear"))


def duration(value: str) -> ox.Literal:
    """An xsd:duration ('P10Y', 'P2Y6M'): twelve months are a year and weeks are days, as the store writes them.

    Raises ValueError for a text that is no ISO 8601 duration in years, months, weeks and days.
    """
    match = _DURATION.fullmatch(value)
    if match is None:
        raise ValueError(f"'{value}' is no duration in years, months, weeks and days")
    years, months, weeks, days = (int(g or 0) for g in match.groups())
    years, months = years + months // 12, months % 12
    parts = [(years, "Y"), (months, "M"), (weeks * 7 + days, "D")]
    written = "P" + "".join(f"{n}{unit}" for n, unit in parts if n)
    return ox.Literal("PT0S" if written == "P" else written, datatype=ox.NamedNode(_XSD + "duration"))


def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "integer"))


def decimal(value: str) -> ox.Literal:
    """An xsd:decimal without needless zeros ('70000', '1.5'). Raises decimal.InvalidOperation for no number."""
    number = format(Decimal(value).normalize(), "f")
    return ox.Literal(number, datatype=ox.NamedNode(_XSD + "decimal"))


def boolean(value: bool) -> ox.Literal:
    """An xsd:boolean."""
    return ox.Literal("true" if value else "false", datatype=ox.NamedNode(_XSD + "boolean"))


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads, each quad once, in code point order of the lines."""
    return _sorted(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))


def to_ntriples(triples: Iterable[ox.Triple]) -> bytes:
    """N-Triples, each triple once, in code point order of the lines."""
    return _sorted(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES))


def transcribe(statements: Iterable[Quad] | Iterable[ox.Triple], output: IO[bytes], form: Format) -> None:
    """Write quads (or, to a format that holds one graph, triples) as they come, with the prefixes of our
    vocabularies."""
    assert isinstance(form.engine, ox.RdfFormat)  # not a format of query results
    ox.serialize(statements, output, form.engine, prefixes=dict(PREFIXES))


def _sorted(data: bytes | None) -> bytes:
    assert data is not None  # without a file as output, pyoxigraph returns the bytes
    return b"".join(sorted(line + b"\n" for line in set(data.split(b"\n")) if line))


def from_nquads(data: bytes, *, place: str) -> list[Quad]:
    """The quads of N-Quads text. Raises InputError with line and reason."""
    try:
        return list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise InputError(f"{place}:{error.lineno or 1}", str(error.msg)) from error


@dataclass(frozen=True, slots=True)
class ValidQuads:
    """N-Quads of one graph or more that conform to the shapes. Only validate.py makes one, only the store takes one."""

    data: bytes
