"""Accept to format, by RFC 9110."""

import pytest

from hrkg.formats import GRAPH_FORMATS, RESULT_FORMATS
from hrkg.web.negotiate import GRAPH_OR_PAGE, HTML, PAGE_OR_GRAPH, choose

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def media_type(accept: str, *formats: object) -> str | None:
    chosen = choose(accept, formats)  # type: ignore[arg-type]
    return chosen.media_type if chosen else None


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values"),
        ("text/*", "text/csv"),
        ("application/*;q=0.2, text/csv;q=0.1", "application/sparql-results+json"),
        ("*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
        ("*/*;q=0.1, application/sparql-results+json;q=0.05, text/csv;q=0.2", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;header=present;q=0.9, text/tab-separated-values;q=0.8", "text/csv"),
        ("application/sparql-results+json;charset=utf-8", "application/sparql-results+json"),
        ("text/csv;q=0.1, text/csv;header=absent;q=0.9, text/tab-separated-values;q=0.5", "text/csv"),
        ("text/csv;q=soon, text/tab-separated-values;q=0.1, */*;q=0.2", "application/sparql-results+json"),
        ("text/csv;q=2, */*;q=0", None),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
        ("image/gif, *;q=.2", "application/sparql-results+json"),
        (" , ,text/csv,", "text/csv"),
        ("text/turtle;q=0.9, text/csv", "text/csv"),
        (FIREFOX, "text/html"),
        ("image/png", None),
        ("text/csv;q=0", None),
    ],
)
def test_the_format_of_results(accept: str, expected: str | None) -> None:
    assert media_type(accept, *RESULT_FORMATS, HTML) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json, text/turtle;q=0.9", "application/ld+json"),
        ("application/trig, application/n-quads", "application/trig"),
        ("text/plain", "text/plain"),
        (FIREFOX, "text/html"),
        ("application/sparql-results+json", None),
    ],
)
def test_the_format_of_a_graph(accept: str, expected: str | None) -> None:
    assert media_type(accept, *GRAPH_OR_PAGE) == expected


def test_a_thing_is_a_page_to_a_client_that_takes_all_alike() -> None:
    assert media_type("*/*", *PAGE_OR_GRAPH) == "text/html"


def test_text_is_told_to_be_utf_8() -> None:
    chosen = choose("", GRAPH_FORMATS)
    assert chosen is not None
    assert chosen.content_type == "text/turtle; charset=utf-8"
