"""The corpora that extraction is scored on: those that the project ships, and those of ../shared where it is there."""

import contextlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from hrkg.pipeline import convert
from hrkg.settings import Settings
from tests import evaluate

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SETTINGS = Settings(share=ROOT)


@dataclass(frozen=True)
class Corpus:
    """Posts and their gold; since and before take a part by date of publication."""

    name: str
    posts: Path
    gold: Path
    since: str = "0000"
    before: str = "9999"


CORPORA = (
    Corpus("digest-statements", ROOT / "data/posts/statements.txt", ROOT / "data/gold/statements.gold.json"),
    Corpus("digest-prizes", ROOT / "data/posts/prizes.txt", ROOT / "data/gold/prizes.gold.json"),
    Corpus("seed", SHARED / "corpus/seed.txt", SHARED / "corpus/seed.gold.json"),
    Corpus("dev-before-2020", SHARED / "corpus/dev.txt", SHARED / "corpus/dev.gold.json", before="2020"),
    Corpus("dev-since-2020", SHARED / "corpus/dev.txt", SHARED / "corpus/dev.gold.json", since="2020"),
)


def score(corpus: Corpus, folder: Path) -> tuple[str, dict[str, Any]]:
    """What tests/evaluate.py prints for a corpus, and its figures: facts, slots, all_slots, evidence, wikidata."""
    graph, figures = folder / f"{corpus.name}.nq", folder / f"{corpus.name}.json"
    graph.write_bytes(b"".join(convert([str(corpus.posts)], SETTINGS, jobs=1)))
    arguments = [str(graph), str(corpus.posts), str(corpus.gold), "--authority", str(SETTINGS.authority)]
    arguments += ["--since", corpus.since, "--before", corpus.before, "--json", str(figures)]
    printed = io.StringIO()
    with mock.patch.object(sys, "argv", ["evaluate", *arguments]), contextlib.redirect_stdout(printed):
        evaluate.main()
    return printed.getvalue(), json.loads(figures.read_text(encoding="utf-8"))
