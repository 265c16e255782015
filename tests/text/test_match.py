"""Comparing names: what makes two of them one form, and what no likeness may join."""

import pytest

from hrkg.text.match import (
    initials_of,
    is_misspelling,
    is_person_spelt_otherwise,
    latin,
    likeness,
    person_form,
    plain,
    skeleton,
    without_legal_form,
    words_of,
)


def even(word: str) -> float:
    return 1.0


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Ткачи Севера", "tkachi severa"),
        ("Щука і Їжак", "shchuka i izhak"),
        ("القسط", "al qst"),
        ("Łódź & Kraków", "lodz and krakow"),
        ("The Centre", "center"),
    ],
)
def test_letters_of_other_scripts_are_written_in_latin(written: str, form: str) -> None:
    assert latin(written) == form


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Hall of Weavers & Spinners, Inc.", ("hall", "weavers", "spinners")),
        ("Maison des Tisserands a.s.b.l.", ("maison", "tisserands")),
        ("Weberhaus e. V.", ("weberhaus",)),
        ("ONG Tejedoras", ("tejedoras",)),
        # A legal form within a name is a word of it, and so is what only looks like one.
        ("Weavers NGO Forum", ("weavers", "ngo", "forum")),
        ("Unlimited Looms", ("unlimited", "looms")),
        ("Inc.", ("inc",)),
        ("The La", ("la",)),
    ],
)
def test_articles_and_legal_forms_tell_no_name_from_another(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


def test_a_legal_form_may_stand_at_either_end_and_twice() -> None:
    assert without_legal_form(["ngo", "reed", "ltd", "inc"]) == ("reed",)
    assert without_legal_form(["ngo"]) == ("ngo",)


def test_words_that_are_run_together_are_one_form() -> None:
    assert plain("Southwest Asia & the Gulf") == plain("South West Asia and Gulf")
    assert plain("Weavers for Peace") != plain("Weavers against War")


def test_initials_with_and_without_small_words() -> None:
    assert initials_of("Mothers of the Blue Square") == {"motbs", "mbs"}
    assert initials_of("Loom") == frozenset()


VARIANTS = {"mohammed": "mohammed", "mohamed": "mohammed", "mahmoud": "mahmoud", "mahmud": "mahmoud"}


def test_the_article_of_arabic_names_is_written_in_one_way() -> None:
    assert {person_form(n, VARIANTS) for n in ("Mohamed El-Mizani", "Mohammed al Mizani", "Mohamed Al-Mizani")} == {
        "mohammed al mizani"
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mohammed al-Bezadi", "Mohamed Bazady", True),
        ("Khalid Rassam", "Khalida Rassam", False),
        ("Mohammed al-Bezadi", "Mahmoud al-Bezadi", False),
        ("Amin Rassam", "Emina Rassam", False),
        ("Rassam", "Rasam", False),  # one name alone is too little
        ("Ada Weaver", "Ada Mary Weaver", False),
    ],
)
def test_transliterations_of_one_name(one: str, other: str, same: bool) -> None:
    assert is_person_spelt_otherwise(one, other, VARIANTS) is same
    assert is_person_spelt_otherwise(other, one, VARIANTS) is same


def test_consonants_are_what_transliterations_share() -> None:
    assert skeleton("Bejadi") == skeleton("Bajady") == "bjd"
    assert skeleton("Khalid") == skeleton("Halid")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Coalition of Weavers and Spinners", "Coalition of Waevers and Spinners", True),
        ("Committee of Weavers", "Commitee of Weavers", True),
        ("Weavers of the East Bank", "Weavers of the West Bank", False),
        ("Circle of Weavers 2010", "Circle of Weavers 2011", False),
        ("Reed House", "Red House", False),  # too short to tell
        ("Coalition of Weavers", "Coalition of Weavers Abroad", False),
    ],
)
def test_slips_of_the_pen(one: str, other: str, same: bool) -> None:
    assert is_misspelling(one, other) is same


def test_likeness_is_the_weight_of_shared_words() -> None:
    assert likeness("Reed House", "REED HOUSE", even) == 1.0
    assert likeness("Reed House", "The House of Reeds", even) < 1.0
    assert likeness("Reedhouse", "Reed House", even) == 0.98
    assert likeness("Reed House", "Reed Hall", even) == 0.485
    assert likeness("Reed House", "Iron Gate", even) == 0.0
    # A rare word that is shared tells more than a common one.
    assert likeness("Reed House", "Reed Hall", lambda word: 3.0 if word == "reed" else 1.0) == 0.7275
