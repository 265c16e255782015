"""The joint texts of a post: the sentences that tell of each, its lists, and who signed it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hrkg.extract._dateline import find_dateline
from hrkg.extract._lists import Listing, find_lists
from hrkg.extract._signals import Signal, find_signals
from hrkg.extract._wording import words_of
from hrkg.lexicon import Lexicon
from hrkg.model import Mention, Reading
from hrkg.text.blocks import tokens_of

_LONGEST_SALUTATION = 120  # code points
_STRONG = 2  # of a signal that alone shows that there is a joint text
_FEWEST = 2  # entries of a list that shows, with nothing else, that there is a joint text
_MOST_NAMED = 20  # signatories that are named beside 'N others'


@dataclass(slots=True)
class JointText:
    """One joint text: what tells of it, in order, and the lists that are its own.

    stated: the number of all signatories where the post gives it as such; others: of those beside the `named`; numbers:
    all that its sentences give. is_new: whether a sentence has brought it up ('a joint letter'); is_addressed: whether
    one calls it a joint letter, or tells to whom it was written; is_letter: whether its salutation stands there.
    elsewhere: the sentences of the post that tell what others say.
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
    is_letter: bool = False
    elsewhere: frozenset[int] = frozenset()

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
        told = [(-s.strength, i, s.kind) for i, s in enumerate(self.signals) if s.kind and s.strength]
        strength, _, kind = min(told, default=(0, 0, "joint-statement"))
        if self.is_letter and (strength > -_STRONG or kind == "joint-statement"):
            return "joint-letter"
        # Where what shows that there is one has no word for it, a later 'the letter says' does.
        return kind if told else min(((s.sentence, s.kind) for s in self.signals if s.kind), default=(0, kind))[1]


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
    signals, elsewhere = find_signals(reading, lexicon, listed)
    title = [s for s in signals if reading.sentences[s.sentence].block == 0]
    signed = [x for x in lists if x.kind == "signatories"]
    body = [s for s in signals if s not in title]
    is_letter = any(x.kind == "recipients" for x in lists) or _is_letter(reading, lexicon)
    found = _grouped(body, reading, bool(signed) or is_letter or any(s.strength for s in title))
    if not found and (any(len(x.entries) >= _FEWEST for x in signed) or any(s.strength >= _STRONG for s in title)):
        found = [JointText()]
        for signal in body:
            found[0].add(signal)
    for listing in lists:
        if found:
            _owner(found, listing.block, reading).lists.append(listing)
    for text in found:
        text.elsewhere = elsewhere
    if found:
        _take_title(found, title)
    if len(found) == 1:
        found[0].issued = found[0].issued or find_dateline(reading, words_of(lexicon).english)
        found[0].is_letter = is_letter
    return tuple(found)


def _is_letter(reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a line of the post salutes those to whom it is written: 'Dear President …,'."""
    saluting = lexicon.phrases("salutation")
    short = (b.text for b in reading.blocks[1:] if len(b.text) <= _LONGEST_SALUTATION and b.text[0].isupper())
    return any(saluting.at(tokens_of(text), 0) is not None for text in short)


def _owner(texts: Sequence[JointText], block: int, reading: Reading) -> JointText:
    """The text told of last before a block; the first where none is."""
    before = [t for t in texts if t.signals and reading.sentences[t.signals[0].sentence].block < block]
    return before[-1] if before else texts[0]


def _grouped(signals: Sequence[Signal], reading: Reading, likely: bool) -> list[JointText]:
    found: list[JointText] = []
    waiting: list[Signal] = []  # from a sentence that may tell of one, until another shows that there is one
    for signal in signals:
        if not found and signal.strength + likely < _STRONG:
            waiting += [signal] if waiting or signal.strength else []
            continue
        if not found:
            found.append(JointText())
            for earlier in waiting:
                found[0].add(earlier)
        elif signal.strength >= _STRONG and _is_another(found[-1], signal, reading):
            found.append(JointText())
        found[-1].add(signal)
    return found


def _is_another(text: JointText, signal: Signal, reading: Reading) -> bool:
    """Whether a sentence brings up another text than the one told of so far."""
    if signal.own and any(s.strength >= _STRONG for s in text.signals):
        return True
    if signal.opens and _is_of_others(text, signal, reading):
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


def _is_of_others(text: JointText, signal: Signal, reading: Reading) -> bool:
    """Whether a sentence of a later paragraph tells who speaks for persons of whom the text so far has not spoken."""
    block = reading.sentences[signal.sentence].block
    opening = [s for s in text.signals if s.opens]
    if not opening or reading.sentences[opening[-1].sentence].block == block:
        return False
    named = _persons_in(signal, reading)
    told = set().union(*(_persons_in(s, reading) for s in opening))
    return bool(named and told) and named.isdisjoint(told)


def _persons_in(signal: Signal, reading: Reading) -> set[Mention]:
    sentence = reading.sentences[signal.sentence]
    return {m for _, m in reading.mentions_in(sentence.start, sentence.end) if not m.office}


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
