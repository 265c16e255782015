"""What passes between the server and a query worker: a length, JSON of that length, and what the JSON announces."""

import json
import socket
import struct

from hrkg.errors import (
    ChangedError,
    HrkgError,
    NotConformingError,
    NotFoundError,
    QueryError,
    StoreError,
    UsageError,
)
from hrkg.web.engine import LimitError, RefusedError, UnsuitableError

_LENGTH = struct.Struct("!I")
_FAULTS: dict[str, type[HrkgError]] = {
    fault.__name__: fault
    for fault in (
        *(QueryError, RefusedError, UnsuitableError, LimitError, StoreError),  # of a query
        *(UsageError, NotFoundError, NotConformingError, ChangedError),  # of a change
    )
}
Json = dict[str, object]


class UnreadError(EOFError):
    """The other side is gone, and had not read all that was sent to it."""


def send(connection: socket.socket, message: Json, body: bytes = b"") -> None:
    """Send one message, and the bytes that it announces."""
    data = json.dumps(message).encode()
    connection.sendall(_LENGTH.pack(len(data)) + data + body)


def receive(connection: socket.socket) -> Json:
    """The next message. Raises EOFError when the other side is gone."""
    (length,) = _LENGTH.unpack(receive_bytes(connection, _LENGTH.size))
    message = json.loads(receive_bytes(connection, length))
    assert isinstance(message, dict)  # both sides are ours
    return message


def receive_bytes(connection: socket.socket, length: int) -> bytes:
    """Exactly so many bytes. Raises EOFError when the other side is gone, UnreadError where that can be told."""
    parts = []
    while length:
        try:
            part = connection.recv(length)
        except ConnectionError as error:  # of a Unix socket: closed with something in it unread
            raise UnreadError from error
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def to_fault(error: HrkgError) -> Json:
    """An error as JSON."""
    if isinstance(error, LimitError):
        return {"fault": "LimitError", "arguments": [error.limit, error.value]}
    if isinstance(error, QueryError):
        return {"fault": "QueryError", "arguments": [str(error), error.line, error.column]}
    if isinstance(error, NotConformingError):
        return {"fault": "NotConformingError", "arguments": [str(error), error.report]}
    if isinstance(error, ChangedError):
        return {"fault": "ChangedError", "arguments": [error.version]}
    if isinstance(error, UnsuitableError):
        return {"fault": "UnsuitableError", "arguments": [error.reason, error.available]}
    # InputError and its like take more than one argument; to the client they are all the same.
    name = type(error).__name__ if type(error).__name__ in _FAULTS else StoreError.__name__
    return {"fault": name, "arguments": [str(error)]}


def from_fault(message: Json) -> HrkgError:
    """The error of a JSON that `to_fault` made."""
    arguments = message["arguments"]
    assert isinstance(arguments, list)  # as to_fault makes it
    return _FAULTS[str(message["fault"])](*arguments)
