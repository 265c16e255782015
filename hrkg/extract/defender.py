"""Defenders: the persons whom a post is about as victims, subjects or laureates."""

from collections.abc import Sequence

from hrkg.lexicon import Lexicon
from hrkg.model import Defender, Detention, Incident, Prize, Reading, Signature, Statement


def find_defenders(
    reading: Reading,
    statements: Sequence[Statement],
    signatures: Sequence[Signature],
    prizes: Sequence[Prize],
    detentions: Sequence[Detention],
    incidents: Sequence[Incident],
    lexicon: Lexicon,
) -> list[Defender]:
    """Those whom the other facts are about, and the subjects of the post, in order of appearance."""
    return []
