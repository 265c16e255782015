"""`make scores`: how good the extraction is on every corpus at hand, as tests/evaluate.py counts, and how well names
are told apart.

With `--write`, the scores go into data/quality.tsv and the table of the README; that needs every corpus.
"""

import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hrkg.quality import Score, write_scores
from tests.corpora import CORPORA, ROOT, SETTINGS, Corpus, score
from tests.link.test_judgements import KINDS as PAIR_KINDS
from tests.link.test_judgements import PAIRS, measured

KINDS = ("statements", "signatories", "defenders", "detentions", "incidents", "prizes")
MARK = "<!-- scores: written by python -m tests.scores --write -->"


def scores_of(corpora: Iterable[Corpus], folder: Path) -> list[Score]:
    """The scores of each corpus, for each kind of fact that it holds."""
    return [found for corpus in corpora for found in _scores(corpus, folder)]


def _scores(corpus: Corpus, folder: Path) -> Iterable[Score]:
    facts = score(corpus, folder)[1]["facts"]
    for kind in KINDS:
        cases = facts[kind]["tp"] + facts[kind]["fn"]
        if cases:
            measures = (f"{facts[kind][name]:.3f}" for name in ("precision", "recall", "f1"))
            yield Score(corpus.name, kind, cases, *measures)


def table_of(scores: Iterable[Score]) -> str:
    """The scores as the README shows them."""
    rows = ["| posts | facts | marked by hand | precision | recall | F1 |", "| --- | --- | ---: | ---: | ---: | ---: |"]
    rows += [f"| {s.posts} | {s.kind} | {s.cases} | {s.precision} | {s.recall} | {s.f1} |" for s in scores]
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    """Print the table of each corpus; say which is not there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments == ["--write"]:
            scores = scores_of(CORPORA, folder)
            write_scores(SETTINGS.quality, scores)
            readme = ROOT / "README.md"
            written = re.sub(
                rf"(?s)(?<={re.escape(MARK)}\n).*?(?=\n\n)", table_of(scores), readme.read_text(encoding="utf-8")
            )
            readme.write_text(written, encoding="utf-8")
            return
        for corpus in CORPORA:
            print(f"== {corpus.name}")
            if corpus.posts.exists():
                print(score(corpus, folder)[0])
            else:
                print(f"skipped: {corpus.posts.name} stands outside the repository and is not at hand\n")
        print(f"== who is who: {len(PAIRS)} judged pairs of names (tests/link/judgements.tsv)")
        for kind in PAIR_KINDS:
            precision, recall, wrong = measured(kind)
            print(f"{kind:24}precision {precision:.3f}, recall {recall:.3f}", *wrong, sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1:])
