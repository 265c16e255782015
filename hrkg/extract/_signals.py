"""What single sentences say of a joint text: that there is one, how many signed, on which day, and who."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from hrkg.extract._parties import Before, Parties
from hrkg.extract._wording import DEFINITE, HAVE, INDEFINITE, Group, Wording, Words, words_of
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Sentence
from hrkg.text.blocks import URL
from hrkg.text.dates import find_dates
from hrkg.text.names import Entry

_NEAR = 4
_AHEAD = 20  # words before a date at the head of a sentence
_CLAUSES = frozenset(("who", "which", "where", "when", "after", "since", "following", "whom", "because", "before"))
_PRONOUNS = frozenset(("it", "they", "this"))
_AMONG = frozenset(("among", "amongst"))
_CLAUSE = 8  # words between 'issued' and those by whom
_FEWEST, _SALUTATION = 2, 14  # words of a sentence, and at most of a salutation
_HEADING = 12  # words of a line that ends in a colon and only heads a list
_LEAD = 32  # code points: twice what may stand between 'statement' and its date
_MONTH = len("2024-05")  # a year alone is not when a text went out
_LONG_AGO = 2  # years; what went out before is history that the post tells
_MOST = 40  # verbs, or dates, of one sentence; no sentence has more
_FOLLOWS = 2  # sentences after one that tells of a joint text, which can go on with it
_EARLY = 2  # paragraphs at the head of a post, in which what is told in the past tense is the news
_STRONG, _WEAK, _REFERENCE = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Signal:
    """What one sentence says of a joint text.

    strength: 2 where it alone shows that there is one, 1 where it does with other signs, 0 where it refers to one.
    total: the number of all who signed; others: of those beside the named. own: 'a statement of their own', 'another'.
    opens: whether it tells who has done something together. numbers: of all groups in the sentence, whatever they do.
    addressed: 'a joint letter', 'wrote to', 'a letter … to'.
    """

    sentence: int
    strength: int
    kind: str | None = None
    new: bool = False
    own: bool = False
    opens: bool = False
    total: int | None = None
    others: int | None = None
    issued: str | None = None
    signers: tuple[Entry, ...] = ()
    persons: bool = False
    numbers: tuple[int, ...] = ()
    addressed: bool = False


def find_signals(reading: Reading, lexicon: Lexicon, listed: frozenset[int]) -> tuple[list[Signal], frozenset[int]]:
    """The signals in order of the text, and the sentences that tell what others say: states, experts, one person alone.

    listed: the blocks that are entries of lists; they give none.
    """
    words = words_of(lexicon)
    found: list[Signal] = []
    elsewhere: set[int] = set()
    since = 0
    for index, sentence in enumerate(reading.sentences):
        if sentence.block in listed or len(sentence.tokens) < _FEWEST or _salutes(sentence, words):
            continue
        since += 1
        # What was said just before, for sentences that go on with it ('They are …'); a list may stand between.
        last = found[-1] if found and (since <= _FOLLOWS or sentence.tokens[0].form in _AMONG) else None
        totals = {s.total for s in found if s.total}
        if last is None and not words.cues.find(sentence.tokens):
            continue
        told = _Sentence(reading, index, words, last, totals, is_next=since == 1)
        if told.is_of_others():
            elsewhere.add(index)
            continue
        signal = told.signal()
        if signal is not None:
            found.append(signal)
            since = 0
    return found, frozenset(elsewhere)


def _salutes(sentence: Sentence, words: Words) -> bool:
    """Whether a sentence is but a salutation: 'Dear President …,'."""
    short = len(sentence.tokens) <= _SALUTATION or sentence.text[-1] in ",:"
    return short and words.saluting.at(sentence.tokens, 0) is not None


class _Sentence:
    """One sentence under analysis."""

    def __init__(
        self, reading: Reading, index: int, words: Words, last: Signal | None, totals: Set[int], *, is_next: bool
    ) -> None:
        self.reading, self.index, self.words, self.last = reading, index, words, last
        self.sentence: Sentence = reading.sentences[index]
        self.is_title = self.sentence.block == 0
        self.goes_on = last is not None and is_next and last.strength > _REFERENCE
        kind = last.kind if last is not None else None
        self.wording = Wording(self.sentence, words, kind, passed_on=last is not None and is_next)
        self.tokens, self.low = self.wording.tokens, self.wording.low
        self.nouns, self.signs = self.wording.nouns, self.wording.signs
        before = Before(totals, goes_on=self.goes_on)
        if last is not None:
            before = Before(totals, last.total, bool(last.signers), last.persons, self.goes_on)
        self.parties = Parties(self.wording, before, reading.post.published)

    def is_of_others(self) -> bool:
        """Whether those who call for something, or send it out, are not such as sign a joint text."""
        every = self.wording.groups
        if any(g.subject for g in every):
            return every[0].kind == "none" and every[0].subject
        return "we" not in self.low and (self._is_of_state() or self.parties.is_sole(person=True))

    def _is_barred(self) -> bool:
        """Whether the sentence speaks of states, experts or protesters alone."""
        every = self.wording.groups
        return bool(every) and every[0].kind == "none" and all(g.kind == "none" for g in every) and "we" not in self.low

    def signal(self) -> Signal | None:
        """What the sentence says; None where it says nothing of a joint text."""
        wording, groups = self.wording, [g for g in self.wording.groups if g.kind != "none"]
        every = wording.groups
        barred = bool(every) and every[0].kind == "none" and (every[0].subject or not groups)
        if (
            not (self.nouns or wording.calls or wording.said or groups or self.signs or self.last)
            or barred
            or self._is_history()
        ):
            return None
        if not any(g.subject for g in groups) and self._is_of_state():
            return None
        acting = [g for g in groups if g.subject and self._acts_together(g)]
        strong = self._is_strong(groups, acting)
        signers = tuple(self.parties.signers(strong=strong, acting=bool(acting)))
        strong = strong or (bool(signers) and self._is_said_together(len(signers), bool(acting)))
        weak = (
            acting
            or any(n.kind == "open-letter" for n in self.nouns)
            or (len(signers) > 1 and (wording.calls or self.nouns))
            or self._is_signed_by(groups)
        )
        counted = [
            g
            for g in groups
            if g.number
            and (g.subject or (self.is_title and g.kind == "organisation") or (g.named and (self.nouns or self.signs)))
        ]
        # 'Ten winners and 45 other laureates' are 55 in all.
        total = next((g.number for g in counted if not g.others), None)
        others = next((g.number for g in counted if g.others), None)
        counts = self.is_title and any(g.number for g in groups)
        sent = self.goes_on and self.low[0] in _PRONOUNS and bool(wording.issues)
        if not (strong or weak or self.nouns or self.signs or signers or counted or counts or sent):
            return None
        return Signal(
            sentence=self.index,
            strength=_STRONG if strong else _WEAK if weak else _REFERENCE,
            kind=self._kind(strong=bool(strong)),
            new=any(n.new and (n.joint or wording.issues or signers) for n in self.nouns),
            own=any(n.own for n in self.nouns),
            opens=bool(strong and self.parties.is_opening and not (self.nouns and not any(n.new for n in self.nouns))),
            total=total + others if total and others else total,
            others=None if total else others,
            issued=None if self.is_title else self._issued(bool(strong or sent or (self.nouns and wording.issues))),
            signers=signers,
            persons=any(g.kind == "person" for g in groups),
            numbers=tuple(g.number for g in groups if g.number),
            addressed=wording.wrote
            or any(
                n.kind == "joint-letter" and (n.joint or "to" in self.low[n.after : n.after + _NEAR])
                for n in self.nouns
            ),
        )

    def _is_history(self) -> bool:
        """Whether the sentence begins with a date of long ago: then it tells how things came about."""
        published = self.reading.post.published
        earliest = str(int(published[:4]) - _LONG_AGO) + published[4:]
        dates = find_dates(self.sentence.text[:_LEAD], published, self.sentence.start)
        return any(d.iso < earliest and not self._is_in_name(d.start) for d in dates)

    def _is_in_name(self, start: int) -> bool:
        """Whether a number follows a word with a capital that does not begin the sentence: 'Forum 2000'."""
        before = [t.text for t in self.tokens[:_LEAD] if t.end <= start]
        return len(before) > 1 and before[-1][0].isupper()

    def _is_of_state(self) -> bool:
        """Whether it is a state that signs, issues or calls: 'the UK signed a joint statement'."""
        verbs = [m.first for m in self.signs] + [*self.wording.issues] + [*self.wording.calls]
        if not verbs:
            return False
        places = {p.end: p.start for p in self.words.places.find(self.tokens) if p.kind in ("country", "body")}
        at = min(verbs) - 1
        while at >= 0 and self.low[at] in self.words.skipped:
            at -= 1
        return at >= 0 and places.get(self.tokens[at].end) == self.tokens[self.parties.names_at(at)].start

    def _acts_together(self, group: Group) -> bool:
        """Whether what a group does shows that its members do it together.

        'People', 'activists' say much on their own; only a number, or a text, shows that they say it together, and a
        number alone only where nothing else is told of them ('ten activists stood there and called for …').
        """
        if group.kind == "organisation":
            return True
        if self.nouns or self.signs:
            return group.kind == "person" or bool(group.number)
        verb = min((at for at in self.wording.calls if at >= group.after), default=0)
        return bool(group.number) and "and" not in self.low[self._last_of(group) : verb]

    def _last_of(self, group: Group) -> int:
        """The place after the last of several groups in a row: 'ten lawyers, writers and artists'."""
        ends = [g.after for g in self.wording.groups if g.after >= group.after]
        after = group.after
        for end in ends:
            if end - after <= _NEAR:
                after = end
        return after

    def _is_strong(self, groups: Sequence[Group], acting: Sequence[Group]) -> bool:
        """Whether the sentence by itself shows that there is a joint text."""
        if any(n.joint for n in self.nouns) or "undersigned" in self.low or self.parties.joins:
            return True
        if any(n.kind == "open-letter" for n in self.nouns) and not self.parties.is_sole():
            return True
        if "signatories" in self.low and (len(self.low) > _HEADING or self.low[-1] != ":"):
            return True
        if acting and (self.nouns or self.wording.wrote or any(g.number or g.others for g in acting)):
            return True
        if any(self._is_in_text(g) for g in groups if g.number or self.is_title) or any(map(self._is_we, acting)):
            return True
        if self.nouns and any(g.kind == "organisation" and self._is_sent_by(g) for g in groups):
            return True
        return bool(self.nouns and self.signs and any(g.number or g.subject for g in groups))

    def _is_sent_by(self, group: Group) -> bool:
        """Whether a text comes from a group: 'was issued this morning by a great many organisations'."""
        before = range(max(0, group.begin - _CLAUSE), group.begin)
        sent = any(i in before for i in self.wording.issues) or any(m.first in before for m in self.signs)
        return sent and self.low[group.begin - 1 : group.begin] == ["by"]

    def _is_in_text(self, group: Group) -> bool:
        """Whether a group is whose text it is: 'in a letter of May ten groups …', 'the letter of ten groups'."""
        for noun in self.nouns:
            at = noun.first - 1
            at -= at >= 0 and (self.low[at] in INDEFINITE or self.low[at] in DEFINITE)
            if at == 0 and self.low[at] in ("in", "with"):
                between = self.low[noun.after : group.begin]
                if 0 <= group.begin - noun.after <= _AHEAD and not {"to", "by", "against"} & set(between[-2:]):
                    return True
            if self.low[noun.after : group.begin] in (["of"], ["by"], ["from"], [",", "of"], [",", "by"]):
                return True
            if self.is_title and noun.after < group.begin and self.low[group.begin - 1] in ("by", "from"):
                return True
        return False

    def _is_we(self, group: Group) -> bool:
        """'We, a group of organisations, write', 'As human rights groups, we call on'."""
        around = self.low[max(0, group.begin - _FOLLOWS) : group.begin] + self.low[group.after : group.after + _FOLLOWS]
        return "we" in around

    def _is_said_together(self, count: int, acting: bool) -> bool:
        """Whether what several named ones do shows that they do it together: they have a text, or call for something
        in one breath; that both 'have called' for it may be told of each alone."""
        wording = self.wording
        told = wording.wrote or (self.nouns and (self.signs or any(n.new for n in self.nouns)))
        calling = any(i in wording.calls and self.low[i] in self.words.joint_calls for i in wording.calls)
        early = 0 < self.sentence.block <= _EARLY and bool(wording.calls) and not HAVE & set(self.low)
        if self.parties.is_present or (self.parties.is_told and (self.nouns or acting)):
            return True
        return count > 1 and bool(told or calling or early)

    def _is_signed_by(self, groups: Sequence[Group]) -> bool:
        """Whether so many have signed: 'was signed by 300 people'."""
        return bool(self.signs) and any(g.number and g.named for g in groups)

    def _kind(self, *, strong: bool) -> str | None:
        ranked = sorted(self.nouns, key=lambda n: (not (n.joint or n.kind == "open-letter"), n.first))
        if ranked:
            return ranked[0].kind
        writing = strong and any(self.low[at].startswith(("writ", "wrot")) for at in self.wording.calls)
        return "joint-letter" if self.wording.wrote or writing else None

    def _issued(self, told: bool) -> str | None:
        """The day of the text: what stands with its noun; else, where the sentence tells that it went out, the date at
        the head of the sentence, in brackets, or with the verb."""
        post, begin = self.reading.post, self.sentence.start
        links = [(m.start(), m.end()) for m in URL.finditer(self.sentence.text)]
        ends = [self.tokens[n.after - 1].end for n in self.nouns]
        issued = [self.tokens[m.after - 1].end for m in self.wording.issues.values()][:_MOST]
        verbs = list(issued)
        verbs += [self.tokens[at].end for at in self.wording.calls] + self.parties.ends
        verbs += [self.tokens[g.after - 1].end for g in self.wording.groups if g.subject]
        earliest = str(int(post.published[:4]) - _LONG_AGO) + post.published[4:]
        near, first, loose = [], [], []
        for date in find_dates(self.sentence.text, post.published, begin)[:_MOST]:
            at = date.start - begin
            if (
                not earliest < date.iso <= post.published
                or len(date.iso) < _MONTH
                or any(s <= at < e for s, e in links)
            ):
                continue
            if any(0 <= date.start - end <= _LEAD // 2 for end in ends):
                near.append(date)
            elif self._leads(date.start):
                first.append(date)
            elif (
                self._is_aside(at, date.end - begin)
                or self.sentence.text[at - 1 : at] == "("
                or any(self._same_clause(v, date.start) for v in verbs)
                or (self.nouns and any(self._same_clause(v, date.start, 3 * _LEAD) for v in issued))
            ):
                loose.append(date)
        dates = sorted([*first, *loose], key=lambda d: d.start) if told else first if self.parties.ends else []
        return next((d.iso for d in (*near, *dates)), None)

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether a date stands between commas before the verb: 'before the hearing, on 2 May, A and B wrote'."""
        text = self.sentence.text
        return text[end : end + 1] == "," and re.search(r", (?:on |in )?$", text[:start]) is not None

    def _leads(self, start: int) -> bool:
        """Whether a date is at the head of the sentence: nothing before it but 'on', 'a day later' and the like."""
        before = [w for t, w in zip(self.tokens, self.low, strict=True) if t.start < start][: _AHEAD + 1]
        known = (self.words.openers, self.words.series.calendar, self.words.times)
        return len(before) <= _AHEAD and all(not w[0].isalpha() or any(w in k for k in known) for w in before)

    def _same_clause(self, start: int, end: int, reach: int = 2 * _LEAD) -> bool:
        """Whether nothing between two offsets begins another clause."""
        if not 0 <= end - start <= reach:
            return False
        between = [w for t, w in zip(self.tokens, self.low, strict=True) if start <= t.start < end]
        return not any(w in _CLAUSES for w in between)
