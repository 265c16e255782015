"""`hrkg match`: a table of names goes in, the same table with whom they stand for comes out."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from hrkg.errors import InputError
from hrkg.names import open_names, write_names
from hrkg.spreadsheet import COLUMNS, Matcher
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import FOAF, HRKG, OWL, RDF, RDFS, SCHEMA

IRIS = Iris("https://data.example/")


def told(
    path: Path, text: str, column: str, types: tuple[str, ...] = (), country: str | None = None
) -> list[list[str]]:
    store = ox.Store()
    atlantis = IRIS.entity("country", "XA")
    for kind, key, cls, label in (
        ("organisation", "reed-house", SCHEMA.Organization, "Reed House"),
        ("person", "ada-weaver-xa", FOAF.Person, "Ada Weaver"),
        ("person", "ada-weaver-xl", FOAF.Person, "Ada Weaver"),
    ):
        node = IRIS.entity(kind, key)
        store.add(ox.Quad(node, RDF.type, cls))
        store.add(ox.Quad(node, RDFS.label, ox.Literal(label)))
    store.add(ox.Quad(IRIS.entity("person", "ada-weaver-xa"), HRKG.country, atlantis))
    store.add(ox.Quad(atlantis, RDFS.label, ox.Literal("Atlantis")))
    lemuria = IRIS.entity("country", "XL")
    store.add(ox.Quad(IRIS.entity("person", "ada-weaver-xl"), HRKG.country, lemuria))
    store.add(ox.Quad(lemuria, RDFS.label, ox.Literal("Lemuria")))
    store.add(ox.Quad(IRIS.entity("organisation", "reed-house"), OWL.sameAs, ox.NamedNode("https://other.example/1")))
    write_names(store, IRIS, path / "names.db")
    with open_names(path / "names.db") as names:
        lines = list(Matcher(names, store, IRIS).rows(text, column, types=types, country=country))
    delimiter = ";" if ";" in text else ","
    return [line.rstrip("\n").split(delimiter) for line in lines]


def test_a_table_comes_back_with_whom_the_names_stand_for(tmp_path: Path) -> None:
    head, same, like, none, short = told(tmp_path, "n,who\n1,reed HOUSE\n2,Reed Hause\n3,zzz\n4\n", "who")
    assert head == ["n", "who", *COLUMNS]
    iri = "https://data.example/organisation/reed-house"
    assert same == ["1", "reed HOUSE", iri, "Reed House", "Organisation", "100", "yes", "https://other.example/1"]
    assert (like[2], like[6]) == (iri, "perhaps")
    assert none == ["3", "zzz", *[""] * len(COLUMNS)]
    assert short == ["4", "", *[""] * len(COLUMNS)]


def test_a_person_is_sure_only_where_the_country_agrees(tmp_path: Path) -> None:
    text = "\ufeffname;land\nAda Weaver;\nAda Weaver;Atlantis\nAda Weaver;XL\nAda Weaver;Mu\n"
    _, alone, here, there, elsewhere = told(tmp_path, text, "name", ("Person",), "land")
    assert alone[6] == "perhaps"
    assert (here[2].rpartition("/")[2], here[6]) == ("ada-weaver-xa", "yes")
    assert (there[2].rpartition("/")[2], there[6]) == ("ada-weaver-xl", "yes")
    assert elsewhere[6] == "perhaps"


def test_a_type_keeps_others_out(tmp_path: Path) -> None:
    assert told(tmp_path, "who\nReed House\n", "who", ("Person",))[1] == ["Reed House", *[""] * len(COLUMNS)]


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column 'name'; there are: who"):
        told(tmp_path, "who\nx\n", "name")
