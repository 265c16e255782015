"""Identities: who stands behind a name, by tables, by what stands beside it, and by judgements of persons."""

from dataclasses import replace

import pytest

from hrkg.lexicon import Lexicon, Row, load_lexicon
from hrkg.link.resolve import resolve
from hrkg.link.sssom import Judgement, Judgements
from hrkg.model import Defender, Detention, Identity, Post, PostFacts, Prize, Signature, Statement
from hrkg.settings import share


def organisation(key: str, label: str, aliases: str = "", **more: str) -> Row:
    return Row(key, label, (label, *filter(None, aliases.split("|"))), more)


REAL = load_lexicon(share() / "data/authority", share() / "ontology")
LEXICON: Lexicon = replace(
    REAL,
    organisations=(
        organisation(
            "blue-door-watch", "Blue Door Watch", "Observatoire de la Porte Bleue", acronym="BDW", country="FR"
        ),
        organisation("blue-door-first", "Blue Door First", acronym="BDF", country="US"),
        organisation("blue-door-fund", "Blue Door Fund", acronym="BDF", country="KE"),
        organisation("league-of-reeds-togo", "League of Reeds Togo", country="TG"),
        organisation(
            "coalition-of-weavers", "Coalition for Weavers in Southwest Lowlands and Hills", acronym="CWSL",
            qid="Q900001",
            qid_evidence="[2] x; y", confidence="verified",
        ),
        organisation("mothers-of-the-blue-square", "Mothers of the Blue Square", country="AR"),
        organisation("loomah", "Loomah", "Loomah – Centre for the Study of Weaving", country="IL"),
        organisation("weave", "Women for Equal and Valued Existence", acronym="WEAVE", country="KE"),
        organisation("council-of-reeds", "Council of Reeds", "COR", country="CH"),
        organisation("campaign-of-rivers", "Campaign of Rivers", acronym="COR", country="US"),
        organisation("commission-of-judges", "Commission of Judges", acronym="ICJ", country="CH"),
        organisation("reed-centre", "Reed Centre for Documentation", country="MN", qid="Q900002"),
    ),
    persons=(
        Row("mohammed-al-bezadi", "Mohammed al-Bezadi", ("Mohammed al-Bezadi",), {"country": "SA", "role": "defender"}),
        Row("ines-robles", "Inés Robles Tovar", ("Inés Robles Tovar",), {"country": "HN", "role": "defender"}),
        Row("otto-reeve", "Otto Reeve", ("Otto Reeve",), {"country": "NO", "role": "official"}),
        Row("ida-reeve", "Ida Reeve", ("Ida Reeve",), {"country": "NO", "role": "laureate|official"}),
        Row("ole-reeve", "Ole Reeve", ("Ole Reeve",), {"country": "NO", "role": "expert"}),
    ),
    prizes=(Row("silver-reed-prize", "Silver Reed Prize", ("Silver Reed Prize", "Prix du roseau"), {}),),
)  # fmt: skip
POST = Post("2024-05-01-reeds", "Reeds", "2024-05-01", "Reeds")


def signed(name: str, acronym: str | None = None, country: str | None = None, *judged: Judgement) -> Identity:
    facts = PostFacts(POST, signatures=(Signature(name, "organisation", 0, (), acronym, country),))
    return resolve(facts, LEXICON, Judgements(judged)).identity("organisation", name)


def defended(name: str, country: str | None, *judged: Judgement, affiliation: str = "", post: Post = POST) -> Identity:
    affiliations = (affiliation,) if affiliation else ()
    facts = PostFacts(post, defenders=(Defender(name, (), country=country, affiliations=affiliations),))
    return resolve(facts, LEXICON, Judgements(judged)).identity("person", name)


def judgement(subject: str, predicate: str, target: str, modifier: str = "") -> Judgement:
    return Judgement(subject, "", predicate, modifier, target, "", "semapv:ManualMappingCuration", "", "", "", "")


@pytest.mark.parametrize(
    ("name", "acronym", "country", "key"),
    [
        ("Blue Door Watch", None, None, "blue-door-watch"),
        ("The Blue-Door WATCH", None, None, "blue-door-watch"),
        ("Blue Door Watch, Inc.", None, None, "blue-door-watch"),
        ("Observatoire de la Porte bleue", None, "FR", "blue-door-watch"),
        ("Blue Door Watch – Observatoire de la Porte Bleue", None, None, "blue-door-watch"),
        ("Coalition of Weavers in South West Lowlands & Hills", None, None, "coalition-of-weavers"),
        ("Coalition for Waevers in Southwest Lowlands and Hills", "CWSL", None, "coalition-of-weavers"),
        ("League of Reeds", None, "TG", "league-of-reeds-togo"),
        # The initials are an acronym too, where the table gives none.
        ("Mothers of the Blue Sqaure", "MOTBS", None, "mothers-of-the-blue-square"),
        ("Mothers of the Blue Sqaure", "MBS", None, "mothers-of-the-blue-square"),
        ("Reed Centre for Documentation e. V.", None, None, "reed-centre"),
        ("ONG Reed Centre for Documentation", None, None, "reed-centre"),
        ("Loomah – Study of Weaving in Israel", None, None, "loomah"),
        # An acronym alone stands for the only row that has it.
        ("BDW", None, None, "blue-door-watch"),
        # Of several rows with one acronym, the one whose country is stated.
        ("BDF", None, "KE", "blue-door-fund"),
    ],
)
def test_a_known_organisation_in_another_dress(name: str, acronym: str | None, country: str | None, key: str) -> None:
    assert signed(name, acronym, country).key == key


@pytest.mark.parametrize(
    ("name", "acronym", "country"),
    [
        ("Blue Door Last", None, None),
        ("Blue Door Last", "BDW", "FR"),  # an acronym confirms a name and does not make one
        ("Society of Other Things", "BDW", None),
        ("BDF", None, None),  # two rows have it
        ("BDW", None, "DE"),
        ("Weave", None, None),  # written so, it is a word and no acronym
        ("COR", None, None),  # another name of one row, the acronym of another
        ("ICJ", None, None),  # bodies outside the tables have it too
        ("Mothers of the Blue Sqaure", "MBX", None),
        ("Loomah – Network of Fishermen and Divers", None, None),  # one word is the name of many
        ("Reed Centre for Documentation NGO Forum", None, None),
        ("League of Reeds", None, "BJ"),
        ("League of Reeds", None, None),
        ("Reed Centre for Documentation", None, "LK"),  # a namesake elsewhere
        ("Coalition for Waevers in Southwest Lowlands and Hills", None, None),  # a slip without support
        ("Blue Door Watch – Section Lyon", None, None),
        ("Blue Door Watch – Togo", None, None),
    ],
)
def test_a_look_alike_stays_apart(name: str, acronym: str | None, country: str | None) -> None:
    identity = signed(name, acronym, country)
    assert identity.key not in {row.id for row in LEXICON.organisations}
    assert (identity.label, identity.same_as, identity.close_match) == (None, (), ())


def test_a_name_that_no_table_knows_has_one_key_in_all_its_spellings() -> None:
    spellings = ("The Hall of Weavers & Spinners", "Hall of weavers and spinners", "HALL OF WEAVERS AND SPINNERS Inc.")
    assert {signed(name).key for name in spellings} == {"hall-of-weavers-and-spinners"}
    assert signed("ткачи").key.startswith("x")


def test_only_an_item_that_two_families_of_sources_name_is_confirmed() -> None:
    sure = signed("CWSL")
    assert (sure.same_as, sure.close_match) == (("http://www.wikidata.org/entity/Q900001",), ())
    unsure = signed("Reed Centre for Documentation")
    assert (unsure.same_as, unsure.close_match) == ((), ("http://www.wikidata.org/entity/Q900002",))


@pytest.mark.parametrize("name", ["Muhammad Al-Bezadi", "Mohamed al Bazadi", "محمد البزادي", "Mohammed el-Bezady"])
def test_a_known_person_in_another_transliteration(name: str) -> None:
    assert defended(name, "SA").key == "mohammed-al-bezadi"


def test_a_second_surname_may_be_left_out_where_people_have_two() -> None:
    assert defended("Inés Robles", "HN").key == "ines-robles"
    assert defended("Inés Tovar", "HN").key == "ines-tovar-hn"


@pytest.mark.parametrize(
    ("name", "country"), [("Mohammed al-Bezadi", "YE"), ("Mohammed al-Bezadi", None), ("Mahmoud al-Bezadi", "SA")]
)
def test_a_namesake_is_another_person(name: str, country: str | None) -> None:
    assert defended(name, country).key != "mohammed-al-bezadi"


def test_a_defender_who_bears_the_name_of_an_official_is_not_the_official() -> None:
    assert defended("Otto Reeve", "NO").key == "otto-reeve-no"
    assert defended("Ole Reeve", "NO").key == "ole-reeve-no"
    assert defended("Ida Reeve", "NO").key == "ida-reeve"


def test_an_expert_may_sign_and_an_official_does_not() -> None:
    signatures = tuple(Signature(name, "person", 0, (), country="NO") for name in ("Ole Reeve", "Otto Reeve"))
    found = resolve(PostFacts(POST, signatures=signatures), LEXICON)
    assert [found.identity("person", s.name).key for s in signatures] == ["ole-reeve", "otto-reeve-no"]


def test_namesakes_in_one_post_are_told_apart_by_their_countries() -> None:
    entries = [
        ("Hall of Weavers", "TG"),
        ("Hall of Weavers", "BJ"),
        ("League of Reeds", "TG"),
        ("League of Reeds", None),
    ]
    signatures = [Signature(name, "organisation", 0, (), country=country) for name, country in entries]
    signatures += [Signature("Ada Weaver", "person", 0, (), country=country) for country in ("NO", "SE")]
    detentions = [Detention("Ada Weaver", (), country=country, law="Reed Act") for country in ("NO", "SE")]
    facts = PostFacts(POST, signatures=tuple(signatures), detentions=tuple(detentions))
    found = resolve(facts, LEXICON)
    keys = [found.identity("organisation", name, country).key for name, country in entries]
    # Where one country at the most is stated, the name means one thing in all of the post.
    assert keys == ["hall-of-weavers-tg", "hall-of-weavers-bj", "league-of-reeds-togo", "league-of-reeds-togo"]
    persons = [found.identity("person", "Ada Weaver", country).key for country in (None, "NO", "SE")]
    assert persons == ["ada-weaver/2024-05-01-reeds", "ada-weaver-no", "ada-weaver-se"]
    assert [found.identity("law", "Reed Act", country).key for country in ("NO", "SE")] == [
        "reed-act-no",
        "reed-act-se",
    ]


def test_who_signs_from_another_country_is_not_the_defender_of_that_name() -> None:
    facts = PostFacts(
        POST,
        defenders=(Defender("Ada Weaver", (), country="SA"),),
        signatures=tuple(Signature("Ada Weaver", "person", 0, (), country=c) for c in (None, "SA", "GB")),
    )
    found = resolve(facts, LEXICON)
    assert [found.identity("person", "Ada Weaver", s.country).key for s in facts.signatures] == [
        "ada-weaver-sa", "ada-weaver-sa", "ada-weaver-gb",
    ]  # fmt: skip


def test_an_addressee_of_two_capitals_is_a_country_only_where_there_is_one() -> None:
    found = resolve(PostFacts(POST, statements=(Statement("appeal", (), addressees=("EU", "NO", "BDW")),)), LEXICON)
    assert found.has("country", "NO")
    assert not found.has("country", "EU")
    assert found.identity("organisation", "BDW").key == "blue-door-watch"
    assert found.identity("organisation", "EU").key == "eu"


def test_an_acronym_means_what_the_post_itself_says_that_it_means() -> None:
    facts = PostFacts(
        POST,
        signatures=(
            Signature("Hall of Weavers", "organisation", 0, (), "HOW"),
            Signature("Brook Development Watch", "organisation", 0, (), "BDW"),
            Signature("Reed House", "organisation", 0, (), "RH"),
            Signature("River House", "organisation", 0, (), "RH"),
        ),
        defenders=(Defender("Ada Weaver", (), affiliations=("HOW", "BDW", "RH")),),
    )
    found = resolve(facts, LEXICON)
    assert found.identity("organisation", "HOW") is found.identity("organisation", "Hall of Weavers")
    assert found.identity("organisation", "HOW").acronyms == ("HOW",)
    assert found.identity("organisation", "BDW").key == "brook-development-watch"
    assert found.identity("organisation", "RH").key == "rh"  # two have it


def test_a_person_whom_no_table_knows_has_one_key_in_common_spellings() -> None:
    assert {defended(name, "EG").key for name in ("Khaled el-Mizani", "Khalid Al-Mizani", "Khaled al Mizani")} == {
        "khaled-al-mizani-eg"
    }


def test_two_persons_of_one_name_are_one_only_with_a_country_or_affiliation() -> None:
    later = replace(POST, key="2024-06-01-more")
    assert defended("Ada Weaver", None).key != defended("Ada Weaver", None, post=later).key
    assert defended("Ada Weaver", "NO").key == defended("Ada Weaver", "NO", post=later).key
    assert defended("Ada Weaver", None, affiliation="BDW").key == defended("Ada Weaver", None, affiliation="BDW").key


def test_a_prize_is_known_without_its_year() -> None:
    facts = PostFacts(POST, prizes=(Prize("2019 Silver Reed Prize", ()), Prize("Golden Reed Prize", ())))
    found = resolve(facts, LEXICON)
    assert found.identity("prize", "2019 Silver Reed Prize").key == "silver-reed-prize"
    assert found.identity("prize", "Golden Reed Prize").key == "golden-reed-prize"


WIKIDATA = "http://www.wikidata.org/entity/"


def test_a_judgement_confirms_a_candidate_and_taking_it_away_undoes_that() -> None:
    confirmed = judgement("hr:organisation/reed-centre", "owl:sameAs", "wikidata:Q900002")
    identity = signed("Reed Centre for Documentation", None, None, confirmed)
    assert (identity.same_as, identity.close_match) == ((WIKIDATA + "Q900002",), ())
    assert signed("Reed Centre for Documentation").same_as == ()


def test_a_judgement_takes_a_link_away() -> None:
    refused = judgement("hr:organisation/coalition-of-weavers", "owl:sameAs", "wikidata:Q900001", "Not")
    assert signed("CWSL", None, None, refused).same_as == ()


def test_a_judgement_merges_two_things_of_ours_and_the_former_is_told() -> None:
    merged = judgement("hr:organisation/house-of-reeds", "owl:sameAs", "hr:organisation/reed-centre")
    identity = signed("House of Reeds", None, None, merged)
    assert (identity.key, identity.label, identity.replaces) == (
        "reed-centre", "Reed Centre for Documentation", ("house-of-reeds",),
    )  # fmt: skip
    assert "House of Reeds" in identity.names
    assert signed("House of Reeds").key == "house-of-reeds"


def test_what_is_merged_brings_along_what_the_tables_know_of_it() -> None:
    merged = judgement("hr:organisation/reed-centre", "owl:sameAs", "hr:organisation/coalition-of-weavers")
    identity = signed("CWSL", None, None, merged)
    assert "Reed Centre for Documentation" in identity.names
    # Two items cannot both be right: that of the row that is kept stays, the other is a candidate.
    assert (identity.same_as, identity.close_match) == ((WIKIDATA + "Q900001",), (WIKIDATA + "Q900002",))
    assert signed("Reed Centre for Documentation", None, None, merged).key == "coalition-of-weavers"


def test_an_item_that_a_person_has_judged_goes_before_that_of_the_table() -> None:
    other = judgement("hr:organisation/coalition-of-weavers", "owl:sameAs", "wikidata:Q900003")
    identity = signed("CWSL", None, None, other)
    assert (identity.same_as, identity.close_match) == ((WIKIDATA + "Q900003",), (WIKIDATA + "Q900001",))


def test_a_judgement_keeps_a_name_from_the_row_that_it_looks_like() -> None:
    name = "Coalition of Weavers in South West Lowlands and Hills"
    key = "coalition-of-weavers-in-south-west-lowlands-and-hills"
    apart = judgement(f"hr:organisation/{key}", "owl:sameAs", "hr:organisation/coalition-of-weavers", "Not")
    identity = signed(name, None, None, apart)
    assert (identity.key, identity.label, identity.apart) == (key, None, ("organisation/coalition-of-weavers",))


def test_an_unsure_pair_of_ours_is_a_candidate_of_each() -> None:
    unsure = judgement("hr:person/ada-weaver-no", "skos:closeMatch", "hr:person/ada-weaver-se")
    assert defended("Ada Weaver", "NO", unsure).close_match == ("person/ada-weaver-se",)
