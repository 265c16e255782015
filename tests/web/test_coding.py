"""Answers come packed as the client asks, and the same."""

import gzip
from collections.abc import Callable

import brotli
import pytest
import zstandard
from flask.testing import FlaskClient

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}
CROWD = "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20ORDER%20BY%20%3Fs%20%3Fo&format=csv"

WAYS = ("app", "http")


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("address", [CROWD, "/ontology"])
def test_an_answer_comes_in_the_coding_asked_for(client: FlaskClient, coding: str, address: str) -> None:
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": coding})
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, coding)
    assert UNPACK[coding](packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert {"Accept", "Accept-Encoding"} <= set(packed.vary) & set(plain.vary)
    assert packed.content_length in (None, len(packed.data))


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, br;q=0.9", "gzip"),
        ("GZIP", "gzip"),
        ("deflate, *;q=0.1", None),
        ("gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("", None),
    ],
)
def test_the_coding_is_the_one_that_the_client_likes_best(client: FlaskClient, asked: str, coding: str | None) -> None:
    assert client.get(CROWD, headers={"Accept-Encoding": asked}).headers.get("Content-Encoding") == coding


def test_a_small_answer_is_not_packed(client: FlaskClient) -> None:
    response = client.get("/sparql?query=ASK%20%7B%7D", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
    assert response.json == {"head": {}, "boolean": True}


def test_a_file_of_the_dumps_is_what_it_is(client: FlaskClient) -> None:
    for name in ("latest.nq", "latest.nq.gz"):
        response = client.get(f"/dumps/{name}", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-99"})
        assert response.status_code == 206
        assert "Content-Encoding" not in response.headers


def test_head_tells_the_coding_of_get(client: FlaskClient) -> None:
    told = client.head(CROWD, headers={"Accept-Encoding": "gzip"})
    assert (told.headers["Content-Encoding"], told.data) == ("gzip", b"")


def test_a_known_answer_is_known_in_each_coding(client: FlaskClient) -> None:
    tag = client.get(CROWD, headers={"Accept-Encoding": "br"}).headers["ETag"]
    again = client.get(CROWD, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
