"""The rooms of the event engine: cues, whom they concern, whether they are real, and what belongs to them."""

import pytest

from hrkg.extract._cues import Cues
from hrkg.extract._details import charges_in, laws_in, prisons_in, tables_of
from hrkg.extract._events import find_events
from hrkg.text.blocks import tokens_of
from tests.extract.conftest import LEXICON, a_reading


def kinds(text: str) -> list[tuple[str, str | None, bool]]:
    """(kind, person, real) of each event of a post."""
    return [(e.kind, e.person, e.real) for e in find_events(a_reading(text, title="A case in brief"), LEXICON)]


def test_a_cue_may_have_a_gap_but_the_name_of_a_prison_holds_no_verb() -> None:
    cues = Cues({"took … away": "arrest verb", "in … prison": "held state", "killed": "killing verb"})
    found = [
        [(c.kind, c.first, c.after) for c in cues.find(tokens_of(text))]
        for text in (
            "They took the two men away",
            "He is in Evin prison",
            "In May he was sent to prison",
            "killed in a prison",
        )
    ]
    assert found == [[("arrest", 1, 6)], [("held", 2, 5)], [], [("killing", 0, 1), ("held", 1, 4)]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rosa Mena was arrested.", [("arrest", "Rosa Mena", True)]),
        ("Police arrested Rosa Mena.", [("arrest", "Rosa Mena", True)]),
        ("Rosa Mena, arrested in May, writes.", [("arrest", "Rosa Mena", True)]),
        ("The arrest of Rosa Mena shocked us.", [("arrest", "Rosa Mena", True)]),
        ("Rosa Mena's arrest shocked us.", [("arrest", "Rosa Mena", True)]),
        ("Rosa Mena, whom police arrested, writes.", [("arrest", "Rosa Mena", True)]),
        ("Rosa Mena was not arrested.", [("arrest", "Rosa Mena", False)]),
        (
            "Rosa Mena may be arrested, tortured and killed.",
            [(k, "Rosa Mena", False) for k in ("arrest", "torture", "killing")],
        ),
        (
            "Rosa Mena was not arrested but was beaten.",
            [("arrest", "Rosa Mena", False), ("beating", "Rosa Mena", True)],
        ),
        ("Rosa Mena was nearly arrested.", [("arrest", "Rosa Mena", False)]),
        ("Had Rosa Mena been arrested, few would know.", [("arrest", "Rosa Mena", False)]),
        ("A court dismissed claims that Rosa Mena was tortured.", [("torture", "Rosa Mena", False)]),
        ("Fearing arrest, Rosa Mena fled.", [("exile", "Rosa Mena", True)]),
        ("Rosa Mena's brother was arrested.", []),
        ("The lawyer of Rosa Mena was arrested.", []),
    ],
)
def test_whom_a_cue_concerns_and_whether_it_is_real(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert kinds(text) == expected


def test_both_and_all_three_mean_those_named_last() -> None:
    told = kinds(
        "Rosa Mena and Ivo Paz met Jon Arana. Rosa Mena and Ivo Paz wrote a book. "
        "Both were arrested. All three were killed."
    )
    assert [(kind, person) for kind, person, _ in told] == [
        ("arrest", "Rosa Mena"),
        ("arrest", "Ivo Paz"),
        ("killing", "Rosa Mena"),
        ("killing", "Ivo Paz"),
        ("killing", "Jon Arana"),
    ]


def test_each_event_of_a_sentence_has_its_own_date() -> None:
    reading = a_reading(
        "Rosa Mena was detained on 14 May 2020 and on 8 July 2020, after a trial, sentenced to four years."
    )
    assert [(e.kind, e.date, e.term) for e in find_events(reading, LEXICON)] == [
        ("arrest", "2020-05-14", None),
        ("sentence", "2020-07-08", "P4Y"),
    ]


@pytest.mark.parametrize(
    ("text", "charges"),
    [
        ("She is charged with fraud, tax evasion and inciting hatred.", ["fraud", "tax evasion", "inciting hatred"]),
        ("She is charged with inciting hatred and enmity.", ["inciting hatred and enmity"]),
        ("She is charged with possession of arms and drugs.", ["possession of arms and drugs"]),
        ("She is accused of “insulting the king” under the penal code.", ["insulting the king"]),
        ("She is accused of insulting the king and of fraud, the paper says.", ["insulting the king", "fraud"]),
        ("She was held on drug charges.", ["drug charges"]),
        ("She was held on fabricated charges.", []),
        ("The charges were dropped.", []),
    ],
)
def test_charges(text: str, charges: list[str]) -> None:
    sentence = a_reading(text).sentences[-1]
    none: frozenset[int] = frozenset()
    assert [c.value for c in charges_in(sentence, [], none, none, none, tables_of(LEXICON))] == charges


def test_laws_under_which_something_is_done() -> None:
    sentence = a_reading(
        "She was tried under the Information Technology Act (IT Act) and Article 5 of the Penal Code."
    ).sentences[-1]
    assert [law.value for law in laws_in(sentence, tables_of(LEXICON))] == ["IT Act", "Penal Code"]
    sentence = a_reading("Parliament adopted the Information Technology Act.").sentences[-1]
    assert laws_in(sentence, tables_of(LEXICON)) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He is in Evin prison.", ["Evin prison"]),
        ("He was moved to the pre-trial prison No. 1.", ["pre-trial prison No. 1"]),
        ("She left the prison in Hama.", ["Hama"]),
        ("She is in prison.", []),
        ("In prison she wrote.", []),
    ],
)
def test_named_places_of_detention(text: str, places: list[str]) -> None:
    sentence = a_reading(text).sentences[-1]
    # 'No. 1' may end a sentence for the splitter; the name is looked for where it stands
    assert [p.value for p in prisons_in(sentence, tables_of(LEXICON))] == places


def test_a_sentence_too_long_for_prose_tells_of_nothing() -> None:
    assert kinds("Rosa Mena was arrested and killed, " * 300) == []
