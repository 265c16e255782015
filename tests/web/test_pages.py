"""Every page: valid, accessible in its bones, without foreign matter, and with no link that leads nowhere."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from hrkg.settings import Settings
from hrkg.web.queries.examples import load_examples

POST = "2024-03-02-two-groups-write-to-atlantis"
PAGES = [
    "/",
    "/sparql",
    "/sparql?query=SELECT * { ?s ?p ?o } LIMIT 20",
    "/sparql?query=ASK {}",
    "/sparql?query=DESCRIBE <https://data.example/country/XA>",
    "/sparql?query=SELECT",
    "/examples",
    "/dumps/",
    "/ontology",
    "/shapes",
    "/post/",
    "/statement/",
    "/signatory/",
    "/defender/",
    "/detention/",
    "/incident/",
    "/prize/",
    "/organisation/",
    "/person/",
    "/country/",
    "/law/",
    f"/statement/{POST}/1",
    "/person/nereus-doe-xa",
    "/organisation/open-reef",
    "/nowhere",
]
VOID = {"link", "meta", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """A page taken apart; raises AssertionError where tags do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [
            value for _, attributes in self.attributes for key, value in attributes.items() if key == name and value
        ]


def fetch(client: FlaskClient, path: str) -> Page:
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.content_type == "text/html; charset=utf-8"
    assert response.text.startswith("<!doctype html>")
    return Page(response.text)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_well_made(client: FlaskClient, path: str) -> None:
    page = fetch(client, path)
    for tag in ("html", "head", "title", "body", "header", "main", "footer", "h1"):
        assert page.tags[tag] == 1, tag
    assert page.tags["nav"] >= 1
    assert ("html", {"lang": "en"}) in page.attributes
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    named = set(page.all("aria-labelledby")) | set(page.all("for"))
    assert named <= set(ids)
    fields = [attributes["id"] for tag, attributes in page.attributes if tag in ("textarea", "select", "input")]
    assert set(fields) <= set(page.all("for"))
    assert page.attributes[[tag for tag, _ in page.attributes].index("a")][1]["href"] == "#content"
    assert not page.tags["script"]
    assert not page.all("style")
    assert not any(name.startswith("on") for _, attributes in page.attributes for name in attributes)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_another_host(client: FlaskClient, path: str) -> None:
    page = fetch(client, path)
    loaded = page.all("src")
    for tag, attributes in page.attributes:
        if tag == "link" and attributes["rel"] in ("stylesheet", "icon"):
            loaded.append(str(attributes["href"]))
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK{}", "/nowhere", "/country/XA", "/static/site.css"])
def test_each_answer_carries_the_headers_of_safety(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert len(headers.getlist("Content-Security-Policy")) == 1


def test_each_link_of_the_site_leads_somewhere(client: FlaskClient) -> None:
    seen, waiting = {"/"}, ["/"]
    while waiting:
        path = waiting.pop()
        response = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
        assert response.status_code == 200, path
        if response.mimetype != "text/html":
            continue
        page = Page(response.text)
        for _, attributes in page.attributes:
            address, fragment = urldefrag(urljoin(path, str(attributes.get("href") or "")))
            if fragment and address in ("", path):
                assert fragment in page.all("id"), (path, fragment)
            if address.startswith("/") and address not in seen:
                seen.add(address)
                waiting.append(address)
    assert {
        f"/statement/{POST}/1",
        "/concept/status/detained",
        "/dumps/latest.ttl.gz",
        "/person/nereus-doe-xa.ttl",
    } <= seen


def test_the_first_page_shows_the_figures_and_the_newest_statement(client: FlaskClient) -> None:
    text = client.get("/").text
    assert '<dt><a href="/signatory/">signatories</a></dt><dd>2</dd>' in text
    assert "Posts from 2024-03-02 to 2024-03-02." in text
    assert f'<a href="/statement/{POST}/1">Open letter: Two groups write to Atlantis</a>' in text


def test_a_list_has_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hrkg.web.lists.PAGE", 1)
    first = client.get("/signatory/", headers={"Accept": "text/html"}).text
    second = client.get("/signatory/?page=2", headers={"Accept": "text/html"}).text
    assert "2 in all, page 1 of 2" in first
    assert '<a rel="next" href="/signatory/?page=2">' in first
    assert "Open Reef" in first
    assert "Open Reef" not in second
    assert "Tidewatch" in second
    assert '<a rel="prev" href="/signatory/?page=1">' in second


@pytest.mark.parametrize(
    ("page", "status"), [("2", 404), ("0", 400), ("-1", 400), ("x", 400), ("²", 400), ("1" * 30, 400)]
)
def test_a_page_of_a_list_that_is_not_there(client: FlaskClient, page: str, status: int) -> None:
    assert client.get("/signatory/", query_string={"page": page}).status_code == status


def test_the_ontology_is_a_page_and_a_graph(client: FlaskClient) -> None:
    assert '<article id="Statement">' in client.get("/ontology").text
    assert client.get("/ontology", headers={"Accept": "application/n-triples"}).text.count(" .\n") > 100
    assert client.get("/shapes", headers={"Accept": "text/turtle"}).text.count("sh:NodeShape") > 5


def test_an_address_without_its_slash_is_led_on(client: FlaskClient) -> None:
    response = client.get("/statement")
    assert response.status_code in (301, 308)
    assert response.headers["Location"].endswith("/statement/")


def test_the_examples_are_rdf_too(client: FlaskClient, settings: Settings) -> None:
    store = ox.Store()
    store.load(client.get("/examples", headers={"Accept": "text/turtle"}).data, format=ox.RdfFormat.TURTLE)
    rows = store.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX schema: <https://schema.org/> "
        "SELECT ?query { ?e a sh:SPARQLExecutable ; schema:target <http://localhost/sparql> "
        "; sh:select|sh:ask|sh:construct ?query }"
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert {row["query"].value for row in rows} == {example.query for example in load_examples(settings.queries)}
