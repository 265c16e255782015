"""An answer is given again as long as it holds, and no longer."""

import io

import pytest
from flask.testing import FlaskClient

from hrkg.formats import BY_NAME
from hrkg.web.cache import Cache
from hrkg.web.engine import Question
from hrkg.web.workers import Answer
from tests.web.test_health import figure


def question(query: str, form: str = "json") -> Question:
    return Question(query, rows=10, bytes=10, results=form)


def answer(size: int) -> Answer:
    return Answer(BY_NAME["json"], size, b"x" * size)


def test_the_least_lately_asked_for_goes_first() -> None:
    cache = Cache(1000)
    for n in range(9):
        cache.put(question(f"{n}"), answer(110))
        assert cache.get(question("0")) == answer(110)
    cache.put(question("9"), answer(110))
    assert [n for n in range(10) if cache.get(question(f"{n}")) is None] == [1]
    assert cache.size <= 1000
    cache.put(question("9"), answer(110))
    assert cache.size == 9 * 111


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?t) {}", "SELECT (rand() AS ?n) {}", "ASK { FILTER(UUID() = 1) }"])
def test_what_changes_by_itself_is_not_kept(query: str) -> None:
    cache = Cache(10_000)
    cache.put(question(query), answer(1))
    assert (cache.get(question(query)), cache.size) == (None, 0)


def test_what_is_large_or_in_a_file_is_not_kept() -> None:
    cache = Cache(800)
    cache.put(question("large"), answer(96))
    cache.put(question("file"), Answer(BY_NAME["json"], 1, b"", io.BytesIO(b"x")))
    cache.put(question("fits"), answer(96))
    assert [cache.get(question(name)) for name in ("large", "file", "fits")] == [None, None, answer(96)]


def test_each_format_and_data_set_has_its_own_answer(client: FlaskClient) -> None:
    query = "SELECT (COUNT(*) AS ?count) { ?s ?p ?o }"
    addresses: list[dict[str, str]] = [
        {"query": query},
        {"query": query, "format": "csv"},
        {"query": query, "default-graph-uri": "https://data.example/graph/crowd"},
    ]
    first = [client.get("/sparql", query_string=address).text for address in addresses]
    hits = figure(client, "hrkg_cache_hits_total")
    assert [client.get("/sparql", query_string=address).text for address in addresses] == first
    assert figure(client, "hrkg_cache_hits_total") == hits + 3
    assert len(set(first)) == 3
