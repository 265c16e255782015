"""A query worker: a process that answers one query at a time over the read-only store, and can be ended at any moment.

`python -m hrkg.web.worker STORE BASE MEMORY`, its standard input the socket on which it is asked (wire.py). workers.py
starts, ends and replaces it. It ends by itself with the process that asks, in the midst of a query too.
"""

import resource
import signal
import socket
import sys
import tempfile
from typing import IO, cast

import pyoxigraph as ox

from hrkg.errors import HrkgError, StoreError
from hrkg.web.engine import LimitError, Question, evaluate
from hrkg.web.lifeline import end_with_peer
from hrkg.web.seal import seal
from hrkg.web.wire import Json, receive, send, to_fault

IN_MEMORY = 1 << 20  # bytes of an answer above which it goes to a file


class Spool:
    """Takes an answer whole before any of it is sent: in memory first, then in a file that has no name."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._file: IO[bytes] | None = None
        self.size = 0

    def write(self, data: bytes) -> int:
        """Take the next bytes. Raises OSError on a full disk."""
        self._held += data
        self.size += len(data)
        if len(self._held) > IN_MEMORY:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Nothing: what is held is sent from where it is."""

    def _spill(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # closed by send()
        rest = memoryview(self._held)
        while rest:
            rest = rest[self._file.write(rest) :]
        rest.release()
        self._held = bytearray()

    def send(self, connection: socket.socket, form: str) -> None:
        """Announce the answer and hand it over: the bytes, or the handle of the file."""
        head: Json = {"format": form, "size": self.size}
        if self._file is None:
            send(connection, head, bytes(self._held))
            return
        self._spill()
        with self._file:
            send(connection, head, handle=self._file.fileno())


def _answer(store: ox.Store, base: str, connection: socket.socket, question: Question) -> None:
    spool = Spool()
    try:
        form = evaluate(store, question, base, cast(IO[bytes], spool))  # which it only writes to
    except HrkgError as error:
        send(connection, to_fault(error))
    except OSError as error:
        send(connection, to_fault(StoreError(f"the answer cannot be read or kept: {error.strerror or error}")))
    except MemoryError:
        send(connection, to_fault(LimitError("memory", resource.getrlimit(resource.RLIMIT_DATA)[0])))
    else:
        spool.send(connection, form.name)


def main() -> None:
    """Open the store, say so, and answer until nobody asks any more."""
    path, base, memory = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then hangs up
    seal()
    resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = socket.socket(fileno=0)
    end_with_peer(connection)
    try:
        store = ox.Store.read_only(path)
    except OSError as error:
        send(connection, to_fault(StoreError(f"the store cannot be opened: {error}")))
        return
    send(connection, {"ready": True})
    while True:
        try:
            asked = receive(connection)
        except EOFError:
            return
        _answer(store, base, connection, Question.from_json(asked.told))


if __name__ == "__main__":
    main()
