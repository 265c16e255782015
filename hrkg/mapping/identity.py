"""Identities -> quads: labels, other names, codes and links of what posts name, in graphs of their own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pyoxigraph as ox

from hrkg.mapping.graph import PostGraph
from hrkg.model import Identity
from hrkg.quads import Quad, Term, iri, text
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, FOAF, HRKG, OWL, RDF, RDFS, SCHEMA, SKOS

# What a thing of a kind is at the least; signatories and defenders are typed by the posts that say so.
_CLASSES = {"country": HRKG.Country, "law": HRKG.Law, "organisation": SCHEMA.Organization}


def map_identities(graph: PostGraph) -> Iterator[Quad]:
    """All that one post knows of the names in it. A label stands where a table gives one; else the spelling that the
    post uses first is a skos:prefLabel, until `settle_names` has seen all posts."""
    home = graph.iris.graph("names")
    for identity in {id(i): i for i in graph.linked.identities.values()}.values():
        node = graph.iris.entity(identity.kind, identity.key)
        for predicate, value in _pairs(identity, graph):
            yield Quad(node, predicate, value, home)
        for other in identity.apart:
            yield Quad(node, OWL.differentFrom, _item(other, graph), home)
        for former in identity.replaces:
            yield Quad(graph.iris.entity(identity.kind, former), DCTERMS.isReplacedBy, node, home)
    for scheme, notation in _concepts(graph):
        node = graph.iris.concept(scheme, notation)
        yield Quad(node, RDF.type, SKOS.Concept, home)
        yield Quad(node, SKOS.inScheme, iri(f"{graph.iris.base}concept/{scheme}"), home)
        yield Quad(node, SKOS.notation, text(notation), home)


def _pairs(identity: Identity, graph: PostGraph) -> Iterator[tuple[ox.NamedNode, Term]]:
    if identity.kind in _CLASSES:
        yield RDF.type, _CLASSES[identity.kind]
    if identity.label is None:
        yield SKOS.prefLabel, text(identity.names[0])
    else:
        yield RDFS.label, text(identity.label)
    yield from ((SKOS.altLabel, text(name)) for name in identity.names if name != identity.label)
    yield from ((HRKG.acronym, text(acronym)) for acronym in identity.acronyms)
    yield from ((OWL.sameAs, iri(link)) for link in identity.same_as)
    yield from ((SKOS.closeMatch, _item(link, graph)) for link in identity.close_match)
    yield from ((FOAF.homepage, iri(address)) for address in identity.homepages)
    yield from ((SCHEMA.sameAs, iri(address)) for address in identity.pages)
    yield from ((DCTERMS.identifier, text(code)) for code in identity.codes)
    if identity.kind == "country":
        yield HRKG.isoCode, text(identity.key)
    if identity.kind == "law" and identity.country:
        yield HRKG.country, graph.iris.entity("country", identity.country)


def _item(link: str, graph: PostGraph) -> ox.NamedNode:
    """An IRI, or a thing of ours as 'kind/key'."""
    kind, _, key = link.partition("/")
    return iri(link) if kind.endswith(":") else graph.iris.entity(kind, key)


def _concepts(graph: PostGraph) -> set[tuple[str, str]]:
    """(scheme, notation) of every concept that the post's facts lead to."""
    facts = graph.facts
    found = {("statement-kind", s.kind) for s in facts.statements}
    found |= {("role", role) for d in facts.defenders for role in d.roles}
    found |= {("status", d.status) for d in facts.detentions}
    found |= {("sentence-kind", d.sentence) for d in facts.detentions if d.sentence in ("life", "death")}
    found |= {("incident-type", i.type) for i in facts.incidents}
    return found


class Names:
    """The graph of names of a whole data set, gathered from the names that each post gives.

    A thing that no table labels gets the spelling that most posts use first, of equals the first in code point order;
    so the order of the posts does not matter. Persons, or organisations, that share a label and are not known to be one
    are marked as unsure. Memory grows with the things named, not with the posts.
    """

    def __init__(self, iris: Iris) -> None:
        self._iris = iris
        self._known: set[Quad] = set()
        self._labels: dict[ox.NamedNode, str] = {}
        self._spellings: dict[ox.NamedNode, Counter[str]] = {}
        self._names: set[tuple[ox.NamedNode, str]] = set()

    def add(self, quads: Iterable[Quad]) -> None:
        """What one post gives, by `map_identities`."""
        for quad in set(quads):
            node, value = quad.subject, quad.object
            assert isinstance(node, ox.NamedNode)  # map_identities gives no blank nodes
            if not isinstance(value, ox.Literal) or quad.predicate not in (RDFS.label, SKOS.prefLabel, SKOS.altLabel):
                self._known.add(quad)
                continue
            self._names.add((node, value.value))
            if quad.predicate == RDFS.label:
                self._labels[node] = value.value
            elif quad.predicate == SKOS.prefLabel:
                self._spellings.setdefault(node, Counter())[value.value] += 1

    def settled(self) -> list[Quad]:
        """The graph, after all posts."""
        home = self._iris.graph("names")
        most = {node: min(c.items(), key=lambda item: (-item[1], item[0]))[0] for node, c in self._spellings.items()}
        labels = {**most, **self._labels}
        found = self._known | {Quad(node, RDFS.label, text(label), home) for node, label in labels.items()}
        found |= {Quad(node, SKOS.altLabel, text(name), home) for node, name in self._names if name != labels[node]}
        apart = {frozenset((q.subject, q.object)) for q in found if q.predicate == OWL.differentFrom}
        found |= {q for q in _look_alikes(labels, self._iris) if frozenset((q.subject, q.object)) not in apart}
        return list(found)


def settle_names(posts: Iterable[Iterable[Quad]], iris: Iris) -> list[Quad]:
    """The graph of names of these posts."""
    names = Names(iris)
    for quads in posts:
        names.add(quads)
    return names.settled()


def _look_alikes(labels: dict[ox.NamedNode, str], iris: Iris) -> Iterator[Quad]:
    """Candidates for a person to judge: persons, or organisations, of one label whom nothing shows to be one or two.
    Each is linked with its neighbours in order of the IRIs, so that a common name does not give a link for every
    pair."""
    namesakes: dict[tuple[str, str], list[ox.NamedNode]] = {}
    for node, label in sorted(labels.items(), key=lambda item: item[0].value):
        name = iris.parse(node.value)
        if name and name.kind in ("person", "organisation"):
            namesakes.setdefault((name.kind, label), []).append(node)
    for nodes in namesakes.values():
        for one, other in pairwise(nodes):
            yield Quad(one, SKOS.closeMatch, other, iris.graph("names"))
            yield Quad(other, SKOS.closeMatch, one, iris.graph("names"))
