"""Prizes and their editions -> quads."""

from collections.abc import Iterator

import pyoxigraph as ox

from hrkg.mapping.graph import PostGraph
from hrkg.model import Prize
from hrkg.quads import Quad, decimal, text, when, year
from hrkg.vocab.terms import HRKG, SCHEMA


def map_prizes(graph: PostGraph) -> Iterator[Quad]:
    """Each edition as this post tells of it, and the prize that it is an edition of."""
    for prize in graph.facts.prizes:
        thing = graph.entity("prize", prize.name)
        node = _edition(graph, prize)
        yield from graph.typed(thing, HRKG.Prize, SCHEMA.Thing)
        yield from graph.quads(thing, (HRKG.edition, node))
        yield from graph.typed(node, HRKG.PrizeEdition, SCHEMA.Event)
        yield from graph.quads(
            node,
            (HRKG.prize, thing),
            (HRKG.year, year(prize.edition) if prize.edition else None),
            (HRKG.theme, text(prize.theme) if prize.theme else None),
            (HRKG.opens, when(prize.opens) if prize.opens else None),
            (HRKG.deadline, when(prize.deadline) if prize.deadline else None),
            (HRKG.amount, decimal(prize.amount) if prize.amount else None),
            (HRKG.currency, text(prize.currency) if prize.currency else None),
            (HRKG.ceremonyDate, when(prize.ceremony_date) if prize.ceremony_date else None),
            (HRKG.ceremonyPlace, text(prize.ceremony_place) if prize.ceremony_place else None),
            *((HRKG.laureate, graph.agent(name)) for name in prize.laureates),
            *((HRKG.runnerUp, graph.agent(name)) for name in prize.runners_up),
        )
        if prize.awarder:
            yield from graph.quads(thing, (HRKG.awardedBy, graph.entity("organisation", prize.awarder)))
        yield from graph.evidence(node, prize.evidence)
        yield from graph.reported(node)


def _edition(graph: PostGraph, prize: Prize) -> ox.NamedNode:
    """The IRI of the edition: the prize's key and the year; where the post tells no year, this post's key."""
    key = graph.linked.identity("prize", prize.name).key
    return graph.iris.entity("prize", f"{key}/{prize.edition or graph.facts.post.key}")
