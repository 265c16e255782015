"""The tables that the extractors ask: authority tables, word lists and concept schemes -> Lexicon.

All knowledge of the field stands in files that a person who does not program can edit: `data/authority/*.tsv`,
`data/authority/words/*.tsv` and `ontology/*.ttl`. No rule in code names a person, an organisation or a post.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from hrkg.errors import TableError
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases

_SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an authority table. `names` are the label and the aliases; `more` the other columns by name."""

    id: str
    label: str
    names: tuple[str, ...]
    more: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a column, '' when empty."""
        return self.more.get(column, "")


@dataclass(frozen=True, slots=True)
class Concept:
    """A SKOS concept: its scheme's name, its notation, and the words that announce it in a post."""

    scheme: str
    notation: str
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every table, read once; equal and hashed by identity, so that what is built from it can be kept for it.

    Rooms take from it the phrases that they look for.
    """

    organisations: tuple[Row, ...]
    persons: tuple[Row, ...]
    prizes: tuple[Row, ...]
    countries: tuple[Row, ...]
    laws: tuple[Row, ...]
    places: tuple[Row, ...]
    concepts: tuple[Concept, ...]
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    identifiers: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # 'kind/id' -> (scheme, value)

    def words(self, name: str) -> Mapping[str, str]:
        """A word list of data/authority/words/: phrase -> value ('' where a list has none). Raises KeyError for no
        such list."""
        return self.lists[name]

    def scheme(self, name: str) -> dict[str, str]:
        """The words of a concept scheme: phrase -> notation."""
        return {word: c.notation for c in self.concepts if c.scheme == name for word in c.words}

    def phrases(self, *names: str, case: bool = False) -> Phrases[str]:
        """What finds the phrases of word lists in a sentence; a later list goes before an earlier one."""
        table: dict[str, str] = {}
        for name in names:
            table.update(self.words(name))
        return Phrases(table, case=case)

    @cached_property
    def prizes_by_name(self) -> dict[str, tuple[Row, ...]]:
        """Comparing form of every name of a prize -> the rows that have it."""
        return _by_name((name, row) for row in self.prizes for name in row.names)

    @cached_property
    def persons_by_country(self) -> dict[str, tuple[Row, ...]]:
        """ISO code -> the persons whose row has that country."""
        found: dict[str, list[Row]] = {}
        for row in self.persons:
            found.setdefault(row["country"], []).append(row)
        return {code: tuple(rows) for code, rows in found.items()}

    @cached_property
    def countries_by_code(self) -> dict[str, Row]:
        """ISO 3166-1 alpha-2 code -> the row of that country or territory, present ones before former ones."""
        found: dict[str, Row] = {}
        for row in sorted(self.countries, key=lambda r: r["kind"] != "country"):
            if row["ISO2"]:
                found.setdefault(row["ISO2"], row)
        return found

    @cached_property
    def organisations_by_name(self) -> dict[str, tuple[Row, ...]]:
        """Comparing form of every name and acronym -> the rows that have it (more than one where it is ambiguous)."""
        return _by_name((name, row) for row in self.organisations for name in (*row.names, row["acronym"]))


def _by_name(pairs: Iterable[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, dict[str, Row]] = {}
    for name, row in pairs:
        if name:
            found.setdefault(fold(name), {})[row.id] = row
    return {name: tuple(rows.values()) for name, rows in found.items()}


def _table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, cells by column) of a TSV without quoting. Raises TableError where a row has too few or many
    cells."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            head = next(rows)
            for number, cells in enumerate(rows, start=2):
                if len(cells) != len(head):
                    raise TableError(f"{path.name}:{number}", f"{len(cells)} cells where the head has {len(head)}")
                yield number, dict(zip(head, cells, strict=True))
    except (OSError, UnicodeDecodeError, StopIteration) as error:
        raise TableError(str(path), f"cannot be read as a table: {error}") from error


def _authority(path: Path) -> tuple[Row, ...]:
    rows: dict[str, Row] = {}
    for number, cells in _table(path):
        if cells["id"] in rows:
            raise TableError(f"{path.name}:{number}", f"the id '{cells['id']}' stands twice")
        names = dict.fromkeys([cells["label"], *filter(None, cells.get("aliases", "").split("|"))])
        rows[cells["id"]] = Row(cells["id"], cells["label"], tuple(names), cells)
    return tuple(rows.values())


def _identifiers(path: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """The identifiers that other registers have for a row: 'kind/id' -> (scheme, identifier)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for _, cells in _table(path):
        found.setdefault(cells["thing"], []).append((cells["scheme"], cells["identifier"]))
    return {thing: tuple(told) for thing, told in found.items()}


def _word_lists(folder: Path) -> dict[str, dict[str, str]]:
    """The lists of all files: columns list, phrase, value. A file may hold several lists, a list may have several
    files."""
    lists: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.tsv")):
        for number, cells in _table(path):
            words = lists.setdefault(cells["list"], {})
            if words.get(cells["phrase"], cells["value"]) != cells["value"]:
                raise TableError(
                    f"{path.name}:{number}", f"'{cells['phrase']}' has two values in list '{cells['list']}'"
                )
            words[cells["phrase"]] = cells["value"]
    return lists


def _concepts(folder: Path) -> tuple[Concept, ...]:
    """The concepts of all schemes in ontology/*.ttl, in order of their IRIs."""
    store = ox.Store()
    for path in sorted(folder.glob("*.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    found = []
    node = ox.NamedNode
    for membership in store.quads_for_pattern(None, node(_SKOS + "inScheme"), None, None):
        concept, scheme = membership.subject, membership.object
        assert isinstance(scheme, ox.NamedNode)  # tests/test_terms.py holds that no blank node stands in the ontology
        name = scheme.value.rpartition("/")[2]
        values = {
            p: sorted(
                q.object.value
                for q in store.quads_for_pattern(concept, node(_SKOS + p), None, None)
                if isinstance(q.object, ox.Literal)
            )
            for p in ("notation", "prefLabel", "altLabel", "hiddenLabel")
        }
        words = [*values["prefLabel"], *values["altLabel"], *values["hiddenLabel"]]
        found += [Concept(name, notation, tuple(dict.fromkeys(words))) for notation in values["notation"]]
    return tuple(sorted(found, key=lambda c: (c.scheme, c.notation)))


def load_lexicon(authority: Path, ontology: Path) -> Lexicon:
    """The lexicon of the tables under two folders. Raises TableError with file, line and reason."""
    return Lexicon(
        organisations=_authority(authority / "organisations.tsv"),
        persons=_authority(authority / "persons.tsv"),
        prizes=_authority(authority / "prizes.tsv"),
        countries=_authority(authority / "countries.tsv"),
        laws=_authority(authority / "laws.tsv"),
        places=_authority(authority / "places.tsv"),
        concepts=_concepts(ontology),
        lists=_word_lists(authority / "words"),
        identifiers=_identifiers(authority / "identifiers.tsv"),
    )
