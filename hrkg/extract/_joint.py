"""The joint texts of a post: the sentences that tell of each, its lists, and who signed it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hrkg.extract._dateline import find_dateline
from hrkg.extract._lists import Listing, find_lists
from hrkg.extract._signals import Signal, find_signals
from hrkg.lexicon import Lexicon
from hrkg.model import Reading

_FEWEST = 2  # entries of a list that shows, with nothing else, that there is a joint text
_MOST_NAMED = 20  # signatories that are named beside 'N others'


@dataclass(slots=True)
class JointText:
    """One joint text: what tells of it, in order, and the lists that are its own.

    stated: the number of all signatories where the post gives it as such; others: of those beside the `named`; numbers:
    all that its sentences give. is_new: whether a sentence has brought it up ('a joint letter'); is_addressed: whether
    one calls it a joint letter, or tells to whom it was written.
    """

    signals: list[Signal] = field(default_factory=list)
    lists: list[Listing] = field(default_factory=list)
    stated: int | None = None
    others: int | None = None
    named: int = 0
    numbers: list[int] = field(default_factory=list)
    issued: str | None = None
    is_new: bool = False
    is_addressed: bool = False

    def add(self, signal: Signal) -> None:
        """Take in what one more sentence says; what was said first stays."""
        self.signals.append(signal)
        self.stated = self.stated or signal.total
        if self.others is None and signal.others:
            self.others, self.named = signal.others, len(signal.signers)
        self.numbers += signal.numbers
        self.issued = self.issued or signal.issued
        self.is_new = self.is_new or signal.new
        self.is_addressed = self.is_addressed or signal.addressed

    @property
    def total(self) -> int | None:
        """The number of signatories: as stated, else that of the others and the named ('X and 27 others')."""
        if self.stated is not None or self.others is None:
            return self.stated
        # 'A and 44 others' are 45, unless the post gives the whole number somewhere, if only in its title.
        most = self.others + _MOST_NAMED
        return next((n for n in self.numbers if self.others < n <= most), self.others + self.named)

    @property
    def kind(self) -> str:
        """Its kind, by the words that the post has for it."""
        kinds = [(-s.strength, i, s.kind) for i, s in enumerate(self.signals) if s.kind and s.strength]
        return min(kinds)[2] if kinds else "joint-statement"


class _Same:
    """A reading that is equal to itself alone, so that keeping a result for it does not compare posts word by word."""

    __slots__ = ("reading",)

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.reading is other.reading

    def __hash__(self) -> int:
        return id(self.reading)


def find_joint_texts(reading: Reading, lexicon: Lexicon) -> tuple[JointText, ...]:
    """The joint texts in order of appearance; () when the post reports none.

    Statements and signatures both ask; the last answers are kept, so that the second costs nothing.
    """
    return _find(_Same(reading), lexicon)


@lru_cache(maxsize=4)
def _find(same: _Same, lexicon: Lexicon) -> tuple[JointText, ...]:
    reading = same.reading
    lists = find_lists(reading, lexicon)
    listed = frozenset(i for x in lists for i in range(x.block, x.block + x.length))
    signals = find_signals(reading, lexicon, listed)
    title = [s for s in signals if reading.sentences[s.sentence].block == 0]
    signed = [x for x in lists if x.kind == "signatories"]
    found = _grouped([s for s in signals if s not in title], bool(signed) or any(s.strength for s in title))
    if not found and (any(len(x.entries) >= _FEWEST for x in signed) or any(s.strength > 1 for s in title)):
        found = [JointText()]
    for listing in lists:
        if found:
            _owner(found, listing.block, reading).lists.append(listing)
    if found:
        _take_title(found, title)
    if len(found) == 1 and found[0].issued is None:
        found[0].issued = find_dateline(reading)
    return tuple(found)


def _owner(texts: Sequence[JointText], block: int, reading: Reading) -> JointText:
    """The text told of last before a block; the first where none is."""
    before = [t for t in texts if t.signals and reading.sentences[t.signals[0].sentence].block < block]
    return before[-1] if before else texts[0]


def _grouped(signals: Sequence[Signal], likely: bool) -> list[JointText]:
    found: list[JointText] = []
    for signal in signals:
        if not found and signal.strength + likely < 2:
            continue
        if not found or (signal.strength > 1 and _is_another(found[-1], signal)):
            found.append(JointText())
        found[-1].add(signal)
    return found


def _is_another(text: JointText, signal: Signal) -> bool:
    """Whether a sentence brings up another text than the one told of so far."""
    if signal.own and text.is_new:
        return True
    total = text.total
    if signal.total and total and signal.total != total:
        return True
    if signal.others and total and not 0 <= total - signal.others <= len(signal.signers) + 1:
        return True
    news = signal.new or signal.total or signal.others or signal.signers
    if news and signal.issued and text.issued and not _agree(signal.issued, text.issued):
        return True
    return signal.new and text.is_new and signal.kind != text.kind


def _agree(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _take_title(texts: Sequence[JointText], title: Sequence[Signal]) -> None:
    """What the title says goes to the first text that agrees with it."""
    for signal in title:
        fitting = [t for t in texts if signal.total in (None, t.stated) or t.stated is None]
        if fitting:
            # 'Eighty groups urge …' over 'A and eighty others': the title has left A out.
            left_out = signal.total is not None and signal.total == fitting[0].others
            fitting[0].add(replace(signal, total=None, numbers=()) if left_out else signal)
