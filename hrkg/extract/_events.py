"""Events: what befell whom, sentence by sentence, with the circumstances that the sentence tells.

Detentions and incidents are both made of these: detention.py orders them into periods, incident.py sifts them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hrkg.extract._cast import Cast, Ref
from hrkg.extract._cues import Cue, Cues
from hrkg.extract._details import Detail, DetailTables, charges_in, laws_in, prisons_in, tables_of
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Sentence
from hrkg.text.blocks import URL
from hrkg.text.amounts import find_durations
from hrkg.text.dates import Date, find_dates
from hrkg.text.phrases import Phrases
from hrkg.text.places import Place, Places, places_of

_BE = frozenset("be is are was were been being get gets got getting".split())
_HAVE = frozenset("has have had having".split())
_ADVERBS = frozenset(
    "then later also again still now not never once twice first finally reportedly allegedly subsequently".split()
)
_AGENTS = frozenset("by with of for to from against about between on like".split())
_BREAKS = frozenset(
    ", ; : ( ) – — when after before because while until although though who which whom whose but where and".split()
)
# Words that part a date, a place or a charge from a cue, with what each costs in tokens.
_COSTS = {
    ",": 2,
    ";": 15,
    ":": 5,
    "–": 8,
    "—": 8,
    "(": 2,
    ")": 2,
    "and": 4,
    "but": 6,
    "who": 5,
    "which": 5,
    "when": 5,
    "after": 5,
}
_COSTS.update({"before": 5, "while": 5, "because": 5, "until": 3, "although": 6})
_TERM_KINDS = frozenset("sentence convict jail term serving served reduced life absent".split())
_CHARGED = _TERM_KINDS | frozenset("arrest rearrest charge remand held bail release".split())
_LIFE = re.compile(
    r"\b(?:to|for) life\b|\blife (?:sentence|imprisonment|term|in prison)\b|\bsentenced? of life\b", re.I
)
_DEATH = re.compile(r"\b(?:sentenced|condemned)(?:\s\S+){0,5}? to death\b|\bdeath sentences?\b|\bon death row\b", re.I)
_NO_TERM = frozenset("after than ago aged within last next past nearly almost every another for".split())
# What somebody 'faces' has come already, where an arrest or a term that he faces has not.
_SUFFERED = frozenset("threat surveillance travel-ban smear transnational-repression".split())
_LOCATIONS = frozenset("country city region".split())
_WHERE = frozenset("in including at near outside inside across throughout".split())
_PUBLISHED = frozenset("published issued dated adopted signed letter statement report born".split())
_WIDEST_SUBJECT = 40  # tokens between a person and the verb


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one person (or of `count` unnamed people, when `person` is None), as one sentence tells it.

    kind: the first word of the cue's value in the tables. start and end: the cue's. real: False for what is only feared,
    demanded, planned or denied. now: the state lasts as the post is written. since: it lasts from `date` on.
    again: the text sets it apart from another time. terms: durations, 'life' or 'death'; suspended: the part of them.
    """

    kind: str
    person: str | None
    sentence: int
    start: int
    end: int
    count: int | None = None
    real: bool = True
    now: bool = False
    since: bool = False
    again: bool = False
    date: str | None = None
    until: str | None = None
    place: str | None = None
    country: str | None = None
    abroad: bool = False  # told of more than one country
    law: str | None = None
    term: str | None = None
    suspended: str | None = None
    charges: tuple[str, ...] = ()


@dataclass
class _Found:
    """A cue with whom it is about, while the circumstances are collected."""

    cue: Cue
    people: tuple[str, ...]
    count: int | None
    real: bool
    now: bool
    again: bool
    dates: list[Date] = field(default_factory=list)
    since: bool = False
    places: list[Detail] = field(default_factory=list)
    countries: list[Place] = field(default_factory=list)
    laws: list[Detail] = field(default_factory=list)
    charges: list[Detail] = field(default_factory=list)
    terms: list[Detail] = field(default_factory=list)
    suspended: str | None = None
    times: int = 1
    respectively: bool = False
    latest: bool = False  # the date is that of the last time only
    twice: bool = False  # the last date counts twice


@dataclass(frozen=True)
class _Tables:
    cues: Cues
    unreal: Phrases[str]
    times: Phrases[str]
    demands: Phrases[str]
    suffering: Phrases[str]
    details: DetailTables
    places: Places


@lru_cache(maxsize=4)
def _tables(lexicon: Lexicon) -> _Tables:
    cues = Cues({**lexicon.words("custody"), **lexicon.words("incident")})
    return _Tables(
        cues,
        lexicon.phrases("unreal"),
        lexicon.phrases("times"),
        lexicon.phrases("release-demand"),
        lexicon.phrases("suffering"),
        tables_of(lexicon),
        places_of(lexicon),
    )


def find_events(reading: Reading, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events that the post tells, in order of the text, real or not; () when it tells none."""
    tables = _tables(lexicon)
    cues = [tables.cues.find(s.tokens) for s in reading.sentences]
    if not any(cues):
        return ()
    cast = Cast(reading, lexicon)
    found: list[Event] = []
    anchor: str | None = None
    lead: list[Event] = []  # events of a sentence that ends in ':', which the items after it share
    for index, sentence in enumerate(reading.sentences):
        refs = cast.read(sentence, cues[index])
        block = reading.blocks[sentence.block]
        if lead and block.kind in ("paragraph", "title"):
            lead = []
        dates = _dates_in(sentence, reading.post.published, anchor) if cues[index] or lead else []
        here = _Sentence(sentence, refs, dates, tables, cast, found)
        events = [e for f in here.found(cues[index]) for e in _events_of(f, index)]
        if lead and not any(e.person for e in events):
            events += _shared(lead, sentence, refs, dates, index)
        found += events
        anchor = next((e.until or e.date for e in reversed(events) if e.date), anchor)
        if events and sentence.text.endswith(":") and sentence.end >= block.end:
            lead = events
    return tuple(found)


def _dates_in(sentence: Sentence, published: str, anchor: str | None) -> list[Date]:
    """The dates of a sentence but those in addresses."""
    dates = find_dates(sentence.text, published, sentence.start, anchor=anchor)
    links = (
        [(sentence.start + m.start(), sentence.start + m.end()) for m in URL.finditer(sentence.text)] if dates else []
    )
    return [d for d in dates if not any(start <= d.start < end for start, end in links)]


def _shared(lead: list[Event], sentence: Sentence, refs: list[Ref], dates: list[Date], index: int) -> Iterator[Event]:
    """What the events before a list tell of one item of it: the person whom it begins with, or the time that it gives."""
    named = next((r for r in refs if r.kind == "person" and r.first <= 2), None)
    for event in lead:
        if event.person is None and named is not None:
            for person in named.people[:1]:
                yield replace(event, person=person, count=None, sentence=index, start=sentence.start, end=sentence.end)
        elif event.person is not None and dates and not refs:
            since = dates[0].until is None and sentence.text.casefold().startswith(("since", "from"))
            yield replace(
                event,
                sentence=index,
                start=sentence.start,
                end=sentence.end,
                date=dates[0].iso,
                until=dates[0].until,
                since=since,
            )


class _Sentence:
    """One sentence with all that is known of it, from which the events are read."""

    def __init__(
        self, sentence: Sentence, refs: list[Ref], dates: list[Date], tables: _Tables, cast: Cast, before: list[Event]
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.low = [t.text.casefold() for t in sentence.tokens]
        self.refs = refs
        self.dates = dates
        self.tables = tables
        self.cast = cast
        self.before = before

    def found(self, cues: Sequence[Cue]) -> list[_Found]:
        """The cues that befall somebody, each with its circumstances."""
        found = []
        for cue in cues:
            if not self._is_name(cue):
                people, count = self._concerned(cue, cues)
                if people or count is not None:
                    found.append(
                        _Found(
                            cue,
                            people,
                            count,
                            self._is_real(cue),
                            self._is_now(cue),
                            "again" in self.low[max(0, cue.first - 4) : cue.after + 4],
                        )
                    )
        if found:
            self._attach(found)
        return found

    def _is_name(self, cue: Cue) -> bool:
        """Whether the words are part of a name: 'World Organisation Against Torture'."""
        if cue.voice not in ("noun", "own", "bare") or not self.tokens[cue.first].text[0].isupper():
            return False
        beside = [*self.tokens[max(0, cue.first - 1) : cue.first], *self.tokens[cue.after : cue.after + 1]]
        return any(t.text[0].isupper() or t.text.casefold() in ("of", "against") for t in beside) and (
            cue.first > 0 or self.sentence.block != 0
        )

    # Who

    def _concerned(self, cue: Cue, cues: Sequence[Cue]) -> tuple[tuple[str, ...], int | None]:
        """The persons whom an event befalls, or how many unnamed people; ((), None) when neither can be told."""
        ref: Ref | None = None
        if cue.gap is not None and cue.voice != "state":
            inside = [r for r in self.refs if cue.gap[0] <= r.first < cue.gap[1] and r.kind != "actor"]
            ref = inside[0] if inside else self._subject(cue) if self._is_passive(cue) else None
        elif cue.voice in ("verb", "passive"):
            ref = self._of_verb(cue)
        elif cue.voice == "active":
            ref = self._object(cue)
        elif cue.voice == "state":
            ref = self._subject(cue)
        elif cue.voice in ("noun", "own"):
            ref = self._of_noun(cue)
        elif cue.voice == "bare":
            return self._last_concerned(cue), None
        if ref is None:
            return (), None
        people = ref.people
        if people:
            people = self._company(cue, ref, cues, people)
        return people, None if people else ref.count

    def _is_passive(self, cue: Cue) -> bool:
        """Whether a form of 'be' stands before the verb."""
        at = cue.first - 1
        while at >= 0 and (
            self.low[at] in _ADVERBS
            or self.low[at].endswith("ly")
            or self.low[at] in ("and", ",")
            and at + 4 > cue.first
        ):
            at -= 1
        return at >= 0 and self.low[at] in _BE

    def _of_verb(self, cue: Cue) -> Ref | None:
        if self._is_passive(cue):
            return self._subject(cue)
        if self.low[max(0, cue.first - 1)] in _HAVE and cue.first > 0:
            return self._object(cue) if cue.voice == "verb" else None
        whom = next(
            (
                r
                for r in reversed(self.refs)
                if r.after <= cue.first and r.kind == "relative" and self.low[r.first] == "whom"
            ),
            None,
        )
        if whom is not None and cue.first - whom.after <= 5:
            return whom
        if cue.voice == "verb":
            ref = self._object(cue)
            if ref is not None:
                return ref
        subject = self._subject(cue)
        if subject is None or subject.kind == "actor":
            return None
        follows = self.low[cue.after] if cue.after < len(self.low) else "."
        return (
            subject
            if not follows[0].isalnum() or follows not in ("a", "the", "an", "his", "her", "their", "its")
            else None
        )

    def _object(self, cue: Cue) -> Ref | None:
        """Who stands after a verb: within a few words, before anything that breaks the clause."""
        at = cue.after
        for ref in self.refs:
            if ref.first < at or ref.kind == "relative":
                continue
            between = self.low[at : ref.first]
            if len(between) > 7 or any(
                w in _BREAKS and w != "and" or w in _BE or w in ("by", "in", "at", "on", "for", "against", "with")
                for w in between
            ):
                return None
            if ref.genitive:
                return None
            return ref
        return None

    def _subject(self, cue: Cue) -> Ref | None:
        """Who stands before a verb or a state: the nearest reference that no preposition governs."""
        skipped: Ref | None = None
        for ref in reversed(self.refs):
            if ref.after > cue.first or (cue.gap and ref.first >= cue.gap[0]):
                continue
            if cue.first - ref.after > _WIDEST_SUBJECT:
                break
            if ref.genitive:
                continue
            if ref.kind == "relative":
                return ref
            gerund = cue.first > 0 and self.low[cue.first - 1] in ("being", "having")
            if ref.first > 0 and not gerund and self._governor(ref) in _AGENTS:
                skipped = skipped or ref
                continue
            if self.low[ref.after : cue.first].count(";"):
                break
            if (
                len(ref.people) > 1
                and ref.coordinated
                and any(w in ("was", "is", "has") for w in self.low[max(0, cue.first - 3) : cue.first])
            ):
                return replace(ref, people=ref.people[-1:])
            return ref
        if skipped is None and not any(r.after <= cue.first for r in self.refs):
            return self._unspoken(cue)
        return None

    def _governor(self, ref: Ref) -> str:
        at = ref.first - 1
        while at > 0 and self.low[at] in ("the", "a", "an", "former", "fellow", "mr", "ms", "mrs", "dr", "."):
            at -= 1
        return self.low[at]

    def _unspoken(self, cue: Cue) -> Ref | None:
        """Who is meant where a sentence begins with the verb: whoever follows it, else whom the text speaks of."""
        lead = [w for w in self.low[: cue.first] if w[0].isalpha()]
        dates = {i for d in self.dates for i, t in enumerate(self.tokens) if d.start <= t.start < d.end}
        lead = [
            w
            for i, w in enumerate(self.low[: cue.first])
            if w[0].isalpha()
            and i not in dates
            and w not in _ADVERBS
            and w not in ("in", "on", "and", "since", "from", "by", "at")
        ]
        if lead and not all(w in _BE or w in _HAVE for w in lead):
            return None
        following = next((r for r in self.refs if r.first >= cue.after and r.kind == "person" and not r.genitive), None)
        if following is not None:
            return following
        if self.sentence.block == 0 or self.cast.focus is None:
            return None
        return Ref(cue.first, cue.first, "person", (self.cast.focus,))

    def _of_noun(self, cue: Cue) -> Ref | None:
        """Whose arrest it is: 'his arrest', 'the arrest of Ali', 'the attack on her', or, of an own noun, who suffers it."""
        owner = next((r for r in reversed(self.refs) if r.genitive and r.after <= cue.first <= r.after + 4), None)
        if owner is not None and not any(w in _BREAKS or w in _BE for w in self.low[owner.after : cue.first]):
            return owner
        for ref in self.refs:
            if ref.first < cue.after:
                continue
            between = self.low[cue.after : ref.first]
            if (
                between
                and between[0] in ("of", "on", "against", "to", "for", "targeting", "in")
                and len(between) <= 7
                and not ref.genitive
                and ref.kind != "relative"
            ):
                return ref if not any(w in _BREAKS - {"and"} or w in _BE for w in between) else None
            break
        if cue.voice == "own" and any(
            m.after >= cue.first - 8 for m in self.tables.suffering.find(self.tokens[: cue.first])
        ):
            return self._subject(cue)
        return None

    def _company(self, cue: Cue, ref: Ref, cues: Sequence[Cue], people: tuple[str, ...]) -> tuple[str, ...]:
        """With those arrested, killed … 'along with' the person, by name."""
        limit = next((c.first for c in cues if c.first >= cue.after), len(self.low))
        for at in range(cue.after, min(limit, len(self.low))):
            if self.low[at] in ("with", "alongside", "besides") and self.low[at - 1] not in (
                "charged",
                "threatened",
                "tortured",
            ):
                for other in self.refs:
                    if other.first > at and other.first - at <= 8 and other.kind == "person" and self._is_named(other):
                        people = tuple(dict.fromkeys((*people, *other.people)))
                break
        return people

    def _is_named(self, ref: Ref) -> bool:
        return not ref.genitive and any(t.text[0].isupper() for t in self.tokens[ref.first : ref.after])

    def _last_concerned(self, cue: Cue) -> tuple[str, ...]:
        """Whom words without a person are about: those of the sentence before them, else of the event told last."""
        owner = next(
            (r for r in reversed(self.refs) if r.genitive and r.people and r.after <= cue.first <= r.after + 3), None
        )
        if owner is not None:
            return owner.people
        subjects = [r for r in self.refs if r.kind == "person" and r.after <= cue.first and not r.genitive]
        if subjects:
            return subjects[0].people
        if self.before and self.before[-1].person is not None:
            last = self.before[-1]
            return tuple(dict.fromkeys(e.person for e in self.before if e.start == last.start and e.person))
        return (self.cast.focus,) if self.cast.focus else ()

    # Whether

    def _is_real(self, cue: Cue) -> bool:
        """Whether the words assert the event: no negation, modal, fear, condition or purpose before it in its clause."""
        first = cue.first
        if first > 0 and self.low[first - 1] == "be":
            return False
        if cue.kind == "release" and self._is_demanded(cue):
            return False
        if cue.voice == "active" and first > 0 and self.low[first - 1] == "to":
            return False
        begin = first
        crossed = False
        for at in range(first - 1, -1, -1):
            if self.low[at] in _BREAKS:
                if (
                    self.low[at] == "and"
                    and not crossed
                    and not any(w in _BE or w in _HAVE for w in self.low[at:first])
                ):
                    crossed = True
                    continue
                break
            begin = at
        begin = max(0, begin - 1) if begin > 0 and self.low[begin - 1] in ("if", "unless") else begin
        for match in self.tables.unreal.find(self.tokens[begin:first]):
            word = self.tokens[begin + match.first].text
            if match.value == "real" or (word == "May" and begin + match.first > 0):
                continue
            if match.value in ("modal", "not") and cue.voice in ("noun", "own") and first - begin - match.after > 2:
                continue
            if match.value == "face" and cue.kind in _SUFFERED:
                continue
            if match.value == "not" and "and" in self.low[begin + match.after : first]:
                continue
            return False
        return True

    def _is_demanded(self, cue: Cue) -> bool:
        """Whether a release is asked for: by a verb or noun of asking before it, or by an imperative."""
        if cue.first == 0 and cue.voice != "verb":
            return True
        return bool(self.tables.demands.find(self.tokens[: cue.first])) and not self._is_passive(cue)

    def _is_now(self, cue: Cue) -> bool:
        """Whether a state lasts: in the present or the present perfect, or without a verb (in a title, in brackets)."""
        words = self.low[max(0, cue.first - 8) : cue.after]
        if cue.kind in ("arrest", "rearrest"):
            return not _HAVE.isdisjoint(words[-5:]) and "had" not in words[-5:]
        for at in range(len(words) - 1, -1, -1):
            if (
                words[at] in ("was", "were", "had", "spent", "sat")
                or words[at] == "been"
                and at
                and words[at - 1] == "had"
            ):
                return False
            if words[at] in (
                "is",
                "are",
                "has",
                "have",
                "remains",
                "remain",
                "still",
                "continues",
                "sits",
                "sit",
                "now",
            ):
                return True
        return True

    # When, where, why

    def _attach(self, found: list[_Found]) -> None:
        """Give each date, place, charge and term to the cue that stands nearest, counting what parts them."""
        costs = [0]
        for word in self.low:
            costs.append(costs[-1] + 1 + _COSTS.get(word, 0))
        index = {t.start: i for i, t in enumerate(self.tokens)}

        def cost(item: _Found, start: int) -> int:
            at = index.get(start, 0)
            first, after = item.cue.first, item.cue.after
            return costs[at] - costs[after] if at >= after else costs[first] - costs[min(first, at)]

        def nearest(start: int, kinds: frozenset[str] | None = None) -> _Found | None:
            fitting = [f for f in found if kinds is None or f.cue.kind in kinds]
            return min(fitting, key=lambda f: cost(f, start), default=None)

        for d in self.dates:
            at = index.get(d.start, 0)
            if _PUBLISHED.isdisjoint(self.low[max(0, at - 3) : at]):
                fitting = [f for f in found if f.cue.kind != "untried" and self._can_date(at, f.cue)]
                if fitting:
                    min(fitting, key=lambda f: cost(f, d.start)).dates.append(d)
        details = self.tables.details
        ends = (
            {f.cue.end for f in found if f.cue.kind in _CHARGED}
            | {d.end for d in self.dates}
            | {t.end for t in self._terms()}
        )
        ends |= {self.tokens[r.after - 1].end for r in self.refs} | {
            t.end for t in self.tokens if t.text in ("respectively", "prison", "jail")
        }
        for charge in charges_in(self.sentence, self.dates, frozenset(ends), details):
            fitting = [f for f in found if f.people and f.cue.kind in _CHARGED]
            owner = next((f for f in reversed(fitting) if f.cue.start <= charge.start), fitting[0] if fitting else None)
            if owner is not None:
                owner.charges.append(charge)
        for law in laws_in(self.sentence, details):
            owner = nearest(law.start)
            if owner is not None:
                owner.laws.append(law)
        for prison in prisons_in(self.sentence, details):
            owner = nearest(prison.start)
            if owner is not None:
                owner.places.append(prison)
        for place in self.tables.places.find(self.tokens):
            owner = nearest(place.start)
            beside = self.low[index.get(place.start, 0) - 1] if index.get(place.start, 0) else ""
            if owner is not None and owner.countries and beside in (",", "and") and place.kind == "country":
                owner.countries.append(place)
                continue
            where = self.low[max(0, index.get(place.start, 0) - 3) : index.get(place.start, 0)]
            if owner is not None and not place.in_name and place.kind in _LOCATIONS and not _WHERE.isdisjoint(where):
                owner.countries.append(place)
        for term in self._terms():
            owner = nearest(term.start, _TERM_KINDS)
            if (
                owner is None
                or owner.cue.end > term.end
                and owner.cue.voice != "bare"
                and owner.cue.first - index.get(term.start, 0) > 8
            ):
                continue
            if self._is_suspended(index.get(term.start, 0), term):
                owner.suspended = owner.suspended or term.value
            owner.terms.append(term)
        for item in found:
            item.respectively = "respectively" in self.low
            window = self.tokens[max(0, item.cue.first - 5) : item.cue.after + 5]
            counts = [m.value for m in self.tables.times.find(window)]
            item.times = int(counts[0]) if counts else 1
            if item.dates:
                item.dates.sort(key=lambda d: cost(item, d.start))
                first = index.get(item.dates[0].start, 1)
                before = self.low[max(0, first - 4) : first]
                item.since = "since" in before or before[-1:] == ["from"]
                item.latest = "recently" in before
                item.twice = any(
                    "twice" in self.low[max(0, index.get(d.start, 0) - 4) : index.get(d.start, 0)]
                    for d in item.dates[1:]
                )
        self._inherit(found)

    def _can_date(self, at: int, cue: Cue) -> bool:
        """Whether a date can be that of a cue: it follows it, opens the sentence, or stands in the same breath before it."""
        if at >= cue.first:
            return True
        if not any(ref.first < at for ref in self.refs):
            return True
        between = self.low[at : cue.first]
        return "," not in between or "and" in self.low[max(0, at - 3) : at]

    def _inherit(self, found: list[_Found]) -> None:
        """A date that opens the sentence holds for what is told after it without a date of its own."""
        for earlier, later in zip(found, found[1:], strict=False):
            if not later.dates and earlier.dates and earlier.dates[0].start <= earlier.cue.start and not earlier.since:
                later.dates = earlier.dates[:1]

    def _terms(self) -> Iterator[Detail]:
        """The durations, lives and deaths of the sentence that can be terms of imprisonment, in order."""
        for duration in find_durations(self.tokens):
            before = [w for w, t in zip(self.low, self.tokens, strict=True) if t.end <= duration.start][-2:]
            if (
                not before
                or before[-1] not in _NO_TERM
                or "jailed" in before
                or "imprisoned" in before
                or "prison" in before
            ):
                yield Detail(duration.start, duration.end, duration.iso)
        for pattern, value in ((_LIFE, "life"), (_DEATH, "death")):
            for match in pattern.finditer(self.sentence.text):
                at = self.sentence.start + match.start()
                start = next((t.start for t in self.tokens if t.start >= at), at)
                yield Detail(start, self.sentence.start + match.end(), value)

    def _is_suspended(self, at: int, term: Detail) -> bool:
        after = next((i for i, t in enumerate(self.tokens) if t.start >= term.end), len(self.low))
        return "suspended" in self.low[after : after + 3] or "suspended" in self.low[max(0, at - 2) : at]


def _events_of(found: _Found, index: int) -> Iterator[Event]:
    """One event for each person and time."""
    cue = found.cue
    if found.times > 3 and (found.since or not found.dates):
        return
    whole = [t for t in found.terms if t.value != found.suspended or len(found.terms) == 1]
    dates: list[Date | None] = [*found.dates] if found.dates else [None]
    if len(found.dates) > 1 and not (found.twice or _repeats(found)):
        dates = dates[:1]
    if found.twice:
        dates = [*dates, dates[-1]]
    elif len(dates) == 1 and found.dates and 1 < found.times <= 3 and not found.latest:
        dates = dates * found.times
    people: tuple[str | None, ...] = found.people or (None,)
    for number, person in enumerate(people):
        for date in dates:
            yield Event(
                kind=cue.kind,
                person=person,
                sentence=index,
                start=cue.start,
                end=cue.end,
                count=found.count,
                real=found.real,
                now=found.now,
                since=found.since,
                again=found.again,
                date=date.iso if date else None,
                until=date.until if date else None,
                place=found.places[-1].value if found.places else None,
                country=found.countries[0].code if found.countries else None,
                abroad=len({p.code for p in found.countries}) > 1,
                law=found.laws[0].value if found.laws else None,
                term=_share([t.value for t in whole], number, len(people)),
                suspended=found.suspended,
                charges=_charges_of(found, number, len(people)),
            )


def _repeats(found: _Found) -> bool:
    """Whether several dates of one cue are several times: they follow each other, 'in 2015 and in 2017'."""
    ordered = sorted(found.dates, key=lambda d: d.start)
    return all(b.start - a.end <= 12 for a, b in zip(ordered, ordered[1:], strict=False))


def _charges_of(found: _Found, number: int, people: int) -> tuple[str, ...]:
    charges = tuple(c.value for c in found.charges)
    return charges[number : number + 1] if found.respectively and people > 1 and len(charges) == people else charges


def _share(values: list[str], number: int, people: int) -> str | None:
    if not values:
        return None
    return values[number] if people > 1 and len(values) == people else values[0]
