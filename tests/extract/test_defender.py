"""Defenders: one rule per test. The other facts are handed in, so that each test shows which of them makes one."""

from dataclasses import replace

import pytest

from hrkg.extract.defender import find_defenders
from hrkg.model import Defender, Detention, Incident, Prize, Signature, Span, Statement
from tests.extract.conftest import LEXICON, a_reading

_SPAN = (Span(0, 6, "A post"),)


def defenders(
    text: str,
    *,
    title: str = "A post",
    statements: tuple[Statement, ...] = (),
    signatures: tuple[Signature, ...] = (),
    prizes: tuple[Prize, ...] = (),
    detentions: tuple[Detention, ...] = (),
    incidents: tuple[Incident, ...] = (),
) -> list[Defender]:
    reading = a_reading(text, title=title)
    return find_defenders(reading, statements, signatures, prizes, detentions, incidents, LEXICON)


def names(found: list[Defender]) -> list[str]:
    return [d.name for d in found]


def test_detainees_victims_laureates_and_those_spoken_for_are_defenders_in_order_of_the_text() -> None:
    found = defenders(
        "Rosa Ibarra met Omar Said, Farid Nasimov and Lena Kovacs. Igor Sidorov was there.",
        statements=(Statement("open-letter", _SPAN, concerns=("Lena Kovacs",)),),
        prizes=(Prize("Andean Prize", _SPAN, laureates=("Farid Nasimov", "Some Body")),),
        detentions=(Detention("Rosa Ibarra", _SPAN),),
        incidents=(Incident("threat", _SPAN, person="Omar Said"),),
    )
    assert names(found) == ["Rosa Ibarra", "Omar Said", "Farid Nasimov", "Lena Kovacs"]


def test_a_person_in_office_is_one_only_when_something_befell_that_person() -> None:
    text = "President Omar Said signed the decree."
    letter = Statement("open-letter", _SPAN, concerns=("Omar Said",))
    assert defenders(text, statements=(letter,)) == []
    assert names(defenders(text, detentions=(Detention("Omar Said", _SPAN),))) == ["Omar Said"]


def test_who_only_signs_is_no_defender() -> None:
    text = "The activist Rosa Ibarra and the activist Omar Said joined in."
    signature = Signature("Rosa Ibarra", "person", 0, _SPAN)
    assert names(defenders(text, signatures=(signature,))) == ["Omar Said"]
    assert names(defenders(text, signatures=(signature,), detentions=(Detention("Rosa Ibarra", _SPAN),))) == [
        "Rosa Ibarra",
        "Omar Said",
    ]


def test_whom_the_post_calls_an_activist_is_a_subject_unless_quoted() -> None:
    assert names(defenders("Human rights activist Rosa Ibarra has the same code next to her name.")) == ["Rosa Ibarra"]
    assert defenders("“It is a shame”, said human rights activist Rosa Ibarra.") == []


def test_another_role_makes_a_subject_of_whom_something_befell() -> None:
    assert names(defenders("The case against journalist Rosa Ibarra was closed; Rosa Ibarra was acquitted.")) == [
        "Rosa Ibarra"
    ]
    assert defenders("Journalist Rosa Ibarra wrote a book about it.") == []
    assert defenders("Mr Omar Said was there.") == []


def test_the_country_that_the_post_says_of_the_person_goes_before_all_others() -> None:
    (found,) = defenders(
        "In Paris the Chadian journalist Omar Said was shot.",
        incidents=(Incident("attack", _SPAN, person="Omar Said", country="FR"),),
    )
    assert found.country == "TD"


def test_else_it_is_that_of_the_detention_then_of_the_joint_text_then_of_the_post() -> None:
    text = "Omar Said is at home. Peru is far, and Peru is cold."
    detention = Detention("Omar Said", _SPAN, country="CL")
    letter = Statement("open-letter", _SPAN, countries=("BO",), concerns=("Omar Said",))
    assert [d.country for d in defenders(text, statements=(letter,), detentions=(detention,))] == ["CL"]
    assert [d.country for d in defenders(text, statements=(letter,))] == ["BO"]
    assert [d.country for d in defenders(text, detentions=(replace(detention, country=None),))] == ["PE"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("They hold Omar Said in Chad and Rosa Ibarra in Peru.", "TD"),
        ("Omar Said is held by the Chadian authorities, Rosa Ibarra by those of Peru.", "TD"),
        ("The Chadian authorities arrested Omar Said.", "TD"),
        ("Police in Chad arrested Omar Said. Peru is far, and Peru is cold.", "TD"),
        ("Police arrested Omar Said, who fled to Chad. Peru is far, and Peru is cold.", "PE"),
        ("Police arrested Omar Said, who met Chadian diplomats. Peru is far, and Peru is cold.", "PE"),
    ],
)
def test_a_country_beside_the_name_goes_before_that_of_the_post(text: str, country: str) -> None:
    assert [d.country for d in defenders(text) if d.name == "Omar Said"] == [country]


def test_no_country_is_guessed_where_two_are_named_alike() -> None:
    (found,) = defenders("Omar Said travelled from Peru to Chile.", detentions=(Detention("Omar Said", _SPAN),))
    assert found.country is None


def test_winners_of_a_prize_for_defenders_are_human_rights_defenders() -> None:
    text = (
        "The winners are Rosa Ibarra, a poet, and Omar Said. The Andean Medal is an award for human rights defenders."
    )
    medal = Prize("Andean Medal", _SPAN, laureates=("Rosa Ibarra",), runners_up=("Omar Said",))
    found = defenders(text, prizes=(medal,))
    assert [d.roles for d in found] == [("poet", "human rights defender"), ("human rights defender",)]


def test_winners_of_another_prize_are_not() -> None:
    text = "The winner is Rosa Ibarra. The Andean Medal is for the lawyers Rosa Ibarra and Omar Said."
    medal = Prize("Andean Medal", _SPAN, laureates=("Rosa Ibarra",))
    assert [d.roles for d in defenders(text, prizes=(medal,))] == [("lawyer",)] * 2


def test_evidence_is_the_sentence_that_names_the_person_in_full() -> None:
    found = defenders(
        "Ibarra is famous. They took Rosa Ibarra from her home. Ibarra is well.",
        detentions=(Detention("Rosa Ibarra", _SPAN),),
    )
    assert [span.exact for span in found[0].evidence] == ["They took Rosa Ibarra from her home."]


def test_aliases_roles_and_affiliations_are_those_of_the_mention() -> None:
    (found,) = defenders(
        "Blogger Alfonso Matos (a.k.a. Mbanza Kita), founder of Radio Luz, was jailed.",
        detentions=(Detention("Alfonso Matos", _SPAN),),
    )
    assert (found.name, found.aliases, found.roles, found.affiliations) == (
        "Alfonso Matos",
        ("Mbanza Kita",),
        ("blogger",),
        ("Radio Luz",),
    )


def test_a_post_about_a_session_of_a_body_has_none() -> None:
    assert (
        defenders("The Human Rights Council meets in Geneva on Monday. Thomas Keller of Radio Luz will report.") == []
    )


def test_who_is_named_in_one_enumeration_with_a_victim_is_a_defender() -> None:
    detention = Detention("Rosa Ibarra", _SPAN)
    assert names(defenders("Police held Rosa Ibarra, Omar Said and Lena Kovacs.", detentions=(detention,))) == [
        "Rosa Ibarra",
        "Omar Said",
        "Lena Kovacs",
    ]
    assert names(defenders("Police held Rosa Ibarra when Omar Said had left.", detentions=(detention,))) == [
        "Rosa Ibarra"
    ]


def test_persons_listed_with_their_roles_are_subjects_of_a_joint_text_unless_they_sign_it() -> None:
    text = "The letter names lawyers Rosa Ibarra, Omar Said and Lena Kovacs."
    letter = Statement("open-letter", _SPAN)
    signatures = tuple(Signature(n, "person", 0, _SPAN) for n in ("Rosa Ibarra", "Omar Said", "Lena Kovacs"))
    assert names(defenders(text, statements=(letter,))) == ["Rosa Ibarra", "Omar Said", "Lena Kovacs"]
    assert defenders(text, statements=(letter,), signatures=signatures) == []
    assert defenders(text) == []


def test_kin_and_those_after_whom_a_prize_is_named_are_no_subjects_unless_something_befell_them() -> None:
    assert defenders("Her husband, Omar Said, a teacher, learned of it from the radio.", title="Omar Said") == []
    assert names(defenders("Her husband, the teacher Omar Said, was arrested.")) == ["Omar Said"]
    assert defenders("The prize, named after the dissident Igor Sidorov, has been given since 1990.") == []
    assert names(defenders("The prize, given to the dissident Igor Sidorov, has been given since 1990.")) == [
        "Igor Sidorov"
    ]


def test_whom_something_befell_is_a_subject_when_the_post_says_of_which_body() -> None:
    assert names(defenders("Rosa Ibarra, editor of La Semilla, was fined on Monday.")) == ["Rosa Ibarra"]
    assert names(defenders("Rosa Ibarra, who was the head of the Union of Dockers, has been fined.")) == ["Rosa Ibarra"]
    assert defenders("Rosa Ibarra, editor of La Semilla, slept on Monday.") == []


def test_a_country_that_labels_a_paragraph_or_stands_above_it_is_its_persons() -> None:
    text = "Chad. The activist Rosa Ibarra was fined.\n\nPeru\n\nThe activist Omar Said was fined.\n\nIn Peru it rains."
    assert [(d.name, d.country) for d in defenders(text)] == [("Rosa Ibarra", "TD"), ("Omar Said", "PE")]


def test_of_several_countries_in_which_things_befell_a_person_the_post_s_own_is_the_person_s() -> None:
    abroad, home = (
        Incident("attack", _SPAN, "Rosa Ibarra", None, "ES"),
        Incident("threat", _SPAN, "Rosa Ibarra", None, "CL"),
    )
    (found,) = defenders("Rosa Ibarra was threatened in Chile, where she lives.", incidents=(abroad, home))
    assert found.country == "CL"
