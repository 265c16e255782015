"""How good the extraction is, as measured: data/quality.tsv, which `make scores` writes, and its RDF."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from hrkg.errors import TableError
from hrkg.quads import decimal, iri, text
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, DQV, RDF, SKOS

MEASURES = {
    "precision": "Of the facts of a kind that were found in the posts, the share that the hand-marked facts hold too.",
    "recall": "Of the hand-marked facts of a kind, the share that was found.",
    "f1": "The harmonic mean of precision and recall.",
}


@dataclass(frozen=True, slots=True)
class Score:
    """One kind of fact in one set of posts whose facts were also marked by hand: `cases` marked, and the three
    measures (0 to 1, as decimal text)."""

    posts: str
    kind: str
    cases: int
    precision: str
    recall: str
    f1: str


def read_scores(path: Path) -> list[Score]:
    """The scores of a table. Raises TableError where it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return [
                Score(row["posts"], row["kind"], int(row["cases"]), row["precision"], row["recall"], row["f1"])
                for row in rows
            ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(str(path), f"cannot be read as a table of scores: {error}") from error


def write_scores(path: Path, scores: Iterable[Score]) -> None:
    """Write the table of scores."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
        names = list(Score.__dataclass_fields__)
        rows.writerow(names)
        rows.writerows([getattr(score, name) for name in names] for score in scores)


def measurements(scores: Iterable[Score], iris: Iris) -> Iterator[ox.Triple]:
    """The scores in the Data Quality Vocabulary, as measurements of the data set."""
    dataset = f"{iris.base}dataset"
    for measure, definition in MEASURES.items():
        metric = iri(f"{dataset}/metric/{measure}")
        yield ox.Triple(metric, RDF.type, DQV.Metric)
        yield ox.Triple(metric, SKOS.definition, text(definition, "en"))
    for score in scores:
        for measure in MEASURES:
            node = iri(f"{dataset}/quality/{score.posts}/{score.kind}/{measure}")
            told = f"{measure} of {score.kind} in the {score.cases} marked cases of {score.posts}"
            yield ox.Triple(iri(dataset), DQV.hasQualityMeasurement, node)
            yield ox.Triple(node, RDF.type, DQV.QualityMeasurement)
            yield ox.Triple(node, DQV.computedOn, iri(dataset))
            yield ox.Triple(node, DQV.isMeasurementOf, iri(f"{dataset}/metric/{measure}"))
            yield ox.Triple(node, DQV.value, decimal(getattr(score, measure)))
            yield ox.Triple(node, DCTERMS.description, text(told, "en"))
