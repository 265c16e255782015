"""Each request is answered from the version that is current as it begins, to its end."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hrkg.settings import Settings
from hrkg.store import Snapshot
from hrkg.web import state
from hrkg.web.app import create_app
from tests.web.conftest import make_current, make_snapshot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_snapshot(tmp_path, version="first")
    make_current(tmp_path, "first")
    return tmp_path


@pytest.fixture
def site(folder: Path, settings: Settings) -> Iterator[Flask]:
    settings = replace(settings, store=folder, query_workers=1)
    app = create_app(Snapshot.current(folder), settings)
    yield app
    app.extensions["hrkg"].close()


def version(client: FlaskClient) -> str:
    time.sleep(state.LOOK_SECONDS)  # what a writer waits before it tells of a version
    return str(json.loads(client.get("/health").text)["version"])


def test_a_new_version_is_served_once_a_writer_may_tell_of_it(site: Flask, folder: Path) -> None:
    make_snapshot(folder, version="second")
    assert version(site.test_client()) == "first"
    make_current(folder, "second")
    assert version(site.test_client()) == "second"


def test_a_version_that_cannot_be_opened_is_tried_again_later(
    site: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "spoilt").mkdir()
    make_current(folder, "spoilt")
    assert version(site.test_client()) == "first"
    spoilt = folder / "spoilt"
    spoilt.rmdir()
    make_snapshot(folder, version="spoilt")
    assert version(site.test_client()) == "first"  # not at each request
    monkeypatch.setattr(site.extensions["hrkg"], "_look_again", 0.0)
    assert version(site.test_client()) == "spoilt"


def test_what_is_served_is_held_and_then_let_go(site: Flask, folder: Path) -> None:
    def holds(name: str) -> bool:
        """Whether this process has the version's manifest open."""
        open_files = {os.path.realpath(f"/proc/self/fd/{handle}") for handle in os.listdir("/proc/self/fd")}
        return str(folder / name / "manifest.json") in open_files

    assert holds("first")
    make_snapshot(folder, version="second")
    make_current(folder, "second")
    assert version(site.test_client()) == "second"
    assert (holds("first"), holds("second")) == (False, True)


def test_the_name_of_a_client_tells_no_address(site: Flask) -> None:
    names = set()
    for address in ("192.0.2.7", "192.0.2.8"):
        with site.test_request_context(environ_base={"REMOTE_ADDR": address}):
            names.add(state._client())
            assert state._client() in names  # the same each time
            assert "192" not in state._client()
    assert len(names) == 2


def test_the_addresses_of_one_house_are_one_client(site: Flask) -> None:
    """Whoever has an IPv6 address has 2**64 of them."""

    def name(address: str) -> str:
        with site.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return state._client()

    assert name("2001:db8::1") == name("2001:db8::ffff:1")
    assert name("2001:db8::1") != name("2001:db8:0:1::1")
    assert name("::ffff:192.0.2.7") == name("192.0.2.7")
    assert name("") == name("unix:")
