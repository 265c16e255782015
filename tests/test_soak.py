"""The soak's short form; and that its checks see the faults that they are there for."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from hrkg.model import Post, PostFacts, Prize, Span
from tests.corpora import ROOT, SETTINGS
from tests.soak.fuzz import is_whole, wrong_with
from tests.soak.mutations import Outcome, Tools, is_steep, wrong_spans


def test_the_short_form_finds_no_fault() -> None:
    """The same cases each time; `make soak` draws others."""
    command = [sys.executable, "-m", "tests.soak", "--short", "--seed", "1"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "HRKG_STORE": "unused"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()[1:]] == [
        "kills",
        "mutations",
        "growth",
        "queries",
    ]


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.of(SETTINGS)


@pytest.mark.parametrize(
    "body",
    [
        "• Marchanka (",  # a bracket opened at the very end
        "Journalist Alena Marchanka, 'at",  # an apostrophe alone
    ],
)
def test_what_once_crashed_is_read(tools: Tools, body: str) -> None:
    outcome = tools.work(f"A day in Minsk\n\nMarch 5, 2021\n\n{body}".encode())
    assert (outcome.posts, outcome.wrong) == (1, ())


def test_a_span_that_quotes_wrongly_is_seen() -> None:
    post = Post("2020-01-01-a", "The Lantern Prize", "2020-01-01", "The Lantern Prize")
    good = Prize("Lantern Prize", (Span(4, 17, "Lantern Prize"),))
    assert wrong_spans(PostFacts(post, prizes=(good,))) == []
    for bad in (Span(4, 16, "Lantern Prize"), Span(3, 17, "Lantern Prize"), Span(4, 4, "")):
        assert len(wrong_spans(PostFacts(post, prizes=(good, replace(good, evidence=(bad,)))))) == 1


@pytest.mark.parametrize(("seconds", "steep"), [(0.8, False), (1.6, False), (3.2, True)])
def test_time_that_grows_faster_than_the_text_is_seen(seconds: float, steep: bool) -> None:
    assert is_steep(Outcome(1000, 0.2), Outcome(4000, seconds)) is steep


WHOLE = {
    "application/sparql-results+json": b'{"head":{"vars":["a"]},"results":{"bindings":[]}}',
    "application/sparql-results+xml": b"<sparql><head/><results/></sparql>",
    "text/csv": b"a,b\r\n1,2\r\n",
    "text/tab-separated-values": b"?a\t?b\n1\t2\n",
    "text/turtle": b"<urn:a> <urn:b> <urn:c> .\n",
    "application/n-triples": b"<urn:a> <urn:b> <urn:c> .\n",
    "application/ld+json": b'[{"@id":"urn:a"}]',
    "application/rdf+xml": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>',
    "application/trig": b"<urn:g> { <urn:a> <urn:b> <urn:c> . }\n",
    "text/html": b"<!doctype html><html></html>\n",
}


@pytest.mark.parametrize("media_type", WHOLE)
def test_an_answer_that_breaks_off_is_seen(media_type: str) -> None:
    body = WHOLE[media_type]
    assert is_whole(media_type, body)
    assert wrong_with(200, media_type, body) is None
    assert wrong_with(200, media_type, body[:-2]) is not None


def test_an_answer_of_no_known_kind_is_seen() -> None:
    assert wrong_with(200, "image/png", b"") is not None


@pytest.mark.parametrize(
    ("status", "body", "is_right"),
    [
        (400, b'{"status": 400, "title": "The query cannot be parsed"}', True),
        (400, b'{"status": 500}', False),
        (500, b'{"status": 500}', False),
        (503, b'{"status": 503, "detail": "Traceback (most recent call last)"}', False),
    ],
)
def test_an_error_is_told_as_one_and_tells_nothing_of_the_inside(status: int, body: bytes, is_right: bool) -> None:
    assert (wrong_with(status, "application/problem+json", body) is None) is is_right
