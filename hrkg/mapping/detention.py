"""Detentions -> quads."""

from collections.abc import Iterator

from hrkg.mapping.graph import PostGraph
from hrkg.quads import Quad, Term, boolean, duration, text, when
from hrkg.vocab.terms import HRKG


def map_detentions(graph: PostGraph) -> Iterator[Quad]:
    """Each period of detention. Its status is what the post reports, as of the post's date."""
    for number, detention in enumerate(graph.facts.detentions, start=1):
        node = graph.numbered("detention", number)
        yield from graph.typed(node, HRKG.Detention)
        yield from graph.quads(
            node,
            (HRKG.detainee, graph.entity("person", detention.defender)),
            (HRKG.start, when(detention.start) if detention.start else None),
            (HRKG.end, when(detention.end) if detention.end else None),
            (HRKG.place, text(detention.place) if detention.place else None),
            (HRKG.country, graph.country(detention.country)),
            (HRKG.status, graph.iris.concept("status", detention.status)),
            (HRKG.statusAsOf, when(graph.facts.post.published)),
            (HRKG.sentence, _sentence(graph, detention.sentence)),
            (HRKG.suspendedSentence, duration(detention.suspended) if detention.suspended else None),
            (HRKG.sentenceExpired, when(detention.expired) if detention.expired else None),
            (HRKG.pretrial, boolean(detention.pretrial) if detention.pretrial is not None else None),
            *((HRKG.charge, text(charge)) for charge in detention.charges),
            (HRKG.underLaw, graph.entity("law", detention.law, detention.country) if detention.law else None),
        )
        yield from graph.evidence(node, detention.evidence)
        yield from graph.reported(node)


def _sentence(graph: PostGraph, sentence: str | None) -> Term | None:
    if sentence is None:
        return None
    return graph.iris.concept("sentence-kind", sentence) if sentence in ("life", "death") else duration(sentence)
