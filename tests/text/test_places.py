"""text/places.py: words for countries, peoples, cities and organs of states to ISO codes."""

import csv
import time
from pathlib import Path

import pytest

from hrkg.lexicon import load_lexicon
from hrkg.text.blocks import tokens_of
from hrkg.text.places import Place, places_of

_ROOT = Path(__file__).resolve().parents[2]
LEXICON = load_lexicon(_ROOT / "data" / "authority", _ROOT / "ontology")
PLACES = places_of(LEXICON)


def codes(text: str) -> list[str]:
    """The codes of the places in a text."""
    return [p.code for p in PLACES.find(tokens_of(text))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Egypt", "EG"),
        ("the Netherlands", "NL"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("U.K.", "GB"),
        ("(UK)", "GB"),
        ("DRC", "CD"),
        ("DR Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Côte d’Ivoire", "CI"),
        ("Türkiye", "TR"),
        ("OPT", "PS"),
        ("Viet Nam", "VN"),
        ("Bosnia & Herzegovina", "BA"),
        ("Hong Kong", "HK"),
        ("España", "ES"),
    ],
)
def test_a_qualifier_that_names_a_country_has_its_code(text: str, code: str) -> None:
    assert PLACES.code_of(text) == code


@pytest.mark.parametrize(
    "text", ["Catalunya", "Nairobi", "Darfur", "Israel/Palestine", "CPJ", "Here", "War", "Kent", ""]
)
def test_a_city_a_region_or_anything_else_has_no_code(text: str) -> None:
    assert PLACES.code_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two Saudis and a Saudi Arabian lawyer", ["SA", "SA"]),
        ("an Emirati court, a Filipino priest, Philippine police", ["AE", "PH", "PH"]),
        ("Niger and Nigeria, a Nigerien and a Nigerian", ["NE", "NG", "NE", "NG"]),
        ("Guinea, Guinea-Bissau and Equatorial Guinea", ["GN", "GW", "GQ"]),
        ("Dominica and the Dominican Republic", ["DM", "DO"]),
        ("North Korea and South Korean students", ["KP", "KR"]),
        ("in China, Hong Kong and Taiwan", ["CN", "HK", "TW"]),
        ("in Xinjiang, Chechnya, Crimea and Darfur", ["CN", "RU", "UA", "SD"]),
        ("the Kremlin, the Knesset and Downing Street", ["RU", "IL", "GB"]),
        ("Riyadh’s prisons", ["SA"]),
        ("a Moscow-based group, Iran-backed", ["RU", "IR"]),
        ("the US and U.S. law, but not us", ["US", "US"]),
        ("in Atlanta, Georgia, and in Georgia", ["US", "GE"]),
    ],
)
def test_places_and_peoples_are_told_apart(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Latin American states",
        "the New York Times",
        "the Geneva Conventions",
        "Michael Jordan spoke",
        "Georgia Hollis spoke",
        "Us and them",
        "they eat turkey from fine china",
        "in English",
    ],
)
def test_names_that_only_hold_a_place_are_none(text: str) -> None:
    assert codes(text) == []


def test_a_place_within_the_name_of_a_body_says_so() -> None:
    text = "the Egyptian Initiative for Rights in Egypt’s capital"
    assert PLACES.find(tokens_of(text)) == [
        Place(4, 12, "EG", "demonym", in_name=True),
        Place(38, 43, "EG", "country"),
    ]
    assert [p.in_name for p in PLACES.find(tokens_of("Amnesty International Turkey"))] == [True]
    assert [p.in_name for p in PLACES.find(tokens_of("the Turkish Constitutional Court"))] == [False]


def test_every_country_of_the_authority_table_has_its_label_and_a_people() -> None:
    with (_ROOT / "data/authority/words/place.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    peoples = {r["value"] for r in rows if r["list"] == "demonym"}
    members = [r for r in LEXICON.countries if r["un_status"] == "member"]
    assert len(members) > 190
    assert [r.id for r in members if PLACES.code_of(r.label) != r["ISO2"]] == []
    assert {r["ISO2"] for r in members} - peoples == {"CG", "DM"}  # their adjectives are those of CD and DO as well


def test_the_places_of_a_lexicon_are_built_once() -> None:
    assert places_of(LEXICON) is places_of(LEXICON)


def test_time_is_linear_in_hostile_text() -> None:
    tokens = tokens_of("Jordan Watch Indian of the " * 20_000)
    begun = time.process_time()
    PLACES.find(tokens)
    assert time.process_time() - begun < 10
