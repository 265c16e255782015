"""What is told of a thing, property by property, in the words of the reconciliation service."""

from dataclasses import dataclass

import pyoxigraph as ox

from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, FOAF, HRKG, OWL, RDFS, SCHEMA, SKOS
from hrkg.web.queries.reader import Node, Reader

_EVERY = ("Organisation", "Person", "Prize", "Country", "Statement")
_COUNT = "count"


@dataclass(frozen=True, slots=True)
class Told:
    """A property: the types that have it, the predicate, and which way it is followed ('out', 'in', or 'count' for how
    many lead here)."""

    id: str
    name: str
    types: tuple[str, ...]
    predicate: Node
    way: str = "out"


PROPERTIES = {
    told.id: told
    for told in (
        Told("label", "label", _EVERY, RDFS.label),
        Told("otherName", "other names", _EVERY, SKOS.altLabel),
        Told("acronym", "acronym", ("Organisation",), HRKG.acronym),
        Told("country", "country", ("Organisation", "Person", "Statement"), HRKG.country),
        Told("homepage", "website", ("Organisation",), FOAF.homepage),
        Told("page", "pages on it elsewhere", ("Organisation", "Person", "Prize"), SCHEMA.sameAs),
        Told("sameAs", "the same elsewhere (confirmed)", _EVERY, OWL.sameAs),
        Told("closeMatch", "perhaps the same elsewhere (candidate)", _EVERY, SKOS.closeMatch),
        Told("role", "role", ("Person",), HRKG.role),
        Told("affiliation", "affiliation", ("Person",), HRKG.affiliation),
        Told("isoCode", "ISO code", ("Country",), HRKG.isoCode),
        Told("awardedBy", "awarded by", ("Prize",), HRKG.awardedBy),
        Told("issued", "issued", ("Statement",), DCTERMS.issued),
        Told("kind", "kind", ("Statement",), HRKG.statementKind),
        Told("signedBy", "signatories", ("Statement",), HRKG.signedBy),
        Told("signed", "statements signed", ("Organisation", "Person"), HRKG.signedBy, "in"),
        Told("statementsSigned", "number of statements signed", ("Organisation", "Person"), HRKG.signedBy, _COUNT),
        Told("detentions", "number of detentions reported", ("Person",), HRKG.detainee, _COUNT),
    )
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One value: a thing of ours (`id` and its name), a number, or a text."""

    text: str
    id: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Properties:
    """Look-ups in one store."""

    read: Reader
    iris: Iris

    def of(self, identifier: str, told: Told) -> list[Fact]:
        """What a property says of the thing of an id ('kind/key'), in order; [] where it says nothing, or there is no
        such thing."""
        node = ox.NamedNode(self.iris.base + identifier)
        if self.iris.parse(node.value) is None:
            return []
        if told.way == "out":
            values = self.read.objects(node, told.predicate)
        else:
            leading = (q.subject for q in self.read.leading_to(node) if q.predicate == told.predicate)
            values = [subject for subject in leading if isinstance(subject, ox.NamedNode)]
        if told.way == _COUNT:
            return [Fact(str(len(values)), number=len(values))]
        return sorted(
            (self._fact(value) for value in dict.fromkeys(values)), key=lambda fact: (fact.text, fact.id or "")
        )

    def _fact(self, value: Node | ox.Literal) -> Fact:
        name = self.iris.parse(value.value) if isinstance(value, Node) else None
        if name is None:
            return Fact(value.value)
        node = ox.NamedNode(value.value)
        label = self.read.text(node, RDFS.label) or self.read.text(node, SKOS.notation)
        return Fact(label or name.key, f"{name.kind}/{name.key}")
