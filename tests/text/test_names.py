"""One entry of a list of signatories -> name, kind, acronym, country, capacity. All names are invented or generic."""

import pytest

from hrkg.extract._entries import names_of
from hrkg.text.names import Entry, is_acronym, is_acronym_of
from tests.extract.conftest import LEXICON

NAMES = names_of(LEXICON)


def organisation(name, acronym=None, country=None, capacity=None):
    return Entry(name, "organisation", acronym, country, capacity)


def person(name, country=None, capacity=None):
    return Entry(name, "person", None, country, capacity)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Ruritanian Rights Watch (RRW)", organisation("Ruritanian Rights Watch", "RRW")),
        ("Ruritanian Rights Watch – RRW", organisation("Ruritanian Rights Watch", "RRW")),
        ("Ruritanian Rights Watch -RRW, Perú", organisation("Ruritanian Rights Watch", "RRW", "PE")),
        ("RRW – Ruritanian Rights Watch", organisation("Ruritanian Rights Watch", "RRW")),
        ("RRW: Ruritanian Rights Watch", organisation("Ruritanian Rights Watch", "RRW")),
        ("Lago, Observatorio de Derechos", organisation("Lago, Observatorio de Derechos")),
        ("Lago – Council for Rivers", organisation("Lago – Council for Rivers")),
        ("Women's Council (WC) (Kenya).", organisation("Women's Council", "WC", "KE")),
        ("Women's Council (WC), Kenya", organisation("Women's Council", "WC", "KE")),
        ("Women's Council / Kenya", organisation("Women's Council", None, "KE")),
        ("Women's Council (WC). Kenya", organisation("Women's Council", "WC", "KE")),
        ("Women's Council (Nairobi, Kenya)", organisation("Women's Council", None, "KE")),
        ("Women's Council (Springfield)", organisation("Women's Council")),
        ("Foro de Mujeres (Bélgica)", organisation("Foro de Mujeres", None, "BE")),
        ("Centre for Law, Faculty of Law, US", organisation("Centre for Law, Faculty of Law", None, "US")),
        ("“Open Door” Association", organisation("“Open Door” Association")),
        ("“Open Door Association”", organisation("Open Door Association")),
        ("Sisters & Brothers Foundation*", organisation("Sisters & Brothers Foundation")),
        ("Council for Rivers [3]", organisation("Council for Rivers")),
        ("Forum Menschenrechte e.V.", organisation("Forum Menschenrechte e.V.")),
        ("Red de Mujeres A.C.", organisation("Red de Mujeres A.C.")),
        ("rivers.org", organisation("rivers.org")),
        ("The Council of Rivers", organisation("The Council of Rivers")),
        ("PEN Ruritania", organisation("PEN Ruritania")),
        ("RVR", organisation("RVR", "RVR")),
    ],
)
def test_an_organisation_is_split_from_what_qualifies_it(text, entry):
    assert NAMES.split(text) == entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (
            "Rivers League (RL), within the framework of the Observatory of Lakes",
            organisation("Rivers League", "RL", None, "within the framework of the Observatory of Lakes"),
        ),
        (
            "Rivers League (as part of the Lakes Group)",
            organisation("Rivers League", capacity="as part of the Lakes Group"),
        ),
        ("Rivers League, in its capacity as host", organisation("Rivers League", capacity="in its capacity as host")),
    ],
)
def test_capacity_is_not_part_of_the_name(text, entry):
    assert NAMES.split(text) == entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Prof. Anna Bell, University of Springfield, Ghana", person("Anna Bell", "GH", "University of Springfield")),
        ("Dr. Peter Stone (Sweden)", person("Peter Stone", "SE")),
        ("Maria Field, MP (Sweden)", person("Maria Field", "SE", "MP")),
        ("Paul Brook (Water Group, UK)", person("Paul Brook", "GB", "Water Group")),
        ("Clara Wood (Germany–US)", person("Clara Wood")),
        ("Daniel Hill (a.k.a. Danny Boy)", person("Daniel Hill")),
        ("Helen Marsh – advocate", person("Helen Marsh", None, "advocate")),
        ("Lucas B. Ford IV, former Senator", person("Lucas B. Ford IV", None, "former Senator")),
        ("Vora Xy, ambassador of Taiwan", person("Vora Xy", None, "ambassador of Taiwan")),
    ],
)
def test_what_follows_a_person_is_the_capacity(text, entry):
    assert NAMES.split(text) == entry


def test_a_name_that_tells_nothing_takes_the_kind_of_its_list():
    assert NAMES.split("Zvorra Xyloe (US)") == Entry("Zvorra Xyloe", None, None, "US")
    assert NAMES.split("Zvorra Xyloe (US)", "person") == person("Zvorra Xyloe", "US")


@pytest.mark.parametrize("text", ["OMCX", "HuMENX", "FORUM-OSTASIA", "S4J", "ESCR-Net"])
def test_a_word_of_capitals_is_an_acronym(text):
    assert is_acronym(text)


@pytest.mark.parametrize("text", ["Rivers", "McDonald", "A", "Two Words", "D.C."])
def test_a_common_word_is_no_acronym(text):
    assert not is_acronym(text)


def test_an_acronym_has_the_initials_of_its_name():
    assert is_acronym_of("RRW", "Ruritanian Rights Watch")
    assert not is_acronym_of("XYZ", "Ruritanian Rights Watch")
