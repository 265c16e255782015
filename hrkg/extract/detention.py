"""Detentions: each period for which a person named in a post was deprived of liberty."""

from hrkg.lexicon import Lexicon
from hrkg.model import Detention, Reading


def find_detentions(reading: Reading, lexicon: Lexicon) -> list[Detention]:
    """The periods that the post tells of, in order of appearance; [] when it tells of none."""
    return []
