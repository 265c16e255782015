"""Answers packed as the client asks: zstd, brotli or gzip (RFC 9110, section 12.5.3)."""

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
import zstandard
from flask import Response, request

from hrkg.web.negotiate import worths_of

_LEAST = 1000  # bytes; below, packing costs more than it saves
_GZIP = 16 + zlib.MAX_WBITS  # zlib's way to say gzip

# What packs a piece, and what packs the end.
_Packer = tuple[Callable[[bytes], bytes], Callable[[], bytes]]


def _zstd() -> _Packer:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    return packer.compress, packer.flush


def _brotli() -> _Packer:
    packer = brotli.Compressor(quality=4)
    return packer.process, packer.finish


def _gzip() -> _Packer:
    packer = zlib.compressobj(level=5, wbits=_GZIP)
    return packer.compress, packer.flush


# The quickest first: it goes to clients that like several alike. Each level packs about as fast as results are read.
_CODINGS: dict[str, Callable[[], _Packer]] = {"zstd": _zstd, "br": _brotli, "gzip": _gzip}


def packed(response: Response) -> Response:
    """The answer in the coding that the client likes best of those that it names; as it is where it names none, and
    where it is small, packed already, or a file of which parts can be asked."""
    if response.direct_passthrough:
        return response
    headers = response.headers
    headers["Vary"] = f"{headers['Vary']}, Accept-Encoding" if "Vary" in headers else "Accept-Encoding"
    coding, size = _liked(request.headers.get("Accept-Encoding", "")), response.content_length
    if (
        response.status_code in (204, 304)
        or coding is None
        or "Content-Encoding" in headers
        or (size is not None and size < _LEAST)
    ):
        return response
    pieces = _pieces(response.iter_encoded(), *_CODINGS[coding]())
    response.response = pieces if response.is_streamed else [b"".join(pieces)]
    del response.content_length  # a stream's end is told by the transfer's own coding
    if not response.is_streamed:
        response.content_length = sum(map(len, response.response))
    response.content_encoding = coding
    return response


def _liked(accepted: str) -> str | None:
    if not accepted:
        return None
    worth = worths_of(accepted)
    best = max(_CODINGS, key=lambda name: worth.get(name, 0))
    return best if worth.get(best, 0) > 0 and worth.get(best, 0) >= worth.get("identity", 0) else None


def _pieces(body: Iterable[bytes], pack: Callable[[bytes], bytes], end: Callable[[], bytes]) -> Iterator[bytes]:
    for piece in body:
        if data := pack(piece):
            yield data
    yield end()
