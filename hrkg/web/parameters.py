"""The parameters of a request of the SPARQL protocols, taken apart to the letter."""

from collections.abc import Callable
from urllib.parse import parse_qsl

import pyoxigraph as ox
from flask import request
from werkzeug.exceptions import ClientDisconnected, LengthRequired, RequestEntityTooLarge, UnsupportedMediaType

from hrkg.errors import UsageError

FORM = "application/x-www-form-urlencoded"
_MAX_FIELDS = 1000
Fields = list[tuple[str, str]]


def read_fields(name: str, media_type: str, read: Callable[[], bytes]) -> Fields:
    """All parameters of a request whose text ('query', 'update') stands in the address, in a form, or as the body
    under its own media type. Raises UsageError (400), UnsupportedMediaType (415), and what `read` raises."""
    address = read_address()
    if request.method != "POST":
        return address
    is_utf8 = request.mimetype_params.get("charset", "utf-8").lower() in ("utf-8", "utf8")
    if request.mimetype not in (FORM, media_type) or not is_utf8:
        raise UnsupportedMediaType(f"The {name} is posted as {FORM} or as {media_type}, in UTF-8.")
    if request.mimetype == FORM:
        return [*address, *_parsed(read())]
    return [*address, (name, decoded(read()))]


def read_body() -> bytes:
    """The body of the request, whole. Raises UnsupportedMediaType for one that is packed, RequestEntityTooLarge, and
    ClientDisconnected for one that is shorter than it says. (The server hands over what it has of a body whose sender
    is gone, and werkzeug what a limit leaves of one without a length.)"""
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType("The body is sent as it is, without Content-Encoding.")
    data, length = request.get_data(), request.content_length
    if length is None and len(data) >= (request.max_content_length or 0):
        raise RequestEntityTooLarge
    if length is not None and len(data) != length:
        raise ClientDisconnected
    return data


def read_known_body() -> bytes:
    """The same, for a change. Raises LengthRequired for a body without a length: nobody can tell whether that is
    whole."""
    if request.content_length is None:
        raise LengthRequired("A change is sent with its Content-Length.")
    return read_body()


def read_address() -> Fields:
    """The parameters of the address alone. Raises UsageError."""
    return _parsed(request.query_string)


def single(fields: Fields, name: str) -> str | None:
    """The value of a parameter; None where it is not given. Raises UsageError where it is given twice."""
    values = [value for field, value in fields if field == name]
    if len(values) > 1:
        raise UsageError(f"'{name}' is given {len(values)} times")
    return values[0] if values else None


def graph_names(fields: Fields, name: str) -> tuple[str, ...]:
    """The graphs that a parameter names. Raises UsageError for what is no absolute IRI."""
    values = tuple(value for field, value in fields if field == name)
    for value in values:
        try:
            ox.NamedNode(value)
        except ValueError as error:
            raise UsageError(f"the {name} '{value}' is no absolute IRI") from error
    return values


def decoded(data: bytes) -> str:
    """The text of a body. Raises UsageError where it is not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"the request is not UTF-8 at byte {error.start}") from error


def _parsed(data: bytes) -> Fields:
    try:
        return parse_qsl(decoded(data), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise UsageError("the parameters are not UTF-8") from error
    except ValueError as error:
        raise UsageError(f"there are more than {_MAX_FIELDS} parameters") from error
