"""SSSOM: judgements are read, checked, and written back as they were."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrkg.errors import TableError
from hrkg.link.sssom import ABSENT, COLUMNS, Judgement, Judgements, contract, expand, parse_judgements, to_sssom
from tests.corpora import ROOT, SETTINGS


def row(subject: str, predicate: str, target: str, *, modifier: str = "", confidence: str = "") -> Judgement:
    curated = "semapv:ManualMappingCuration"
    return Judgement(subject, "", predicate, modifier, target, "", curated, confidence, "orcid:0", "2024-05-01", "seen")


SAME = row("hr:organisation/blue-door", "owl:sameAs", "wikidata:Q900001")
MAYBE = row("hr:organisation/blue-door", "skos:closeMatch", "wikidata:Q900002", confidence="0.7")
OTHER = row("hr:organisation/blue-door", "owl:sameAs", "wikidata:Q900003", modifier="Not")
MERGED = row("hr:organisation/the-blue-gate", "owl:sameAs", "hr:organisation/blue-door")


def test_what_is_written_is_read_back() -> None:
    assert parse_judgements(to_sssom([MERGED, OTHER, SAME, MAYBE]), place="x").rows == (SAME, OTHER, MAYBE, MERGED)


def test_rows_stand_sorted_under_a_head_that_sssom_tools_read() -> None:
    lines = to_sssom([OTHER, SAME]).splitlines()
    assert lines[0].startswith("#mapping_set_id: https://")
    assert "#  wikidata: http://www.wikidata.org/entity/" in lines
    assert lines[-3:] == ["\t".join(COLUMNS), *sorted(lines[-2:])]


def test_each_kind_of_judgement_is_told_of_its_thing() -> None:
    found = Judgements((SAME, MAYBE, OTHER, MERGED))
    thing = ("organisation", "blue-door")
    assert found.same(thing) == ("http://www.wikidata.org/entity/Q900001",)
    assert found.close(thing) == ("http://www.wikidata.org/entity/Q900002",)
    assert found.apart(thing) == {"http://www.wikidata.org/entity/Q900003"}
    assert found.merged_into(*thing) == ("the-blue-gate",)
    assert found.kept("organisation", "the-blue-gate") == "blue-door"
    assert found.kept("organisation", "blue-door") == "blue-door"


def test_what_is_not_the_same_is_told_of_both() -> None:
    apart = Judgements((row("hr:person/a-b-es", "owl:sameAs", "hr:person/a-b/post", modifier="Not"),))
    assert apart.apart(("person", "a-b-es")) == {"person/a-b/post"}
    assert apart.apart(("person", "a-b/post")) == {"person/a-b-es"}


def test_what_was_merged_brings_its_links_along() -> None:
    link = row("hr:organisation/the-blue-gate", "owl:sameAs", "wikidata:Q900009")
    found = Judgements((MERGED, link))
    assert found.same(("organisation", "blue-door")) == ("http://www.wikidata.org/entity/Q900009",)


def test_merges_are_followed_to_the_end() -> None:
    further = row("hr:organisation/blue-door", "owl:sameAs", "hr:organisation/blue-house")
    found = Judgements((MERGED, further))
    assert found.kept("organisation", "the-blue-gate") == "blue-house"
    assert found.merged_into("organisation", "blue-house") == ("blue-door", "the-blue-gate")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row("wikidata:Q1", "owl:sameAs", "hr:person/a")], "no thing of ours"),
        ([row("hr:country/FR", "owl:sameAs", "wikidata:Q142")], "no thing of ours"),
        ([row("hr:person/a", "owl:sameAs", "hr:organisation/a")], "of the same kind"),
        ([row("hr:person/a", "owl:sameAs", "hr:person/a")], "another thing"),
        ([row("hr:person/a", "owl:sameAs", "example:1")], "no identifier"),
        ([row("hr:person/a", "rdfs:seeAlso", "wikidata:Q1")], "neither"),
        ([row("hr:person/a", "owl:sameAs", "wikidata:Q1", modifier="not")], "no modifier"),
        ([row("hr:person/a", "owl:sameAs", "wikidata:Q1", confidence="2")], "no confidence"),
        ([row("hr:person/a", "owl:sameAs", "hr:person/b"), row("hr:person/b", "owl:sameAs", "hr:person/a")], "circle"),
        ([row("hr:person/a", "owl:sameAs", "hr:person/b"), row("hr:person/a", "owl:sameAs", "hr:person/c")], "two"),
        ([SAME, row(SAME.subject_id, "skos:closeMatch", SAME.object_id)], "judged twice"),
        ([row("hr:person/a b", "owl:sameAs", "wikidata:Q1")], "no thing of ours"),
        ([row("hr:person/a", "owl:sameAs", "wikidata:P31")], "no item"),
        ([replace(SAME, mapping_date="1 May 2024")], "no date"),
        ([replace(SAME, mapping_justification="semapv:Magic")], "no justification"),
        # What each of two rows may say, both together cannot.
        ([SAME, row(SAME.subject_id, "owl:sameAs", "wikidata:Q900008")], "'hr:organisation/blue-door' is two items"),
        ([SAME, MERGED, row(MERGED.subject_id, "owl:sameAs", "wikidata:Q900008")], "is two items"),
        ([SAME, row("hr:organisation/red-door", "owl:sameAs", SAME.object_id)], "'wikidata:Q900001' is two things"),
        (
            [
                MERGED,
                row("hr:organisation/hut", "owl:sameAs", MERGED.object_id),
                row("hr:organisation/hut", "owl:sameAs", MERGED.subject_id, modifier="Not"),
            ],
            "both are merged into one",
        ),
    ],
)
def test_a_broken_row_is_told_with_its_reason(rows: list[Judgement], reason: str) -> None:
    with pytest.raises(TableError, match=reason):
        parse_judgements(to_sssom(rows), place="links.sssom.tsv")


def test_the_line_of_a_broken_row_is_told() -> None:
    text = to_sssom([SAME]) + "one cell\n"
    with pytest.raises(TableError, match=rf"links:{len(text.splitlines())}: 1 cells"):
        parse_judgements(text, place="links")


def test_other_columns_are_passed_over_and_needed_ones_are_needed() -> None:
    head = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
    cells = "hr:person/a\towl:sameAs\twikidata:Q1\tsemapv:LexicalMatching"
    (found,) = parse_judgements(f"{head}\tmapping_tool\n{cells}\tx\n", place="x").rows
    assert (found.subject_id, found.object_id, found.comment) == ("hr:person/a", "wikidata:Q1", "")
    with pytest.raises(TableError, match="no column mapping_justification"):
        parse_judgements("subject_id\tpredicate_id\tobject_id\n", place="x")


def test_a_merged_thing_may_be_the_item_of_the_one_that_is_kept() -> None:
    link = row(MERGED.subject_id, "owl:sameAs", SAME.object_id)
    assert len(parse_judgements(to_sssom([SAME, MERGED, link]), place="x").rows) == 3


def test_a_file_as_the_sssom_tools_write_it() -> None:
    text = (
        "# curie_map:\n#   here: https://w3id.org/hrkg/\n#   wd: http://www.wikidata.org/entity/\n"
        "# license: https://creativecommons.org/publicdomain/zero/1.0/\n# mapping_date: '2024-05-01'\n"
        "# mapping_set_description: Who is the same, judged\n#   one by one.\n# mapping_set_id: https://w3id.org/x\n"
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tcomment\n"
        'here:person/a\t"""Al"" Door"\towl:sameAs\twd:Q1\tsemapv:LexicalMatching\t"two\nlines"\n'
        "\n"
        "https://w3id.org/hrkg/person/b\t\towl:sameAs\thttp://www.wikidata.org/entity/Q2\tsemapv:LexicalMatching\t\n"
    )
    one, other = parse_judgements(text, place="x").rows
    assert (one.subject_id, one.subject_label, one.object_id) == ("hr:person/a", '"Al" Door', "wikidata:Q1")
    assert (one.comment, one.mapping_date) == ("two lines", "2024-05-01")
    assert (other.subject_id, other.object_id) == ("hr:person/b", "wikidata:Q2")


def test_prefixes_in_a_form_that_is_not_read_are_told() -> None:
    with pytest.raises(TableError, match="x:1: the prefixes"):
        parse_judgements("#curie_map: {wd: http://www.wikidata.org/entity/}\nsubject_id\n", place="x")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",))), st.sampled_from(["", "Not"]))
def test_any_text_is_read_back_but_for_its_white_space(words: str, modifier: str) -> None:
    wrote = replace(SAME, comment=words, subject_label=words, predicate_modifier=modifier)
    (read,) = parse_judgements(to_sssom([wrote]), place="x").rows
    assert read == replace(wrote, comment=" ".join(words.split()), subject_label=" ".join(words.split()))


def _sssom() -> str | None:
    """The command of the SSSOM tools: on the path, or where `make sssom` has put them."""
    return shutil.which("sssom") or shutil.which("sssom", path=str(ROOT / ".sssom" / "bin"))


def test_the_sssom_tools_find_nothing_wrong(tmp_path: Path) -> None:
    command = _sssom()
    if command is None:
        pytest.skip("the SSSOM tools (400 MB) are not installed; 'make sssom' does that, and CI does it")
    absent = row("hr:prize/reed", "skos:closeMatch", ABSENT)
    quoted = replace(MAYBE, object_id="wikidata:Q900007", comment='"A door", he said', subject_label='"Blue" Door')
    rows = [SAME, MAYBE, OTHER, MERGED, absent, quoted]
    path = tmp_path / "judged.sssom.tsv"
    path.write_text(to_sssom(rows), encoding="utf-8")
    done = subprocess.run([command, "validate", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    # What they make of it is what was written, so none of the rows was passed over.
    told = subprocess.run([command, "parse", str(path)], capture_output=True, text=True, check=True).stdout
    assert parse_judgements(told, place="x").rows == parse_judgements(to_sssom(rows), place="x").rows
    shipped = subprocess.run([command, "validate", str(SETTINGS.links)], capture_output=True, text=True, check=False)
    assert shipped.returncode == 0, shipped.stderr


def test_curies_and_iris_are_two_ways_to_write_one_thing() -> None:
    assert expand("wikidata:Q5") == "http://www.wikidata.org/entity/Q5"
    assert contract("http://www.wikidata.org/entity/Q5") == "wikidata:Q5"
    assert expand("unknown:Q5") is None
