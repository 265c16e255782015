"""The server as it runs: over real HTTP, through a change of snapshot, and to its end."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.web.conftest import make_current, make_snapshot
from tests.web.running import SLACK, Server, is_alive, query, serving, until
from tests.web.test_workers import ENDLESS


@contextmanager
def serving_first(folder: Path, **settings: object) -> Iterator[Server]:
    """A server over a store of its own, whose version is called 'first'."""
    make_snapshot(folder, version="first")
    make_current(folder, "first")
    with serving(folder, folder, **settings) as server:
        yield server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving_first(tmp_path) as server:
        yield server


def test_the_server_s_processes_end_with_it_however_it_ends(server: Server) -> None:
    processes = server.descendants()
    server.process.kill()
    assert until(lambda: not any(is_alive(pid) for pid in processes))


def test_the_server_answers_and_ends_and_leaves_nothing(server: Server) -> None:
    status, body = server.get("/health")
    assert (status, json.loads(body)["version"]) == (200, "first")
    assert json.loads(server.get(query("ASK { ?s a hrkg:Statement }"))[1])["boolean"] is True
    assert "<h1>" in server.get("/", Accept="text/html")[1]
    processes = server.descendants()
    assert len(processes) >= 4  # two servers with two query workers each
    heavy = threading.Thread(target=server.get, args=(query(ENDLESS),))
    heavy.start()
    assert server.get(query("ASK {}"))[0] == 200
    assert heavy.is_alive()  # it did not wait for the heavy one
    heavy.join()
    assert server.end() == 0
    assert until(lambda: not any(is_alive(pid) for pid in processes))
    assert [line["message"] for line in server.log()] == [f"version first is served at http://127.0.0.1:{server.port}/"]


def test_requests_are_logged_without_who_asked_what(tmp_path: Path) -> None:
    with serving_first(tmp_path, log_requests=1) as server:
        server.get(query("ASK { ?tell_tale ?p ?o }"))
        server.get("/person/nobody")
        server.end()
    requests = [line for line in server.log() if line["message"] == "request"]
    assert ("GET", "/sparql", 200) in {(line["method"], line["route"], line["status"]) for line in requests}
    assert all(isinstance(line["seconds"], float) for line in requests)
    said = (tmp_path / "log").read_text(encoding="utf-8")
    for word in ("urllib", "tell_tale", "nobody"):
        assert word not in said
    assert said.count("127.0.0.1") == 1  # where it listens


def test_queries_are_logged_where_the_operator_wants_it(tmp_path: Path) -> None:
    with serving_first(tmp_path, log_requests=2) as server:
        server.get(query("ASK { ?tell_tale ?p ?o }"))
        server.end()
    assert "ASK { ?tell_tale ?p ?o }" in [line.get("query") for line in server.log()]


def test_a_query_past_its_limit_is_answered_in_time(server: Server) -> None:
    start = time.monotonic()
    status, body = server.get(query(ENDLESS))
    assert 3.0 <= time.monotonic() - start < 3.0 + SLACK
    assert (status, json.loads(body)["limit"]) == (503, "time")


def test_a_new_snapshot_is_served_without_losing_a_request(server: Server) -> None:
    statuses: list[int] = []
    over = threading.Event()

    def ask_on() -> None:
        while not over.is_set():
            statuses.append(server.get(query("ASK { ?s a hrkg:Statement }"))[0])

    asking = threading.Thread(target=ask_on)
    asking.start()
    make_snapshot(server.store, version="second")
    make_current(server.store, "second")

    def version() -> str:
        return str(json.loads(server.get("/health")[1])["version"])

    assert until(lambda: [version() for _ in range(8)] == ["second"] * 8)
    over.set()
    asking.join()
    assert set(statuses) == {200}
    # The workers over the old store have gone with it.
    assert until(lambda: not any("/first/" in server.command(pid) for pid in server.descendants()))
