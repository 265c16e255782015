"""How much is linked: counted by kind, told in the open, and the list of what is still to link kept up to date."""

import pyoxigraph as ox
import pytest

from hrkg.coverage import Coverage, coverage, from_table, linked, namesakes, to_table, unlinked
from hrkg.errors import TableError
from hrkg.publish import describe
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, FOAF, HRKG, OWL, RDF, RDFS, SCHEMA, SKOS
from tests.corpora import ROOT
from tests.linking import MARK, UNLINKED, list_of, shipped, table_of

IRIS = Iris("https://data.example/")
WIKIDATA = "http://www.wikidata.org/entity/"
HOUSE, HALL, ADA = (
    IRIS.entity(*thing)
    for thing in (("organisation", "reed-house"), ("organisation", "reed-hall"), ("person", "ada-xa"))
)


@pytest.fixture
def store() -> ox.Store:
    made = ox.Store()
    for node, cls, label in (
        (HOUSE, SCHEMA.Organization, "House"),
        (HALL, SCHEMA.Organization, "Hall"),
        (ADA, FOAF.Person, "Ada"),
    ):
        made.add(ox.Quad(node, RDF.type, cls))
        made.add(ox.Quad(node, RDFS.label, ox.Literal(label)))
    made.add(ox.Quad(HOUSE, OWL.sameAs, ox.NamedNode(f"{WIKIDATA}Q900001")))
    made.add(ox.Quad(HALL, OWL.sameAs, ox.NamedNode("https://ror.org/00aaaaa00")))
    made.add(ox.Quad(ADA, SKOS.closeMatch, ox.NamedNode(f"{WIKIDATA}Q900002")))
    for number in range(3):
        made.add(ox.Quad(ox.NamedNode(f"https://data.example/signature/p/{number}"), HRKG.signatory, HALL))
    return made


def test_only_a_confirmed_item_of_wikidata_counts(store: ox.Store) -> None:
    assert coverage(store) == [
        Coverage("organisation", 2, 1, 0),
        Coverage("person", 1, 0, 1),
        Coverage("prize", 0, 0, 0),
        Coverage("country", 0, 0, 0),
    ]
    assert [(thing.key, item) for thing, item in linked(store, IRIS, "organisation")] == [("reed-house", "Q900001")]


def test_the_description_of_the_data_tells_it(store: ox.Store) -> None:
    told = {
        quad.object.value
        for quad in ox.parse(describe(store, IRIS, "v"), format=ox.RdfFormat.N_TRIPLES)
        if quad.predicate == DCTERMS.description and isinstance(quad.object, ox.Literal)
    }
    assert "organisation: 1 of 2 have a confirmed item of Wikidata, 0 more a candidate" in told
    assert "person: 0 of 1 have a confirmed item of Wikidata, 1 more a candidate" in told


def test_the_list_of_the_unlinked_is_read_back(store: ox.Store) -> None:
    things = unlinked(store, IRIS, "person", "organisation")
    assert [(thing.key, thing.signatures) for thing in things] == [("reed-hall", 3), ("ada-xa", 0)]
    assert [(t.kind, t.key, t.label, t.signatures) for t in from_table(to_table(things), place="x")] == [
        (t.kind, t.key, t.label, t.signatures) for t in things
    ]


def test_pairs_of_one_name_are_told_once(store: ox.Store) -> None:
    for one, other in ((HOUSE, HALL), (HALL, HOUSE)):
        store.add(ox.Quad(one, SKOS.closeMatch, other))
    pairs = namesakes(store, IRIS, "organisation", "person")
    assert [(one.key, other.key) for one, other in pairs] == [("reed-hall", "reed-house")]
    assert namesakes(store, IRIS, "person") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "x:1: the columns"),
        ("name\n", "x:1: the columns"),
        ("id\tlabel\tcountry\tsignatures\nplanet/x\tX\t\t1\n", "x:2"),
        ("id\tlabel\tcountry\tsignatures\nperson/x\tX\t1\n", "x:2"),
        ("id\tlabel\tcountry\tsignatures\nperson/x\tX\t\tmany\n", "x:2"),
    ],
)
def test_a_list_that_is_none_is_told_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(TableError, match=reason):
        from_table(text, place="x")


@pytest.fixture(scope="module")
def posts() -> ox.Store:
    return shipped()


def test_the_readme_tells_the_coverage_as_it_is(posts: ox.Store) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.partition(f"{MARK}\n")[2].partition("\n\n")[0] == table_of(coverage(posts))


def test_the_list_that_is_shipped_is_up_to_date(posts: ox.Store) -> None:
    assert UNLINKED.read_text(encoding="utf-8") == list_of(posts)
