"""What passes between the server and a process of its own, one message at a time in each direction: JSON, bytes that
belong to it, and perhaps the handle of an open file."""

import json
import socket
import struct
from dataclasses import dataclass

from hrkg.errors import (
    ChangedError,
    ConditionError,
    HrkgError,
    NotConformingError,
    NotFoundError,
    QueryError,
    StoreError,
    UsageError,
)
from hrkg.web.engine import LimitError, RefusedError, UnsuitableError

_LENGTHS = struct.Struct("!II")
_AT_ONCE = 1 << 16  # bytes that are taken at once, which most messages fit into
_FAULTS: dict[str, type[HrkgError]] = {
    fault.__name__: fault
    for fault in (
        *(QueryError, RefusedError, UnsuitableError, LimitError, StoreError),  # of a query
        *(UsageError, NotFoundError, NotConformingError, ChangedError, ConditionError),  # of a change
    )
}
Json = dict[str, object]


class UnreadError(EOFError):
    """The other side is gone, and had not read all that was sent to it."""


@dataclass(frozen=True, slots=True)
class Message:
    """What came: its JSON, the bytes, and a file handle that is the receiver's to close."""

    told: Json
    body: bytes
    handle: int | None


def send(connection: socket.socket, message: Json, body: bytes = b"", handle: int | None = None) -> None:
    """Send one message, in one piece where it is small."""
    data = json.dumps(message).encode()
    whole = memoryview(_LENGTHS.pack(len(data), len(body)) + data + body)
    sent = 0 if handle is None else socket.send_fds(connection, [whole], [handle])
    if sent < len(whole):
        connection.sendall(whole[sent:])


def receive(connection: socket.socket) -> Message:
    """The next message.

    Raises BlockingIOError where it does not begin within the socket's limit of time, EOFError when the other side is
    gone, and UnreadError where that side is known not to have read what was sent to it.
    """
    try:
        data, handles, _, _ = socket.recv_fds(connection, _AT_ONCE, 1)
        if not data:
            raise EOFError
        head = _filled(connection, bytearray(data), _LENGTHS.size)
        length, size = _LENGTHS.unpack_from(head)
        start, end = _LENGTHS.size + length, _LENGTHS.size + length + size
        whole = memoryview(_filled(connection, head, end))
    except ConnectionError as error:  # of a Unix socket: closed with something in it unread
        raise UnreadError from error
    message = json.loads(bytes(whole[_LENGTHS.size : start]))
    assert isinstance(message, dict)  # both sides are ours
    return Message(message, bytes(whole[start:]), handles[0] if handles else None)


def _filled(connection: socket.socket, data: bytearray, length: int) -> bytearray:
    """The data with what is still missing of so many bytes, however long that takes. Raises EOFError."""
    while len(data) < length:
        try:
            part = connection.recv(length - len(data))
        except BlockingIOError:  # a limit of time is on the first piece alone
            continue
        if not part:
            raise EOFError
        data += part
    return data


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
