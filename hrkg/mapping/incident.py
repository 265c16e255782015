"""Incidents -> quads."""

from collections.abc import Iterator

from hrkg.mapping.graph import PostGraph
from hrkg.quads import Quad, when
from hrkg.vocab.terms import DCTERMS, HRKG


def map_incidents(graph: PostGraph) -> Iterator[Quad]:
    """Each incident; one that befell unnamed people affects nobody by name."""
    for number, incident in enumerate(graph.facts.incidents, start=1):
        node = graph.numbered("incident", number)
        yield from graph.typed(node, HRKG.Incident)
        yield from graph.quads(
            node,
            (HRKG.incidentType, graph.iris.concept("incident-type", incident.type)),
            (HRKG.affects, graph.entity("person", incident.person) if incident.person else None),
            (DCTERMS.date, when(incident.date) if incident.date else None),
            (HRKG.country, graph.country(incident.country)),
        )
        yield from graph.evidence(node, incident.evidence)
        yield from graph.reported(node)
