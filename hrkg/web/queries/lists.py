"""Lists of the things of one kind, page by page."""

from dataclasses import dataclass

from hrkg.web.queries.reader import Node
from hrkg.web.queries.things import Link, Things


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: its title, and what belongs to it as a SPARQL pattern that binds ?thing, ?order (what it is sorted by)
    and ?note (what is said beside each thing; each value once)."""

    title: str
    pattern: str
    descending: bool = False

    @property
    def direction(self) -> str:
        """SPARQL's word for the way that it is sorted."""
        return "DESC" if self.descending else "ASC"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: the thing, what it is sorted by where that is a date, and the notes."""

    link: Link
    date: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; numbers count from 1."""

    kind: Kind
    number: int
    pages: int
    total: int
    items: tuple[Item, ...]


_REPORTED = "?thing hrkg:reportedIn/dcterms:issued ?order"
_COUNTRY = "OPTIONAL { ?thing hrkg:country/rdfs:label ?note }"
KINDS = {
    "post": Kind("Posts", "?thing a hrkg:Post ; dcterms:issued ?order OPTIONAL { ?thing schema:keywords ?note }", True),
    "statement": Kind("Statements", f"?thing a hrkg:Statement . {_REPORTED} {_COUNTRY}", True),
    "signatory": Kind("Signatories", f"?thing a hrkg:Signatory ; rdfs:label ?order {_COUNTRY}"),
    "defender": Kind("Defenders", f"?thing a hrkg:Defender ; rdfs:label ?order {_COUNTRY}"),
    "detention": Kind(
        "Reported detentions", f"?thing a hrkg:Detention ; hrkg:status/skos:notation ?note . {_REPORTED}", True
    ),
    "incident": Kind("Reported incidents", f"?thing a hrkg:Incident . {_REPORTED} {_COUNTRY}", True),
    "prize": Kind(
        "Prizes", "?thing a hrkg:Prize ; rdfs:label ?order OPTIONAL { ?thing hrkg:awardedBy/rdfs:label ?note }"
    ),
    "organisation": Kind("Organisations", f"?thing a schema:Organization ; rdfs:label ?order {_COUNTRY}"),
    "person": Kind("Persons", f"?thing a foaf:Person ; rdfs:label ?order {_COUNTRY}"),
    "country": Kind("Countries", "?thing a hrkg:Country ; rdfs:label ?order ; hrkg:isoCode ?note"),
    "law": Kind("Laws", f"?thing a hrkg:Law ; rdfs:label ?order {_COUNTRY}"),
}


def find_page(things: Things, kind: Kind, number: int, *, size: int) -> Page:
    """One page of a list, of `size` things; without items where the list ends before it."""
    ((count,),) = things.read.rows(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {kind.pattern} }}")
    total = int(count.value) if count else 0
    rows = things.read.rows(
        f'SELECT ?thing ?order (GROUP_CONCAT(DISTINCT ?note; separator=", ") AS ?notes) WHERE {{ {kind.pattern} }} '
        f"GROUP BY ?thing ?order ORDER BY {kind.direction}(?order) {kind.direction}(STR(?thing)) "
        f"LIMIT {size} OFFSET {(number - 1) * size}"
    )
    items = [_item(things, kind, thing, order, note) for thing, order, note in rows if isinstance(thing, Node)]
    return Page(kind, number, max(1, -(-total // size)), total, tuple(items))


def _item(things: Things, kind: Kind, thing: Node, order: object, note: object) -> Item:
    date = str(getattr(order, "value", "")) if kind.descending else None
    return Item(things.link(thing), date, str(getattr(note, "value", "")))
