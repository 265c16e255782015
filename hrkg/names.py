"""The index of names of a snapshot: written once from its store, then asked whom a name may stand for.

An SQLite file with a full-text index of trigrams (FTS5). Candidates come from identifiers, exact forms and the trigrams
that are rarest in the data; what they score is `text.match.likeness`, which knows nothing of other candidates, so a
score means the same in every answer.
"""

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

import pyoxigraph as ox

from hrkg.errors import StoreError
from hrkg.text.match import latin, likeness, plain, words_of
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, FOAF, HRKG, OWL, RDF, RDFS, SCHEMA, SKOS

# The types, the most particular first: a thing has the first that fits.
TYPES = {
    "Statement": HRKG.Statement,
    "Prize": HRKG.Prize,
    "Country": HRKG.Country,
    "Organisation": SCHEMA.Organization,
    "Person": FOAF.Person,
}
_NAMES = ((RDFS.label, 0), (SKOS.altLabel, 1), (HRKG.acronym, 2))
_ACRONYM = 2
_ITEM = "http://www.wikidata.org/entity/"
_READ = 2500  # entries of the index that one look-up reads, those of the rarest trigrams first
_FOUND = 60  # names that a look-up by trigrams gives
_SURE = 0.98  # likeness from which two names can be the same
_LONGEST = 300  # code points of a name that are looked at
_SCHEMA = """
CREATE TABLE thing (n INTEGER PRIMARY KEY, id TEXT UNIQUE, type TEXT, label TEXT, about TEXT, weight INTEGER);
CREATE TABLE name (n INTEGER PRIMARY KEY, thing INTEGER, text TEXT, form TEXT, plain TEXT, sort INTEGER);
CREATE TABLE identifier (text TEXT PRIMARY KEY, thing INTEGER) WITHOUT ROWID;
CREATE TABLE word (word TEXT PRIMARY KEY, names INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE gram USING fts5(form, content='', tokenize='trigram', detail=none);
CREATE VIRTUAL TABLE gram_count USING fts5vocab(gram, row);
"""
_INDEXES = """
CREATE INDEX name_form ON name (form);
CREATE INDEX name_plain ON name (plain);
CREATE INDEX name_thing ON name (thing);
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a name: id is 'kind/key'; about is a line that tells it from namesakes; weight how often it is
    told of."""

    id: str
    type: str
    label: str
    about: str
    weight: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a name may stand for: the name of theirs that is most like it, and how alike, from 0 to 1."""

    thing: Named
    name: str
    likeness: float
    by_acronym: bool = False
    by_identifier: bool = False


def is_sure(candidate: Candidate, found: Sequence[Candidate], *, supported: bool, contradicted: bool) -> bool:
    """Whether a candidate can be taken for the one who is meant, without a person's look.

    An identifier can mean nobody else. Its name must be the same. A bare acronym, a person's name, and a name that
    another candidate has too need support: something beside the name that agrees, such as the country.
    """
    if candidate.by_identifier or candidate.likeness < _SURE or contradicted:
        return candidate.by_identifier
    rivals = any(other.likeness >= _SURE for other in found if other is not candidate)
    return supported or not (candidate.by_acronym or candidate.thing.type == "Person" or rivals)


def write_names(store: ox.Store, iris: Iris, path: Path) -> None:
    """Write the index of all that has a type of `TYPES`. The same data give the same bytes."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.executescript(_SCHEMA)
        words: Counter[str] = Counter()
        number = 0
        for n, (thing, names) in enumerate(_things(store, iris), start=1):
            row = (n, thing.id, thing.type, thing.label, thing.about, thing.weight)
            connection.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)", row)
            told = ((text, n) for text in _identifiers(store, iris, thing))
            # One that is told of two things means neither; the shapes see to it that none is.
            connection.executemany("INSERT OR IGNORE INTO identifier VALUES (?, ?)", told)
            for text, sort in names:
                number += 1
                form = latin(text)
                words.update(set(words_of(text)))
                entry = (number, n, text, form, plain(text), sort)
                connection.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", entry)
                connection.execute("INSERT INTO gram (rowid, form) VALUES (?, ?)", (number, form))
        connection.executemany("INSERT INTO word VALUES (?, ?)", sorted(words.items()))
        connection.execute("INSERT INTO gram (gram) VALUES ('optimize')")
        connection.executescript(_INDEXES)
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def _things(store: ox.Store, iris: Iris) -> Iterator[tuple[Named, list[tuple[str, int]]]]:
    """Each thing with its names, in order of the ids."""
    types: dict[ox.NamedNode, str] = {}
    for type_, cls in TYPES.items():
        for quad in store.quads_for_pattern(None, RDF.type, cls, None):
            if isinstance(quad.subject, ox.NamedNode) and iris.parse(quad.subject.value):
                types.setdefault(quad.subject, type_)
    for node in sorted(types, key=lambda n: n.value):
        names: dict[str, int] = {}
        acronyms = _values(store, node, HRKG.acronym)
        for predicate, sort in _NAMES:
            for value in sorted(_values(store, node, predicate)):
                # A post may have an acronym as the only name of a body; it stays one.
                names.setdefault(value, _ACRONYM if sort and value in acronyms else sort)
        if names:
            label = next(iter(names))
            name = iris.parse(node.value)
            assert name is not None  # only such are in types
            weight = sum(1 for _ in store.quads_for_pattern(None, None, node, ox.DefaultGraph()))
            thing = Named(f"{name.kind}/{name.key}", types[node], label, _about(store, node, types[node]), weight)
            yield thing, list(names.items())


def _identifiers(store: ox.Store, iris: Iris, thing: Named) -> Iterator[str]:
    """By what a thing may be asked for: its IRI and id, those of what was merged into it, and of confirmed items
    elsewhere the IRI and, of Wikidata, the id."""
    node = ox.NamedNode(iris.base + thing.id)
    former = (q.subject for q in store.quads_for_pattern(None, DCTERMS.isReplacedBy, node, None))
    for own in (node, *sorted((n for n in former if isinstance(n, ox.NamedNode)), key=lambda n: n.value)):
        yield from (own.value, own.value.removeprefix(iris.base))
    same = (q.object for q in store.quads_for_pattern(node, OWL.sameAs, None, None))
    for item in sorted((n for n in same if isinstance(n, ox.NamedNode)), key=lambda n: n.value):
        yield from (item.value, item.value.removeprefix(_ITEM))


def _values(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> set[str]:
    quads = store.quads_for_pattern(node, predicate, None, None)
    return {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}


def _about(store: ox.Store, node: ox.NamedNode, type_: str) -> str:
    """A line on a thing: its countries and what it did most, or when it was told of."""
    countries = {q.object for q in store.quads_for_pattern(node, HRKG.country, None, None)}
    places = sorted(v for c in countries if isinstance(c, ox.NamedNode) for v in _values(store, c, RDFS.label))
    told = [type_ if not places else f"{type_}, {', '.join(places[:3])}"]
    signed = len({q.subject for q in store.quads_for_pattern(None, HRKG.signedBy, node, None)})
    if signed:
        told.append(f"{signed} statement{'s' * (signed > 1)} signed")
    posts = {q.object for q in store.quads_for_pattern(node, HRKG.reportedIn, None, None)}
    told += sorted(v for p in posts if isinstance(p, ox.NamedNode) for v in _values(store, p, DCTERMS.issued))[:1]
    return "; ".join(told)


class Names:
    """An index, open for one request or one run: a connection must stay in the thread that made it (`open_names`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        (self._total,) = connection.execute("SELECT count(*) FROM name").fetchone()
        self._weights: dict[str, float] = {}

    def find(self, name: str, types: Sequence[str] = (), *, limit: int = 5) -> list[Candidate]:
        """Whom a name may stand for, the likeliest first, of equals the one that is told of most; of these types only,
        where any are given."""
        meant = self.identified(name)
        name = name[:_LONGEST]
        best: dict[int, tuple[float, str, int]] = {}
        for thing, text, sort in self._near(name, types):
            score = likeness(name, text, self._weight)
            # Letters alone say less than a name.
            if score > best.get(thing, (0.0, "", 0))[0]:
                best[thing] = score, text, sort
        found = [
            Candidate(self._thing(thing), text, score, sort == _ACRONYM) for thing, (score, text, sort) in best.items()
        ]
        found.sort(key=lambda c: (-c.likeness, c.by_acronym, -c.thing.weight, c.thing.id))
        if meant is not None and (not types or meant.type in types):
            found = [Candidate(meant, name, 1.0, by_identifier=True), *(c for c in found if c.thing != meant)]
        return found[:limit]

    def identified(self, identifier: str) -> Named | None:
        """The thing of an identifier: its id or IRI, that of what was merged into it, or of a confirmed item elsewhere
        (a Wikidata item by its id alone, too). None where there is none."""
        row = self._db.execute("SELECT thing FROM identifier WHERE text = ?", (identifier.strip(),)).fetchone()
        return self._thing(row[0]) if row else None

    def starting(self, prefix: str, types: Sequence[str] = (), *, limit: int = 10, skip: int = 0) -> list[Named]:
        """The things of which a name or a word of it begins with a text, those first that are told of most."""
        meant = self.identified(prefix)
        if meant is not None and (not types or meant.type in types):
            return [meant][skip:]
        form = latin(prefix[:_LONGEST])
        if not form:
            return []
        rows = self._db.execute(
            f"SELECT t.id, t.type, t.label, t.about, t.weight FROM thing t JOIN name a ON a.thing = t.n "
            f"WHERE (a.form >= ? AND a.form < ? OR instr(' ' || a.form, ' ' || ?)) {_of(types)} "
            "GROUP BY t.n ORDER BY t.weight DESC, t.id LIMIT ? OFFSET ?",
            (form, form + "\U0010ffff", form, *types, limit, skip),
        )
        return [Named(*row) for row in rows]

    def get(self, identifier: str) -> Named | None:
        """The thing of an id; None where there is none."""
        row = self._db.execute(
            "SELECT id, type, label, about, weight FROM thing WHERE id = ?", (identifier,)
        ).fetchone()
        return Named(*row) if row else None

    def _near(self, name: str, types: Sequence[str]) -> Iterable[tuple[int, str, int]]:
        """(thing, name, sort) of the names that share the form or the rarest trigrams."""
        form, short = latin(name), plain(name)
        found = set(
            self._db.execute(
                "SELECT a.thing, a.text, a.sort FROM name a JOIN thing t ON t.n = a.thing "
                f"WHERE (a.form = ? OR a.plain = ?) {_of(types)}",
                (form, short, *types),
            )
        )
        sharing = self._sharing({form[i : i + 3] for i in range(len(form) - 2)})
        found.update(
            self._db.execute(
                "SELECT a.thing, a.text, a.sort FROM name a JOIN thing t ON t.n = a.thing "
                f"WHERE a.n IN ({', '.join('?' * len(sharing))}) {_of(types)}",
                (*sharing, *types),
            )
        )
        return sorted(found)

    def _sharing(self, grams: set[str]) -> list[int]:
        """The names that share most of the trigrams, a rare one counting for more; only so many are read that a common
        name costs no more than a rare one."""
        marks = ", ".join("?" * len(grams))
        counts = self._db.execute(f"SELECT term, doc FROM gram_count WHERE term IN ({marks})", sorted(grams)).fetchall()
        shared: dict[int, float] = defaultdict(float)
        read = 0
        for gram, count in sorted(counts, key=lambda row: (row[1], row[0])):
            read += count
            if read > _READ and shared:
                break
            weight = math.log(1 + self._total / count)
            quoted = '"' + gram.replace('"', '""') + '"'
            for (number,) in self._db.execute("SELECT rowid FROM gram WHERE gram MATCH ?", (quoted,)):
                shared[number] += weight
        return nsmallest(_FOUND, shared, key=lambda number: (-shared[number], number))

    def _weight(self, word: str) -> float:
        """How much a word tells: little where many names have it."""
        if word not in self._weights:
            row = self._db.execute("SELECT names FROM word WHERE word = ?", (word,)).fetchone()
            self._weights[word] = math.log(2 + self._total) - math.log(1 + (row[0] if row else 0))
        return self._weights[word]

    def _thing(self, number: int) -> Named:
        row = self._db.execute("SELECT id, type, label, about, weight FROM thing WHERE n = ?", (number,)).fetchone()
        return Named(*row)


def _of(types: Sequence[str]) -> str:
    return f"AND t.type IN ({', '.join('?' * len(types))})" if types else ""


@contextmanager
def open_names(path: Path) -> Iterator[Names]:
    """The index in a file, read-only. Raises StoreError where there is none."""
    if not path.exists():
        raise StoreError(f"'{path}' is missing; 'hrkg build' makes it")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        yield Names(connection)
    finally:
        connection.close()
