"""What a client accepts, by header, suffix or `format=`, and the format that suits it best."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import request
from werkzeug.http import parse_list_header, parse_options_header

from hrkg.errors import HrkgError
from hrkg.formats import GRAPH_FORMATS, Format

HTML = Format("html", "text/html", "html", "page", None, ("application/xhtml+xml",))
# What a thing or a description is given as; the first goes to clients that take all alike.
PAGE_OR_GRAPH = (HTML, *GRAPH_FORMATS)
GRAPH_OR_PAGE = (*GRAPH_FORMATS, HTML)
_JSON_LD = next(f for f in GRAPH_FORMATS if f.name == "jsonld")
BY_SUFFIX = {**{f.suffix: f for f in PAGE_OR_GRAPH}, "json": _JSON_LD}


class NotAcceptableError(HrkgError):
    """The client takes none of the formats that there are; `available` holds their media types."""

    def __init__(self, formats: Sequence[Format]) -> None:
        self.available = tuple(f.media_type for f in formats)
        super().__init__(f"none of the formats asked for is available; there are: {', '.join(self.available)}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A format, under the media type that the client asked for."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """The value of Content-Type; all text is UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    @classmethod
    def of(cls, form: Format) -> "Chosen":
        """A format under its own media type."""
        return cls(form, form.media_type)


_KEPT, _LONGEST = 256, 1000  # headers whose choice is kept, since most clients say the same; bytes of the longest


def choose(accept: str, formats: tuple[Format, ...]) -> Chosen | None:
    """The format that a client likes best by its Accept header, of equals the first; None when it takes none.

    A client that says nothing takes anything. The most specific range decides what a media type is worth
    (RFC 9110, section 12.5.1), whatever its parameters; other names of a media type come after all proper ones.
    """
    return _kept_choice(accept, formats) if len(accept) <= _LONGEST else _choice(accept, formats)


def _choice(accept: str, formats: tuple[Format, ...]) -> Chosen | None:
    worths = worths_of(accept)
    if not worths:
        return Chosen.of(formats[0])

    def worth(offer: Chosen) -> float:
        kind = offer.media_type.partition("/")[0]
        ranges = (offer.media_type, f"{kind}/*", "*/*")
        return next((worths[name] for name in ranges if name in worths), 0.0)

    offers = [Chosen.of(f) for f in formats] + [Chosen(f, alias) for f in formats for alias in f.aliases]
    best = max(offers, key=worth)
    return best if worth(best) > 0 else None


_kept_choice = lru_cache(_KEPT)(_choice)


def liked(formats: tuple[Format, ...]) -> Chosen | None:
    """The choice of the client of this request."""
    return choose(request.headers.get("Accept", ""), formats)


def worths_of(header: str) -> dict[str, float]:
    """What each range of an Accept header is worth to the client, 0 to 1; one with a worth that is no number is none.

    '*' alone is an old way to say '*/*'; of a range that stands there twice, with other parameters, the better counts.
    """
    found: dict[str, float] = {}
    for item in parse_list_header(header):
        name, parameters = parse_options_header(item)
        try:
            worth = float(parameters.get("q") or 1)
        except ValueError:
            continue
        name = "*/*" if name == "*" else name.lower()
        if name and 0 <= worth <= 1:
            found[name] = max(worth, found.get(name, 0.0))
    return found
