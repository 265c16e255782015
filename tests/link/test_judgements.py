"""Pairs of names that people have judged, and what resolution makes of them: precision and recall by kind."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from hrkg.lexicon import load_lexicon
from hrkg.link.resolve import resolve
from hrkg.model import Defender, Identity, Post, PostFacts, Prize, Signature
from hrkg.settings import share
from hrkg.text.match import plain
from hrkg.text.normal import fold
from tests.corpora import CORPORA

LEXICON = load_lexicon(share() / "data/authority", share() / "ontology")
KINDS = ("organisation", "person", "prize")
LEAST = 300
with (Path(__file__).parent / "judgements.tsv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
# Names that the gold writes in two ways for what is one organisation.
ONE = {
    "southern defenders": "southern africa human rights defenders network",
    "kontras": "commission for the disappeared and victims of violence",
}


def identity(kind: str, name: str, context: str, post: str) -> str:
    """The key that a name gets in a post of its own. context: a country, or 'acronym=…', or 'affiliation=…'."""
    slot, _, value = context.partition("=") if "=" in context else ("country", "", context)
    told = {slot: value or None}
    made = Post(post, "Reeds", "2024-05-01", "Reeds")
    if kind == "organisation":
        facts = PostFacts(made, signatures=(Signature(name, kind, 0, (), told.get("acronym"), told.get("country")),))
    elif kind == "person":
        affiliation = told.get("affiliation")
        defender = Defender(name, (), country=told.get("country"), affiliations=(affiliation,) if affiliation else ())
        facts = PostFacts(made, defenders=(defender,))
    else:
        facts = PostFacts(made, prizes=(Prize(name, ()),))
    return resolve(facts, LEXICON).identity(kind, name, told.get("country")).key


def test_the_set_is_large_and_holds_both_verdicts_of_each_kind() -> None:
    assert len(PAIRS) >= LEAST
    assert {(pair["kind"], pair["verdict"]) for pair in PAIRS} == {(k, v) for k in KINDS for v in ("same", "different")}


def measured(kind: str) -> tuple[float, float, list[str]]:
    """Precision and recall of 'the same' over the pairs of a kind, and the pairs that came out wrong."""
    counts: Counter[tuple[bool, bool]] = Counter()
    wrong = []
    for pair in PAIRS:
        if pair["kind"] == kind:
            one = identity(kind, pair["one"], pair["context"], "one")
            other = identity(kind, pair["other"], pair["other_context"], "other")
            outcome = pair["verdict"] == "same", one == other
            counts[outcome] += 1
            if outcome[0] != outcome[1]:
                wrong.append(f"{pair['verdict']}: {pair['one']} ({one}), {pair['other']} ({other})")
    right, excess, missed = counts[True, True], counts[False, True], counts[True, False]
    return right / (right + excess), right / (right + missed), wrong


@pytest.mark.parametrize("kind", KINDS)
def test_judged_pairs_are_told_apart(kind: str) -> None:
    precision, recall, wrong = measured(kind)
    assert precision >= 0.995, wrong
    assert recall >= 0.95, wrong


def signed_in(post: dict[str, Any]) -> list[tuple[dict[str, Any], Identity]]:
    """The organisations that the gold of a post has among the signatories, each with its identity."""
    entries = [e for e in post["signatories"] if e["kind"] == "organisation"]
    facts = PostFacts(
        Post(post["id"], "", "2024-05-01", ""),
        signatures=tuple(Signature(e["name"], e["kind"], 0, (), e["acronym"], e["country"]) for e in entries),
    )
    linked = resolve(facts, LEXICON)
    return [(entry, linked.identity("organisation", entry["name"], entry["country"])) for entry in entries]


def gold_of(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        pytest.skip(f"{path.name} stands outside the repository")
    return list(json.loads(path.read_text(encoding="utf-8")))


GOLD = sorted({corpus.gold for corpus in CORPORA})


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name)
def test_signatures_of_known_organisations_lead_to_their_rows_and_no_other_does(path: Path) -> None:
    rows = {row.id: row for row in LEXICON.organisations}
    known = right = 0
    wrong = []
    for post in gold_of(path):
        for entry, identity in signed_in(post):
            meant = LEXICON.organisations_by_name.get(fold(entry["canonical"]), ())
            row = rows.get(identity.key)
            known += len(meant) == 1
            if len(meant) == 1:
                right += row is meant[0]
            # The table may know the organisation by another name than the gold: then the entry must be in that name.
            named = row is not None and any(plain(entry["name"]) in plain(name) for name in row.names)
            if row is not None and row not in meant and (meant or not named):
                wrong.append(f"{entry['name']} ({entry['canonical']}) as {row.id}")
    print(f"{path.name}: {known} signatures of known organisations, {right} linked rightly, {len(wrong)} wrongly")
    assert wrong == []
    assert right >= 0.98 * known


def test_no_two_organisations_of_the_gold_share_an_identity_and_none_has_two() -> None:
    keys, organisations = defaultdict(set), defaultdict(set)
    for path in GOLD:
        for post in gold_of(path) if path.exists() else ():
            for entry, found in signed_in(post):
                canonical = fold(entry["canonical"])
                canonical = ONE.get(canonical, canonical)
                keys[canonical].add(found.key)
                organisations[found.key].add(canonical)
    assert len(keys) > 100
    assert {name: found for name, found in keys.items() if len(found) > 1} == {}
    assert {key: found for key, found in organisations.items() if len(found) > 1} == {}
