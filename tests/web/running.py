"""The server as it runs, for tests over real HTTP: started by its command, watched, and ended."""

import contextlib
import http.client
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.test import EnvironBuilder, TestResponse

SLACK = 10.0  # seconds that a busy machine may add to any wait; bench/ and the soak measure what it really takes


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be reaped does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):  # it went before the file was opened, or before it was read
        return False


def until(condition: Callable[[], bool], *, seconds: float = 10.0) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def query(text: str) -> str:
    """The address of a query."""
    return "/sparql?" + urllib.parse.urlencode({"query": text})


class HttpClient:
    """Speaks to a running server as Flask's test client does to an app: the same calls, over real HTTP."""

    def __init__(self, port: int) -> None:
        self._port = port

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        """One request, on a connection of its own."""
        builder = EnvironBuilder(*args, **kwargs)  # type: ignore[arg-type]
        environ = builder.get_environ()
        address = urllib.parse.quote(environ["PATH_INFO"].encode("latin-1"), safe="/:@!$&'()*+,;=~")
        address += f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else ""
        body = environ["wsgi.input"].read()
        headers = {name: value for name, value in builder.headers.items() if name != "Content-Length"}
        headers["Host"] = environ["HTTP_HOST"]
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        with contextlib.closing(connection):
            connection.request(environ["REQUEST_METHOD"], address, body or None, headers)
            answer = connection.getresponse()
            data = answer.read()
        return TestResponse([data], f"{answer.status} {answer.reason}", answer.getheaders(), builder.get_request())

    def get(self, *args: object, **kwargs: object) -> TestResponse:
        return self.open(*args, method="GET", **kwargs)

    def head(self, *args: object, **kwargs: object) -> TestResponse:
        return self.open(*args, method="HEAD", **kwargs)

    def post(self, *args: object, **kwargs: object) -> TestResponse:
        return self.open(*args, method="POST", **kwargs)

    def put(self, *args: object, **kwargs: object) -> TestResponse:
        return self.open(*args, method="PUT", **kwargs)

    def delete(self, *args: object, **kwargs: object) -> TestResponse:
        return self.open(*args, method="DELETE", **kwargs)

    def options(self, *args: object, **kwargs: object) -> TestResponse:
        return self.open(*args, method="OPTIONS", **kwargs)


@dataclass
class Server:
    """A running server, the store that it serves, and the folder of its settings and its log."""

    process: "subprocess.Popen[bytes]"
    port: int
    store: Path
    folder: Path

    @property
    def client(self) -> HttpClient:
        """Who asks it."""
        return HttpClient(self.port)

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
        return [json.loads(line) for line in (self.folder / "log").read_text(encoding="utf-8").splitlines()]

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

    def end(self) -> int:
        """End it as an operator does, and return how it ended."""
        self.process.terminate()
        return self.process.wait(30)


@contextmanager
def serving(store: Path, folder: Path, **settings: object) -> Iterator[Server]:
    """A server of two processes over a store, with settings of its own in a file."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = folder / "settings.toml"
    write_settings(file, **{"store": str(store), "port": port, "workers": 2, "query_timeout": 3.0, **settings})
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "hrkg", "serve", "--settings", str(file)], stderr=log)
    server = Server(process, port, store, folder)
    try:
        assert until(server.is_up, seconds=30), server.log()
        yield server
    finally:
        process.kill()
        process.wait(20)


def write_settings(file: Path, **settings: object) -> None:
    """A file of settings."""
    file.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items()), encoding="utf-8")
