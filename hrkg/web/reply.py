"""Answers that a client can keep: tagged with the version of the data, and 304 where it has them already."""

import io
from collections.abc import Callable, Iterable

import pyoxigraph as ox
from flask import Response, request

from hrkg.formats import Format
from hrkg.quads import transcribe
from hrkg.web.negotiate import Chosen, NotAcceptableError, liked
from hrkg.web.state import served
from hrkg.web.workers import Answer

Body = str | bytes | Iterable[bytes]


def chosen_of(formats: tuple[Format, ...]) -> Chosen:
    """The format that this client likes best. Raises NotAcceptableError."""
    chosen = liked(formats)
    if chosen is None:
        raise NotAcceptableError(formats)
    return chosen


def reply(version: str, chosen: Chosen, make: Callable[[], Body]) -> Response:
    """What `make` gives, under the chosen format; not made at all where the client has this version of it."""
    return tagged(f"{version}-{chosen.format.name}", lambda: Response(make(), content_type=chosen.content_type))


def tagged(tag: str, make: Callable[[], Response]) -> Response:
    """The answer that `make` gives, or 304 where the client has what `tag` names.

    Weakly tagged: the same posts, tables and program say the same, though prefixes may stand in another order.
    """
    tag = f"{tag}-{served().snapshot.manifest.made_from[:12]}"
    is_known = request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag)
    response = Response(status=304) if is_known else make()
    response.set_etag(tag, weak=True)
    return vary(response)


def vary(response: Response) -> Response:
    """Tell caches that the answer depends on Accept, and to ask whether it still holds."""
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-cache"
    return response


def streamed(answer: Answer) -> Response:
    """A query's answer as it was spooled: its size is known, so a client can tell a cut from an end."""
    if answer.file is None:
        return Response(answer.body)
    response = Response(answer.chunks())
    response.content_length = answer.size
    response.call_on_close(answer.close)
    return response


def written(quads: Iterable[ox.Quad], form: Format) -> bytes:
    """Quads in a format; in one that holds a single graph, the union of their graphs, each triple once."""
    output = io.BytesIO()
    if form.kind == "dataset":
        transcribe(dict.fromkeys(quads), output, form)
    else:
        transcribe(dict.fromkeys(quad.triple for quad in quads), output, form)
    return output.getvalue()
