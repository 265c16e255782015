"""The server as it runs: over real HTTP, through a change of snapshot, and to its end."""

import json
import os
import signal
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
def serving(folder: Path) -> Iterator[Server]:
    """A server of two processes over a snapshot in a folder."""
    make_snapshot(folder, version="first")
    (folder / "current").symlink_to("first")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = (
        "from hrkg.settings import from_env; from hrkg.web.app import serve; from pathlib import Path; "
        f"serve(from_env(store=Path({str(folder)!r}), query_timeout=3.0), '127.0.0.1', {port}, 2)"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE)
    server = Server(process, port, folder)
    try:
        assert until(server.is_up, seconds=30)
        yield server
    finally:
        process.kill()
        process.communicate(timeout=20)


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
    os.kill(server.process.pid, signal.SIGTERM)
    _, said = server.process.communicate(timeout=20)
    assert until(lambda: not any(is_alive(pid) for pid in processes))
    # Neither addresses nor queries are logged.
    assert said.decode().splitlines() == [f"version first is served at http://127.0.0.1:{server.port}/"]


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
