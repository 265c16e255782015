"""The one normal form of a post's text, in which all offsets count."""

import re
import unicodedata

# Letters that NFKD leaves whole, as corpus/GOLD.md lists them for the keys of posts.
_UNDECOMPOSED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_DROPPED_IN_KEYS = str.maketrans("", "", "'’‘ʼ`´\"“”„«»´")
_PUNCTUATION = re.compile(r"[\W_]+")
# White space in the wide sense: what str.isspace() calls so, and control characters, which no RDF/XML can carry.
_BLANKS = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f-\x9f]+")


def normal_lines(text: str) -> list[str]:
    """The lines of a text with white space folded: runs of it (no-break spaces and control characters included) are one
    space, none stands at the ends of a line. The number of lines is that of `text.splitlines()`."""
    return [re.sub(r" {2,}", " ", _BLANKS.sub(" ", line)).strip() for line in text.splitlines()]


def normal_text(title: str, body: str) -> str:
    """The text of a post: the title, an empty line, the body; never two empty lines together, none at the ends."""
    text = "\n".join([" ".join(normal_lines(title)).strip(), "", *normal_lines(body)])
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def slug(text: str) -> str:
    """Lower case a-z0-9 with one hyphen for every other run; accents and quotation marks dropped; '' when
    nothing is left.

    The rule of the posts' ids in corpus/GOLD.md; never truncated.
    """
    text = text.translate(_DROPPED_IN_KEYS).casefold().translate(_UNDECOMPOSED)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def fold(text: str) -> str:
    """A name for comparing: no accents, case, punctuation, leading article, or British against American spelling; '&'
    is 'and'."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
        text = "".join([c for c in text if not unicodedata.combining(c)])
    text = text.casefold().replace("&", " and ")
    text = text.replace("centre", "center").replace("organisation", "organization").replace("defence", "defense")
    return _PUNCTUATION.sub(" ", text).strip().removeprefix("the ")
