"""What no client library sends: requests that are cut, without end or spoilt, over a bare socket."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrkg.pipeline import build
from hrkg.settings import Settings
from tests.conftest import THREE_POSTS
from tests.corpora import ROOT
from tests.web.running import Server, serving

BASE = "https://w3id.org/hrkg/"
UPDATE = "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 'cut' } } ;\n"


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("http")
    (folder / "posts.txt").write_text(THREE_POSTS, encoding="utf-8")
    settings = Settings(share=ROOT, store=folder / "var")
    build([str(folder / "posts.txt")], settings, now="2026-11-24T00:00:00Z")
    with serving(settings.store, folder, workers=1, update_token="let-me-write", request_bytes=100_000) as server:
        yield server


def send(server: Server, head: str, *pieces: bytes, cut: bool = False) -> tuple[int, dict[str, object]]:
    """Status and problem of the answer to what is sent; (0, {}) where the sender is gone before there is any."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        lines = [*head.splitlines(), "Host: localhost", "Connection: close", "", ""]
        connection.sendall("\r\n".join(lines).encode())
        for piece in pieces:
            connection.sendall(piece)
        if cut:
            time.sleep(0.2)
            return 0, {}
        answer = b""
        while data := connection.recv(1 << 16):
            answer += data
    start, _, body = answer.partition(b"\r\n\r\n")
    return int(start.split()[1]), json.loads(body) if body.startswith(b"{") else {}


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def version(server: Server) -> str:
    return str(json.loads(server.get("/health")[1])["version"])


WRITING = "POST /update HTTP/1.1\nAuthorization: Bearer let-me-write\nContent-Type: application/sparql-update\n"
PUTTING = "PUT /graph/notes HTTP/1.1\nAuthorization: Bearer let-me-write\nContent-Type: text/turtle\n"
ASKING = "POST /sparql HTTP/1.1\nContent-Type: application/sparql-query\n"
CHUNKED = "Transfer-Encoding: chunked\n"


@pytest.mark.parametrize("head", [WRITING, PUTTING])
def test_what_comes_cut_changes_nothing(writable: Server, head: str) -> None:
    before = version(writable)
    text = (UPDATE if head == WRITING else "<urn:s> <urn:p> 'cut' .").encode()
    send(writable, f"{head}Content-Length: {len(text) + 10}\n", text, cut=True)
    send(writable, f"{head}{CHUNKED}", chunk(text), cut=True)
    time.sleep(2.0)  # as long as a change takes
    assert version(writable) == before
    assert send(writable, f"{head}{CHUNKED}", chunk(text), b"0\r\n\r\n")[0] == 411
    assert version(writable) == before


def test_a_query_may_come_in_chunks(writable: Server) -> None:
    status, told = send(writable, f"{ASKING}{CHUNKED}", chunk(b"ASK "), chunk(b"{}"), b"0\r\n\r\n")
    assert (status, told) == (200, {"head": {}, "boolean": True})


def test_a_query_that_is_too_long_is_refused_and_not_cut(writable: Server) -> None:
    query = b"ASK {} #" + b"x" * 100_000 + b"\n}"
    for head, pieces in (
        (f"{ASKING}Content-Length: {len(query)}\n", [query]),
        (f"{ASKING}{CHUNKED}", [chunk(query), b"0\r\n\r\n"]),
    ):
        status, told = send(writable, head, *pieces)
        assert (status, told["limit"], told["value"]) == (413, "request", 100_000)


@pytest.mark.parametrize("head", [ASKING, f"{WRITING}Content-Length: 4\n"])
def test_a_body_that_is_packed_is_refused(writable: Server, head: str) -> None:
    length = "" if "Length" in head else "Content-Length: 4\n"
    assert send(writable, f"{head}{length}Content-Encoding: gzip\n", b"\x1f\x8b\x08\x00")[0] == 415


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /sparql?query=ASK%7B%7D&query HTTP/1.1\n", 400),
        ("GET /sparql?query=ASK%7B%7D;x=%00%FF HTTP/1.1\n", 400),
        ("GET /sparql?%FF HTTP/1.1\n", 400),
        ("GET /sparql?query=%00 HTTP/1.1\n", 400),
        ("GET /%FF%00 HTTP/1.1\n", 404),
        ("GET /graph/%ED%A0%80 HTTP/1.1\n", 404),
        ("GET /sparql?query=ASK%7B%7D HTTP/1.1\nAccept: \x01;q=\n", 400),
        ('GET /sparql?query=ASK%7B%7D HTTP/1.1\nAccept-Encoding: ,;,gzip;q=x\nIf-None-Match: "\n', 200),
        ("GET /sparql?query=ASK%7B%7D HTTP/1.1\nX-Forwarded-For: 1.2.3.4\nAuthorization: Bearer\n", 200),
        ("BREW /sparql HTTP/1.1\n", 405),
        ("POST /update HTTP/1.1\nContent-Length: 0\nAuthorization: Bearer \xe9\n", 401),
    ],
)
def test_a_spoilt_request_is_told_so(writable: Server, head: str, status: int) -> None:
    assert send(writable, head)[0] == status
