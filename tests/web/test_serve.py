"""The server as it runs: over real HTTP, through a change of snapshot, and to its end."""

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.web.conftest import make_snapshot
from tests.web.test_workers import ENDLESS, SLACK, is_alive, until


@dataclass
class Server:
    """A running server and the store folder that it serves."""

    process: "subprocess.Popen[bytes]"
    port: int
    store: Path

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and body of an answer."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def log(self) -> list[dict[str, object]]:
        """What it has logged; each line is an object of JSON."""
        return [json.loads(line) for line in (self.store / "log").read_text(encoding="utf-8").splitlines()]

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            return self.get("/health")[0] == 200
        except (urllib.error.URLError, ConnectionError):
            return False

    def command(self, pid: int) -> str:
        """The command line of a process; nothing of one that has ended."""
        try:
            return (Path("/proc") / str(pid) / "cmdline").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return ""

    def descendants(self) -> list[int]:
        """Every process below the server's."""
        parents = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                except (FileNotFoundError, ProcessLookupError):
                    continue
        below = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in below} - below:
            below |= more
        return sorted(below - {self.process.pid})


def query(text: str) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": text})


@contextmanager
def serving(folder: Path, **settings: object) -> Iterator[Server]:
    """A server of two processes over a snapshot in a folder, with settings of its own in a file."""
    make_snapshot(folder, version="first")
    (folder / "current").symlink_to("first")
    with served_from(folder, **settings) as server:
        yield server


@contextmanager
def served_from(store: Path, **settings: object) -> Iterator[Server]:
    """A server of two processes over a store."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = store / "settings.toml"
    write_settings(file, **{"store": str(store), "port": port, "workers": 2, "query_timeout": 3.0, **settings})
    command = [sys.executable, "-m", "hrkg", "serve", "--settings", str(file)]
    with (store / "log").open("wb") as log:
        process = subprocess.Popen(command, stderr=log)
    server = Server(process, port, store)
    try:
        assert until(server.is_up, seconds=30), server.log()
        yield server
    finally:
        process.kill()
        process.wait(20)


def write_settings(file: Path, **settings: object) -> None:
    file.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items()), encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path) as server:
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
    server.process.terminate()
    assert server.process.wait(20) == 0
    assert until(lambda: not any(is_alive(pid) for pid in processes))
    assert [line["message"] for line in server.log()] == [f"version first is served at http://127.0.0.1:{server.port}/"]


def test_requests_are_logged_without_who_asked_what(tmp_path: Path) -> None:
    with serving(tmp_path, log_requests=1) as server:
        server.get(query("ASK { ?tell_tale ?p ?o }"))
        server.get("/person/nobody")
        server.process.terminate()
        server.process.wait(20)
    requests = [line for line in server.log() if line["message"] == "request"]
    assert ("GET", "/sparql", 200) in {(line["method"], line["route"], line["status"]) for line in requests}
    assert all(isinstance(line["seconds"], float) for line in requests)
    said = (tmp_path / "log").read_text(encoding="utf-8")
    for word in ("urllib", "tell_tale", "nobody"):
        assert word not in said
    assert said.count("127.0.0.1") == 1  # where it listens


def test_queries_are_logged_where_the_operator_wants_it(tmp_path: Path) -> None:
    with serving(tmp_path, log_requests=2) as server:
        server.get(query("ASK { ?tell_tale ?p ?o }"))
        server.process.terminate()
        server.process.wait(20)
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
    (server.store / "next").symlink_to("second")
    (server.store / "next").replace(server.store / "current")

    def version() -> str:
        return str(json.loads(server.get("/health")[1])["version"])

    assert until(lambda: [version() for _ in range(8)] == ["second"] * 8)
    over.set()
    asking.join()
    assert set(statuses) == {200}
    # The workers over the old store have gone with it.
    assert until(lambda: not any("/first/" in server.command(pid) for pid in server.descendants()))
