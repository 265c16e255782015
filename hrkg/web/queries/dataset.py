"""How good the extraction is and how much is linked, for the page of the data set."""

from dataclasses import dataclass

from hrkg.web.queries.reader import Reader

_SCORES = """
SELECT ?description ?value WHERE {
  ?measurement a dqv:QualityMeasurement ; dcterms:description ?description ; dqv:value ?value
} ORDER BY ?measurement
"""

_LINKS = """
SELECT ?description WHERE { ?part a void:Linkset ; dcterms:description ?description } ORDER BY ?part
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement of quality: what was measured, in words, and its value (0 to 1)."""

    what: str
    value: str


def find_scores(read: Reader) -> list[Measured]:
    """The measurements that the data set tells of itself."""
    rows = read.rows(_SCORES)
    return [Measured(what.value, value.value) for what, value in rows if what is not None and value is not None]


def find_links(read: Reader) -> list[str]:
    """What each set of links with other data tells of itself."""
    return [description.value for (description,) in read.rows(_LINKS) if description is not None]
