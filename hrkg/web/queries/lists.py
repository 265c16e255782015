"""Lists of the things of one kind, page by page."""

from dataclasses import dataclass

from hrkg.vocab.terms import FOAF, HRKG, SCHEMA
from hrkg.web.queries.reader import Node
from hrkg.web.queries.things import Link, Things


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: its title, the class that it shows, and the property that is told beside each thing.

    What posts report stands newest first, by the date of the post, with which its key begins; all else by name.
    """

    title: str
    cls: Node
    note: Node
    is_reported: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: the thing, the date of its post where it is reported by one, and the note."""

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


KINDS = {
    "post": Kind("Posts", HRKG.Post, SCHEMA.keywords, is_reported=True),
    "statement": Kind("Statements", HRKG.Statement, HRKG.country, is_reported=True),
    "signatory": Kind("Signatories", HRKG.Signatory, HRKG.country),
    "defender": Kind("Defenders", HRKG.Defender, HRKG.country),
    "detention": Kind("Reported detentions", HRKG.Detention, HRKG.status, is_reported=True),
    "incident": Kind("Reported incidents", HRKG.Incident, HRKG.country, is_reported=True),
    "prize": Kind("Prizes", HRKG.Prize, HRKG.awardedBy),
    "organisation": Kind("Organisations", SCHEMA.Organization, HRKG.country),
    "person": Kind("Persons", FOAF.Person, HRKG.country),
    "country": Kind("Countries", HRKG.Country, HRKG.isoCode),
    "law": Kind("Laws", HRKG.Law, HRKG.country),
}


def find_page(things: Things, kind: Kind, number: int, *, size: int) -> Page:
    """One page of a list, of `size` things; without items where the list ends before it."""
    members = things.read.members(kind.cls)
    if kind.is_reported:
        members.sort(key=lambda node: node.value, reverse=True)
    else:
        members.sort(key=lambda node: (things.label(node).casefold(), node.value))
    shown = members[(number - 1) * size : number * size]
    items = tuple(_item(things, kind, node) for node in shown)
    return Page(kind, number, max(1, -(-len(members) // size)), len(members), items)


def _item(things: Things, kind: Kind, node: Node) -> Item:
    name = things.iris.parse(node.value)
    date = name.key[:10] if kind.is_reported and name else None
    notes = (things.label(o) if isinstance(o, Node) else o.value for o in things.read.objects(node, kind.note))
    return Item(things.link(node), date, ", ".join(sorted(notes)))
