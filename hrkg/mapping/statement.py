"""Statements and their demands -> quads."""

from collections.abc import Iterator

from hrkg.mapping.graph import PostGraph
from hrkg.quads import Quad, integer, text, when
from hrkg.vocab.terms import DCTERMS, HRKG, PROV, RDF, RDFS, SCHEMA


def map_statements(graph: PostGraph) -> Iterator[Quad]:
    """Each statement, numbered in order of appearance, with what it asks for and whom it concerns."""
    demands = 0
    for number, statement in enumerate(graph.facts.statements, start=1):
        node = graph.numbered("statement", number)
        name = statement.kind.replace("-", " ").capitalize()
        yield from graph.typed(node, HRKG.Statement, SCHEMA.CreativeWork, PROV.Entity)
        yield from graph.quads(
            node,
            (RDFS.label, text(f"{name}: {graph.facts.post.title}")),
            (HRKG.statementKind, graph.iris.concept("statement-kind", statement.kind)),
            (DCTERMS.issued, when(statement.issued) if statement.issued else None),
            (
                HRKG.signatoryCount,
                integer(statement.declared_count) if statement.declared_count is not None else None,
            ),
            *((HRKG.country, graph.country(code)) for code in statement.countries),
            *((HRKG.concerns, graph.entity("person", name)) for name in statement.concerns),
        )
        for addressee in statement.addressees:
            is_state = graph.linked.has("country", addressee)
            yield from graph.quads(
                node, (HRKG.addressedTo, graph.entity("country" if is_state else "organisation", addressee))
            )
        for position, demand in enumerate(statement.demands, start=1):
            demands += 1
            asked = graph.numbered("demand", demands)
            yield from graph.typed(asked, HRKG.Demand)
            yield from graph.quads(asked, (HRKG.position, integer(position)), (RDF.value, text(demand.text)))
            yield from graph.evidence(asked, [demand.span])
            yield from graph.quads(node, (HRKG.demand, asked))
        yield from graph.evidence(node, statement.evidence)
        yield from graph.reported(node)
