"""One thing: what is said of it, the words that say so, and what leads to it; and the same as triples."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from typing import cast

import pyoxigraph as ox

from hrkg.vocab.iris import OWN_KINDS, Iris, Name
from hrkg.vocab.terms import DCTERMS, FOAF, HRKG, OA, OWL, RDF, RDFS, SCHEMA, SKOS
from hrkg.web.queries.reader import Node, Reader, Term

_SHOWN = 100  # values of one property
_QUOTED = 20  # quotations
_LEADING = 25  # things that lead here, of one property
_TRIPLES = 20_000  # of one description

# What belongs to a thing alone, and so is described with it.
_OWN = (HRKG.evidence, HRKG.signature, HRKG.demand, OA.hasSelector)
_NAMES = {RDFS.label, SKOS.prefLabel, DCTERMS.title}
_LABELS = (RDFS.label, SKOS.prefLabel, DCTERMS.title, HRKG.nameAsWritten, RDF.value)
# How to name what has no name of its own, by whom or what it is about.
_COMPOSED = (
    (HRKG.detainee, "Detention of {whom}"),
    (HRKG.affects, "{what} of {whom}"),
    (HRKG.prize, "{whom} {year}"),
    (OA.hasSource, "Evidence in “{whom}”"),
)
# Shown elsewhere on the page, or told again by another property.
_HIDDEN = {RDF.type, HRKG.evidence, HRKG.signedBy, OA.hasSelector}
_HIDDEN_INCOMING = {
    HRKG.demand,
    HRKG.evidence,
    HRKG.reportedIn,
    HRKG.reports,
    HRKG.signatory,
    HRKG.signature,
    OA.hasSelector,
    OA.hasSource,
    SKOS.inScheme,
}
# What to call properties that no ontology in the store names, and what leads here by a property of ours.
_TERMS = {
    OWL.sameAs: "the same as",
    SKOS.altLabel: "other names",
    SKOS.closeMatch: "perhaps the same as",
    SKOS.prefLabel: "names",
    DCTERMS.identifier: "identifier",
    DCTERMS.references: "links",
    FOAF.homepage: "website",
    SCHEMA.sameAs: "pages on it elsewhere",
    SCHEMA.url: "address",
}
_INCOMING = {
    HRKG.addressedTo: "{kinds} addressed to this",
    HRKG.affects: "Reported incidents",
    HRKG.affiliation: "Persons affiliated",
    HRKG.awardedBy: "Prizes awarded",
    HRKG.concerns: "Statements on this person’s behalf",
    HRKG.country: "{kinds}",
    HRKG.detainee: "Reported detentions",
    HRKG.laureate: "Prizes won",
    HRKG.prize: "Editions",
    HRKG.runnerUp: "Prizes, as runner-up",
    HRKG.signedBy: "Statements signed",
    HRKG.underLaw: "Detentions under this law",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A thing to go to: its IRI, its name, and its address on this site where it is one of ours.

    quote: the words of the first evidence of it, where it is a fact.
    """

    iri: str
    label: str
    path: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What a property says: a text with its language, or a link."""

    text: str
    language: str | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """What one property says of a thing: the first values in order, and how many more there are."""

    iri: str
    label: str
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a post that say so; source: the address of the post where it was published."""

    exact: str
    post: Link
    source: str | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """Things of one kind that lead here by one property: how many, and the newest of them."""

    label: str
    total: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """All that a page of a thing shows."""

    iri: str
    label: str
    types: tuple[str, ...]
    properties: tuple[Property, ...]
    quotes: tuple[Quote, ...]
    more_quotes: int
    incoming: tuple[Incoming, ...]


@dataclass(frozen=True, slots=True)
class Things:
    """Look-ups in one store. Each reads only what leads to or from one node, and stops at a limit."""

    read: Reader
    iris: Iris

    def has(self, node: Node) -> bool:
        """Whether anything is said of it."""
        return any(True for _ in self.read.said_of(node))

    def kept(self, node: Node) -> Name | None:
        """The thing that this one was merged into; None where it was not."""
        into = self.read.node(node, DCTERMS.isReplacedBy)
        return self.iris.parse(into.value) if into else None

    def page(self, node: Node) -> Thing:
        """What a page shows of it."""
        said: dict[Node, dict[Term, None]] = {}  # a dict, to keep the order
        for quad in islice(self.read.said_of(node), _TRIPLES):
            said.setdefault(quad.predicate, {})[cast(Term, quad.object)] = None
        evidence = sorted((e for e in said.get(HRKG.evidence, ()) if isinstance(e, Node)), key=_natural)
        quotes = [quote for item in evidence[:_QUOTED] if (quote := self._quote(item))]
        types = {self.term_label(cls) for cls in self._types(said)}
        label = self.label(node)
        properties = [self._property(p, values) for p, values in said.items() if p not in _HIDDEN]
        return Thing(
            node.value,
            label,
            tuple(sorted(types)),
            # Its name stands above them.
            tuple(sorted((p for p in properties if [v.text for v in p.values] != [label]), key=lambda p: p.label)),
            tuple(quotes),
            max(0, len(evidence) - _QUOTED),
            tuple(sorted(self._incoming(node), key=lambda group: group.label)),
        )

    def describe(self, node: Node) -> Iterator[ox.Quad]:
        """Every quad that says something of it or of what is its alone, and the names of what these lead to; each in
        the graph that says it."""
        return islice(self._describe(node), _TRIPLES)

    def _describe(self, node: Node) -> Iterator[ox.Quad]:
        own, others = {node: None}, dict[Node, None]()
        waiting = [node]
        while waiting:
            for quad in self.read.in_graphs(waiting.pop()):
                yield quad
                if isinstance(quad.object, Node) and quad.object not in own:
                    if quad.predicate in _OWN:
                        own[quad.object] = None
                        waiting.append(quad.object)
                    else:
                        others[quad.object] = None
        for other in others:
            if other not in own:
                yield from (quad for quad in self.read.in_graphs(other) if quad.predicate in _NAMES)

    def link(self, node: Node, *, quoted: bool = False) -> Link:
        """A link to a node; `quoted` with the words of its evidence, where it is a fact of one post and they say more
        than its name."""
        label, name = self.label(node), self.iris.parse(node.value)
        words = self._first_words(node) if quoted and name and name.kind in OWN_KINDS else None
        return Link(node.value, label, self.path(node), words if words != label else None)

    def path(self, node: Node) -> str | None:
        """The address on this site, None for what is not ours."""
        name = self.iris.parse(node.value)
        return f"/{name.kind}/{name.key}" if name else None

    def label(self, node: Node) -> str:
        """What to call a node: its label, else what it is in a few words, else the last part of its IRI."""
        for predicate in _LABELS:
            labels = self.read.objects(node, predicate)
            if labels:
                return min(labels, key=_english_first).value
        return self._composed_label(node) or re.split(r"[/#]", node.value.rstrip("/#"))[-1]

    def term_label(self, term: Node) -> str:
        """What to call a class or a property: its label in the ontology, else its local name in words."""
        if term in _TERMS:
            return _TERMS[term]
        labels = self.read.objects(term, RDFS.label)
        if labels:
            return min(labels, key=_english_first).value
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[/#]", term.value)[-1]).lower()

    def _composed_label(self, node: Node) -> str | None:
        """The name of what has none of its own: 'Detention of A. B. from 2018-05-24', 'Some Prize 2025'."""
        kind = self.read.node(node, HRKG.incidentType)
        what = self.label(kind).capitalize() if kind else "Incident"
        for predicate, pattern in _COMPOSED:
            whom = self.read.node(node, predicate)
            if whom:
                year = self.read.text(node, HRKG.year) or ""
                named = pattern.format(what=what, whom=self.label(whom), year=year).strip()
                since, date = self.read.text(node, HRKG.start), self.read.text(node, DCTERMS.date)
                return f"{named} from {since}" if since else f"{named}, {date}" if date else named
        return what if kind else None

    def _types(self, said: dict[Node, dict[Term, None]]) -> Iterable[Node]:
        """The classes of ours that it is in; where it is in none, all."""
        classes = [cls for cls in said.get(RDF.type, ()) if isinstance(cls, Node)]
        return [cls for cls in classes if cls.value.startswith(HRKG.namespace)] or classes

    def _property(self, predicate: Node, objects: dict[Term, None]) -> Property:
        shown = sorted(objects, key=_natural)[:_SHOWN]
        values = tuple(self._value(term) for term in shown)
        return Property(predicate.value, self.term_label(predicate), values, len(objects) - len(shown))

    def _value(self, term: Term) -> Value:
        if isinstance(term, Node):
            link = self.link(term, quoted=True)
            return Value(link.label, None, link)
        return Value(term.value, term.language)

    def _quote(self, evidence: Node) -> Quote | None:
        """The quotation of a piece of evidence; None where it lacks its post or its words."""
        post, words = self.read.node(evidence, OA.hasSource), self._words(evidence)
        if post is None or words is None:
            return None
        source = self.read.text(post, SCHEMA.url)
        return Quote(words, self.link(post), source if source and source.startswith(("http://", "https://")) else None)

    def _first_words(self, node: Node) -> str | None:
        evidence = self.read.node(node, HRKG.evidence)
        return self._words(evidence) if evidence else None

    def _words(self, evidence: Node) -> str | None:
        selectors = (s for s in self.read.objects(evidence, OA.hasSelector) if isinstance(s, Node))
        return next((words for s in selectors if (words := self.read.text(s, OA.exact))), None)

    def _incoming(self, node: Node) -> Iterator[Incoming]:
        """What leads here, by property and kind, newest first: keys of what belongs to a post begin with its date."""
        found: dict[tuple[Node, str], list[Node]] = {}
        for quad in self.read.leading_to(node):
            name = self.iris.parse(quad.subject.value) if isinstance(quad.subject, Node) else None
            if name is not None and quad.predicate not in _HIDDEN_INCOMING:
                found.setdefault((quad.predicate, name.kind), []).append(cast(Node, quad.subject))
        for (predicate, kind), nodes in found.items():
            newest = nlargest(_LEADING, nodes, key=lambda leading: leading.value)
            links = tuple(self.link(leading, quoted=True) for leading in newest)
            yield Incoming(self._incoming_label(predicate, kind), len(nodes), links)

    def _incoming_label(self, predicate: Node, kind: str) -> str:
        kinds = re.sub(r"y$", "ie", kind).capitalize() + "s"
        return _INCOMING.get(predicate, f"{{kinds}}: {self.term_label(predicate)}").format(kinds=kinds)


def _english_first(label: Term) -> tuple[bool, bool, str]:
    language = label.language if isinstance(label, ox.Literal) else None
    return language != "en", language is not None, label.value


def _natural(term: Term) -> list[tuple[bool, int, str]]:
    """Sorts '…/2' before '…/10'."""
    parts = re.split(r"(\d+)", term.value)
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]
