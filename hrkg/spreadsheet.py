"""A spreadsheet with a column of names -> the same with the things of a snapshot that the names stand for."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from hrkg.errors import InputError
from hrkg.names import Candidate, Names, is_sure
from hrkg.text.match import latin
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import HRKG, OWL, RDFS

COLUMNS = ("hrkg_iri", "hrkg_label", "hrkg_type", "hrkg_score", "hrkg_match", "same_as")
_LEAST = 0.6  # likeness below which nobody is told
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Matcher:
    """What matching a table needs: the index of names, the store, and the base of the IRIs."""

    names: Names
    store: ox.Store
    iris: Iris

    def rows(self, text: str, column: str, *, types: tuple[str, ...] = (), country: str | None = None) -> Iterator[str]:
        """The lines of the table with `COLUMNS` added, as CSV in the delimiter of the text.

        hrkg_match is 'yes' where a name can be taken as the same without looking, 'perhaps' for the likeliest other,
        empty where nothing is like it. country: the column that tells it, by name or ISO code, in support of a name.
        Raises InputError where there is no such column.
        """
        text = text.removeprefix("\ufeff")
        delimiter = _delimiter_of(text)
        table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        head = next(table, [])
        for wanted in filter(None, (column, country)):
            if wanted not in head:
                raise InputError("the table", f"no column '{wanted}'; there are: {', '.join(head) or 'none'}")
        yield _line([*head, *COLUMNS], delimiter)
        for row in table:
            cells = dict(zip(head, row, strict=False))
            place = cells.get(country, "") if country else ""
            yield _line(
                [*row, *[""] * (len(head) - len(row)), *self._told(cells.get(column, ""), types, place)], delimiter
            )

    def _told(self, name: str, types: tuple[str, ...], place: str) -> list[str]:
        found = self.names.find(name, types, limit=10)
        if not found or found[0].likeness < _LEAST:
            return [""] * len(COLUMNS)
        agreed = {c.thing.id: self._is_in(c, place) for c in found} if place.strip() else {}
        found.sort(key=lambda c: agreed.get(c.thing.id) is False)
        best = found[0]
        agrees = agreed.get(best.thing.id)
        sure = is_sure(best, found, supported=agrees is True, contradicted=agrees is False)
        node = ox.NamedNode(self.iris.base + best.thing.id)
        links = sorted(self._values(node, OWL.sameAs))
        score = f"{100 * best.likeness:.0f}"
        return [node.value, best.thing.label, best.thing.type, score, "yes" if sure else "perhaps", " ".join(links)]

    def _is_in(self, candidate: Candidate, place: str) -> bool | None:
        """Whether a thing is told to be in a country; None where the data do not tell."""
        node = ox.NamedNode(self.iris.base + candidate.thing.id)
        codes = self._values(node, HRKG.country)
        names = {
            latin(n) for code in codes for n in (*self._values(ox.NamedNode(code), RDFS.label), code.rpartition("/")[2])
        }
        return latin(place) in names if names else None

    def _values(self, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
        quads = self.store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
        return [q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)]


def _delimiter_of(text: str) -> str:
    """The delimiter that stands most in the first line; a comma where none does."""
    line = text.partition("\n")[0]
    return max(_DELIMITERS, key=lambda char: (line.count(char), char == ","))


def _line(cells: list[str], delimiter: str) -> str:
    output = io.StringIO()
    csv.writer(output, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return output.getvalue()
