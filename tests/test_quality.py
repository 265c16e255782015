"""The measured quality: a table, its RDF, and what `/dataset` tells of it."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from hrkg.errors import TableError
from hrkg.quality import Score, measurements, read_scores, write_scores
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DQV

SCORES = [
    Score("harbour", "prizes", 12, "0.900", "0.750", "0.818"),
    Score("river", "incidents", 3, "1.000", "1.000", "1.000"),
]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_scores(tmp_path / "quality.tsv", SCORES)
    assert read_scores(tmp_path / "quality.tsv") == SCORES


@pytest.mark.parametrize(
    "text", ["posts\tkind\nx\ty\n", "posts\tkind\tcases\tprecision\trecall\tf1\nx\ty\tmany\t1\t1\t1\n"]
)
def test_what_is_no_table_of_scores_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "quality.tsv").write_text(text)
    with pytest.raises(TableError, match="cannot be read as a table of scores"):
        read_scores(tmp_path / "quality.tsv")


def test_each_measure_is_a_measurement_with_words_and_a_value() -> None:
    triples = set(measurements(SCORES, Iris("https://example.org/")))
    recall = ox.NamedNode("https://example.org/dataset/quality/harbour/prizes/recall")
    told = {t.predicate.value.rpartition("/")[2]: t.object.value for t in triples if t.subject == recall}
    assert told["dqv#value"] == "0.75"
    assert told["description"] == "recall of prizes in the 12 marked cases of harbour"
    assert len([t for t in triples if t.predicate == DQV.hasQualityMeasurement]) == 2 * 3
