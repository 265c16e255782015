"""Reading a store in the terms that its data have: no blank nodes, no quoted triples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from hrkg.vocab.terms import PREFIXES

Node = ox.NamedNode
Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Reader:
    """Look-ups over the union of all graphs of one store, each read to its end in the thread that asks."""

    store: ox.Store

    def said_of(self, node: Node) -> Iterator[ox.Quad]:
        """Every quad with this subject."""
        return self.store.quads_for_pattern(node, None, None, None)

    def objects(self, node: Node, predicate: Node) -> list[Term]:
        """What a property leads to, each once."""
        quads = self.store.quads_for_pattern(node, predicate, None, None)
        return list(dict.fromkeys(cast(Term, quad.object) for quad in quads))

    def object(self, node: Node, predicate: Node) -> Term | None:
        """The first of what a property leads to; None where there is nothing."""
        quad = next(iter(self.store.quads_for_pattern(node, predicate, None, None)), None)
        return cast(Term, quad.object) if quad else None

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
        found = self.store.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)  # for it is asked for by SELECT
        return [cast(tuple[Term | None, ...], tuple(row)) for row in found]
