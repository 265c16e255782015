"""The published files: whole, in part, and what they are."""

import gzip
import hashlib

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from hrkg.publish import DUMPS
from hrkg.store import Snapshot


@pytest.mark.parametrize("form", DUMPS, ids=lambda form: str(form.name))
def test_each_dump_is_the_file_plain_and_compressed(client: FlaskClient, snapshot: Snapshot, form: object) -> None:
    suffix = form.suffix  # type: ignore[attr-defined]
    plain = client.get(f"/dumps/latest.{suffix}")
    packed = client.get(f"/dumps/latest.{suffix}.gz", headers={"Accept-Encoding": "gzip"})
    assert plain.data == (snapshot.dumps / f"latest.{suffix}").read_bytes()
    assert gzip.decompress(packed.data) == plain.data
    is_text = form.media_type.startswith("text/")  # type: ignore[attr-defined]
    assert plain.content_type == form.media_type + "; charset=utf-8" * is_text  # type: ignore[attr-defined]
    # It is a file that is compressed, and not a compressed way to send another: clients must not unpack it.
    assert packed.content_type == "application/gzip"
    assert "Content-Encoding" not in packed.headers


def test_the_turtle_dump_parses(client: FlaskClient) -> None:
    assert sum(1 for _ in ox.parse(client.get("/dumps/latest.ttl").data, format=ox.RdfFormat.TURTLE)) > 300


def test_a_part_can_be_asked_for(client: FlaskClient) -> None:
    whole = client.get("/dumps/latest.nt").data
    part = client.get("/dumps/latest.nt", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert client.get("/dumps/latest.nt", headers={"Range": f"bytes={len(whole)}-"}).status_code == 416


def test_a_dump_is_tagged_by_its_digest(client: FlaskClient) -> None:
    response = client.get("/dumps/latest.nq")
    tag = response.headers["ETag"]
    assert tag == f'"{hashlib.sha256(response.data).hexdigest()}"'
    assert client.get("/dumps/latest.nq", headers={"If-None-Match": tag}).status_code == 304


def test_the_list_tells_size_and_digest_of_each(client: FlaskClient) -> None:
    text = client.get("/dumps/").text
    sums = client.get("/dumps/SHA256SUMS").text
    assert len(sums.splitlines()) == 2 * len(DUMPS)
    for line in sums.splitlines():
        digest, name = line.split("  ")
        assert digest in text
        assert f'href="/dumps/{name}"' in text


@pytest.mark.parametrize("name", ["latest.pdf", "..%2fmanifest.json", "%2e%2e/manifest.json", "latest.ttl%00", ""])
def test_nothing_else_can_be_had(client: FlaskClient, name: str) -> None:
    response = client.get(f"/dumps/{name}", headers={"Accept": "application/json"})
    assert response.status_code in (404, 406)
