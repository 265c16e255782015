"""text/dates.py: written dates to ISO prefixes, as precise as the words, counted from the day of publication."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrkg.text.dates import Date, find_dates

PUBLISHED = "2019-06-12"  # a Wednesday


def isos(text: str, **options: object) -> list[str | tuple[str, str]]:
    """What is read in a text: an ISO prefix, or two of them for a range."""
    found = find_dates(text, PUBLISHED, **options)  # type: ignore[arg-type]
    return [(d.iso, d.until) if d.until is not None else d.iso for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("detained on 24 May 2018 in Lagos", ["2018-05-24"]),
        ("on May 24th, 2018", ["2018-05-24"]),
        ("on the 24th of May 2018", ["2018-05-24"]),
        ("On Wednesday 24 October 2018 the court", ["2018-10-24"]),
        ("Thursday, July 20, 2017", ["2017-07-20"]),
        ("Dec. 10, 2018", ["2018-12-10"]),
        ("11 Sept 2018", ["2018-09-11"]),
        ("2018-05-24", ["2018-05-24"]),
        ("24.05.2018", ["2018-05-24"]),
        ("24-May-2018", ["2018-05-24"]),
        ("on Thursday (24 May 2018)", ["2018-05-24"]),
        ("24/05/2018", ["2018-05-24"]),
        ("May 2018", ["2018-05"]),
        ("May ’18", ["2018-05"]),
        ("in early 2017 and late in 2018", ["2017", "2018"]),
        ("in the summer of 2016", ["2016"]),
        ("le 1er mai 2018", ["2018-05-01"]),
        ("el 24 de mayo de 2018", ["2018-05-24"]),
        ("3. März 2015", ["2015-03-03"]),
    ],
)
def test_a_full_date_is_read_in_every_notation(text: str, expected: list[str]) -> None:
    assert isos(text) == expected


def test_an_ambiguous_order_of_day_and_month_gives_nothing() -> None:
    assert isos("05/06/2018") == []
    assert isos("05/05/2018") == ["2018-05-05"]
    assert isos("13/06/2018 and 06/13/2018") == ["2018-06-13", "2018-06-13"]


def test_an_impossible_day_leaves_what_is_certain() -> None:
    assert isos("31 February 2018") == ["2018-02"]
    assert isos("32 May") == []


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("on 29 May", "2019-05-29", "2020-05-29"),
        ("on 12 June", "2019-06-12", "2019-06-12"),
        ("on 13 June", "2018-06-13", "2019-06-13"),
        ("in March", "2019-03", "2020-03"),
        ("in June", "2019-06", "2019-06"),
        ("in July", "2018-07", "2019-07"),
        ("on Monday", "2019-06-10", "2019-06-17"),
        ("on Wednesday", "2019-06-12", "2019-06-12"),
        ("on 29 February", "2016-02-29", "2020-02-29"),
    ],
)
def test_a_missing_year_is_the_latest_or_the_next_one(text: str, past: str, coming: str) -> None:
    assert isos(text) == [past]
    assert isos(text, future=True) == [coming]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last Wednesday", "2019-06-05"),
        ("last Tuesday", "2019-06-11"),
        ("next Wednesday", "2019-06-19"),
        ("last June", "2018-06"),
        ("last March", "2019-03"),
        ("March this year", "2019-03"),
        ("17 August of last year", "2018-08-17"),
        ("yesterday", "2019-06-11"),
        ("the day before yesterday", "2019-06-10"),
        ("today", "2019-06-12"),
        ("tomorrow", "2019-06-13"),
        ("last month", "2019-05"),
        ("earlier this year", "2019"),
        ("last year", "2018"),
        ("three days ago", "2019-06-09"),
        ("two years ago", "2017"),
    ],
)
def test_relative_words_count_from_the_day_of_publication(text: str, expected: str) -> None:
    assert isos(text) == [expected]


@pytest.mark.parametrize(
    "text", ["last week", "this week", "recently", "two weeks ago", "a few days ago", "in recent months"]
)
def test_vague_words_give_nothing(text: str) -> None:
    assert isos(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three days later", "2018-06-02"),
        ("nine days earlier", "2018-05-21"),
        ("two weeks later", "2018-06-13"),
        ("the next day", "2018-05-31"),
        ("the day before", "2018-05-29"),
        ("the same day", "2018-05-30"),
        ("the following month", "2018-06"),
        ("eight months later", "2019-01"),
        ("a year later", "2019"),
        ("a year later to the day", "2019-05-30"),
        ("in August of that year", "2018-08"),
    ],
)
def test_what_is_told_of_a_date_before_counts_from_it(text: str, expected: str) -> None:
    assert isos(text, anchor="2018-05-30") == [expected]
    assert isos(f"Held on 30 May 2018, freed {text}.") == ["2018-05-30", expected]
    assert isos(text) == []


def test_a_day_does_not_follow_from_a_mere_year() -> None:
    assert isos("Held in 2016, freed three days later.") == ["2016"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from March 2011 to April 2016", ("2011-03", "2016-04")),
        ("10-12 May 2019", ("2019-05-10", "2019-05-12")),
        ("10 to 12 May 2019", ("2019-05-10", "2019-05-12")),
        ("May 10–12, 2019", ("2019-05-10", "2019-05-12")),
        ("between 2011 and 2014", ("2011", "2014")),
        ("2011–14", ("2011", "2014")),
        ("from 30 April to 3 May 2018", ("2018-04-30", "2018-05-03")),
        ("from 30 December to 3 January 2018", ("2017-12-30", "2018-01-03")),
        ("between 8 May and 8 June", ("2019-05-08", "2019-06-08")),
    ],
)
def test_a_range_has_two_ends(text: str, expected: tuple[str, str]) -> None:
    assert isos(text) == [expected]


def test_days_of_an_enumeration_are_dates_of_their_own() -> None:
    assert isos("on 3, 5 and 7 May 2017") == ["2017-05-03", "2017-05-05", "2017-05-07"]
    assert isos("in 2011 and 2014") == ["2011", "2014"]


def test_a_bare_day_after_a_dated_one_is_of_its_time() -> None:
    assert isos("arrested in March 2016 and released in June") == ["2016-03", "2016-06"]
    assert isos("arrested in November 2016 and released on 5 February") == ["2016-11", "2017-02-05"]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2018",
        "under article 2011",
        "2000 people marched",
        "more than 2010 signatures",
        "$2000",
        "A/HRC/2010/3",
        "in the 1990s",
        "she may 10 times over",
        "they march in the streets",
        "a letter by April Hollis",
        "May Hollis was there",
        "the 25 January Revolution",
        "the 5 June Movement",
        "May 18 Foundation",
        "Friday prayers",
        "every Friday",
        "https://example.org/2018/05/24/arrested-on-3-may-2018",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert isos(text) == []


def test_offsets_count_from_the_start_that_is_handed_in() -> None:
    assert find_dates("Held on 24 May 2018.", PUBLISHED, 100) == [Date(108, 119, "2018-05-24", None)]


DAYS = st.dates(date(1990, 1, 1), date(2019, 6, 12))
FORMS = (
    "{d:%d %B %Y}",
    "{d:%B} {d.day}, {d.year}",
    "{d.day} {d:%b} {d.year}",
    "{d.day}th of {d:%B} {d.year}",
    "{d:%Y-%m-%d}",
    "{d:%A} {d.day} {d:%B} {d.year}",
    "{d:%A}, {d:%B} {d.day}, {d.year}",
)


@given(DAYS, st.sampled_from(FORMS))
def test_every_rendered_form_of_a_day_is_read_back(day: date, form: str) -> None:
    written = form.format(d=day)
    text = f"She was held on {written}, it is said."
    (found,) = find_dates(text, PUBLISHED)
    assert (found.iso, found.until) == (day.isoformat(), None)
    assert text[found.start : found.end] == written


@given(DAYS, DAYS, st.sampled_from(FORMS))
def test_every_rendered_range_is_read_back(one: date, other: date, form: str) -> None:
    first, last = sorted((one, other))
    text = f"Held from {form.format(d=first)} to {form.format(d=last)}."
    (found,) = find_dates(text, PUBLISHED)
    assert (found.iso, found.until) == (first.isoformat(), last.isoformat())


@given(DAYS)
def test_a_day_without_a_year_is_never_after_publication_nor_a_year_before(day: date) -> None:
    (found,) = find_dates(f"on {day.day} {day:%B}", PUBLISHED)
    assert found.iso <= PUBLISHED
    assert found.iso[5:] == f"{day:%m-%d}"
    assert (day.month, day.day) == (2, 29) or found.iso > "2018-06-12"


@pytest.mark.parametrize("piece", ["1, ", "May ", "10-", "10 May to ", "2011-", "the next day "])
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    begun = time.process_time()
    find_dates(piece * 20_000, PUBLISHED)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Held on 2 March 2017 and freed the next morning.", ["2017-03-02", "2017-03-03"]),
        ("Held on 2 March 2017; the same evening he fled.", ["2017-03-02", "2017-03-02"]),
        ("Killed on 2 March 2017; four days before, a friend died.", ["2017-03-02", "2017-02-26"]),
        ("Killed on 2 March 2017, two days before the vote.", ["2017-03-02"]),
        (
            "Held in May 1991, on 28 October of that year again, and freed on 5 November.",
            ["1991-05", "1991-10-28", "1991-11-05"],
        ),
    ],
)
def test_what_is_told_counts_on(text: str, expected: list[str]) -> None:
    assert [d.iso for d in find_dates(text, "2018-05-06")] == expected
