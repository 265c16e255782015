"""The index of names: the same data give the same bytes, and a name leads to whom it may stand for."""

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from hrkg.errors import StoreError
from hrkg.names import is_sure, open_names, write_names
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, FOAF, HRKG, OWL, RDF, RDFS, SCHEMA, SKOS

IRIS = Iris("https://data.example/")
WORDS = ("Weavers", "Spinners", "Reed", "Loom", "River", "Hill", "Door", "Gate", "House", "Hall", "Watch", "Circle")


def store_of(*named: tuple[str, str, ox.NamedNode, tuple[tuple[ox.NamedNode, str], ...]]) -> ox.Store:
    store = ox.Store()
    for kind, key, cls, names in named:
        node = IRIS.entity(kind, key)
        for quad in ((RDF.type, cls), *((p, ox.Literal(name)) for p, name in names)):
            store.add(ox.Quad(node, *quad, IRIS.graph("names")))
            store.add(ox.Quad(node, *quad))
    return store


def small() -> ox.Store:
    return store_of(
        ("organisation", "reed-house", SCHEMA.Organization, ((RDFS.label, "Reed House"), (HRKG.acronym, "RH"))),
        ("organisation", "reed-hall", SCHEMA.Organization, ((RDFS.label, "Reed Hall"), (SKOS.altLabel, "RH Hall"))),
        ("person", "ada-weaver-no", FOAF.Person, ((RDFS.label, "Ada Weaver"), (SKOS.altLabel, "Ада Вивер"))),
    )


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for number in range(2):
        path = tmp_path / f"{number}.db"
        write_names(small(), IRIS, path)
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_name_is_found_by_form_by_letters_and_by_acronym(tmp_path: Path) -> None:
    write_names(small(), IRIS, tmp_path / "names.db")
    with open_names(tmp_path / "names.db") as names:
        (first, second) = names.find("reed house")
        assert (first.thing.id, first.likeness, first.by_acronym) == ("organisation/reed-house", 1.0, False)
        assert second.likeness < 0.8
        assert names.find("Reed Huose")[0].thing.id == "organisation/reed-house"
        (short, *_) = names.find("RH")
        assert (short.thing.id, short.likeness, short.by_acronym) == ("organisation/reed-house", 1.0, True)
        assert [c.name for c in names.find("Ада Вивер")] == ["Ада Вивер"]
        assert names.find("Reed House", ["Person"]) == []
        assert names.find("zzz") == []
        assert names.find("") == []


def test_an_identifier_leads_to_its_thing_alone(tmp_path: Path) -> None:
    store = small()
    house, hall = IRIS.entity("organisation", "reed-house"), IRIS.entity("organisation", "reed-hall")
    for quad in (
        (house, OWL.sameAs, ox.NamedNode("http://www.wikidata.org/entity/Q900001")),
        (house, OWL.sameAs, ox.NamedNode("https://ror.org/00aaaaa00")),
        (hall, SKOS.closeMatch, ox.NamedNode("http://www.wikidata.org/entity/Q900002")),
        (IRIS.entity("organisation", "house-of-reed"), DCTERMS.isReplacedBy, house),
    ):
        store.add(ox.Quad(*quad))
    write_names(store, IRIS, tmp_path / "names.db")
    with open_names(tmp_path / "names.db") as names:
        for text in ("organisation/reed-house", "Q900001", "https://ror.org/00aaaaa00", "organisation/house-of-reed"):
            (first, *_) = names.find(text)
            assert (first.thing.id, first.likeness, first.by_identifier) == ("organisation/reed-house", 1.0, True)
            assert is_sure(first, [first], supported=False, contradicted=True)
            assert [thing.id for thing in names.starting(text)] == ["organisation/reed-house"]
        assert names.identified("Q900002") is None  # only a candidate
        (person, *_) = names.find("person/ada-weaver-no", ["Organisation", "Person"])
        assert is_sure(person, [person], supported=False, contradicted=False)
        assert all(not found.by_identifier for found in names.find("person/ada-weaver-no", ["Organisation"]))


def test_there_is_an_error_where_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="hrkg build"), open_names(tmp_path / "names.db"):
        pass


def test_a_name_is_found_among_thousands(tmp_path: Path) -> None:
    sounds = [f"{a}{b}" for a in "bdfgklmnprstvz" for b in "aeiou"]
    places = [f"{a}{b}{c}".capitalize() for a in sounds for b in sounds[::5] for c in sounds[::7]]
    combined = [f"{WORDS[i % 12]} and {WORDS[i % 7]} of {place}" for i, place in enumerate(places)]
    named = [("organisation", f"x{i}", SCHEMA.Organization, ((RDFS.label, name),)) for i, name in enumerate(combined)]
    write_names(store_of(*named), IRIS, tmp_path / "names.db")
    with open_names(tmp_path / "names.db") as names:
        for i in range(0, 8000, 80):
            assert names.find(f"{combined[i]}s", limit=1)[0].thing.id == f"organisation/x{i}"
