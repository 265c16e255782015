"""Detentions: one rule of the field a test; the sentences and the persons are invented."""

from dataclasses import replace

import pytest

from hrkg.extract.detention import find_detentions
from hrkg.model import Detention, Span
from tests.extract.conftest import LEXICON, a_reading


def detentions(text: str, published: str = "2023-11-15", title: str = "A case in brief") -> list[Detention]:
    """The periods of a post, without their evidence."""
    return [
        replace(d, evidence=()) for d in find_detentions(a_reading(text, published=published, title=title), LEXICON)
    ]


def a_period(defender: str, **slots: object) -> Detention:
    return replace(Detention(defender, ()), **slots)  # type: ignore[arg-type]


def test_an_arrest_and_the_prison_told_after_it_are_one_period() -> None:
    told = detentions(
        "On 12 March 2023, human rights lawyer Amina Yusuf was arrested at home in Kampala by plain-clothes officers. "
        "She is being held at Luzira Prison without access to a lawyer."
    )
    assert told == [a_period("Amina Yusuf", country="UG", start="2023-03-12", place="Luzira Prison", status="detained")]


def test_a_bare_arrest_leaves_the_status_unknown() -> None:
    assert detentions("Blogger Nour Haddad was arrested in May 2023.") == [
        a_period("Nour Haddad", start="2023-05", status="unknown")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Samuel Kato was not arrested.",
        "Friends fear that Samuel Kato may be detained.",
        "Samuel Kato could face years in prison.",
        "If arrested, Samuel Kato would lose his post.",
        "Samuel Kato risks being jailed for life.",
        "Police came to arrest Samuel Kato, who was abroad.",
        "Samuel Kato was born in 1980 and has defended dozens of people who were arrested.",
        "Samuel Kato said that his brother was arrested in May 2020.",
        "Samuel Kato was sentenced in absentia to eight years in prison in 2022.",
        "Samuel Kato was charged with sedition.",
        "Samuel Kato was convicted of defamation and fined 500 dollars.",
        "Dozens of activists were detained in June 2023.",
    ],
)
def test_what_has_not_come_to_pass_or_befell_others_is_no_detention(text: str) -> None:
    assert detentions(text) == []


def test_the_sentence_goes_to_the_latest_arrest() -> None:
    told = detentions(
        "Omar Badawi was jailed from March 2011 to April 2016, and again on 24 May 2018. "
        "He was sentenced to 10 years, with five years suspended, which expired in April 2023."
    )
    assert told == [
        a_period("Omar Badawi", start="2011-03", end="2016-04", status="released"),
        a_period(
            "Omar Badawi",
            start="2018-05-24",
            status="detained",
            sentence="P10Y",
            suspended="P5Y",
            expired="2023-04",
            pretrial=False,
        ),
    ]


def test_a_later_arrest_closes_the_earlier_period_also_when_told_before_it() -> None:
    told = detentions(
        "Iranian lawyer Nasrin Tavakoli was arrested in June 2018 and taken to Evin prison. "
        "Previously, she was imprisoned from 2010 to 2013."
    )
    assert told == [
        a_period("Nasrin Tavakoli", country="IR", start="2018-06", place="Evin prison", status="detained"),
        a_period("Nasrin Tavakoli", country="IR", start="2010", end="2013", status="released"),
    ]


def test_three_arrests_with_their_dates_are_three_periods() -> None:
    told = detentions("Samuel Kato was arrested three times: on 3 May 2019, 6 June 2020 and 7 July 2021.")
    assert [(d.start, d.status) for d in told] == [
        ("2019-05-03", "released"),
        ("2020-06-06", "released"),
        ("2021-07-07", "unknown"),
    ]


def test_fifty_arrests_without_dates_are_none() -> None:
    assert detentions("Since 2019 Samuel Kato has been arrested more than fifty times.") == []


def test_bail_ends_a_period_and_a_new_arrest_begins_another() -> None:
    told = detentions(
        "Activist Samuel Kato was arrested on 20 April 2023. "
        "He was released on bail on 3 May but rearrested two weeks later."
    )
    assert told == [
        a_period("Samuel Kato", start="2023-04-20", end="2023-05-03", status="released", pretrial=True),
        a_period("Samuel Kato", start="2023-05-17", status="unknown"),
    ]


def test_bail_that_lasts_is_the_status() -> None:
    told = detentions("Police arrested lawyer Ruth Dube on 4 May 2023. She was granted bail on 8 May.")
    assert told == [a_period("Ruth Dube", start="2023-05-04", end="2023-05-08", status="on-bail", pretrial=True)]


def test_a_demand_for_release_tells_of_custody() -> None:
    told = detentions("NGOs call for the release of Reza Karimi and Parisa Azadi in Iran.")
    assert [(d.defender, d.status) for d in told] == [("Reza Karimi", "detained"), ("Parisa Azadi", "detained")]


@pytest.mark.parametrize(
    ("text", "status", "end"),
    [
        ("Thapelo Mokoena was released on 5 June 2020.", "released", "2020-06-05"),
        ("Thapelo Mokoena has continued his work after his release from prison in 2018.", "released", "2018"),
        ("Thapelo Mokoena was conditionally released in January 2021.", "conditionally-released", "2021-01"),
        ("Thapelo Mokoena died in custody on 5 July 2021.", "died", "2021-07-05"),
        ("Thapelo Mokoena was pardoned on 1 May 2020 after spending two years in prison.", "released", "2020-05-01"),
    ],
)
def test_how_a_period_ended(text: str, status: str, end: str) -> None:
    assert detentions(text) == [a_period("Thapelo Mokoena", status=status, end=end)]


def test_respectively_gives_each_his_own() -> None:
    told = detentions(
        "Lawyers Vera Orlova and Pavel Sokol were sentenced to six and four years respectively for treason. "
        "Ana Ruiz and Luis Gil are in detention and face charges of fraud and money laundering, respectively."
    )
    assert [(d.defender, d.sentence, d.charges) for d in told] == [
        ("Vera Orlova", "P6Y", ("treason",)),
        ("Pavel Sokol", "P4Y", ("treason",)),
        ("Ana Ruiz", None, ("fraud",)),
        ("Luis Gil", None, ("money laundering",)),
    ]


def test_those_arrested_along_with_somebody_are_detained_too() -> None:
    told = detentions(
        "The activist Hamid Noori was arrested along with his colleagues Sara Amini and Reza Karimi on 4 May 2023."
    )
    assert [(d.defender, d.start) for d in told] == [
        ("Hamid Noori", "2023-05-04"),
        ("Sara Amini", "2023-05-04"),
        ("Reza Karimi", "2023-05-04"),
    ]


def test_the_members_of_a_group_are_those_whom_the_sentence_or_the_list_names() -> None:
    told = detentions(
        "Five activists were arrested on 20 June 2023, among them Jon Arana.\n\n"
        "Three teachers were detained on 2 July 2023:\n\n• Rosa Mena\n• Pedro Luz\n• Ivo Paz"
    )
    assert [(d.defender, d.start) for d in told] == [
        ("Jon Arana", "2023-06-20"),
        ("Rosa Mena", "2023-07-02"),
        ("Pedro Luz", "2023-07-02"),
        ("Ivo Paz", "2023-07-02"),
    ]


def test_charges_and_law() -> None:
    told = detentions(
        "Vietnam: blogger Minh Tran is serving a nine-year sentence for “conducting propaganda” under Article 117 of "
        "the Penal Code. Lawyer Samuel Kato was arrested on charges of tax evasion, inciting hatred "
        "and enmity, and fraud."
    )
    assert [(d.defender, d.charges, d.law) for d in told] == [
        ("Minh Tran", ("conducting propaganda",), "Penal Code"),
        ("Samuel Kato", ("tax evasion", "inciting hatred and enmity", "fraud"), None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lawyer Samuel Kato was jailed for his peaceful activism.",
        "Lawyer Samuel Kato has been in prison for more than five years.",
        "Lawyer Samuel Kato was arrested because of his reports.",
    ],
)
def test_work_and_duration_are_no_charges(text: str) -> None:
    assert [d.charges for d in detentions(text)] == [()]


@pytest.mark.parametrize(
    ("text", "pretrial"),
    [
        ("Samuel Kato has been held without trial since 2013.", True),
        ("Samuel Kato was arrested on 2 January 2023 and denied bail.", True),
        ("Samuel Kato was sentenced to five years in prison.", False),
        ("Samuel Kato was arrested on 2 January 2023.", None),
    ],
)
def test_pretrial(text: str, pretrial: bool | None) -> None:
    assert [d.pretrial for d in detentions(text)] == [pretrial]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Samuel Kato was sentenced to life in prison.", "life"),
        ("Samuel Kato was sentenced to death in 2022.", "death"),
        ("Samuel Kato got 15 years for treason.", "P15Y"),
        ("The court handed down a 12-year prison sentence to Samuel Kato.", "P12Y"),
    ],
)
def test_terms(text: str, term: str) -> None:
    assert [d.sentence for d in detentions(text)] == [term]


def test_house_arrest_is_a_place() -> None:
    assert detentions("Samuel Kato has been under house arrest since 11 July 2023.") == [
        a_period("Samuel Kato", start="2023-07-11", place="house arrest", status="detained")
    ]


def test_a_pronoun_means_the_person_of_whom_the_text_speaks() -> None:
    told = detentions(
        "Journalist Leyla Mammadova met the minister. A week later, on 5 June 2023, the journalist was arrested. "
        "Her lawyer Anar Aliyev has protested. On 9 June 2023 she was released."
    )
    assert told == [a_period("Leyla Mammadova", start="2023-06-05", end="2023-06-09", status="released")]


def test_the_evidence_is_every_sentence_that_tells_of_the_period() -> None:
    reading = a_reading("Samuel Kato was arrested on 2 May 2023. The sun shone. He is still in prison.")
    text = reading.post.text
    first, last = text.index("Samuel"), text.index("He is")
    (found,) = find_detentions(reading, LEXICON)
    assert found.evidence == (
        Span.of(text, first, first + len("Samuel Kato was arrested on 2 May 2023.")),
        Span.of(text, last, len(text)),
    )


def test_a_term_that_follows_a_name_needs_no_verb() -> None:
    told = detentions("Samuel Kato got five and a half years; Leyla Mammadova and Omar Haddad four each.")
    assert [(d.defender, d.sentence, d.pretrial) for d in told] == [
        ("Samuel Kato", "P5Y6M", False),
        ("Leyla Mammadova", "P4Y", False),
        ("Omar Haddad", "P4Y", False),
    ]


def test_a_term_in_brackets_is_of_the_person_before_it() -> None:
    told = detentions("Leyla Mammadova (six years, Colony No. 8) was arrested on 1 December 2021.")
    assert [(d.start, d.sentence) for d in told] == [("2021-12-01", "P6Y")]


def test_a_distance_in_time_is_no_term() -> None:
    (told,) = detentions("Samuel Kato got five years. A week after the verdict he was moved to Luzira prison.")
    assert (told.sentence, told.place) == ("P5Y", "Luzira prison")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("in al-Nahda prison", "al-Nahda prison"),
        ("in the military barracks of Dosso", "military barracks of Dosso"),
        ("in Women’s Colony No. 8", "Women’s Colony No. 8"),
    ],
)
def test_the_name_of_a_prison_is_as_written(words: str, place: str) -> None:
    assert [d.place for d in detentions(f"Leyla Mammadova has been held {words} since May 2023.")] == [place]


def test_he_is_not_somebody_whom_the_post_calls_she() -> None:
    told = detentions(
        "Leyla Mammadova was arrested on 2 May 2023. She was released on 4 May 2023, and she flew home. "
        "Her colleague Samuel Kato had less luck. He was arrested on 6 May 2023."
    )
    assert [(d.defender, d.start) for d in told] == [("Leyla Mammadova", "2023-05-02"), ("Samuel Kato", "2023-05-06")]


def test_an_acquittal_alone_tells_of_no_detention() -> None:
    assert detentions("Samuel Kato could await the trial at home and was acquitted.") == []


def test_restricted_freedom_is_no_prison_term() -> None:
    assert detentions("Samuel Kato was sentenced to three years of restricted freedom.") == []


def test_an_end_before_the_start_is_left_out() -> None:
    told = detentions("Samuel Kato has been in prison since 5 May 2023. He was in jail from 9 June 2022 to 3 May 2022.")
    assert all(d.end is None or d.start is None or d.end >= d.start for d in told)
    assert told
