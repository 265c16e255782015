"""Prizes: each edition of a prize of which a post tells."""

from hrkg.lexicon import Lexicon
from hrkg.model import Prize, Reading


def find_prizes(reading: Reading, lexicon: Lexicon) -> list[Prize]:
    """One entry per prize and edition, in order of appearance; [] when the post tells of none."""
    return []
