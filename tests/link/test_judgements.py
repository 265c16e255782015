"""Pairs of names that people have judged, and what resolution makes of them: precision and recall by kind."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from hrkg.lexicon import load_lexicon
from hrkg.link.resolve import resolve
from hrkg.model import Defender, Post, PostFacts, Prize, Signature
from hrkg.settings import share
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
    return resolve(facts, LEXICON).identities[kind, name].key


def test_the_set_is_large_and_holds_both_verdicts_of_each_kind() -> None:
    assert len(PAIRS) >= LEAST
    assert {(pair["kind"], pair["verdict"]) for pair in PAIRS} == {(k, v) for k in KINDS for v in ("same", "different")}


@pytest.mark.parametrize("kind", KINDS)
def test_judged_pairs_are_told_apart(kind: str) -> None:
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
    print(f"{kind}: precision {right / (right + excess):.3f}, recall {right / (right + missed):.3f}", *wrong, sep="\n")
    assert right / (right + excess) >= 0.995, wrong
    assert right / (right + missed) >= 0.95, wrong


def test_no_two_organisations_of_the_gold_share_an_identity_and_none_has_two() -> None:
    keys, organisations = defaultdict(set), defaultdict(set)
    for path in {corpus.gold for corpus in CORPORA if corpus.gold.exists()}:
        for post in json.loads(path.read_text(encoding="utf-8")):
            signed = [e for e in post["signatories"] if e["kind"] == "organisation"]
            facts = PostFacts(
                Post(post["id"], "", "2024-05-01", ""),
                signatures=tuple(Signature(e["name"], e["kind"], 0, (), e["acronym"], e["country"]) for e in signed),
            )
            identities = resolve(facts, LEXICON).identities
            for entry in signed:
                found = identities["organisation", entry["name"]]
                is_named = fold(entry["canonical"]) in {fold(name) for name in (*found.names, *found.acronyms)}
                canonical = fold(entry["canonical"])
                canonical = ONE.get(canonical, canonical)
                keys[canonical].add(found.key)
                organisations[found.key].add(canonical)
                known = LEXICON.organisations_by_name.get(fold(entry["canonical"]), ())
                assert is_named or len(known) != 1, f"{entry['name']} is not known as {entry['canonical']}"
    assert len(keys) > 200
    assert {name: found for name, found in keys.items() if len(found) > 1} == {}
    assert {key: found for key, found in organisations.items() if len(found) > 1} == {}
