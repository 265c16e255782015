"""Every thing is a page to a person and RDF to a machine, and both say the same."""

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from hrkg.formats import GRAPH_FORMATS
from hrkg.vocab.iris import Iris
from hrkg.web.queries.reader import Reader
from hrkg.web.queries.things import Things
from tests.web.conftest import BASE

POST = "2024-03-02-two-groups-write-to-atlantis"
STATEMENT = f"/statement/{POST}/1"
RDFS_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def page(client: FlaskClient, path: str) -> str:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200
    return response.text


def triples(data: bytes, media_type: str) -> set[ox.Triple]:
    form = ox.RdfFormat.from_media_type(media_type)
    return {quad.triple for quad in ox.parse(data, format=form)}


@pytest.mark.parametrize(
    "path",
    [
        f"/post/{POST}",
        STATEMENT,
        f"/signature/{POST}/1",
        f"/demand/{POST}/1",
        f"/detention/{POST}/1",
        f"/evidence/{POST}/1",
        f"/evidence/{POST}/1/quote",
        "/organisation/tidewatch",
        "/person/nereus-doe-xa",
        "/prize/coral-prize",
        "/prize/coral-prize/2024",
        "/country/XA",
        "/concept/status/detained",
    ],
)
def test_each_kind_has_a_page_and_triples(client: FlaskClient, path: str) -> None:
    assert f"<code>{BASE}{path[1:]}</code>" in page(client, path)
    response = client.get(path, headers={"Accept": "text/turtle"})
    assert ox.NamedNode(BASE + path[1:]) in {t.subject for t in triples(response.data, "text/turtle")}


def test_each_format_says_the_same_by_accept_and_by_suffix(client: FlaskClient) -> None:
    expected = triples(client.get(f"{STATEMENT}.nt").data, "application/n-triples")
    assert len(expected) > 30
    for form in GRAPH_FORMATS:
        by_accept = client.get(STATEMENT, headers={"Accept": form.media_type})
        by_suffix = client.get(f"{STATEMENT}.{form.suffix}", headers={"Accept": "text/html"})
        assert by_accept.content_type == by_suffix.content_type
        assert by_accept.content_type.partition(";")[0] == form.media_type
        assert triples(by_accept.data, form.media_type) == triples(by_suffix.data, form.media_type) == expected
    assert triples(client.get(f"{STATEMENT}.json").data, "application/ld+json") == expected


def test_a_format_of_data_sets_tells_who_says_what(client: FlaskClient) -> None:
    quads = ox.parse(client.get("/person/nereus-doe-xa.nq").data, format=ox.RdfFormat.N_QUADS)
    graphs = {quad.predicate.value.rpartition("#")[2]: str(quad.graph_name) for quad in quads}
    assert graphs["evidence"] == f"<{BASE}graph/post/{POST}>"
    assert graphs["altLabel"] == f"<{BASE}graph/names>"


def test_the_description_holds_signatures_and_quotations_and_names(client: FlaskClient) -> None:
    described = triples(client.get(f"{STATEMENT}.nt").data, "application/n-triples")
    texts = {t.object.value for t in described if isinstance(t.object, ox.Literal)}
    assert {"signed by Tidewatch", "Let Nereus Doe go.", "Atlantis", "Nereus Doe"} <= texts


def test_the_words_stand_beside_the_facts(client: FlaskClient) -> None:
    person = page(client, "/person/nereus-doe-xa")
    assert "<blockquote>Nereus Doe has sat in a cell since November 2023</blockquote>" in person
    assert '<a href="https://blog.example/2024/03/02/two-groups" rel="external">' in person
    statement = page(client, STATEMENT)
    assert "<q>signed by Tidewatch</q>" in statement


def test_what_leads_to_a_thing_is_counted_and_linked(client: FlaskClient) -> None:
    person = page(client, "/person/nereus-doe-xa")
    assert 'Reported detentions <span class="quiet">1</span>' in person
    assert f'<a href="/detention/{POST}/1">Detention of Nereus Doe from 2023-11</a>' in person
    assert 'Statements on this person’s behalf <span class="quiet">1</span>' in person
    country = page(client, "/country/XA")
    assert 'Statements <span class="quiet">1</span>' in country
    assert 'Persons <span class="quiet">1</span>' in country


def test_things_are_called_by_their_names(client: FlaskClient) -> None:
    assert '<a href="/concept/status/detained">in detention</a>' in page(client, f"/detention/{POST}/1")
    assert "<h1>Coral Prize 2024</h1>" in page(client, "/prize/coral-prize/2024")


def test_a_name_that_looks_like_markup_is_text(client: FlaskClient) -> None:
    text = page(client, "/organisation/open-reef")
    assert "Open Reef &lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/person/nobody",
        "/person/nereus-doe-xa.pdf",
        "/person/nobody.ttl",
        "/person/a b",
        "/person/..",
        "/unknown/x",
        "/person/x/",
    ],
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    assert client.get(path, headers={"Accept": "text/html"}).content_type == "text/html; charset=utf-8"


def test_a_format_that_there_is_not_is_not_acceptable(client: FlaskClient) -> None:
    assert client.get("/country/XA", headers={"Accept": "image/png"}).status_code == 406


def test_a_page_and_its_formats_have_tags_of_their_own(client: FlaskClient) -> None:
    tags = set()
    for accept in ("text/html", "text/turtle", "application/ld+json"):
        response = client.get("/country/XA", headers={"Accept": accept})
        assert response.headers["Vary"] == "Accept, Accept-Encoding"
        tags.add(response.headers["ETag"])
        again = client.get("/country/XA", headers={"Accept": accept, "If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert len(tags) == 3


def test_a_page_is_bounded_and_in_order_whatever_the_data() -> None:
    node = ox.NamedNode
    statement, signature = node(f"{BASE}statement/a/1"), "https://w3id.org/hrkg/ontology#signature"
    store = ox.Store()
    store.extend(ox.Quad(statement, node(signature), node(f"{BASE}signature/a/{n}")) for n in range(1, 3701))
    page = Things(Reader(store), Iris(BASE)).page(statement)
    (signatures,) = page.properties
    assert [value.text for value in signatures.values] == [str(n) for n in range(1, 101)]
    assert signatures.more == 3600


def test_things_that_lead_to_a_page_are_counted_and_the_newest_shown() -> None:
    node = ox.NamedNode
    country, of_country = node(f"{BASE}country/XA"), node("https://w3id.org/hrkg/ontology#country")
    store = ox.Store()
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 11)]
    store.extend(ox.Quad(node(f"{BASE}statement/{day}-x/1"), of_country, country) for day in days)
    (statements,) = Things(Reader(store), Iris(BASE)).page(country).incoming
    assert (statements.label, statements.total) == ("Statements", 100)
    assert [link.path for link in statements.links] == [f"/statement/{day}-x/1" for day in sorted(days)[:-26:-1]]
