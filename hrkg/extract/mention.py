"""Mentions: the persons whom a post names, all spellings of one joined."""

from hrkg.lexicon import Lexicon
from hrkg.model import Mention, Reading


def find_mentions(reading: Reading, lexicon: Lexicon) -> list[Mention]:
    """The persons named in the post, in order of first appearance; [] when it names none."""
    return []
