"""A scene: one sentence with its words, its dates and whom it refers to, as the rooms of the event engine share it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hrkg.extract._cast import Ref
from hrkg.extract._cues import Cue
from hrkg.extract._grammar import ADVERBS, BE, HAVE
from hrkg.model import Sentence, Token
from hrkg.text.dates import Date


@dataclass(frozen=True)
class Scene:
    """A sentence, its references and its dates. `title`: it is (part of) the title of the post; `entry`: of a list."""

    sentence: Sentence
    refs: Sequence[Ref]
    dates: Sequence[Date]
    title: bool
    entry: bool = False

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the sentence."""
        return self.sentence.tokens

    @cached_property
    def low(self) -> list[str]:
        """The words in lower case; the comma of '300,000' is none."""
        words = [t.text.casefold() for t in self.sentence.tokens]
        for at in range(1, len(words) - 1):
            if words[at] == "," and words[at - 1].isdecimal() and words[at + 1].isdecimal():
                words[at] = "_"
        return words

    @cached_property
    def index(self) -> dict[int, int]:
        """Offset of a token -> its place in the sentence."""
        return {t.start: i for i, t in enumerate(self.sentence.tokens)}

    @cached_property
    def dated(self) -> frozenset[int]:
        """The places of the words that belong to a date."""
        starts = [t.start for t in self.tokens]
        spans = (range(bisect_left(starts, d.start), bisect_left(starts, d.end)) for d in self.dates)
        return frozenset(place for span in spans for place in span)

    def before(self, cue: Cue) -> Iterator[Ref]:
        """The references before a cue, the nearest first."""
        for ref in reversed(self.refs):
            if ref.after <= cue.first:
                yield ref

    def is_passive(self, cue: Cue) -> bool:
        """Whether a form of 'be' or 'get' governs the verb, also through 'was arrested and beaten'."""
        at = cue.first - 1
        while at >= 0 and (self.low[at] in ADVERBS or self.low[at] == "not" or self.low[at].endswith("ly")):
            at -= 1
        return at >= 0 and self.low[at] in BE

    def is_active(self, cue: Cue) -> bool:
        """Whether 'has' or 'had' stands right before the verb: 'had accused'."""
        return cue.first > 0 and self.low[cue.first - 1] in HAVE
