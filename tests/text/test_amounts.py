"""text/amounts.py: numbers, durations and sums as written."""

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrkg.lexicon import load_lexicon
from hrkg.text.amounts import Duration, Money, Number, find_durations, find_money, find_numbers
from hrkg.text.blocks import tokens_of

_ROOT = Path(__file__).resolve().parents[2]
CURRENCIES = load_lexicon(_ROOT / "data" / "authority", _ROOT / "ontology").phrases("currency")


def numbers(text: str) -> list[Decimal]:
    """The values read in a text."""
    return [n.value for n in find_numbers(tokens_of(text))]


def durations(text: str) -> list[str]:
    """The ISO durations read in a text."""
    return [d.iso for d in find_durations(tokens_of(text))]


def sums(text: str) -> list[tuple[str, str]]:
    """(amount, currency) of each sum read in a text."""
    return [(m.amount, m.currency) for m in find_money(tokens_of(text), CURRENCIES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-two NGOs", 22),
        ("a dozen groups", 12),
        ("three dozen groups", 36),
        ("more than 3700 people", 3700),
        ("1,259 organisations", 1259),
        ("70.000 names", 70000),
        ("70 000 names", 70000),
        ("1’000 names", 1000),
        ("2,000,000 names", 2000000),
        ("two hundred and fifty thousand", 250000),
        ("a hundred and forty", 140),
        ("half a million", 500000),
        ("12,5 million", 12500000),
        ("1.5 million", 1500000),
        ("ninety nine", 99),
    ],
)
def test_a_number_is_read_in_every_notation(text: str, expected: int) -> None:
    assert numbers(text) == [expected]


@pytest.mark.parametrize(
    "text", ["hundreds of people", "dozens were held", "10%", "ten per cent", "no one", "24.05.2018"]
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert numbers(text) == []


def test_numbers_of_an_enumeration_stay_apart() -> None:
    assert numbers("chapters 1, 2 and 3 of 2018") == [1, 2, 3, 2018]


def test_a_number_knows_where_it_stands() -> None:
    assert find_numbers(tokens_of("by 1,259 NGOs", 50)) == [Number(53, 58, Decimal(1259))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 years in prison", "P10Y"),
        ("a ten-year sentence", "P10Y"),
        ("two and a half years", "P2Y6M"),
        ("a two-and-a-half-year term", "P2Y6M"),
        ("5½ years", "P5Y6M"),
        ("6 ½ years", "P6Y6M"),
        ("a year and a half", "P1Y6M"),
        ("half a year", "P6M"),
        ("18 months", "P18M"),
        ("four months’ detention", "P4M"),
        ("two years and six months", "P2Y6M"),
        ("one year, six months and ten days", "P1Y6M10D"),
        ("two weeks", "P14D"),
        ("a decade", "P10Y"),
    ],
)
def test_a_duration_is_read_in_every_notation(text: str, expected: str) -> None:
    assert durations(text) == [expected]


def test_a_unit_written_once_serves_the_whole_enumeration() -> None:
    assert durations("to five and a half, five, and three and a half years") == ["P5Y6M", "P5Y", "P3Y6M"]


def test_a_term_and_its_suspended_part_are_two() -> None:
    assert durations("five years and eight months, of which two years suspended") == ["P5Y8M", "P2Y"]


@pytest.mark.parametrize(
    "text", ["30 years old", "a ten-year-old boy", "three years ago", "two days later", "twice a month"]
)
def test_an_age_or_a_point_in_time_is_no_duration(text: str) -> None:
    assert durations(text) == []


def test_a_duration_knows_where_it_stands() -> None:
    assert find_durations(tokens_of("got 10 years.", 7)) == [Duration(11, 19, "P10Y")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70.000 €", ("70000", "EUR")),
        ("€ 50,000", ("50000", "EUR")),
        ("€ 100.000,-", ("100000", "EUR")),
        ("EUR 70 000", ("70000", "EUR")),
        ("EUR70,000", ("70000", "EUR")),
        ("half a million euros", ("500000", "EUR")),
        ("$1 million", ("1000000", "USD")),
        ("$1.5m", ("1500000", "USD")),
        ("US$ 10,000", ("10000", "USD")),
        ("10.000 USD", ("10000", "USD")),
        ("£5,000", ("5000", "GBP")),
        ("CHF 50’000", ("50000", "CHF")),
        ("30,000 Swiss francs", ("30000", "CHF")),
        ("SEK 1 million", ("1000000", "SEK")),
        ("NOK 500 000", ("500000", "NOK")),
        ("A$10,000", ("10000", "AUD")),
        ("Rs 5 lakh", ("500000", "INR")),
    ],
)
def test_a_sum_is_read_in_every_notation(text: str, expected: tuple[str, str]) -> None:
    assert sums(f"It is worth {text} this time.") == [expected]


def test_each_sum_has_its_own_currency() -> None:
    assert sums("US$50,000 (€45,000)") == [("50000", "USD"), ("45000", "EUR")]


@pytest.mark.parametrize("text", ["two won the prize", "in 2018", "5 groups", "the euro"])
def test_a_number_without_a_currency_is_no_sum(text: str) -> None:
    assert sums(text) == []


def test_a_sum_knows_where_it_stands() -> None:
    assert find_money(tokens_of("worth € 50,000."), CURRENCIES) == [Money(6, 14, "50000", "EUR")]


@given(
    st.integers(1, 10**9),
    st.sampled_from(["{n}", "{n:,}", "{dots}", "{blanks}"]),
    st.sampled_from(["€ {}", "{} €", "EUR {}"]),
)
def test_every_rendered_sum_is_read_back(value: int, form: str, place: str) -> None:
    written = form.format(n=value, dots=f"{value:,}".replace(",", "."), blanks=f"{value:,}".replace(",", " "))
    assert sums(f"The prize of {place.format(written)} is hers.") == [(str(value), "EUR")]


@given(st.integers(0, 60), st.integers(0, 11), st.integers(0, 30), st.sampled_from([" and ", ", ", ", and "]))
def test_every_rendered_duration_is_read_back(years: int, months: int, days: int, joiner: str) -> None:
    parts = [(years, "year", "Y"), (months, "month", "M"), (days, "day", "D")]
    written = joiner.join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit, _ in parts if n)
    expected = [f"P{''.join(f'{n}{letter}' for n, _, letter in parts if n)}"] if written else []
    assert durations(f"She got {written} in prison.") == expected


@pytest.mark.parametrize("piece", ["1, ", "10 years, ", "two and a half ", "€ 1 ", "1 000 "])
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    tokens = tokens_of(piece * 20_000)
    begun = time.process_time()
    find_numbers(tokens), find_durations(tokens), find_money(tokens, CURRENCIES)
    assert time.process_time() - begun < 10
