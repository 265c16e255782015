"""Signatures -> quads."""

from collections import Counter
from collections.abc import Iterator

from hrkg.mapping.graph import PostGraph
from hrkg.quads import Quad, integer, text
from hrkg.vocab.terms import FOAF, HRKG, SCHEMA


def map_signatures(graph: PostGraph) -> Iterator[Quad]:
    """Each signature, numbered through the post, with its place in the list of its statement."""
    positions: Counter[int] = Counter()
    for number, signature in enumerate(graph.facts.signatures, start=1):
        node = graph.numbered("signature", number)
        statement = graph.numbered("statement", signature.statement + 1)
        signatory = graph.entity(signature.kind, signature.name, signature.country)
        positions[signature.statement] += 1
        yield from graph.typed(node, HRKG.Signature)
        yield from graph.quads(
            node,
            (HRKG.signatory, signatory),
            (HRKG.nameAsWritten, text(signature.name)),
            (HRKG.position, integer(positions[signature.statement])),
            (HRKG.statedCountry, graph.country(signature.country)),
            (HRKG.capacity, text(signature.capacity) if signature.capacity else None),
        )
        yield from graph.evidence(node, signature.evidence)
        kind = FOAF.Person if signature.kind == "person" else SCHEMA.Organization
        yield from graph.typed(signatory, HRKG.Signatory, kind)
        yield from graph.quads(statement, (HRKG.signature, node), (HRKG.signedBy, signatory))
