"""Incidents: one rule of the field a test; the sentences and the persons are invented."""

from dataclasses import replace

import pytest

from hrkg.extract.detention import find_detentions
from hrkg.extract.incident import find_incidents
from hrkg.model import Incident
from tests.extract.conftest import LEXICON, a_reading


def incidents(text: str, published: str = "2023-11-15") -> list[Incident]:
    """The incidents of a post, without their evidence."""
    reading = a_reading(text, published=published, title="A case in brief")
    return [replace(i, evidence=()) for i in find_incidents(reading, find_detentions(reading, LEXICON), LEXICON)]


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Josef Novak was shot dead by gunmen on 3 May 2021.", "killing", "2021-05-03"),
        ("Gunmen killed Josef Novak on 3 May 2021.", "killing", "2021-05-03"),
        ("The murder of Josef Novak on 3 May 2021 has not been solved.", "killing", "2021-05-03"),
        ("Josef Novak was executed in July 2022.", "execution", "2022-07"),
        ("Josef Novak survived an assassination attempt in 2019.", "attack", "2019"),
        ("Josef Novak has received death threats.", "threat", None),
        (
            "Josef Novak found out that the phone on which he worked was hacked; spyware on his phone told all.",
            "surveillance",
            None,
        ),
        ("Josef Novak was forced into exile in 2015.", "exile", "2015"),
        ("Josef Novak fled the country in 2015.", "exile", "2015"),
        ("Josef Novak was deported on 25 July 2021.", "deportation", "2021-07-25"),
        ("Josef Novak was barred from leaving the country.", "travel-ban", None),
        ("Josef Novak was stripped of his citizenship in 2012.", "denationalisation", "2012"),
        ("Josef Novak was subjected to torture.", "torture", None),
        (
            "Josef Novak was abducted on 9 March 2015 and has not been seen since.",
            "enforced-disappearance",
            "2015-03-09",
        ),
        ("State media have been running smear campaigns against Josef Novak.", "smear", None),
        ("Josef Novak is a victim of transnational repression.", "transnational-repression", None),
    ],
)
def test_what_befell_a_person(text: str, kind: str, date: str | None) -> None:
    assert incidents(text) == [Incident(kind, (), "Josef Novak", date)]


@pytest.mark.parametrize(
    "text",
    [
        "We fear that Josef Novak may be killed, tortured or abducted.",
        "Josef Novak was not attacked.",
        "If deported, Josef Novak risks torture.",
        "Josef Novak writes about torture and enforced disappearance.",
        "Josef Novak works with the World Organisation Against Torture.",
        "Josef Novak attacked the government for its silence.",
        "Josef Novak was convicted of murder.",
        "The brother of Josef Novak was murdered in 2014.",
        "Josef Novak is an exiled journalist.",
        "Journalists are threatened and killed, said Josef Novak.",
    ],
)
def test_what_is_feared_denied_general_or_befell_others_is_none(text: str) -> None:
    assert incidents(text) == []


def test_one_event_told_twice_is_one_incident_with_the_most_precise_date() -> None:
    assert incidents("The killing of Berta Ruiz shocked Honduras. Her murder on 2 March 2016 has not been solved.") == [
        Incident("killing", (), "Berta Ruiz", "2016-03-02", "HN")
    ]


def test_two_dates_are_two_incidents() -> None:
    told = incidents("Berta Ruiz was attacked on 3 March 2022. In 2019 she had survived another attack.")
    assert told == [Incident("attack", (), "Berta Ruiz", "2022-03-03"), Incident("attack", (), "Berta Ruiz", "2019")]


def test_a_beating_in_custody_is_torture_and_outside_an_attack() -> None:
    assert incidents("Omar Said was arrested on 3 May 2021 and severely beaten.") == [
        Incident("torture", (), "Omar Said")
    ]
    assert incidents("Omar Said was beaten up by strangers in 2020.") == [Incident("attack", (), "Omar Said", "2020")]


def test_a_wound_of_which_somebody_died_is_no_attack_of_its_own() -> None:
    told = incidents("Jorge Ruiz was shot in Colombia on 3 May 2021. He was killed in front of his family.")
    assert told == [Incident("killing", (), "Jorge Ruiz", "2021-05-03", "CO")]


def test_unnamed_people_count_only_in_numbers() -> None:
    assert incidents("In 2021 alone 58 human rights defenders were killed in Colombia.") == [
        Incident("killing", (), None, "2021", "CO")
    ]
    assert incidents("Human rights defenders are killed in Colombia.") == []


def test_the_named_members_of_a_group_stand_for_it() -> None:
    told = incidents("Two journalists have been killed in Mexico this year: Ana Solis and Luis Vega.")
    assert told == [
        Incident("killing", (), "Ana Solis", "2023", "MX"),
        Incident("killing", (), "Luis Vega", "2023", "MX"),
    ]


def test_the_country_of_an_exile_is_the_one_that_was_left() -> None:
    assert incidents("Nicaraguan activist Rosa Mena went into exile in Costa Rica in 2018.") == [
        Incident("exile", (), "Rosa Mena", "2018", "NI")
    ]


def test_the_date_that_opens_a_paragraph_holds_for_what_it_tells() -> None:
    told = incidents("On 25 July 2021 the plan came to an end at passport control. Then Josef Novak was deported.")
    assert told == [Incident("deportation", (), "Josef Novak", "2021-07-25")]


def test_an_attack_of_which_somebody_dies_is_a_killing() -> None:
    told = incidents("On 3 May 2021 gunmen opened fire on Josef Novak. He died on the way to the hospital.")
    assert told == [Incident("killing", (), "Josef Novak", "2021-05-03")]


def test_the_clause_set_off_by_commas_holds_no_subject() -> None:
    told = incidents("Rosa Mena, who shared the house with her sister Ana Mena, was shot dead on 3 May 2021.")
    assert [(i.type, i.person) for i in told] == [("killing", "Rosa Mena")]
