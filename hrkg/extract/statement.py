"""Statements: the joint texts that a post reports, with their demands."""

from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Statement


def find_statements(reading: Reading, lexicon: Lexicon) -> list[Statement]:
    """The joint texts, in order of appearance; [] when the post reports none."""
    return []
