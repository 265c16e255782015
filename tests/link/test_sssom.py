"""SSSOM: judgements are read, checked, and written back as they were."""

import pytest

from hrkg.errors import TableError
from hrkg.link.sssom import COLUMNS, Judgement, Judgements, contract, expand, parse_judgements, to_sssom


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


def test_curies_and_iris_are_two_ways_to_write_one_thing() -> None:
    assert expand("wikidata:Q5") == "http://www.wikidata.org/entity/Q5"
    assert contract("http://www.wikidata.org/entity/Q5") == "wikidata:Q5"
    assert expand("unknown:Q5") is None
