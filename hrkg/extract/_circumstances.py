"""When, where and why: the dates, places, charges and terms of a sentence, each given to the cue that it belongs to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from hrkg.extract._cues import Cue
from hrkg.extract._details import (
    Detail,
    DetailTables,
    charges_in,
    laws_in,
    name_after,
    prisons_in,
    quoted_in,
    tables_of,
)
from hrkg.extract._grammar import (
    BE,
    BEFORE_FOR,
    IN_PLACES,
    NO_TERM,
    NO_TERM_AFTER,
    OF_TEXTS,
    PARTS_OF_YEARS,
    UNTIL,
    VAGUE,
)
from hrkg.extract._scene import Scene
from hrkg.lexicon import Lexicon
from hrkg.text.amounts import find_durations
from hrkg.text.blocks import tokens_of
from hrkg.text.dates import Date
from hrkg.text.phrases import Phrases
from hrkg.text.places import Place, Places, places_of

# What parts a date, a place or a charge from a cue, in tokens, beside the distance itself.
_COSTS = {",": 2, ";": 15, ":": 5, "–": 8, "—": 8, "(": 2, ")": 2, "and": 4, "but": 6, "who": 5, "which": 5, "when": 5}
_COSTS.update({"after": 5, "before": 5, "while": 5, "because": 5, "until": 3, "although": 6})
_JUDGED = frozenset(("sentence", "convict", "jail", "term", "serving", "served", "reduced", "life", "absent"))
_CHARGED = _JUDGED | frozenset(
    ("arrest", "rearrest", "charge", "remand", "held", "bail", "release", "moved", "spent", "spentpretrial")
)
_SUDDEN = frozenset(("enforced-disappearance", "deportation", "killing"))
_COUNTED = frozenset(("arrest", "rearrest", "jail", "held"))
_UNDATED = frozenset(("untried",))
_LIFE = re.compile(
    r"\b(?:to|for) life\b|\blife (?:sentence|imprisonment|term|in prison)\b|\bsentenced? of life\b", re.I
)
_NUMBER = r"(?:[\w½¼¾.-]+(?: and a half| and a quarter)?)"
_TERMS = re.compile(
    rf"(?P<terms>(?:{_NUMBER}(?:, and |, | and )){{1,20}}{_NUMBER}) (?P<unit>years|months)\b[^.;]{{0,20}} respectively"
)
_EACH = re.compile(rf"\b(?P<number>{_NUMBER}) each\b")
_TERM_JOINTS = re.compile(r", and |, | and (?!a half|a quarter)")
_DEATH = re.compile(r"\b(?:sentenced|condemned)(?:\s\S+){0,5}? to death\b|\bdeath sentences?\b|\bon death row\b", re.I)
_FREE_TERMS = frozenset(("community", "correctional", "corrective", "limited", "probation", "restricted", "supervised"))
_SUSPENSION = 14  # tokens between a term and 'suspended for two years'
_TOTALS = frozenset(("altogether", "combined", "jointly", "total", "totalling", "add"))  # terms of several persons
_LOCATIONS = frozenset(("country", "city", "region"))
_OPENERS = frozenset(";:–—")
_MOST_TIMES = 3  # more than these are a habit, not as many periods


@dataclass
class Happening:
    """A cue with whom it is about, while its circumstances are collected."""

    cue: Cue
    people: tuple[str, ...]
    count: int | None
    dates: list[Date] = field(default_factory=list)
    ends: list[Date] = field(default_factory=list)
    places: list[Detail] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    doers: list[str] = field(default_factory=list)
    laws: list[Detail] = field(default_factory=list)
    charges: list[Detail] = field(default_factory=list)
    terms: list[Detail] = field(default_factory=list)
    suspended: str | None = None
    since: bool = False
    times: int = 1
    latest: bool = False  # the date is that of the last time only
    twice: bool = False  # the last date counts twice
    again: list[Date] = field(default_factory=list)  # dates of further times: '… and again on 24 May'
    respectively: int | None = None  # the offset of the word: what stands before it is shared out

    def times_told(self) -> list[Date | None]:
        """A date for each time that the event came to pass; [None] for one time without a date, [] for a mere habit."""
        if self.times > _MOST_TIMES and self.cue.kind in _COUNTED and (self.since or not self.dates):
            return []
        dates: list[Date | None] = [*self.dates] or [None]
        if len(self.dates) > 1 and not self.twice and not _follow_each_other(self.dates):
            dates = dates[:1]
            dates += self.again
        if self.twice:
            return [*dates, dates[-1]]
        if (
            len(dates) == 1
            and self.dates
            and self.cue.kind in _COUNTED
            and self.times <= _MOST_TIMES
            and not self.latest
        ):
            return dates * self.times
        return dates

    def shared_out(self, details: Sequence[Detail], number: int) -> Sequence[Detail]:
        """The details of one of the persons: his own of 'respectively', else all."""
        if self.respectively is not None and len(self.people) > 1:
            mine = [d for d in details if d.start < self.respectively]
            if len(mine) == len(self.people):
                return mine[number : number + 1]
        return details


def _follow_each_other(dates: Sequence[Date]) -> bool:
    """Whether several dates are several times: 'in 2015 and in 2017'."""
    ordered = sorted(dates, key=lambda d: d.start)
    return all(b.start - a.end <= 12 for a, b in pairwise(ordered))


@dataclass(frozen=True)
class Circumstances:
    """The tables of circumstances; `attach` gives what a sentence tells to the happenings in it."""

    details: DetailTables
    places: Places
    times: Phrases[str]

    def elliptic(self, scene: Scene, found: Sequence[Happening]) -> list[Happening]:
        """The judgments without a verb of their own, where the term follows the name: 'Omar four years' after 'Ali got
        five', 'Ali (six years, Evin prison)'."""
        judged = [f.cue for f in found if f.cue.kind in _JUDGED]
        confined = "(" in scene.low and bool(self.details.facilities.find(scene.tokens))
        if not judged and not confined:
            return []
        starts = {scene.index.get(t.start, -1) for t in _terms(scene)}
        told = []
        for ref in scene.refs:
            if ref.kind != "person" or not ref.people or ref.genitive:
                continue
            bracketed = scene.low[ref.after : ref.after + 1] == ["("]
            term = ref.after + (1 if bracketed else 0)
            follows = any(cue.after <= ref.first for cue in judged) and not bracketed
            if term in starts and (follows or (bracketed and confined)):
                start, end = scene.tokens[ref.first].start, scene.tokens[ref.after - 1].end
                told.append(Happening(Cue(start, end, ref.first, ref.after, "term", "state"), ref.people, None))
        return told

    def attach(self, scene: Scene, found: Sequence[Happening]) -> None:
        """Give each date, place, charge, law and term to the cue that stands nearest, counting what parts them."""
        near = _Nearness(scene, found)
        self._dates(scene, found, near)
        terms = list(_terms(scene))
        self._charges(scene, found, terms)
        for law in laws_in(scene.sentence, self.details):
            near.to(law.start).laws.append(law)
        places = self.places.find(scene.tokens)
        for prison in prisons_in(scene.sentence, self.details):
            if not _is_only_described(prison, places, scene.dates):
                near.to(prison.start).places.append(prison)
        for item in found:
            if item.cue.kind == "moved" and not item.places:
                name = name_after(scene.sentence, item.cue.after)
                if name is not None and not any(p.start == name.start and p.end == name.end for p in places):
                    item.places.append(name)
            elif item.cue.kind == "held" and not item.places and scene.low[item.cue.after - 1] in ("in", "at"):
                name = name_after(scene.sentence, item.cue.after, shortest=1)  # 'held in Matsapha'
                months = any(name is not None and d.start <= name.start < d.end for d in scene.dates)
                states = any(name is not None and p.start == name.start and p.kind == "country" for p in places)
                if name is not None and not months and not states:
                    item.places.append(name)
        _give_countries(scene, places, near)
        for term in terms:
            self._term(scene, found, near, term)
        for item in found:
            _pair_off(scene, item)
        for item in found:
            window = scene.tokens[max(0, item.cue.first - 5) : item.cue.after + 5]
            item.times = next((int(m.value) for m in self.times.find(window)), 1)
            if "respectively" in scene.low:
                item.respectively = scene.tokens[scene.low.index("respectively")].start

    def _dates(self, scene: Scene, found: Sequence[Happening], near: "_Nearness") -> None:
        for d in scene.dates:
            at = scene.index.get(d.start, 0)
            before = scene.low[max(0, at - 4) : at]
            if not OF_TEXTS.isdisjoint(before) or not VAGUE.isdisjoint(before[-1:]) or _names_another_time(d, before):
                continue
            fitting = [f for f in found if f.cue.kind not in _UNDATED and _can_date(scene, at, f.cue)]
            if fitting:
                following = next((f for f in fitting if f.cue.first > at), None)
                if (
                    following is not None
                    and "and" in before[-2:]
                    and scene.low[at : following.cue.first].count(",") > 0
                ):
                    owner = following  # 'was detained in May and on 3 June, after a short trial, sentenced'
                else:
                    owner = min(fitting, key=lambda f: near.cost(f, d.start))
                (owner.ends if not UNTIL.isdisjoint(before[-3:]) else owner.dates).append(d)
        for item in found:
            item.dates.sort(key=lambda d: near.cost(item, d.start))
            if item.dates:
                at = scene.index.get(item.dates[0].start, 0)
                before = scene.low[max(0, at - 4) : at]
                item.since = "since" in before or before[-1:] == ["from"]
                item.latest = "recently" in before
                later = [scene.index.get(d.start, 0) for d in item.dates[1:]]
                item.again = [
                    d for d in item.dates[1:] if "again" in scene.low[max(0, scene.index.get(d.start, 0) - 4) :][:4]
                ]
                item.twice = any("twice" in scene.low[max(0, i - 4) : i] for i in later)
        for earlier, later_item in pairwise(found):
            opening = earlier.dates and earlier.dates[0].start <= earlier.cue.start and not earlier.since
            apart = later_item.cue.kind not in _SUDDEN and ";" in scene.low[earlier.cue.after : later_item.cue.first]
            if opening and not apart and not later_item.dates and later_item.cue.voice not in ("noun", "own"):
                later_item.dates = earlier.dates[:1]

    def _charges(self, scene: Scene, found: Sequence[Happening], terms: Sequence[Detail]) -> None:
        charged = [f for f in found if f.people and f.cue.kind in _CHARGED]
        if not charged:
            return
        leads = {f.cue.end for f in charged} | {d.end for d in scene.dates} | {t.end for t in terms}
        leads |= {scene.tokens[r.after - 1].end for r in scene.refs}
        leads |= {t.end for t in scene.tokens if t.text.casefold() in BEFORE_FOR}
        leads |= {p.end for p in self.places.find(scene.tokens)} | {
            p.end for p in prisons_in(scene.sentence, self.details)
        }
        verbs = frozenset(f.cue.after for f in charged if f.cue.kind in ("charge", "convict"))
        named = {
            scene.tokens[r.first].start for r in scene.refs if r.people and scene.tokens[r.first].text[0].isupper()
        }
        stops = frozenset(named | {f.cue.start for f in found if f.cue.voice in ("verb", "passive")})
        charges = charges_in(scene.sentence, scene.dates, frozenset(leads), verbs, stops, self.details)
        if not charges and any(f.cue.voice == "bare" for f in charged):
            charges = quoted_in(scene.sentence)
        for charge in charges:
            next((f for f in reversed(charged) if f.cue.start <= charge.start), charged[0]).charges.append(charge)

    @staticmethod
    def _term(scene: Scene, found: Sequence[Happening], near: "_Nearness", term: Detail) -> None:
        judged = [f for f in found if f.cue.kind in _JUDGED]
        if not judged:
            return
        shared = "respectively" in scene.low  # '… to five and three years respectively, to be served in a camp'
        owner = judged[0] if shared else min(judged, key=lambda f: near.cost(f, term.start))
        if not shared and len(owner.people) > 1 and not _TOTALS.isdisjoint(scene.low):
            return
        first = scene.index.get(term.start, 0)
        if owner.cue.start > term.end and owner.cue.voice != "bare" and owner.cue.first - first > 8:
            return
        after = next((i for i, t in enumerate(scene.tokens) if t.start >= term.end), len(scene.low))
        before = scene.low[max(0, first - 4) : first]
        if not _FREE_TERMS.isdisjoint(scene.low[after : after + 3]):
            return
        following = scene.low[after : after + _SUSPENSION]
        wholly = "suspended" in following and following[following.index("suspended") + 1 :][:1] == ["for"]
        if (
            wholly
            or "suspended" in scene.low[after : after + 3]
            or "suspended" in before[-2:]
            or before[-3:-1] == ["suspended", "sentence"]
        ):
            owner.suspended = owner.suspended or term.value
        owner.terms.append(term)


class _Nearness:
    """How far the happenings of a sentence stand from an offset; `found` holds at least one."""

    def __init__(self, scene: Scene, found: Sequence[Happening]) -> None:
        self._scene = scene
        self._found = found
        self._sums = [0]
        for word in scene.low:
            self._sums.append(self._sums[-1] + 1 + _COSTS.get(word, 0))

    def cost(self, item: Happening, start: int) -> int:
        """The distance in tokens, with what parts the two counted by its weight."""
        at = self._scene.index.get(start, 0)
        if at >= item.cue.after:
            return self._sums[at] - self._sums[item.cue.after]
        return self._sums[item.cue.first] - self._sums[min(item.cue.first, at)]

    def to(self, start: int) -> Happening:
        """The nearest happening."""
        return min(self._found, key=lambda f: self.cost(f, start))


def _give_countries(scene: Scene, places: Sequence[Place], near: _Nearness) -> None:
    """Where it happened: places after 'in', and those listed with them; not peoples and organs of states."""
    for place in places:
        owner, at = near.to(place.start), scene.index.get(place.start, 0)
        lead = at
        while lead > 0 and (scene.tokens[lead - 1].text[0].isupper() or scene.low[lead - 1] in (",", "the")):
            lead -= 1
        if at > owner.cue.after and not BE.isdisjoint(scene.low[owner.cue.after : at]):
            continue  # 'who is serving a life sentence, was honoured in Geneva'
        located = place.kind in _LOCATIONS and lead > 0 and scene.low[lead - 1] in IN_PLACES
        word = scene.low[at]
        people = place.kind == "demonym" and word.endswith("s") and not word.endswith("ss")  # 'Afghans were deported'
        if not located and not people and place.start < owner.cue.start:
            owner.doers.append(place.code)
        if place.in_name or place.kind not in _LOCATIONS:
            continue
        listed = owner.countries and at and scene.low[at - 1] in (",", "and")
        if listed or located:
            owner.countries.append(place.code)


def _is_only_described(prison: Detail, places: Sequence[Place], dates: Sequence[Date]) -> bool:
    """Whether the words before 'prison' are no name: a people ('an Indian jail') or a month ('out of prison in
    April')."""
    described = any(p.start == prison.start and p.kind == "demonym" for p in places)
    return (described and len(prison.value.split()) == 2) or any(d.start <= prison.start < d.end for d in dates)


def _names_another_time(d: Date, before: Sequence[str]) -> bool:
    """Whether a year only tells which elections or protests are meant: 'the elections of 2005'."""
    return len(d.iso) == 4 and list(before[-1:]) == ["of"] and not PARTS_OF_YEARS.intersection(before)


def _can_date(scene: Scene, at: int, cue: Cue) -> bool:
    """Whether a date can be that of a cue: it follows it, opens the sentence or the clause, or stands in one breath
    before it."""
    if at >= cue.first:
        return "but" not in scene.low[cue.after : at] and ";" not in scene.low[cue.after : at]
    between = scene.low[at : cue.first]
    if ";" in between:
        return False
    if not _OPENERS.isdisjoint(scene.low[max(0, at - 3) : at]):
        return True
    if not any(ref.first < at for ref in scene.refs):
        return True
    if "," not in between or "and" in scene.low[max(0, at - 3) : at]:
        return True
    comma = len(between) - 1 - between[::-1].index(",")
    return len(between) - comma <= 6 and comma <= 4


def _terms(scene: Scene) -> Iterator[Detail]:
    """The durations, lives and deaths of the sentence that can be terms of imprisonment, in order."""
    found: list[Detail] = []
    for duration in find_durations(scene.tokens):
        at = scene.index.get(duration.start, 0)
        before = scene.low[max(0, at - 2) : at]
        after = next((t.form for t in scene.tokens[at:] if t.start >= duration.end), "")
        if after in NO_TERM_AFTER:
            continue
        told = not before or before[-1] not in NO_TERM
        if told or (
            before[-1] == "for"
            and not {"jailed", "imprisoned", "prison", "jail", "him", "her", "them"}.isdisjoint(before)
        ):
            found.append(Detail(duration.start, duration.end, duration.iso))
    found += _numbered_terms(scene, found)
    for pattern, value in ((_LIFE, "life"), (_DEATH, "death")):
        for match in pattern.finditer(scene.sentence.text):
            start = _token_at(scene, scene.sentence.start + match.start())
            found.append(Detail(start, scene.sentence.start + match.end(), value))
    yield from sorted(found, key=lambda d: d.start)


def _numbered_terms(scene: Scene, found: Sequence[Detail]) -> list[Detail]:
    """The terms before the last of 'five and a half, five, and three years respectively', which alone has its unit."""
    each = _EACH.search(scene.sentence.text) if found else None
    if each is not None:  # 'got five years, Ali and Omar four each'
        duration = next(iter(find_durations(tokens_of(f"{each.group('number')} years"))), None)
        start = _token_at(scene, scene.sentence.start + each.start("number"))
        if duration is not None and not any(d.start <= start < d.end for d in found):
            return [Detail(start, scene.sentence.start + each.end(), duration.iso)]
    match = _TERMS.search(scene.sentence.text)
    if match is None:
        return []
    pieces = _TERM_JOINTS.split(match.group("terms"))[:-1]
    terms = []
    at = match.start("terms")
    for piece in pieces:
        at = scene.sentence.text.index(piece, at)
        duration = next(iter(find_durations(tokens_of(f"{piece} {match.group('unit')}"))), None)
        start = _token_at(scene, scene.sentence.start + at)
        if duration is not None and not any(d.start <= start < d.end for d in found):
            terms.append(Detail(start, start + len(piece), duration.iso))
    return terms


def _token_at(scene: Scene, offset: int) -> int:
    return next((t.start for t in scene.tokens if t.start >= offset), offset)


def _pair_off(scene: Scene, item: Happening) -> None:
    """Give each of those sentenced his own term: 'sentenced Ali to five years and Omar to three'."""
    following = [
        r for r in scene.refs if r.first >= item.cue.after and r.kind == "person" and r.people and not r.genitive
    ]
    if len(following) < 2 or len(item.terms) != len(following):
        return
    starts = [scene.tokens[r.first].start for r in following]
    if all(a < t.start for a, t in zip(starts, item.terms, strict=True)) and all(
        t.start < b for t, b in zip(item.terms, starts[1:], strict=False)
    ):
        item.people = tuple(r.people[0] for r in following)
        item.respectively = scene.sentence.end


def first_of(details: Iterable[Detail]) -> str | None:
    """The value of the first detail; None when there is none."""
    return next((d.value for d in details), None)


@lru_cache(maxsize=4)
def circumstances_of(lexicon: Lexicon) -> Circumstances:
    """The tables for a lexicon, made at the first call."""
    return Circumstances(tables_of(lexicon), places_of(lexicon), lexicon.phrases("times"))
