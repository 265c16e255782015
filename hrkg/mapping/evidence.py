"""Evidence -> quads: the span of a post that says a fact, as the Web Annotation vocabulary writes it."""

from collections.abc import Iterator

from hrkg.mapping.graph import PostGraph
from hrkg.quads import Quad, integer, text
from hrkg.vocab.terms import OA


def map_evidence(graph: PostGraph) -> Iterator[Quad]:
    """Each span once: an oa:SpecificResource with a position (code points of the normal text) and a quote."""
    for number, span in graph.spans:
        node = graph.numbered("evidence", number)
        position = graph.iris.entity("evidence", f"{graph.facts.post.key}/{number}/position")
        quote = graph.iris.entity("evidence", f"{graph.facts.post.key}/{number}/quote")
        yield from graph.typed(node, OA.SpecificResource)
        yield from graph.quads(node, (OA.hasSource, graph.post), (OA.hasSelector, position), (OA.hasSelector, quote))
        yield from graph.typed(position, OA.TextPositionSelector)
        yield from graph.quads(position, (OA.start, integer(span.start)), (OA.end, integer(span.end)))
        yield from graph.typed(quote, OA.TextQuoteSelector)
        yield from graph.quads(quote, (OA.exact, text(span.exact)))
