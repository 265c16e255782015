"""What a client accepts, by header, suffix or `format=`, and the format that suits it best."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MIMEAccept

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


def choose(accept: MIMEAccept, formats: Sequence[Format]) -> Chosen | None:
    """The format that the client likes best, of equals the first; None when it takes none.

    A client that says nothing takes anything. The most specific range decides what a media type is worth
    (RFC 9110, section 12.5.1); other names of a media type come after all proper ones.
    """
    if not accept:
        return Chosen.of(formats[0])
    offers = [Chosen.of(f) for f in formats] + [Chosen(f, alias) for f in formats for alias in f.aliases]
    best = max(offers, key=lambda offer: accept.quality(offer.media_type))
    return best if accept.quality(best.media_type) > 0 else None
