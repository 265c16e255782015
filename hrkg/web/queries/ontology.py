"""The terms of the ontology, for its page."""

from dataclasses import dataclass

from hrkg.vocab.terms import HRKG
from hrkg.web.queries.reader import Reader

_TERMS = """
SELECT ?term (SAMPLE(?name) AS ?label) (SAMPLE(?text) AS ?definition)
  (GROUP_CONCAT(DISTINCT ?parent; separator=" ") AS ?parents)
  (GROUP_CONCAT(DISTINCT ?from; separator=" ") AS ?domains)
  (GROUP_CONCAT(DISTINCT ?to; separator=" ") AS ?ranges)
WHERE {
  VALUES ?kind { %s }
  ?term a ?kind ; rdfs:label ?name
  FILTER(LANGMATCHES(LANG(?name), "en"))
  OPTIONAL { ?term skos:definition ?text FILTER(LANGMATCHES(LANG(?text), "en")) }
  OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf ?parent }
  OPTIONAL { ?term rdfs:domain|schema:domainIncludes ?from }
  OPTIONAL { ?term rdfs:range|schema:rangeIncludes ?to }
  FILTER(STRSTARTS(STR(?term), "%s"))
}
GROUP BY ?term ORDER BY ?term
"""
_GROUPS = {
    "Classes": "owl:Class rdfs:Class",
    "Properties": "owl:ObjectProperty owl:DatatypeProperty rdf:Property",
}


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A class or property of ours: IRI, local name, label, definition; IRIs of its parents, of what it is said of and
    of what it leads to."""

    iri: str
    name: str
    label: str
    definition: str
    parents: tuple[str, ...]
    domains: tuple[str, ...]
    ranges: tuple[str, ...]


def find_terms(read: Reader) -> dict[str, list[TermEntry]]:
    """The terms by group ('Classes', 'Properties'), each in the order of their names."""
    return {
        title: [
            _entry(*(cell.value if cell else "" for cell in row)) for row in read.rows(_TERMS % (kinds, HRKG.namespace))
        ]
        for title, kinds in _GROUPS.items()
    }


def _entry(term: str, label: str, definition: str, *iris: str) -> TermEntry:
    parents, domains, ranges = (tuple(sorted(text.split())) for text in iris)
    return TermEntry(term, term.removeprefix(HRKG.namespace), label, definition, parents, domains, ranges)
