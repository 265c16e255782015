"""E-mail addresses and telephone numbers stay out of all that is told of a post, its quotations included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from hrkg.model import Defender, Demand, Detention, Incident, PostFacts, Prize, Signature, Span, Statement

# What shapes/value.ttl refuses, and the words that lead to it.
_CONTACT = re.compile(
    r"[(\[<]?\s*(?:\b(?:e-?mail|tel|phone|telephone|mobile|fax|contact)\b[.:]*\s*)?"
    r"(?:[\w.%+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+|\b00)\d[\d ().-]{6,}\d)\s*[)\]>]?",
    re.I,
)
_FEWEST_WORDS = 2  # of a quotation

Told = TypeVar("Told", Statement, Signature, Defender, Detention, Incident, Prize)


def without_contacts(facts: PostFacts) -> PostFacts:
    """The facts, each quotation parted around contact data; a signature or demand that is nothing else is left out."""
    kept = _Quotations()
    return replace(
        facts,
        statements=tuple(replace(kept.of(s), demands=tuple(_demands(s))) for s in facts.statements),
        signatures=tuple(kept.of(s) for s in facts.signatures if not _CONTACT.search(f"{s.name} {s.capacity or ''}")),
        defenders=tuple(map(kept.of, facts.defenders)),
        detentions=tuple(map(kept.of, facts.detentions)),
        incidents=tuple(map(kept.of, facts.incidents)),
        prizes=tuple(map(kept.of, facts.prizes)),
    )


class _Quotations:
    """What may be quoted of each span, worked out once: a sentence that names 1,000 signatories is quoted for each."""

    def __init__(self) -> None:
        self._pieces: dict[Span, list[Span]] = {}

    def of(self, fact: Told) -> Told:
        """The fact with what may be quoted."""
        for span in fact.evidence:
            if span not in self._pieces:
                self._pieces[span] = _pieces(span) if _CONTACT.search(span.exact) else [span]
        return replace(fact, evidence=tuple(piece for span in fact.evidence for piece in self._pieces[span]))


def _demands(statement: Statement) -> Iterator[Demand]:
    """The demands; of one that holds contact data, its longest piece without."""
    for demand in statement.demands:
        if not _CONTACT.search(demand.span.exact):
            yield demand
        elif pieces := _pieces(demand.span):
            longest = max(pieces, key=lambda piece: len(piece.exact))
            yield Demand(longest.exact, longest)


def _pieces(span: Span) -> list[Span]:
    """What stands between the contact data of a span, as long as it is worth a quotation."""
    cuts = [(m.start(), m.end()) for m in _CONTACT.finditer(span.exact)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(span.exact)]
    pieces = [Span.of(span.exact, start, end) for start, end in zip(starts, ends, strict=True)]
    return [
        Span(span.start + piece.start, span.start + piece.end, piece.exact)
        for piece in pieces
        if len(piece.exact.split()) >= _FEWEST_WORDS
    ]
