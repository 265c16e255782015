"""The cast of a post: every word that stands for persons, sentence by sentence, and whom it stands for.

Names, pronouns ('he', 'they', 'who'), descriptions ('the journalist', 'both men', 'all three') and those whom the
post does not name ('his wife', 'a lawyer', '19 defenders', 'the police'). The words stand in the list `reference`,
with their kind.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from hrkg.extract._cues import Cue
from hrkg.extract._grammar import (
    BEFORE_NUMBERS,
    DEFINITE,
    FINITE_VERBS,
    INDEFINITE,
    NEVER_KNOWN,
    NOT_OWNED,
    OWNING,
    PARTITIVES,
    PLENTY,
    PLURAL_VERBS,
    TIMES_AND_LINKS,
)
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Sentence, Span, Token
from hrkg.text.amounts import find_durations, find_numbers
from hrkg.text.phrases import Match, Phrases

_JOINTS = frozenset((",", "and", "&", "/"))
_AT_LEAST = 12  # 'dozens' and more: only that they are counted matters
_SINGULAR = frozenset(("definite", "other", "bare"))
_NEXT_TO = 3  # tokens between a name and its 'who', without a comma
_LONGEST_APPOSITION = 16  # tokens between two names of one enumeration
LONGEST_SENTENCE = 400  # tokens; what is longer is no prose
_LONGEST_ROSTER = 100  # names; those whom 'they' means are fewer
_ROSTER_LEAD = 2  # tokens before the name at the beginning of an entry: 'Arts:'
_SURE = 2  # times that a person is called 'she' after which 'he' is somebody else
_REMEMBERED = 8  # sets of persons that 'they' or 'the three' may mean


@dataclass(frozen=True, slots=True)
class Ref:
    """A word or name that stands for persons. Offsets count in the post, `first` and `after` tokens of the sentence.

    kind: 'person' (somebody whom the post names, directly or by a pronoun), 'relative' (who, whom), 'other' (one
    person not named, or not one of those whom the post is about), 'many' (people not named; `count` says how many
    where the post does), 'actor' (police, courts, authorities, the writer). `genitive`: 'his', 'Ali's'. `joined`:
    persons of an enumeration.
    """

    first: int
    after: int
    kind: str
    people: tuple[str, ...] = ()
    count: int | None = None
    genitive: bool = False
    coordinated: bool = False
    recalled: bool = False  # the count is that of people told of before


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> Phrases[str]:
    return lexicon.phrases("reference")


class Cast:
    """Who is meant where, in one post. Reads the sentences in order, once."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._words = _words(lexicon)
        self._namings = sorted(((s, m) for m in reading.mentions for s in m.spans), key=lambda pair: pair[0])
        self._roles = {m.name: frozenset(m.roles) for m in reading.mentions}
        self._at = 0
        named = [m for _, m in self._namings if not m.office]
        self.focus: str | None = named[0].name if named else None
        self._sets: list[tuple[str, ...]] = []
        self._block = -1
        self._block_people: dict[str, None] = {}
        self._everyone: dict[str, None] = {}
        self._unnamed: int | None = None  # how many the people are of whom the post has spoken last without names
        self._pronouns: Counter[tuple[str, str]] = Counter()  # how often the post has called a person 'he' or 'she'
        self._latest: list[str] = []  # the persons last spoken of, the latest last
        self._roster: dict[str, None] = {}  # those with whose names the last blocks begin

    def read(self, sentence: Sentence, cues: Sequence[Cue]) -> list[Ref]:
        """The references of the next sentence in order. Sentences must be handed in in the order of the text."""
        if len(sentence.tokens) > LONGEST_SENTENCE:
            self._skip(sentence)
            return []
        raw = self._raw(sentence)
        refs: list[Ref] = []
        low = [t.text.casefold() for t in sentence.tokens]
        for ref in raw:
            refs.append(self._resolved(ref, low, refs))
        refs = _with_antecedents(_enumerated(refs, low, cues), low)
        self._remember(sentence, refs)
        return refs

    def _skip(self, sentence: Sentence) -> None:
        while self._at < len(self._namings) and self._namings[self._at][0].start < sentence.end:
            self._at += 1

    def last_group(self, count: int | None = None) -> tuple[str, ...]:
        """The persons last named together; with a count, the last who are that many. () when there are none."""
        for people in reversed(self._sets):
            if len(people) == count or (count is None and len(people) > 1):
                return people
        return tuple(self._everyone) if len(self._everyone) == count else ()

    def _raw(self, sentence: Sentence) -> list[Ref]:
        """Names and reference words before they are resolved; a resolved name has its person already."""
        found: list[Ref] = list(self._named(sentence))
        taken = {i for ref in found for i in range(ref.first, ref.after)}
        starts = _starts(found)
        for match in self._words.find(sentence.tokens):
            if taken.isdisjoint(range(match.first, match.after)) and match.after not in starts:
                found.append(_described(match, sentence.tokens, starts))
        found += _numbered(sentence.tokens, {i for ref in found for i in range(ref.first, ref.after)})
        return list(_without_titles(sorted(found, key=lambda ref: ref.first), sentence.tokens))

    def _named(self, sentence: Sentence) -> Iterator[Ref]:
        starts = [t.start for t in sentence.tokens]
        ends = [t.end for t in sentence.tokens]
        while self._at < len(self._namings) and self._namings[self._at][0].start < sentence.end:
            span, mention = self._namings[self._at]
            self._at += 1
            if span.start < sentence.start:
                continue
            first = max(0, bisect_left(starts, span.start + 1) - 1)
            last = min(bisect_left(ends, span.end), len(ends) - 1)
            genitive = sentence.tokens[last].text[-2:] in ("'s", "’s", "s’", "s'") and _owns(
                span, sentence.tokens[last]
            )
            kind = "actor" if mention.office else "person"
            yield Ref(first, last + 1, kind, () if mention.office else (mention.name,), genitive=genitive)

    def _resolved(self, ref: Ref, low: list[str], before: list[Ref]) -> Ref:
        """A reference with the persons whom it means; kinds that name nobody become 'other' or 'many'."""
        singles = [r.people[0] for r in before if r.kind == "person" and len(r.people) == 1]
        people: tuple[str, ...]
        if ref.kind == "he":
            people = self._meant_by(low[ref.first], [*([self.focus] if self.focus else []), *singles])
            return replace(ref, kind="person" if people else "other", people=people)
        if ref.kind == "definite":
            noun = low[ref.after - 1]
            candidates = [*reversed(singles), *([self.focus] if self.focus else [])]
            fitting = [c for c in candidates if noun in self._roles.get(c, ())] or candidates
            return replace(ref, kind="person" if fitting else "other", people=tuple(fitting[:1]))
        if ref.kind == "they":
            people = self._together(before, ref.count)
            if not people:
                return replace(ref, kind="many", count=ref.count or self._unnamed, recalled=ref.count is None)
            return replace(ref, kind="person", people=people)
        return ref

    def _meant_by(self, word: str, candidates: list[str]) -> tuple[str, ...]:
        """Whom 'he' or 'her' means: the last of the candidates, else whoever was spoken of last, that the post has not
        called by the other pronoun; () when there is nobody."""
        pronoun, other = ("she", "he") if word in ("she", "her", "hers", "herself") else ("he", "she")
        for person in (*reversed(candidates), *reversed(self._latest)):
            if self._pronouns[person, other] < _SURE or self._pronouns[person, pronoun]:
                self._pronouns[person, pronoun] += 1
                return (person,)
        return tuple(candidates[-1:])

    def _together(self, before: list[Ref], count: int | None) -> tuple[str, ...]:
        """Whom 'they', 'both' or 'the three' means: those of this sentence, else the last set of fitting size."""
        last = next((r for r in reversed(before) if r.kind in ("person", "many") and not r.genitive), None)
        if last is not None and last.kind == "many" and count in (None, last.count):
            return ()
        here = tuple(dict.fromkeys(p for r in before if r.kind == "person" for p in r.people))
        if len(here) > 1 and count in (None, len(here)):
            return here
        return self.last_group(count)

    def _remember(self, sentence: Sentence, refs: list[Ref]) -> None:
        people = [r for r in refs if r.kind == "person" and r.people]
        owners = [r.after for r in refs if r.genitive]
        # 'Her lawyer Ali …': the text goes on to speak of her.
        own = [r for r in people if not any(owner <= r.first <= owner + _NEXT_TO for owner in owners)]
        first = next((r for r in own if not r.genitive), own[0] if own else None)
        if first is not None:
            self.focus = first.people[0]
        for person in (p for r in people for p in r.people[:_REMEMBERED]):
            if person in self._latest:
                self._latest.remove(person)
            self._latest.append(person)
        del self._latest[:-_REMEMBERED]
        if sentence.block != self._block:
            self._block = sentence.block
            self._block_people = {}
            begins = next((r for r in refs if r.kind == "person" and r.first <= _ROSTER_LEAD and not r.genitive), None)
            if begins is None or len(self._roster) > _LONGEST_ROSTER:
                self._roster = {}
            else:
                self._roster[begins.people[0]] = None
        here = dict.fromkeys(p for r in people for p in r.people)
        self._block_people.update(here)
        self._everyone.update(here)
        named = dict.fromkeys(
            p for r in people for p in r.people if sentence.tokens[r.first].text[0].isupper() and r.first
        )
        self._unnamed = next((r.count for r in reversed(refs) if r.kind == "many" and r.count), self._unnamed)
        joined = [r.people for r in people if len(r.people) > 1]
        for group in (tuple(self._roster), tuple(self._block_people), *joined, tuple(named), tuple(here)):
            if len(group) > 1:
                if group in self._sets:
                    self._sets.remove(group)
                self._sets.append(group)
        del self._sets[:-_REMEMBERED]


def _owns(span: Span, last: Token) -> bool:
    return last.end > span.end or last.text[-1] in "'’s"


def _starts(refs: Sequence[Ref]) -> frozenset[int]:
    return frozenset(ref.first for ref in refs)


def _numbered(tokens: Sequence[Token], taken: set[int]) -> Iterator[Ref]:
    """'the three', 'all fifteen', 'these four', where no noun follows."""
    for at, token in enumerate(tokens[:-1]):
        if token.text.casefold() not in BEFORE_NUMBERS or at + 1 in taken:
            continue
        numbers = [
            n for n in find_numbers(tokens[at + 1 : at + 3]) if n.start == tokens[at + 1].start and 1 < n.value < 1000
        ]
        if not numbers:
            continue
        after = next((i for i in range(at + 1, len(tokens)) if tokens[i].start >= numbers[0].end), len(tokens))
        following = tokens[after].text.casefold() if after < len(tokens) else "."
        if not following[0].isalnum() or following in FINITE_VERBS | NOT_OWNED | PLURAL_VERBS:
            yield Ref(at, after, "they", count=int(numbers[0].value))


def _without_titles(refs: Sequence[Ref], tokens: Sequence[Token]) -> Iterator[Ref]:
    """The references but those that only describe the next one: 'Army' before 'Major Ali', 'his' before 'wife',
    'student' before 'leader'; and those after 'the', where a surname is also a people's name."""
    for ref, following in zip_longest(refs, refs[1:]):
        if (
            following is not None
            and following.first - ref.after <= 2
            and following.kind == "person"
            and ref.kind == "actor"
        ):
            between = tokens[ref.after : following.first]
            if tokens[ref.first].text[0].isupper() and all(t.text[0].isupper() for t in between):
                continue
        if following is not None and ref.genitive and following.kind == "other" and following.first - ref.after <= 3:
            continue
        if following is not None and following.kind == "many" and ref.kind == "person" and ref.after - ref.first == 1:
            between = tokens[ref.after : following.first]
            if len(between) <= _NEXT_TO and all(t.text.islower() for t in between) and not ref.genitive:
                continue  # a people whose name is also a surname: 'Ali activists'
        if (
            following is not None
            and following.first == ref.after
            and ref.kind in _SINGULAR
            and following.kind in _SINGULAR
        ):
            continue
        if (
            ref.kind == "person"
            and ref.after - ref.first == 1
            and ref.first > 0
            and tokens[ref.first - 1].text == "the"
        ):
            continue
        yield ref


def _described(match: Match[str], tokens: Sequence[Token], starts: frozenset[int]) -> Ref:
    """A reference word with its kind as the words before it decide: 'the lawyer', 'a lawyer', 'his lawyer', '19
    lawyers'."""
    kind, first = match.value, match.first
    word = tokens[match.first].text.casefold()
    if kind == "her":
        following = tokens[match.after].text.casefold() if match.after < len(tokens) else "."
        given = any(d.start == tokens[match.after].start for d in find_durations(tokens[match.after : match.after + 3]))
        given = (
            given and first > 0 and tokens[first - 1].form not in TIMES_AND_LINKS | NOT_OWNED
        )  # 'gave her two years'
        owned = following[0].isalpha() and following not in NOT_OWNED and not given
        return Ref(first, match.after, "he", genitive=owned)
    if kind == "they":
        numbers = find_numbers(tokens[match.first : match.after])
        count = int(numbers[-1].value) if numbers else 2 if word == "both" else None
        return Ref(first, match.after, "they", count=count)
    if kind in ("his", "their"):
        return Ref(first, match.after, "he" if kind == "his" else "they", genitive=True)
    if kind not in ("one", "many", "kin", "number"):
        return Ref(first, match.after, kind)
    lead = first
    determiner = ""
    while lead > 0 and first - lead < 5:
        lead -= 1
        before = tokens[lead].text.casefold()
        if (
            before in DEFINITE
            or before in INDEFINITE
            or before in ("his", "her", "their")
            or before[-2:] in ("'s", "’s", "s’")
        ):
            determiner = before
            break
        if not before[0].isalnum() or before in FINITE_VERBS or before in NOT_OWNED:
            break
    numbers = [n for n in find_numbers(tokens[max(0, lead - 1) : match.after]) if n.value > 1]
    if numbers and (
        1900 <= numbers[-1].value < 2100
        or any(t.start >= numbers[-1].end and t.text[0].isupper() for t in tokens[lead:first])
    ):
        numbers = []  # a year or a day, not how many they are
    count = int(numbers[-1].value) if numbers else None
    if count is None and not PLENTY.isdisjoint(t.text.casefold() for t in tokens[max(0, first - 6) : first]):
        count = _AT_LEAST
    if kind == "many":
        definite = determiner in ("the", "these", "both") or (determiner == "all" and count is not None)
        anaphoric = definite and word not in NEVER_KNOWN
        if count is None and determiner in ("these", "following"):
            count = 0  # not said, but particular people
        return Ref(first, match.after, "they" if anaphoric else "many", count=2 if determiner == "both" else count)
    if kind == "kin" or determiner[-2:] in ("'s", "’s", "s’") or determiner in ("his", "her", "their"):
        return Ref(first, match.after, "other")
    of_person = match.after + 1 in starts and tokens[match.after].text in ("of", "for")  # 'the lawyer of Ali'
    if determiner in INDEFINITE or of_person:
        return Ref(first, match.after, "other")
    return Ref(first, match.after, "definite" if determiner else "bare")


def _enumerated(refs: list[Ref], low: list[str], cues: Sequence[Cue]) -> list[Ref]:
    """References with those of one enumeration joined: 'A, editor of X, B and 21 others' is one, with the persons A
    and B."""
    found: list[Ref] = []
    busy = {i for cue in cues for i in range(cue.first, cue.after)}
    for ref in refs:
        if ref.kind == "bare":
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and last.kind == "other"
            and ref.kind == "person"
            and low[last.after : ref.first] in ([], [","])
        ):
            found[-1] = replace(ref, first=last.first)
        elif (
            last is not None
            and low[ref.first - 1] != "them"
            and low[last.after - 1] != "them"
            and last.kind in ("person", "other", "many")
            and ref.kind in ("person", "other", "many")
            and not last.genitive
            and _joins(low[last.after : ref.first], range(last.after, ref.first), busy)
        ):
            people = tuple(dict.fromkeys((*last.people, *ref.people)))
            both = "and" in low[last.after : ref.first]
            kind = "person" if people else "many"
            count = last.count or ref.count
            found[-1] = Ref(last.first, ref.after, kind, people, count, ref.genitive, last.coordinated or both)
        else:
            found.append(ref)
    return found


def _with_antecedents(refs: list[Ref], low: list[str]) -> list[Ref]:
    """References with each 'who' and 'whom' standing for those named right before it."""
    found: list[Ref] = []
    for ref in refs:
        reach = _LONGEST_APPOSITION if low[ref.first - 1] == "," else _NEXT_TO
        if ref.kind == "relative" and found and ref.first - found[-1].after <= reach:
            ref = replace(ref, people=found[-1].people, count=found[-1].count)
        found.append(ref)
    return found


def _joins(between: list[str], places: range, busy: set[int]) -> bool:
    joint = max((i for i, word in enumerate(between) if word in _JOINTS), default=-1)
    owner = next((i for i in range(joint + 1, len(between)) if between[i] in OWNING), None)
    if owner is not None and (owner == 0 or between[owner - 1] not in PARTITIVES):
        return False
    if between and between[0].endswith("ed"):
        return False  # 'Ali defended Omar and Said'
    if not between or len(between) > _LONGEST_APPOSITION or not busy.isdisjoint(places):
        return False
    if all(word in _JOINTS for word in between):
        return True
    return _JOINTS.isdisjoint(between[-5:]) is False and FINITE_VERBS.isdisjoint(between) and ";" not in between
