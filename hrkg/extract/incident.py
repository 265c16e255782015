"""Incidents: what befell a person, or unnamed people, other than detention."""

from collections.abc import Sequence

from hrkg.lexicon import Lexicon
from hrkg.model import Detention, Incident, Reading


def find_incidents(reading: Reading, detentions: Sequence[Detention], lexicon: Lexicon) -> list[Incident]:
    """The incidents in order of appearance; [] when the post tells of none."""
    return []
