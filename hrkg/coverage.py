"""Who has a verified item elsewhere, and who has none: figures by kind, and the list of those still to link."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from hrkg.errors import TableError
from hrkg.model import Unlinked
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import FOAF, HRKG, OWL, RDF, RDFS, SCHEMA, SKOS

KINDS = {
    "organisation": SCHEMA.Organization,
    "person": FOAF.Person,
    "prize": HRKG.Prize,
    "country": HRKG.Country,
}
_COLUMNS = ("id", "label", "country", "signatures")
ITEM = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many things of a kind there are, how many of them have a confirmed Wikidata item, and how many of the others
    have a candidate that waits for a person."""

    kind: str
    things: int
    confirmed: int
    candidates: int


def coverage(store: ox.Store) -> list[Coverage]:
    """The figures of each kind."""
    found = []
    for kind, cls in KINDS.items():
        things = _members(store, cls)
        confirmed = {thing for thing in things if _items(store, thing, OWL.sameAs)}
        close = sum(1 for thing in things if thing not in confirmed and _items(store, thing, SKOS.closeMatch))
        found.append(Coverage(kind, len(things), len(confirmed), close))
    return found


def unlinked(store: ox.Store, iris: Iris, *kinds: str) -> list[Unlinked]:
    """The things of these kinds without a confirmed item, those with most signatures first."""
    found = [thing for thing, items in _things(store, iris, kinds) if not items]
    return sorted(found, key=lambda thing: (-thing.signatures, thing.kind, thing.key))


def linked(store: ox.Store, iris: Iris, *kinds: str) -> list[tuple[Unlinked, str]]:
    """The things of these kinds that have one confirmed item, each with its id, in order."""
    return [(thing, items[0].removeprefix(ITEM)) for thing, items in _things(store, iris, kinds) if len(items) == 1]


def namesakes(store: ox.Store, iris: Iris, *kinds: str) -> list[tuple[Unlinked, Unlinked]]:
    """The pairs of things of these kinds that have one name and of which nothing tells whether they are one."""
    things = {iris.entity(t.kind, t.key): t for t, _ in _things(store, iris, kinds)}
    pairs = []
    for node in sorted(things, key=lambda node: node.value):
        for quad in store.quads_for_pattern(node, SKOS.closeMatch, None, ox.DefaultGraph()):
            other = quad.object
            if isinstance(other, ox.NamedNode) and other in things and node.value < other.value:
                pairs.append((things[node], things[other]))
    return sorted(pairs, key=lambda pair: (pair[0].kind, pair[0].key, pair[1].key))


def _things(store: ox.Store, iris: Iris, kinds: tuple[str, ...]) -> Iterator[tuple[Unlinked, list[str]]]:
    for kind in kinds:
        for node in sorted(_members(store, KINDS[kind]), key=lambda node: node.value):
            name, labels = iris.parse(node.value), _texts(store, node, RDFS.label)
            if name is None or name.kind != kind or not labels:
                continue
            others = (*_texts(store, node, SKOS.altLabel), *_texts(store, node, HRKG.acronym))
            countries = {q.object for q in store.quads_for_pattern(node, HRKG.country, None, ox.DefaultGraph())}
            codes = [c for n in countries if isinstance(n, ox.NamedNode) for c in _texts(store, n, HRKG.isoCode)]
            signatures = sum(1 for _ in store.quads_for_pattern(None, HRKG.signatory, node, ox.DefaultGraph()))
            names = tuple(dict.fromkeys((*labels, *others)))
            country = codes[0] if len(codes) == 1 else None
            yield Unlinked(kind, name.key, labels[0], names, country, signatures), _items(store, node, OWL.sameAs)


def _members(store: ox.Store, cls: ox.NamedNode) -> list[ox.NamedNode]:
    quads = store.quads_for_pattern(None, RDF.type, cls, ox.DefaultGraph())
    return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def _texts(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    quads = store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def _items(store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    quads = store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
    links = sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode))
    return [link for link in links if link.startswith(ITEM)]


def to_table(things: list[Unlinked]) -> str:
    """The list as a TSV, header first."""
    rows = [_COLUMNS]
    rows += [(f"{t.kind}/{t.key}", t.label.replace("\t", " "), t.country or "", str(t.signatures)) for t in things]
    return "".join("\t".join(row) + "\n" for row in rows)


def from_table(text: str, *, place: str) -> list[Unlinked]:
    """The list of a TSV that `to_table` wrote, or of which lines were left out. Raises TableError with the line."""
    found = []
    head, *lines = text.splitlines() or [""]
    if tuple(head.split("\t")) != _COLUMNS:
        raise TableError(f"{place}:1", f"the columns are not {', '.join(_COLUMNS)}")
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        kind, _, key = cells[0].partition("/")
        if len(cells) != len(_COLUMNS) or kind not in KINDS or not key or not cells[3].isdecimal():
            raise TableError(f"{place}:{number}", f"'{line}' is no thing with label, country and number of signatures")
        found.append(Unlinked(kind, key, cells[1], (cells[1],), cells[2] or None, int(cells[3])))
    return found
