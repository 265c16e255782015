"""What single sentences say of a joint text: that there is one, how many signed, on which day, and who."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hrkg.extract._entries import series_of
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Sentence, Span, Token
from hrkg.text.amounts import find_numbers
from hrkg.text.blocks import tokens_of
from hrkg.text.dates import find_dates
from hrkg.text.names import Entry
from hrkg.text.normal import fold
from hrkg.text.phrases import Match, Phrases

_NEAR = 4  # words that may stand between 'joint' and 'statement', or between a number and its group
_AHEAD = 24  # words between a group and its verb, with some of its members between them
_PREPOSITIONS = frozenset(("from", "of", "to", "for", "against", "on", "over", "about", "than", "among", "between"))
_INDEFINITE = frozenset(
    ("a", "an", "another", "their", "its", "our", "one", "two", "three", "several", "new", "second")
)
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "such", "said"))
_AUXILIARIES = frozenset(("have", "has", "had", "having", "been", "be", "is", "are", "was", "were", "will", "would"))
_STRONG, _WEAK, _REFERENCE = 2, 1, 0


@dataclass(frozen=True, slots=True)
class TextNoun:
    """'an open letter': index of its first word and after its last; joint: by its own words; new: with 'a', 'their'."""

    first: int
    after: int
    kind: str
    joint: bool
    new: bool


@dataclass(frozen=True, slots=True)
class Group:
    """'fourteen other organisations': indexes, the number, whether they are others beside some named, the kind.

    subject: whether it does what follows; kind 'none' for states and experts, who sign nothing here.
    """

    first: int
    after: int
    number: int | None
    others: bool
    kind: str
    subject: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """What one sentence says of a joint text.

    strength: 2 where it alone shows that there is one, 1 where it does with other signs, 0 where it refers to one.
    total: the number of all who signed; others: of those beside the named. own: 'a statement of their own', 'another'.
    """

    sentence: int
    strength: int
    kind: str | None = None
    new: bool = False
    own: bool = False
    total: int | None = None
    others: int | None = None
    issued: str | None = None
    signers: tuple[Entry, ...] = ()
    persons: bool = False


class _Words:
    """The word lists of joint texts, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.series = series_of(lexicon)
        self.nouns: Phrases[str] = lexicon.phrases("text-noun")
        self.joint_nouns: Phrases[str] = lexicon.phrases("joint-only-noun")
        self.joint = frozenset(lexicon.words("joint-word"))
        self.groups: Phrases[str] = Phrases(
            {**lexicon.words("group-noun"), **dict.fromkeys(lexicon.words("no-signatory-group"), "none")}
        )
        self.calls: Phrases[str] = lexicon.phrases("call-verb")
        self.issues: Phrases[str] = lexicon.phrases("issue-verb")
        self.signing: Phrases[str] = lexicon.phrases("signing-word")
        self.own: Phrases[str] = lexicon.phrases("new-text")
        self.members: Phrases[str] = lexicon.phrases("member-of")
        self.before: Phrases[str] = lexicon.phrases("signer-before")
        self.after: Phrases[str] = lexicon.phrases("signer-after")
        self.skipped = frozenset(lexicon.words("skipped"))
        self.offices: Phrases[str] = lexicon.phrases("office-word")
        self.not_first = frozenset(lexicon.words("not-first"))


@lru_cache(maxsize=8)
def _words_of(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


def find_signals(reading: Reading, lexicon: Lexicon, listed: frozenset[int]) -> list[Signal]:
    """The signals in order of the text. `listed` are the blocks that are entries of lists; they give none."""
    words = _words_of(lexicon)
    found: list[Signal] = []
    for index, sentence in enumerate(reading.sentences):
        if sentence.block in listed or len(sentence.tokens) < 3:
            continue
        signal = _Sentence(reading, index, words, found[-1] if found else None).signal()
        if signal is not None:
            found.append(signal)
    return found


class _Sentence:
    """One sentence under analysis."""

    def __init__(self, reading: Reading, index: int, words: _Words, last: Signal | None) -> None:
        self.reading, self.index, self.words, self.last = reading, index, words, last
        self.sentence: Sentence = reading.sentences[index]
        self.tokens = self.sentence.tokens
        self.low = [t.text.casefold() for t in self.tokens]
        self.depth = _depths(self.low)
        self.nouns = list(self._nouns())
        self.calls = {m.first: m for m in words.calls.find(self.tokens)}
        self.issues = {m.first: m for m in words.issues.find(self.tokens)}
        self.signs = words.signing.find(self.tokens)
        self.announced = frozenset(m.after for m in words.before.find(self.tokens))
        self.confirmed = frozenset(m.first for m in words.after.find(self.tokens))
        self.groups = list(self._groups())

    def signal(self) -> Signal | None:
        """What the sentence says; None where it says nothing of a joint text."""
        if not (self.nouns or self.calls or self.groups or self.signs or self.last):
            return None
        groups = [g for g in self.groups if g.kind != "none"]
        barred = len(groups) < len(self.groups) and not groups
        joint = [n for n in self.nouns if n.joint]
        subjects = [g for g in groups if g.subject]
        signers = tuple(self._signers())
        strength = _REFERENCE
        if not barred and (joint or "undersigned" in self.low or "signatories" in self.low):
            strength = _STRONG
        elif subjects and (self.nouns or any(g.number or g.others for g in subjects)):
            strength = _STRONG
        elif self.nouns and (self.signs and (groups or len(signers) > 1)):
            strength = _STRONG
        elif subjects or len(signers) > 1 and (self.calls or self.nouns) and not barred:
            strength = _WEAK
        elif not self.nouns and not self.signs and not signers and not groups:
            return None
        counted = [g for g in groups if g.number and (g.subject or self.nouns or self.signs)]
        return Signal(
            sentence=self.index,
            strength=strength,
            kind=self._kind(),
            new=any(n.new and (n.joint or self.issues) for n in self.nouns),
            own=bool(self.words.own.find(self.tokens)) and bool(self.nouns),
            total=next((g.number for g in counted if not g.others), None),
            others=next((g.number for g in counted if g.others), None),
            issued=self._issued(),
            signers=signers,
            persons=any(g.kind == "person" for g in groups),
        )

    def _nouns(self) -> Iterator[TextNoun]:
        tables = (self.words.nouns, self.words.joint_nouns)
        for bare, match in ((t is tables[0], m) for t in tables for m in t.find(self.tokens)):
            first, joint, is_open = match.first, False, False
            while first and match.first - first < _NEAR and self.low[first - 1].isalpha():
                word = self.low[first - 1]
                if word in _INDEFINITE or word in _DEFINITE or word in _PREPOSITIONS or word in _AUXILIARIES:
                    break
                joint, is_open = joint or word in self.words.joint, is_open or word == "open"
                first -= 1
            before = self.low[first - 1] if first else ""
            if not bare and not joint:
                continue
            if match.value == "declaration" and not joint and self.tokens[match.first].text[0].isupper():
                continue  # 'the Universal Declaration' and its like are treaties
            kind = "open-letter" if is_open and match.value == "joint-letter" else match.value
            yield TextNoun(first, match.after, kind, joint or is_open, before in _INDEFINITE or not before)

    def _groups(self) -> Iterator[Group]:
        numbers = [(n.end, int(n.value), n.start) for n in find_numbers(self.tokens) if 2 <= n.value < 10**8]
        members = {m.after for m in self.words.members.find(self.tokens)}
        for match in self.words.groups.find(self.tokens):
            first, others, number = match.first, False, None
            while first and match.first - first < _NEAR + 2:
                word = self.low[first - 1]
                if found := [n for n in numbers if n[2] <= self.tokens[first - 1].start < n[0]]:
                    number = found[0][1]
                    first = next(i for i, t in enumerate(self.tokens) if t.start >= found[0][2])
                    break
                if (
                    not (word.isalpha() or "-" in word)
                    or word in _PREPOSITIONS
                    or word in _AUXILIARIES
                    or word == "and"
                ):
                    break
                others = others or word in ("other", "others")
                first -= 1
            while first and self.low[first - 1] in (
                "than",
                "more",
                "over",
                "some",
                "about",
                "nearly",
                "almost",
                "at",
                "least",
                "the",
            ):
                first -= 1
            if any(after in range(first - 2, match.first + 1) for after in members) or self.depth[match.first]:
                continue
            yield Group(
                first,
                match.after,
                number,
                others or self.low[match.first] == "others",
                match.value,
                self._acts(first, match.after),
            )

    def _acts(self, first: int, after: int) -> bool:
        """Whether words that end at `after` are the subject of a call, or of sending out a text."""
        before = self.low[first - 1] if first else ""
        if before in _PREPOSITIONS:
            return False
        for at in range(after, min(after + _AHEAD, len(self.low))):
            word = self.low[at]
            if at in self.calls or (at in self.issues and self.nouns):
                return word not in ("signed", "called") or self.low[at - 1] not in ("was", "were", "is", "are")
            if (
                word in ("were", "was", "is", "are")
                and at < after + 2
                and at + 1 < len(self.low)
                and at + 1 not in self.calls
            ):
                return False
            if word in (";", ":") or (word == "that" and at > after + 1):
                break
        return False

    def _kind(self) -> str | None:
        ranked = sorted(self.nouns, key=lambda n: (not n.joint, n.first))
        if ranked:
            return ranked[0].kind
        wrote = any(self.low[i].startswith(("wr", "writ")) and "to" in self.low[i : i + 3] for i in self.calls)
        return "joint-letter" if wrote else None

    def _issued(self) -> str | None:
        """The day of the text: what stands with its noun, else at the head of the sentence, else the first date in it."""
        post = self.reading.post
        dates = [
            d for d in find_dates(self.sentence.text, post.published, self.sentence.start) if d.iso <= post.published
        ]
        if not dates:
            return None
        ends = [self.tokens[n.after - 1].end for n in self.nouns]
        near = [d for d in dates for end in ends if 0 <= d.start - end <= 16]
        return (near or dates)[0].iso

    def _signers(self) -> Iterator[Entry]:
        """The signatories that the sentence names."""
        told = self.last is not None and self.index - self.last.sentence <= 2
        if not (self.nouns or self.signs or self.groups or self.calls or told):
            return
        names = self.words.series.names
        persons = any(g.kind == "person" for g in self.groups) or (not self.groups and told and self.last.persons)
        for first, after in self._series():
            text = self.reading.post.text[self.tokens[first].start : self.tokens[after - 1].end]
            parts = [text[s:e] for s, e in self.words.series.split(text)]
            how = self._place(first, after, len(parts))
            if not how:
                continue
            kinds = [names.split(part).kind for part in parts]
            default = "person" if persons or kinds.count("person") > kinds.count("organisation") else "organisation"
            for part in parts:
                entry = names.split(part, default)
                sure = how == "named" or names.kind_of(entry.name) == "organisation"
                if entry.name and sure and not self._is_office(entry):
                    yield self._without_label(entry)

    def _without_label(self, entry: Entry) -> Entry:
        """'C. D. (writers)' at the end of a group: what they all are is nobody's capacity."""
        label = entry.capacity and [m for m in self.words.groups.find(tokens_of(entry.capacity))]
        return replace(entry, capacity=None) if label and len(entry.capacity.split()) <= 2 else entry

    def _is_office(self, entry: Entry) -> bool:
        names = self.words.series.names
        if names.country_of(entry.name) or entry.name.casefold() in self.words.series.calendar:
            return True
        return entry.kind != "person" and bool(self.words.offices.find(tokens_of(entry.name)))

    def _series(self) -> Iterator[tuple[int, int]]:
        """First and after-last token of each series of names in the sentence."""
        at = 0
        while at < len(self.tokens):
            word = self.tokens[at].text
            starts = word[0].isupper() or (any(c.isupper() for c in word) and word[0].isdigit())
            if not starts or (at == 0 and self.low[0] in self.words.not_first):
                at += 1
                continue
            after = self.words.series.reach(self.tokens, at)
            if after > at:
                yield at, after
            at = max(after, at + 1)

    def _place(self, first: int, after: int, count: int) -> str:
        """'named' where the words around a series say that these have signed, 'subject' where it is who calls; else ''."""
        left = first
        while left and self.low[left - 1] in (":", ",", "the", "“", "‘", "(", "both", "also"):
            left -= 1
        follows = self.last is not None and self.last.sentence == self.index - 1
        told = bool(self.nouns or self.signs or any(g.subject for g in self.groups))
        if left in self.announced and (told or follows):
            return "named"
        right = after
        while right < len(self.low) and (
            self.low[right] in (",", ")", "“", "‘") or self.low[right] in self.words.skipped
        ):
            right += 1
        if any(at in self.confirmed for at in range(after, right + 1)):
            return "named"
        if told and left and self.low[left] == ":" and count > 2:
            return "named"
        if follows and count == self.last.total and first <= 1:
            return "named"
        if any(n.joint and n.after <= left and self._is_dated(n.after, left) for n in self.nouns):
            return "named"
        return "subject" if self._is_subject(first, after, right) else ""

    def _is_dated(self, first: int, after: int) -> bool:
        """Whether nothing but a date stands between two places: 'in a joint letter of 9 May, A and B ask'."""
        between = self.sentence.text[
            self.tokens[first - 1].end - self.sentence.start : self.tokens[after].start - self.sentence.start
        ]
        dates = find_dates(between, self.reading.post.published)
        return after - first < 7 and self.low[after] in (",", ":") and (after == first or bool(dates))

    def _is_subject(self, first: int, after: int, right: int) -> bool:
        if right < len(self.low) and (right in self.calls or (right in self.issues and self.nouns)):
            return first == 0 or not (self.low[first - 1] in _PREPOSITIONS)
        return any(g.subject and 0 <= g.first - after <= 4 for g in self.groups)


def _depths(low: Sequence[str]) -> list[int]:
    """How deep in brackets each token stands."""
    found, depth = [], 0
    for word in low:
        depth += word in "(["
        found.append(depth)
        depth = max(0, depth - (word in ")]"))
    return found
