"""Defenders -> quads: what one post says of each person whom it is about."""

from collections.abc import Iterator

from hrkg.mapping.graph import PostGraph
from hrkg.quads import Quad
from hrkg.vocab.terms import FOAF, HRKG, SCHEMA


def map_defenders(graph: PostGraph) -> Iterator[Quad]:
    """Roles, affiliations, country and evidence of each defender; names stand in the graph of names."""
    for defender in graph.facts.defenders:
        node = graph.entity("person", defender.name)
        yield from graph.typed(node, HRKG.Defender, FOAF.Person)
        yield from graph.quads(
            node,
            (HRKG.country, graph.country(defender.country)),
            *((HRKG.role, graph.iris.concept("role", role)) for role in defender.roles),
        )
        for name in defender.affiliations:
            organisation = graph.entity("organisation", name)
            yield from graph.typed(organisation, SCHEMA.Organization)
            yield from graph.quads(node, (HRKG.affiliation, organisation))
        yield from graph.evidence(node, defender.evidence)
