"""What single sentences say of a joint text: that there is one, how many signed, on which day, and who."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from hrkg.extract._entries import series_of
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Sentence
from hrkg.text.amounts import find_numbers
from hrkg.text.blocks import URL, tokens_of
from hrkg.text.dates import find_dates
from hrkg.text.names import Entry
from hrkg.text.phrases import Match, Phrases

_NEAR = 4  # words that may stand between 'joint' and 'statement', or between a number and its group
_AHEAD = 20  # words without a capital between a group and its verb; names of its members may stand there too
_PREPOSITIONS = frozenset(("from", "of", "to", "for", "against", "on", "over", "about", "than", "among", "between"))
_INDEFINITE = frozenset(
    ("a", "an", "another", "their", "its", "our", "your", "one", "two", "three", "several", "new", "second")
)
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "such", "said"))
_HAVE = frozenset(("have", "has", "had", "having"))
_BE = frozenset(("is", "are", "was", "were"))
_PASSIVE = frozenset(("been", "being", "be", *_BE))
_WITH = frozenset(("by", "with", "alongside", "and", "from", "including"))
_ROUGHLY = frozenset(
    ("than", "more", "over", "some", "about", "nearly", "almost", "at", "least", "the", "around", "up")
)
_CLAUSES = frozenset(("who", "which", "where", "when", "after", "since", "following", "whom", "because", "before"))
_PRONOUNS = frozenset(("it", "they", "this"))
_RELATIVES = frozenset(("who", "that", "which"))
_OWNERS = frozenset(("its", "their", "his", "her", "our", "my"))
_RECIPIENTS = frozenset(("the", "a", "an", "all", "both", "every", "each", "you", "members", "leaders", *_OWNERS))
_AMONG = frozenset(("among", "amongst"))
_ANSWERING = frozenset(
    ("answer", "answered", "answers", "respond", "responded", "response", "reply", "replied", "reacted")
)
_LEADING = frozenset(("-", ":", ",", "the", "“", "‘", "(", "both", "also", "—", "–"))
_TRAILING = frozenset((",", ")", "”", "’", "too"))
_HEADING = 12  # words of a line that ends in a colon and only heads a list
_LEAD = 32  # code points: twice what may stand between 'statement' and its date
_MONTH = len("2024-05")  # a year alone is not when a text went out
_HEAD_OF_NAME = 2  # words in which an office stands, if a name is that of one: 'European Parliament'
_LONG_AGO = 2  # years; what went out before is history that the post tells
_MOST_SIGNS = 40  # words for signing in one sentence; no sentence has more
_FOLLOWS = 2  # sentences after one that tells of a joint text, which can go on with it
_BY = 7  # words from 'signed', or from a joint text, to the names: 'signed, among others, by'
_YEARS = range(1900, 2100)
_MOST = 10**8  # more signatures no text has
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

    subject: whether it does what follows; named: after 'by', 'with' and the like; kind 'none' for states and experts.
    """

    first: int
    after: int
    number: int | None
    others: bool
    kind: str
    subject: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """What one sentence says of a joint text.

    strength: 2 where it alone shows that there is one, 1 where it does with other signs, 0 where it refers to one.
    total: the number of all who signed; others: of those beside the named. own: 'a statement of their own', 'another'.
    numbers: of all groups in the sentence, whatever they do. addressed: 'a joint letter', 'wrote to', 'a letter … to'.
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
    numbers: tuple[int, ...] = ()
    addressed: bool = False


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
        self.cues = lexicon.phrases(
            "text-noun", "joint-only-noun", "group-noun", "no-signatory-group", "call-verb", "signing-word"
        )
        self.issues: Phrases[str] = lexicon.phrases("issue-verb")
        self.signing: Phrases[str] = lexicon.phrases("signing-word")
        self.unreal: Phrases[str] = lexicon.phrases("not-yet")
        self.capacities: Phrases[str] = lexicon.phrases("capacity")
        self.own: Phrases[str] = lexicon.phrases("new-text")
        self.members: Phrases[str] = lexicon.phrases("member-of")
        # value: 'signed' names signatories wherever it stands, 'member' where they are spoken of ('including'),
        # 'follows' after a sentence that tells of a joint text ('they are').
        self.before: Phrases[str] = lexicon.phrases("signer-before")
        self.after: Phrases[str] = lexicon.phrases("signer-after")
        self.times = frozenset(lexicon.words("time-word"))
        self.roles = frozenset(w for w in lexicon.words("group-noun") if " " not in w)
        self.joint_calls = frozenset(lexicon.words("joint-call"))
        self.skipped = frozenset(lexicon.words("skipped"))
        self.offices: Phrases[str] = lexicon.phrases("office-word", case=True)
        self.openers = frozenset(w.casefold() for w in (*lexicon.words("not-first"), *lexicon.words("opener")))


@lru_cache(maxsize=8)
def _words_of(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


def find_signals(reading: Reading, lexicon: Lexicon, listed: frozenset[int]) -> list[Signal]:
    """The signals in order of the text. `listed` are the blocks that are entries of lists; they give none."""
    words = _words_of(lexicon)
    found: list[Signal] = []
    since = 0
    for index, sentence in enumerate(reading.sentences):
        if sentence.block in listed or len(sentence.tokens) < 3:
            continue
        since += 1
        # What was said just before, for sentences that go on with it ('They are …'); a list may stand between.
        last = found[-1] if found and (since <= _FOLLOWS or sentence.tokens[0].form in _AMONG) else None
        totals = {s.total for s in found if s.total}
        if last is None and not words.cues.find(sentence.tokens):
            continue
        signal = _Sentence(reading, index, words, last, totals, is_next=since == 1).signal()
        if signal is not None:
            found.append(signal)
            since = 0
    return found


class _Sentence:
    """One sentence under analysis."""

    def __init__(
        self, reading: Reading, index: int, words: _Words, last: Signal | None, totals: Set[int], *, is_next: bool
    ) -> None:
        self.reading, self.index, self.words = reading, index, words
        self.sentence: Sentence = reading.sentences[index]
        self.is_title = self.sentence.block == 0
        self.last, self.totals, self.is_next = last, totals, is_next
        self.tokens = self.sentence.tokens
        self.low = [t.text.casefold() for t in self.tokens]
        self.depth = _depths(self.low)
        self.calls = {m.first: m for m in words.calls.find(self.tokens) if self._is_verb(m.first)}
        self.issues = {m.first: m for m in words.issues.find(self.tokens) if self._is_verb(m.first)}
        self.signs = words.signing.find(self.tokens)
        # 'wrote to' tells of a letter as 'sent a letter to' does.
        self.wrote = any(self.low[i].startswith("wr") and self._is_sent_to(i) for i in self.calls)
        self.unreal = [m.first for m in words.unreal.find(self.tokens)]
        self.nouns = list(self._nouns())
        self.groups = list(self._groups())
        self.starting = {g.first: g for g in self.groups if g.kind != "none"}
        self.ending = {g.after: g for g in self.groups}
        # Who publishes a text that a counted group has signed has not signed it for that.
        self.is_counted = bool(totals) or any(g.number and g.kind != "none" for g in self.groups)
        self.joint = {n.after for n in self.nouns if n.joint}
        self.named: list[int] = []  # where the series of those who signed end
        self.verbs = {m.first for m in self.signs} | (set(self.issues) if self.nouns else set())

    def signal(self) -> Signal | None:
        """What the sentence says; None where it says nothing of a joint text."""
        groups = [g for g in self.groups if g.kind != "none"]
        barred = bool(self.groups) and self.groups[0].kind == "none" and (self.groups[0].subject or not groups)
        if not (self.nouns or self.calls or groups or self.signs or self.last) or barred or self._is_history():
            return None
        # 'People', 'activists' say much on their own; only a number, or a text, shows that they say it together.
        alone = {"organisation": True, "person": bool(self.nouns or self.signs), "counted": False}
        acting = [g for g in groups if g.subject and (g.number or alone[g.kind])]
        strong = self._is_strong(groups, acting)
        signers = tuple(self._signers(groups, strong))
        told = self.wrote or (self.nouns and (self.signs or any(n.new for n in self.nouns)))
        # 'A and B call on …' is said together; that both 'have called' for something may be told of each alone.
        calling = any(i in self.calls and self.low[i] in self.words.joint_calls for i in self.calls) or (
            self.sentence.block == 1 and bool(self.calls) and not _HAVE & set(self.low)
        )
        strong = strong or bool((told or calling) and len(signers) > 1)
        weak = acting or (len(signers) > 1 and (self.calls or self.nouns)) or self._is_signed_by(groups)
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
        sent = self._goes_on() and self.low[0] in _PRONOUNS and bool(self.issues)
        if not (strong or weak or self.nouns or self.signs or signers or counted or counts or sent):
            return None
        return Signal(
            sentence=self.index,
            strength=_STRONG if strong else _WEAK if weak else _REFERENCE,
            kind=self._kind(),
            new=any(n.new and (n.joint or self.issues or signers) for n in self.nouns),
            own=bool(self.nouns) and bool(self.words.own.find(self.tokens)),
            total=total + others if total and others else total,
            others=None if total else others,
            issued=None if self.is_title else self._issued(bool(strong or sent or (self.nouns and self.issues))),
            signers=signers,
            persons=any(g.kind == "person" for g in groups),
            numbers=tuple(g.number for g in groups if g.number),
            addressed=self.wrote
            or any(
                n.kind == "joint-letter" and (n.joint or "to" in self.low[n.after : n.after + _NEAR])
                for n in self.nouns
            ),
        )

    def _is_verb(self, at: int) -> bool:
        """Whether a word is a verb there, not a noun ('the call', 'a state')."""
        return not at or (self.low[at - 1] not in ("the", "a", "an") and self.low[at - 1] not in _OWNERS)

    def _is_sent_to(self, verb: int) -> bool:
        """Whether somebody is written to, not written 'to express' something."""
        at = next((i for i in range(verb + 1, verb + 3) if self.low[i : i + 1] == ["to"]), len(self.low)) + 1
        return at < len(self.low) and (self.low[at] in _RECIPIENTS or self.tokens[at].text != self.low[at])

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

    def _is_strong(self, groups: Sequence[Group], acting: Sequence[Group]) -> bool:
        """Whether the sentence by itself shows that there is a joint text."""
        if any(n.joint for n in self.nouns) or "undersigned" in self.low:
            return True
        if "signatories" in self.low and (len(self.low) > _HEADING or self.low[-1] != ":"):
            return True
        if acting and (self.nouns or self.wrote or any(g.number or g.others for g in acting)):
            return True
        return bool(self.nouns and self.signs and any(g.number or g.subject for g in groups))

    def _is_signed_by(self, groups: Sequence[Group]) -> bool:
        """Whether so many have signed: 'was signed by 300 people'."""
        return bool(self.signs) and any(g.number and g.named for g in groups)

    def _nouns(self) -> Iterator[TextNoun]:
        for bare, table in ((True, self.words.nouns), (False, self.words.joint_nouns)):
            for match in table.find(self.tokens):
                noun = self._noun(match, bare)
                if noun is not None:
                    yield noun
        if self.last is not None and self.last.kind and "one" in self.low:
            at = self.low.index("one")
            if at - 1 in self.issues and at + 1 < len(self.low) and self.low[at + 1] in ("that", "which", "to", "from"):
                yield TextNoun(at, at + 1, self.last.kind, True, True)

    def _noun(self, match: Match[str], bare: bool) -> TextNoun | None:
        """The phrase around a noun; None for one that is joint only with a word that is not there, and for treaties."""
        first, joint, is_open = match.first, False, False
        while first and match.first - first < _NEAR and self.low[first - 1].isalpha():
            word = self.low[first - 1]
            if word in _INDEFINITE or word in _DEFINITE or word in _PREPOSITIONS or word in _AUXILIARIES:
                break
            joint, is_open = joint or word in self.words.joint, is_open or word == "open"
            first -= 1
        before = self.low[first - 1] if first else ""
        if self._is_answered(first) or any(match.after <= at for at in self.unreal):
            return None
        verb = (
            match.value == "appeal" and first == match.first and before not in _INDEFINITE | _DEFINITE | _PREPOSITIONS
        )
        treaty = match.value == "declaration" and not joint and self.tokens[match.first].text[0].isupper()
        if (not bare and not joint) or ((treaty or verb) and not self.is_title):
            return None
        is_open = is_open and match.value == "joint-letter"
        kind = "open-letter" if is_open else match.value
        return TextNoun(first, match.after, kind, joint or is_open, before in _INDEFINITE or not before)

    def _is_answered(self, first: int) -> bool:
        """Whether a text is but what somebody has answered, or has not: 'did not respond to the letter'."""
        at = first - 1 - (self.low[first - 1] in _DEFINITE | _INDEFINITE) if first else 0
        return at > 0 and self.low[at] == "to" and self.low[at - 1] in _ANSWERING

    def _groups(self) -> Iterator[Group]:
        matches = self.words.groups.find(self.tokens)
        if not matches:
            return
        numbers = self._numbers()
        members = {m.after for m in self.words.members.find(self.tokens)}
        for match in matches:
            inside = match.first and not self.is_title and self.tokens[match.after - 1].text[:2].istitle()
            if inside and (match.value != "none" or match.after - match.first == 1):
                continue  # a part of a name: 'Front Line Defenders'
            first, number, others = self._counted(match.first, numbers)
            if self.depth[match.first] or not members.isdisjoint(range(first - 2, match.first + 1)):
                continue  # an aside, or the members of a coalition
            before = self.low[max(0, first - 3) : first]
            if self.low[match.first] == "others" and number is None and before[-1:] != ["and"]:
                continue  # some others, whoever they are
            if before[-1:] == ["first"]:
                number = None  # 'the first eleven signatories' are not all
            others = (others or self._is_beside(first, number)) and before != ["on", "behalf", "of"]
            named = self._is_among_signers(first, match.after)
            # 'Eight groups joined A' in what A does.
            others = others or self.low[match.after : match.after + 1] in (["joined"], ["join"], ["joins"])
            yield Group(match.first, match.after, number, others, match.value, self._acts(first, match.after), named)

    def _counted(self, noun: int, numbers: Mapping[int, tuple[int, int]]) -> tuple[int, int | None, bool]:
        """(index where a group begins, its number, whether these are others) from the noun back over its adjectives."""
        first, others = noun, self.low[noun] == "others"
        number = None
        while first and noun - first < _NEAR + 2:
            word = self.low[first - 1]
            if first - 1 in numbers:
                first, number = numbers[first - 1]
                break
            closed = word in _PREPOSITIONS or word in _AUXILIARIES or word in _DEFINITE
            if closed or word in _OWNERS or word in self.words.series.calendar or first - 1 in self.calls:
                break
            if not (word.isalpha() or "-" in word or word == ","):
                break
            others = others or word in ("other", "others")
            first -= 1
        counted = first
        while first and self.low[first - 1] in _ROUGHLY:
            first -= 1
        # 'More than 3700 other organisations' is a round number of all.
        return first, number, others and not {"more", "over"} & set(self.low[first:counted])

    def _is_beside(self, first: int, number: int | None) -> bool:
        """Whether a number is of those beside one named: 'Rivers League and 14 members'."""
        if number is None or first < _FOLLOWS or self.low[first - 1] not in ("and", ",", "&", "plus"):
            return False
        return any(c.isupper() or c.isdigit() for c in self.tokens[first - 2].text)

    def _is_among_signers(self, first: int, after: int) -> bool:
        """Whether the words beside a group show that it has signed: 'by 30 groups', 'one of 30 groups that signed'."""
        before = self.low[max(0, first - 3) : first]
        if before == ["on", "behalf", "of"] or before[-2:] == ["one", "of"] or (before and before[-1] in _WITH):
            return True
        return any(after <= m.first < after + _NEAR for m in self.signs[:_MOST_SIGNS])

    def _numbers(self) -> dict[int, tuple[int, int]]:
        """Index of each word of a number -> (index of its first word, the number)."""
        at = {t.start: i for i, t in enumerate(self.tokens)}
        found: dict[int, tuple[int, int]] = {}
        for number in find_numbers(self.tokens):
            index = first = at.get(number.start, len(self.tokens))
            if number.value in _YEARS and first > 0 and self.low[first - 1] in self.words.series.calendar:
                continue  # the year of a date
            while 2 <= number.value < _MOST and index < len(self.tokens) and self.tokens[index].start < number.end:
                found[index] = (first, int(number.value))
                index += 1
        return found

    def _acts(self, first: int, after: int) -> bool:
        """Whether words that end at `after` are the subject of a call, or of sending out a text."""
        if first and (self.low[first - 1] in _PREPOSITIONS or first - 1 in self.calls):
            return False
        plain = 0
        for at in range(after, len(self.low)):
            word = self.low[at]
            plain += word[0].isalpha() and self.tokens[at].text == word
            if plain > _AHEAD:
                break
            if self.low[at - 1] in _RELATIVES:
                continue
            if at in self.calls or (at in self.issues and (self.nouns or self._is_passed_on(at))):
                return self.low[at - 1] not in _AUXILIARIES or not word.endswith("ed") or self.low[at - 1] in _HAVE
            if word in _BE and at < after + 2 and at + 1 not in self.calls:
                return False
            if word in (";", ":") or (word == "that" and at > after + 1):
                break
        return False

    def _is_passed_on(self, at: int) -> bool:
        """Whether a verb has the text of the sentence before as its object: 'ten groups sent it'."""
        return self.last is not None and self.is_next and self.low[at + 1 : at + 2] in (["it"], ["them"])

    def _kind(self) -> str | None:
        ranked = sorted(self.nouns, key=lambda n: (not n.joint, n.first))
        if ranked:
            return ranked[0].kind
        return "joint-letter" if self.wrote else None

    def _issued(self, told: bool) -> str | None:
        """The day of the text: what stands with its noun; else, where the sentence tells that it went out, the date at
        the head of the sentence, in brackets, or with the verb."""
        post, begin = self.reading.post, self.sentence.start
        links = [(m.start(), m.end()) for m in URL.finditer(self.sentence.text)]
        ends = [self.tokens[n.after - 1].end for n in self.nouns]
        verbs = [self.tokens[m.after - 1].end for m in (*self.issues.values(), *self.calls.values())][:_MOST_SIGNS]
        verbs += self.named
        earliest = str(int(post.published[:4]) - _LONG_AGO) + post.published[4:]
        near, loose = [], []
        for date in find_dates(self.sentence.text, post.published, begin)[:_MOST_SIGNS]:
            at = date.start - begin
            if (
                not earliest < date.iso <= post.published
                or len(date.iso) < _MONTH
                or any(s <= at < e for s, e in links)
            ):
                continue
            if any(0 <= date.start - end <= _LEAD // 2 for end in ends):
                near.append(date)
            elif (
                self._leads(date.start)
                or self._is_aside(at, date.end - begin)
                or self.sentence.text[at - 1 : at] == "("
                or any(self._same_clause(v, date.start) for v in verbs)
            ):
                loose.append(date)
        return next((d.iso for d in (*near, *(loose if told else ()))), None)

    def _is_aside(self, start: int, end: int) -> bool:
        """Whether a date stands between commas before the verb: 'before the hearing, on 2 May, A and B wrote'."""
        text = self.sentence.text
        return text[end : end + 1] == "," and re.search(r", (?:on |in )?$", text[:start]) is not None

    def _leads(self, start: int) -> bool:
        """Whether a date is at the head of the sentence: nothing before it but 'on', 'a day later' and the like."""
        before = [w for t, w in zip(self.tokens, self.low, strict=True) if t.start < start][: _AHEAD + 1]
        known = (self.words.openers, self.words.series.calendar, self.words.times)
        return len(before) <= _AHEAD and all(not w[0].isalpha() or any(w in k for k in known) for w in before)

    def _same_clause(self, start: int, end: int) -> bool:
        """Whether nothing between two offsets begins another clause."""
        if not 0 <= end - start <= 2 * _LEAD:
            return False
        between = [w for t, w in zip(self.tokens, self.low, strict=True) if start <= t.start < end]
        return not any(w in _CLAUSES for w in between)

    def _signers(self, groups: Sequence[Group], strong: bool) -> Iterator[Entry]:
        """The signatories that the sentence names."""
        if self.is_title or not (strong or self.nouns or self.signs or self.calls or self.last):
            return
        names = self.words.series.names
        known = {m.first: m.after for m in self.words.series.known.find(self.tokens)}
        told = self.last.persons if self.last is not None and not groups else False
        persons = told or any(g.kind == "person" for g in groups)
        announced = {m.after: m.value for m in self.words.before.find(self.tokens)}
        # 'A has been signed by' does not say that A has signed.
        confirmed = frozenset(
            m.first
            for m in self.words.after.find(self.tokens)
            if self.low[m.first] in _BE or _PASSIVE.isdisjoint(self.low[max(0, m.first - 2) : m.first])
        )
        for first, after in self._series(known):
            text = self.reading.post.text[self.tokens[first].start : self.tokens[after - 1].end]
            parts = [text[s:e].removeprefix("the ") for s, e in self.words.series.split(text)]
            named = self._is_named(first, after, len(parts), announced, confirmed, strong)
            if not named and not self._is_subject(first, after, groups, strong):
                continue
            if after in self.starting and self.starting[after].number:
                parts = parts[:-1]  # 'A and 14 Rivers members' names A alone
            kinds = [names.split(part).kind for part in parts]
            if not named and self._is_of_clause_before(first, kinds):
                parts, kinds = parts[1:], kinds[1:]
            mostly = persons or kinds.count("person") > kinds.count("organisation")
            self.named.append(self.tokens[after - 1].end)
            capacity = self._capacity(after)
            for part in parts:
                entry = names.split(part, "person" if mostly else "organisation")
                entry = replace(entry, capacity=entry.capacity or capacity)
                sure = (
                    named or kinds.count("organisation") * 2 > len(kinds) or names.kind_of(entry.name) == "organisation"
                )
                if sure and self._can_sign(entry):
                    yield self._without_label(entry)

    def _is_of_clause_before(self, first: int, kinds: Sequence[str | None]) -> bool:
        """Whether the first of a series belongs to the words before it: 'free her colleague N. N., A and B said'."""
        if not first or len(kinds) < 2 or kinds[0] == "organisation" or kinds.count("organisation") + 1 < len(kinds):
            return False
        word = self.low[first - 1]
        known = (self.words.openers, self.words.series.calendar, self.words.skipped, _LEADING, _WITH)
        return word.isalpha() and word == self.tokens[first - 1].text and not any(word in k for k in known)

    def _without_label(self, entry: Entry) -> Entry:
        """'C. D. (writers)' at the end of a group: what they all are is nobody's capacity."""
        capacity = entry.capacity or ""
        label = self.words.groups.find(tokens_of(capacity)) and len(capacity.split()) <= 2
        return replace(entry, capacity=None) if label else entry

    def _can_sign(self, entry: Entry) -> bool:
        """Whether a name is one, and not that of a state, its organs, a day, or a mere 'NGOs'."""
        tokens = tokens_of(entry.name)
        series = self.words.series
        if not tokens or series.names.country_of(entry.name):
            return False
        if tokens[0].text.casefold() in series.calendar:
            return bool(series.known.find(tokens))
        if entry.kind == "person":
            return True
        groups = [g for g in self.words.groups.find(tokens) if g.after == len(tokens)]
        general = any(g.first == 0 or tokens[g.first].text.endswith("Os") for g in groups)
        return not general and not any(m.first < _HEAD_OF_NAME for m in self.words.offices.find(tokens))

    def _series(self, known: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """First and after-last token of each series of names in the sentence."""
        at = 0
        while at < len(self.tokens):
            word = self.tokens[at].text
            starts = at in known or word[0].isupper() or (word[0].isdigit() and any(c.isupper() for c in word))
            if not starts or (at not in known and not at and self.low[at] in self.words.openers):
                at += 1
                continue
            after = self.words.series.reach(self.tokens, at, known)
            if after > at and not self.tokens[after - 1].text.endswith(("'s", "’s")):
                yield at, after
            at = max(after, at + 1)

    def _is_named(
        self, first: int, after: int, count: int, announced: Mapping[int, str], confirmed: Container[int], strong: bool
    ) -> bool:
        """Whether the words around a series say that these have signed."""
        left = first
        while left and self.low[left - 1] in _LEADING:
            left -= 1
        group = self.ending.get(left)
        if group is not None and group.subject and left < first and group.number in (None, count):
            return True
        told = bool(strong or self.nouns or self.signs)
        telling = {
            "signed": told,
            "published": told and (count > 1 or not self.is_counted),
            "member": strong or bool(self.signs),
            "follows": self._goes_on(),
        }
        if telling.get(announced.get(left, ""), False):
            return True
        while left and (self.low[left - 1] in _LEADING or self._is_role(left - 1)):
            left -= 1
        if telling.get(announced.get(left, ""), False):
            return True
        if self._follows_among(left) or self._follows_aside(first):
            return True
        if left and self.low[left - 1] == "as" and "such" in self.low[max(0, left - _BY) : left]:
            return told
        if announced.get(left) == "published":
            return False
        if left and self.low[left - 1] == "by" and not self.verbs.isdisjoint(range(left - _BY, left)):
            return True
        right = after
        while right < len(self.low) and (self.low[right] in _TRAILING or self.low[right] in self.words.skipped):
            right += 1
        if any(at in confirmed for at in range(after, right + 1)):
            return told
        if left < first and self.low[left] == ":" and count > 2 and any(n.new or self.signs for n in self.nouns):
            return True
        if any(self._is_dated(after, left) for after in self.joint.intersection(range(left - _BY, left + 1))):
            return True
        return (
            self.last is not None
            and self._goes_on()
            and first <= 1
            and (count == self.last.total or (bool(self.last.signers) and after + 1 >= len(self.low)))
        )

    def _follows_among(self, at: int) -> bool:
        """Whether 'among the seventeen are' stands before: those who signed, by their number or by what they are."""
        if at < _FOLLOWS or self.low[at - 1] not in _BE or _AMONG.isdisjoint(self.low[max(0, at - _BY) : at]):
            return False
        return any(n in self.totals for first, n in self._numbers().values() if at - _BY <= first < at)

    def _follows_aside(self, at: int) -> bool:
        """Whether what follows a colon is announced before it: 'They are, besides A, B:'."""
        if not at or self.low[at - 1] != ":" or not self._goes_on():
            return False
        return any(m.value == "follows" and m.after + _BY > at for m in self.words.before.find(self.tokens[:at]))

    def _is_role(self, at: int) -> bool:
        """Whether a word tells what those are who are named next: 'writers A and B', 'the lawyer C'."""
        word = self.low[at]
        return word == self.tokens[at].text and (word in self.words.series.names.positions or word in self.words.roles)

    def _goes_on(self) -> bool:
        """Whether the sentence follows at once on one that tells of a joint text."""
        return self.last is not None and self.is_next and self.last.strength > _REFERENCE

    def _is_dated(self, first: int, after: int) -> bool:
        """Whether nothing but a date stands between two places: 'in a joint letter of 9 May, A and B ask'."""
        if self.low[after] not in (",", ":"):
            return False
        begin = self.sentence.start
        between = self.sentence.text[self.tokens[first - 1].end - begin : self.tokens[after].start - begin]
        return after == first or bool(find_dates(between, self.reading.post.published))

    def _is_subject(self, first: int, after: int, groups: Sequence[Group], strong: bool) -> bool:
        """Whether a series is who calls or signs."""
        if self.depth[first]:
            return False
        if first and self.low[first - 1 - (self.low[first - 1] == "the")] in _PREPOSITIONS:
            return self.low[: min(first, _NEAR)] in (["members", "of"], ["members", "of", "the"])
        right = after
        while right < len(self.low) and (self.low[right] in self.words.skipped or self.depth[right]):
            right += 1
        right = self._after_capacity(right)
        if right in self.calls or (right in self.issues and bool(self.nouns)):
            return True
        beside = [self.starting[at] for at in range(after, after + _NEAR + 3) if at in self.starting]
        if any(g.subject and g.others for g in beside):
            return True
        leads = first <= _AHEAD and all(
            w in self.words.openers or w in self.words.series.calendar or not w.isalpha() for w in self.low[:first]
        )
        return (
            strong
            and leads
            and (any(n.joint and n.new for n in self.nouns) or any(g.others or (g.named and g.number) for g in groups))
        )

    def _capacity(self, after: int) -> str | None:
        """The clause right after a series that says in what capacity all of it act: ', as partners of …,'."""
        first, end = after + 1, self._after_capacity(after + 1)
        if end <= first or self.low[after] != ",":
            return None
        return self.reading.post.text[self.tokens[first].start : self.tokens[end - 2].end]

    def _after_capacity(self, at: int) -> int:
        """The place after a clause that says in what capacity those named act: ', as partners of …,'."""
        if at >= len(self.low) or self.low[at - 1] != "," or self.words.capacities.at(self.tokens, at) is None:
            return at
        ends = (i for i in range(at, min(len(self.low), at + _AHEAD)) if self.low[i] == ",")
        return next(ends, at - 1) + 1


def _depths(low: Sequence[str]) -> list[int]:
    """How deep in brackets each token stands."""
    found, depth = [], 0
    for word in low:
        depth += word in "(["
        found.append(depth)
        depth = max(0, depth - (word in ")]"))
    return found
