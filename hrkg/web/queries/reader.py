"""Reading a store in the terms that its data have: no blank nodes, no quoted triples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from hrkg.vocab.terms import PREFIXES, RDF

Node = ox.NamedNode
Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Reader:
    """Look-ups in the default graph of one store, which is the union of all, each read to its end in the thread that
    asks."""

    store: ox.Store

    def said_of(self, node: Node) -> Iterator[ox.Quad]:
        """Every triple with this subject."""
        return self.store.quads_for_pattern(node, None, None, ox.DefaultGraph())

    def leading_to(self, node: Node) -> Iterator[ox.Quad]:
        """Every triple with this object."""
        return self.store.quads_for_pattern(None, None, node, ox.DefaultGraph())

    def in_graphs(self, node: Node) -> Iterator[ox.Quad]:
        """Every quad of a named graph with this subject."""
        quads = self.store.quads_for_pattern(node, None, None, None)
        return (quad for quad in quads if isinstance(quad.graph_name, Node))

    def members(self, cls: Node) -> list[Node]:
        """What is in a class."""
        quads = self.store.quads_for_pattern(None, RDF.type, cls, ox.DefaultGraph())
        return [quad.subject for quad in quads if isinstance(quad.subject, Node)]

    def objects(self, node: Node, predicate: Node) -> list[Term]:
        """What a property leads to."""
        quads = self.store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
        return [cast(Term, quad.object) for quad in quads]

    def object(self, node: Node, predicate: Node) -> Term | None:
        """The first of what a property leads to; None where there is nothing."""
        return next(iter(self.objects(node, predicate)), None)

    def node(self, node: Node, predicate: Node) -> Node | None:
        """The same, where it is a node."""
        found = self.object(node, predicate)
        return found if isinstance(found, Node) else None

    def text(self, node: Node, predicate: Node) -> str | None:
        """The same, as text."""
        found = self.object(node, predicate)
        return found.value if found else None

    def rows(self, sparql: str) -> list[tuple[Term | None, ...]]:
        """The rows of a SELECT, which may use the prefixes of our vocabularies. A node in its text is safe: it is an
        IRI, and str() writes it as one."""
        found = self.store.query(sparql, prefixes=dict(PREFIXES))
        assert isinstance(found, ox.QuerySolutions)  # for it is asked for by SELECT
        return [cast(tuple[Term | None, ...], tuple(row)) for row in found]
