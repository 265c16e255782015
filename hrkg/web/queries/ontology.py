"""The terms of the ontology, for its page."""

from dataclasses import dataclass

from hrkg.vocab.terms import HRKG
from hrkg.web.queries.reader import Reader

_TERMS = """
SELECT ?term ?label ?definition
  (GROUP_CONCAT(DISTINCT ?parent; separator=" ") AS ?parents) (SAMPLE(?from) AS ?domain) (SAMPLE(?to) AS ?range)
WHERE {
  VALUES ?kind { %s }
  ?term a ?kind ; rdfs:label ?label
  OPTIONAL { ?term rdfs:comment|skos:definition|dcterms:description ?definition }
  OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf ?parent }
  OPTIONAL { ?term rdfs:domain ?from }
  OPTIONAL { ?term rdfs:range ?to }
  FILTER(STRSTARTS(STR(?term), "%s"))
}
GROUP BY ?term ?label ?definition ORDER BY ?term
"""
_GROUPS = {
    "Classes": "owl:Class rdfs:Class",
    "Properties": "owl:ObjectProperty owl:DatatypeProperty rdf:Property",
}


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A class or property of ours: IRI, local name, label, definition, IRIs of parents, domain and range."""

    iri: str
    name: str
    label: str
    definition: str
    parents: tuple[str, ...]
    domain: str
    range: str


def find_terms(read: Reader) -> dict[str, list[TermEntry]]:
    """The terms by group ('Classes', 'Properties'), each in the order of their names."""
    return {
        title: [
            TermEntry(term, term.removeprefix(HRKG.namespace), label, definition, tuple(parents.split()), domain, to)
            for term, label, definition, parents, domain, to in (
                tuple(cell.value if cell else "" for cell in row) for row in read.rows(_TERMS % (kinds, HRKG.namespace))
            )
        ]
        for title, kinds in _GROUPS.items()
    }
