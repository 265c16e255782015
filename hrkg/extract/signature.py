"""Signatures: each entry of a list of signatories, and each signatory named in prose."""

from collections.abc import Sequence

from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Signature, Statement


def find_signatures(reading: Reading, statements: Sequence[Statement], lexicon: Lexicon) -> list[Signature]:
    """The signatures in order of the text; `Signature.statement` is an index into `statements`."""
    return []
