"""The load client: queries over connections that stay open.

Each of its processes drives its connections from one loop over bare sockets: it reads of an answer no more than status,
length and end. `trivial()` is a server of the same make that answers without thinking; what the client gets from it is
the most that it can measure of any other.
"""

import select
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from urllib.parse import quote_plus

from bench.processes import Server, free_port, serving
from bench.run import PYTHON

CONNECTIONS = 8
_ACCEPT = "application/sparql-results+json"
# What a page or a script asks of one thing: what it says, and what points to it and of which kind that is. The number
# makes each text a new one, so that no cache of answers knows it.
LOOK_UPS = (
    "SELECT ?p ?o WHERE {{ <{thing}> ?p ?o FILTER(?p != <urn:look-up:{number}>) }} LIMIT 20",
    "SELECT ?s ?p ?c WHERE {{ ?s ?p <{thing}> . ?s a ?c FILTER(?p != <urn:look-up:{number}>) }} LIMIT 20",
)
_WAIT = 30.0  # seconds for an answer, after which its connection has failed


@dataclass(frozen=True, slots=True)
class Rate:
    """A round of requests: answers a second, seconds until half and until 99 of 100 had come, and how many failed."""

    rate: float
    half: float
    late: float
    failed: int


@dataclass
class Look:
    """A client that asks for things by templates, which have places for a `thing` and a `number`.

    different: so many different queries, over and over; None: never the same twice, each round going on in the numbers
    where the last one stopped.
    """

    things: Sequence[str]
    templates: Sequence[str] = LOOK_UPS
    different: int | None = None
    processes: int = 1
    _next: int = field(default=0, init=False)

    def queries(self) -> Iterator[str]:
        """The queries of the next round."""
        return _queries(self, self._next)

    def round(self, server: Server, seconds: float) -> Rate:
        """One round of queries to a server."""
        waits: list[float] = []
        failed = 0
        with get_context("spawn").Pool(self.processes) as pool:
            share = CONNECTIONS // self.processes
            tasks = []
            for _ in range(self.processes):
                tasks.append((server.port, server.path, self, self._next, share, seconds))
                self._next += _A_ROUND
            for some, bad in pool.starmap(_drive, tasks):
                waits += some
                failed += bad
        waits.sort()
        count = len(waits)
        if not count:
            raise OSError(f"{server.name} answered nothing")
        return Rate(count / seconds, waits[count // 2], waits[min(count - 1, count * 99 // 100)], failed)


_A_ROUND = 10_000_000  # numbers that a round may use


class _Connection:
    """One connection, with one request on its way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = 0.0
        self.answer = b""

    def is_whole(self) -> bool:
        """Whether the answer is there to its end, told by its length or by its last chunk."""
        head, gap, body = self.answer.partition(b"\r\n\r\n")
        if not gap:
            return False
        fields = head.lower()
        if b"transfer-encoding: chunked" in fields:
            return body.endswith(b"0\r\n\r\n")
        _, name, rest = fields.partition(b"content-length:")
        return not name or len(body) >= int(rest.partition(b"\r\n")[0])


def _queries(look: Look, number: int) -> Iterator[str]:
    """Queries without end."""
    while True:
        chosen = number if look.different is None else number % look.different
        thing = look.things[chosen * 7919 % len(look.things)]  # a prime, so that neighbours are not asked in a row
        yield look.templates[chosen % len(look.templates)].format(thing=thing, number=chosen)
        number += 1


def _request(path: str, query: str) -> bytes:
    address = f"{path}?query={quote_plus(query)}"
    return f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept: {_ACCEPT}\r\n\r\n".encode()


def _drive(port: int, path: str, look: Look, number: int, connections: int, seconds: float) -> tuple[list[float], int]:
    """(the seconds that each answer took, how many requests failed) of one process of the client."""
    requests = (_request(path, query) for query in _queries(look, number))
    waits: list[float] = []
    failed = 0
    poll = select.epoll()
    at: dict[int, _Connection] = {}

    def ask(connection: _Connection) -> None:
        connection.answer = b""
        connection.sent = time.perf_counter()
        connection.socket.sendall(next(requests))

    def connect() -> None:
        connection = _Connection(port)
        at[connection.socket.fileno()] = connection
        poll.register(connection.socket, select.EPOLLIN)
        ask(connection)

    for _ in range(connections):
        connect()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        events = poll.poll(_WAIT)
        if not events:
            failed += len(at)
            break
        for handle, _ in events:
            connection = at[handle]
            data = connection.socket.recv(1 << 16)
            connection.answer += data
            if data and not connection.is_whole():
                continue
            if connection.answer.startswith(b"HTTP/1.1 200"):
                waits.append(time.perf_counter() - connection.sent)
            else:
                failed += 1
            if data:
                ask(connection)
            else:
                poll.unregister(handle)
                at.pop(handle).socket.close()
                connect()
    for connection in at.values():
        connection.socket.close()
    return waits, failed


@contextmanager
def trivial() -> Iterator[Server]:
    """A server that gives everybody the same small answer."""
    port = free_port()
    with serving("trivial server", [*PYTHON, "-m", "bench.load", str(port)], port) as server:
        yield server


def _answer_all(port: int) -> None:
    body = b'{"head":{"vars":["p","o"]},"results":{"bindings":[]}}'
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {_ACCEPT}\r\nContent-Length: {len(body)}\r\n\r\n"
    answer = head.encode() + body
    with socket.create_server(("127.0.0.1", port)) as server:
        poll = select.epoll()
        poll.register(server, select.EPOLLIN)
        at: dict[int, socket.socket] = {}
        while True:
            for handle, _ in poll.poll():
                if handle == server.fileno():
                    connection, _ = server.accept()
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    at[connection.fileno()] = connection
                    poll.register(connection, select.EPOLLIN)
                elif not _is_answered(at[handle], answer):
                    poll.unregister(handle)
                    at.pop(handle).close()


def _is_answered(connection: socket.socket, answer: bytes) -> bool:
    """Whether there was a request, and a client that waits for the answer."""
    try:
        asked = connection.recv(1 << 16)
        connection.sendall(answer)
    except ConnectionError:
        return False
    return bool(asked)


@contextmanager
def meanwhile(server: Server, query: str, *, timeout: float) -> Iterator[list[float]]:
    """A client that sends one heavy query after the other while the block runs; gives the seconds until each was
    answered."""
    over = threading.Event()
    answered: list[float] = []

    def send() -> None:
        while not over.is_set():
            start = time.perf_counter()
            try:
                server.ask(query, timeout=str(timeout))
            except OSError:  # the server's refusal, which is what a query without end should get
                answered.append(time.perf_counter() - start)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield answered
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    _answer_all(int(sys.argv[1]))
