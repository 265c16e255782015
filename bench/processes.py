"""Processes under measurement: started, waited for, weighed, and ended with all that they started. Linux: it reads
/proc."""

import contextlib
import os
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from socket import create_server

_PROC = Path("/proc")
_EVERY = 0.2  # seconds between two looks at the memory, for each costs some milliseconds
_ANSWER_SECONDS = 120.0
_START_SECONDS = 600.0  # rdflib reads a large file before it serves


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def until(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it holds within the time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def tree(pid: int) -> set[int]:
    """The living processes that a process started, and those that they started; itself included."""
    parents = {int(path.name): stat.parent for path in _PROC.glob("[0-9]*") if (stat := _stat(path)) is not None}
    found = {pid} & parents.keys()
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def session(leader: int) -> set[int]:
    """The living processes of the session that a process began, whoever their parents are by now."""
    return {int(path.name) for path in _PROC.glob("[0-9]*") if (stat := _stat(path)) and stat.session == leader}


@dataclass(frozen=True, slots=True)
class _Stat:
    parent: int
    session: int


def _stat(folder: Path) -> _Stat | None:
    """None for a process that has ended, a zombie included."""
    try:
        state, parent, _, session, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else _Stat(int(parent), int(session))


def memory(pids: Iterable[int]) -> int:
    """Bytes of memory of processes; what several share is counted once."""
    total = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    return total


def handles(pids: Iterable[int]) -> int:
    """How many files, sockets and pipes processes hold open."""
    total = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            total += len(list((_PROC / str(pid) / "fd").iterdir()))
    return total


class Peak:
    """Looks at the memory of a process and of all below it while the block runs; `bytes` is the most that was seen."""

    def __init__(self, pid: int) -> None:
        self.bytes = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            self.bytes = max(self.bytes, memory(tree(self._pid)))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds from its start to its end, and the most memory of it and its children, in bytes."""

    seconds: float
    peak: int


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command to its end. Raises CalledProcessError, with what it said, where it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        with Peak(process.pid) as peak:
            code = process.wait()
            seconds = time.perf_counter() - start
        if code:
            said.seek(0)
            raise subprocess.CalledProcessError(code, command, stderr=said.read())
    return Cost(seconds, peak.bytes)


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL endpoint that runs: its name in the table, its process, and the port and path where it answers."""

    name: str
    pid: int
    port: int
    path: str

    def get(
        self, path: str, *, accept: str = "*/*", body: bytes | None = None, body_type: str = ""
    ) -> tuple[int, str, bytes]:
        """(status, media type, body) of one request, posted where it has a body, whatever the status. Raises OSError or
        HTTPException where the answer does not come, or not whole."""
        headers = {"Accept": accept, **({"Content-Type": body_type} if body is not None else {})}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=_ANSWER_SECONDS) as response:
                return response.status, response.headers.get_content_type(), response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get_content_type(), error.read()

    def ask(self, query: str, *, accept: str = "application/sparql-results+json", **options: str) -> bytes:
        """The body of the answer to a query. Raises OSError where the endpoint refuses."""
        status, _, body = self.get(f"{self.path}?{urllib.parse.urlencode({'query': query, **options})}", accept=accept)
        if status != 200:
            raise OSError(f"{self.name} answered {status}: {body[:300].decode(errors='replace')}")
        return body

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            self.ask("ASK {}")
        except OSError:
            return False
        return True


@contextlib.contextmanager
def serving(
    name: str, command: Sequence[str], port: int, path: str = "/sparql", env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server that answers, ended with all its processes when the block ends. Raises OSError where it never
    answers."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(env or {})}
    )
    server = Server(name, process.pid, port, path)
    try:
        if (
            not until(lambda: process.poll() is not None or server.is_up(), _START_SECONDS)
            or process.poll() is not None
        ):
            raise OSError(f"{name} does not answer; it was started by: {' '.join(command)}")
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
