"""The part of a person in a sentence: who is told of together, what befell them, who only speaks."""

import pytest

from hrkg.model import Mention
from tests.extract.conftest import a_reading


def mentions(text: str, title: str = "A post") -> tuple[Mention, ...]:
    return a_reading(text, title=title).mentions


def with_part(text: str, part: str, title: str = "A post") -> list[str]:
    return [m.name for m in mentions(text, title) if part in m.parts]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested Rosa Ibarra on Monday.",
        "Rosa Ibarra, head of the Andean Union, has been arbitrarily detained since May.",
        "The court freed journalist Rosa Ibarra.",
        "They await the release of the lawyer and poet Rosa Ibarra.",
        "It was the second attempt on the life of the imprisoned Rosa Ibarra.",
        "Rosa Ibarra disappeared on her way home.",
        "Rosa Ibarra is still behind bars.",
        "Rosa Ibarra, on hunger strike since May, is ill.",
        "Rosa Ibarra faces trial.",
        "Rosa Ibarra got ten years.",
        "Rosa Ibarra was sent to prison for six months.",
        "Rosa Ibarra (arrested in May) and others wrote home.",
        "Rosa Ibarra, who was beaten in custody, wrote home.",
        "Rosa Ibarra left the court and was taken into custody again.",
        "Those acquitted are the editor Rosa Ibarra and others.",
        "Among the victims were Rosa Ibarra and her driver.",
        "Five lawyers were arrested, including Rosa Ibarra.",
        "The number of trials is growing: that of journalist Rosa Ibarra is the latest.",
        "He is charged together with the leader of the Andean Union, Rosa Ibarra.",
        "The Andean Prize was awarded last night to Rosa Ibarra.",
        "Rosa Ibarra, two and a half years in prison, is free.",
    ],
)
def test_what_befell_a_person_is_told_by_verbs_nouns_and_states(text: str) -> None:
    assert with_part(text, "befallen") == ["Rosa Ibarra"]


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Ibarra was not arrested.",
        "Rosa Ibarra accused the police.",
        "They asked Rosa Ibarra to release the prisoners.",
        "Under Rosa Ibarra the whole people was exiled.",
        "The prize was established by Rosa Ibarra and will be given every two years.",
        "On Friday Rosa Ibarra denied bail to the students.",
        "A letter went out, said Rosa Ibarra; those responsible must be tried.",
        "Rosa Ibarra, who came to see him at home, was kind.",
    ],
)
def test_what_befell_others_is_not_told_of_a_person(text: str) -> None:
    assert with_part(text, "befallen") == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Rosa Ibarra, Omar Said and Lena Kovacs were held.", ["Rosa Ibarra", "Omar Said", "Lena Kovacs"]),
        ("Lawyer Rosa Ibarra, poet Omar Said and activist Lena Kovacs fled.",
         ["Rosa Ibarra", "Omar Said", "Lena Kovacs"]),
        ("They held Rosa Ibarra of the Andean Union, a poet; Omar Said (31); and Lena Kovacs.",
         ["Rosa Ibarra", "Omar Said", "Lena Kovacs"]),
        ("Rosa Ibarra, who heads the Andean Union, and the editor of the Lake Post, Omar Said, were held.",
         ["Rosa Ibarra", "Omar Said"]),
        ("Rosa Ibarra got ten years, her deputy Omar Said nine, and lawyer Lena Kovacs seven.",
         ["Rosa Ibarra", "Omar Said", "Lena Kovacs"]),
        ("After the arrest of Rosa Ibarra, Omar Said left.", ["Rosa Ibarra"]),
        ("Rosa Ibarra was shot, and Omar Said read a poem.", ["Rosa Ibarra"]),
        ("They held Rosa Ibarra and Omar Said, lawyers of the late Lena Kovacs.", ["Rosa Ibarra", "Omar Said"]),
        ("They wrote to Lena Kovacs, to release Rosa Ibarra and Omar Said.", ["Rosa Ibarra", "Omar Said"]),
    ],
)  # fmt: skip
def test_what_is_told_of_one_of_an_enumeration_is_told_of_all(text: str, people: list[str]) -> None:
    assert with_part(text, "befallen") == people


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Ibarra, head of the Andean Union, said that it was a shame.",
        "“A shame”, said the director of the Andean Union, Rosa Ibarra.",
        "According to Rosa Ibarra it was a shame.",
        "Rosa Ibarra, who leads the Andean Union, is happy about the verdict.",
    ],
)
def test_who_is_only_quoted_is_not_whom_the_post_is_about(text: str) -> None:
    (found,) = mentions(text)
    assert (found.parts, found.office) == (frozenset(("speaking",)), True)


def test_who_speaks_and_is_arrested_is_whom_the_post_is_about() -> None:
    (found,) = mentions("Rosa Ibarra said that it was a shame. Then Ibarra was arrested.")
    assert (found.parts, found.office) == (frozenset(("speaking", "befallen")), False)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Omar Said was convicted of the murder of the journalist Rosa Ibarra.", ["Omar Said"]),
        ("A court sentenced Omar Said to life for the murder of Rosa Ibarra.", ["Omar Said"]),
        ("Omar Said and Igor Sidorov, who are charged with having carried out the killing, await trial.",
         ["Omar Said", "Igor Sidorov"]),
        ("The arrested suspects, General Omar Said and Colonel Igor Sidorov, will be tried.",
         ["Omar Said", "Igor Sidorov"]),
        ("Omar Said, the alleged mastermind, was arrested.", ["Omar Said"]),
        ("Rosa Ibarra was arrested for reporting on the murder of a miner.", []),
        ("Rosa Ibarra was charged with murder.", []),
        ("Rosa Ibarra was among those killed in the attack on the hotel.", []),
    ],
)  # fmt: skip
def test_who_is_tried_for_what_befell_another_is_no_victim(text: str, people: list[str]) -> None:
    found = mentions(text)
    assert [m.name for m in found if "wrongdoer" in m.parts] == people
    assert all(m.office for m in found if m.name in people)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("His wife, Rosa Ibarra, lives abroad.", "kin"),
        ("Rosa Ibarra, his sister, lives abroad.", "kin"),
        ("His lawyer Rosa Ibarra lives abroad.", "helper"),
        ("Rosa Ibarra, the lawyer of Omar Said, lives abroad.", "helper"),
    ],
)
def test_kin_and_lawyers_are_those_of_another(text: str, part: str) -> None:
    assert with_part(text, part) == ["Rosa Ibarra"]


def test_whom_a_letter_addresses_is_in_office() -> None:
    assert [m.office for m in mentions("Dear Ms Rosa Ibarra and Mr Omar Said,")] == [True, True]


def test_a_headline_tells_it_without_auxiliaries() -> None:
    assert with_part("Nothing more.", "befallen", title="Activist Rosa Ibarra arrested again") == ["Rosa Ibarra"]
    assert with_part("Nothing more.", "befallen", title="Call on Rosa Ibarra to release activists") == []
