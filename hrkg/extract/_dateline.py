"""The dateline of a text that a post gives in full: 'Lima, 3 May 2019', 'Done at Accra on 3 May 2019'."""

import re
from collections.abc import Container, Sequence
from datetime import date, timedelta

from hrkg.model import Block, Reading
from hrkg.text.dates import find_dates

_HEAD = 5  # blocks at the head of a post among which a dateline stands, and as many at its foot
_LONGEST = 80  # code points of a block that is nothing but a dateline
_LEAD = 48  # code points before the date at the head of a paragraph
_PRECISE = len("2024-05-24")
_OLDEST = timedelta(days=45)  # before the post; an older date is not that of what it brings
# Before the date places alone stand, or the words of a closing formula; after it a stop, a dash or a bracket.
_BEFORE = re.compile(
    r"[\s(\[]*(?:(?i:done|signed|issued|adopted|given|fait|hecho|dado|feito)\s+)?(?:(?:at|in|on|à|le|en|a|el|the)\s+)*"
    r"(?:[^\W\d_a-z][\w’'.-]*(?:\s+(?:de|of|da|do|la|el|and)\b)?[\s,/|)\]–—-]*(?:(?:on|le|el|the)\s+)?)*",
)
_FORMULA = re.compile(r"^\s*(?:done|signed|issued|adopted|given)\b", re.I)
_LINKS = frozenset(("at", "in", "on", "the", "of", "and", "new", "city", "a", "el", "le"))
_AFTER = re.compile(r"\s*(?:$|[–—:.|)\]]|-+\s)")


def find_dateline(reading: Reading, common: Container[str]) -> str | None:
    """The day that the dateline at the head or the foot of a post states (an ISO date); None where there is none.

    It dates the text that the post brings: not later than the post, and not long before it. common: words that name no
    place ('News, 3 May 2019' is none).
    """
    blocks = reading.blocks[1:]
    latest = date.fromisoformat(reading.post.published)
    for block in (*blocks[:_HEAD], *blocks[_HEAD:][-_HEAD:]):
        iso = _dateline_of(block, reading.post.published, common, whole=block not in blocks[:2])
        if iso is not None and latest - _OLDEST <= date.fromisoformat(iso) <= latest:
            return iso
    return None


def _dateline_of(block: Block, published: str, common: Container[str], *, whole: bool) -> str | None:
    """The date of a block that is, or begins with, a dateline; `whole`: only of one that is nothing else."""
    text = block.text[: _LONGEST + 1]
    if whole and len(text) > _LONGEST:
        return None
    dates: Sequence[tuple[int, int, str]] = [(d.start, d.end, d.iso) for d in find_dates(text, published)[:1]]
    for start, end, iso in dates:
        is_lead = len(iso) == _PRECISE and start <= _LEAD and any(c.isdigit() for c in text[start:end])
        places = [w.casefold() for w in re.findall(r"[^\W\d_]+", _FORMULA.sub("", text[:start]))]
        named = not any(word in common and word not in _LINKS for word in places)
        if is_lead and named and _BEFORE.fullmatch(text[:start]) and _AFTER.match(text, end):
            return iso if not whole or not text[end:].strip(" .)") else None
    return None
