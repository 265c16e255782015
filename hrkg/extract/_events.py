"""Events: what befell whom, sentence by sentence, with the circumstances that the sentence tells.

Detentions and incidents are both made of these: detention.py orders them into periods, incident.py into stories.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from hrkg.extract._cast import LONGEST_SENTENCE, Cast, Ref
from hrkg.extract._circumstances import Circumstances, Happening, circumstances_of, first_of
from hrkg.extract._concerned import concerned, suffering_of
from hrkg.extract._cues import Cue, Cues
from hrkg.extract._grammar import UNITS
from hrkg.extract._reality import doubts_of, is_earlier, is_now, is_real
from hrkg.extract._scene import Scene
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Sentence
from hrkg.text.blocks import URL
from hrkg.text.dates import Date, find_dates

# What happens at a moment: told without a date, it is of the day that the sentence before it has set.
_MOMENTARY = frozenset(
    ("arrest", "killing", "enforced-disappearance", "deportation", "attack", "travel-ban", "wounding")
)
_ATTENDANT = frozenset(("untried", "charge", "now"))  # tell of a period that other words have opened
_RECENT = 50  # events within which a heading finds those that it takes up
_OPENING_DATE = 6  # tokens at the beginning of a sentence in which a date sets the scene for those that follow


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one person (or of `count` unnamed people, when `person` is None), as one sentence tells it.

    kind: the first word of the cue's value in the tables; state: the words tell a state, not an act. start and end: the
    cue's. real: False for what is only feared, demanded, planned or denied. now: it lasts as the post is written.
    since: it lasts from `date` on. again: the text sets it apart from another time; earlier:
    it tells it as what had come before. term: a duration, 'life' or
    'death'. country: where it happened, as the sentence says; abroad: it names several countries; doer: the country
    whose name, people or organ stands before the words. title: the title tells it.
    """

    kind: str
    person: str | None
    sentence: int
    start: int
    end: int
    count: int | None = None
    state: bool = False
    real: bool = True
    now: bool = False
    since: bool = False
    again: bool = False
    earlier: bool = False
    date: str | None = None
    until: str | None = None
    place: str | None = None
    country: str | None = None
    abroad: bool = False
    doer: str | None = None
    law: str | None = None
    term: str | None = None
    suspended: str | None = None
    charges: tuple[str, ...] = ()
    title: bool = False


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> Cues:
    return Cues({**lexicon.words("custody"), **lexicon.words("incident")})


@lru_cache(maxsize=1)  # the extractors of one post ask one after the other
def find_events(reading: Reading, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events that the post tells, in order of the text, real or not; () when it tells none."""
    table = _cues(lexicon)
    cues = [table.find(s.tokens) if len(s.tokens) <= LONGEST_SENTENCE else [] for s in reading.sentences]
    return tuple(_Teller(reading, lexicon).told(cues)) if any(cues) else ()


class _Teller:
    """Reads the sentences of one post in order and keeps what one sentence hands on to the next."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._reading = reading
        self._lexicon = lexicon
        self._cast = Cast(reading, lexicon)
        self._circumstances: Circumstances = circumstances_of(lexicon)
        self._incidents = frozenset(value.split()[0] for value in lexicon.words("incident").values())
        self._found: list[Event] = []
        self._lead: list[Event] = []  # events of a sentence that ends in ':', which the items after it share
        self._day: Date | None = None  # the date that opened the paragraph's last dated sentence
        self._block = -1

    def told(self, cues: Sequence[Sequence[Cue]]) -> list[Event]:
        for index, sentence in enumerate(self._reading.sentences):
            refs = self._cast.read(sentence, cues[index])
            block = self._reading.blocks[sentence.block]
            if sentence.block != self._block:
                self._block, self._day = sentence.block, None
                if block.kind in ("paragraph", "title"):
                    self._lead = []
            asked = cues[index] or self._lead or any(c.isdecimal() for c in sentence.text)
            asked = asked and len(sentence.tokens) <= LONGEST_SENTENCE
            scene = Scene(
                sentence,
                refs,
                self._dates(sentence) if asked else [],
                title=sentence.block == 0,
                entry=block.kind in ("item", "line"),
            )
            events = list(self._events(scene, cues[index], index))
            if (
                self._lead
                and block.kind in ("item", "line")
                and not any(e.person and e.kind not in _ATTENDANT for e in events)
            ):
                events = [*self._shared(scene, index), *events]
            self._found += events
            people = {e.person for e in events if e.person}
            if len(people) == 1:
                self._cast.focus = people.pop()
            if block.kind in ("paragraph", "title"):
                self._lead += [e for e in events if e.person is None]
                if sentence.text.endswith(":") and sentence.end >= block.end:
                    self._lead += [e for e in events if e.person is not None] or self._counted(refs)
                self._lead = list(dict.fromkeys(self._lead))
            self._day = self._setting(scene)
        return self._found

    def _setting(self, scene: Scene) -> Date | None:
        """The date of what the next sentence tells, if that has none: the one that opens this sentence, its only
        day, or the one before."""
        opening = [d for d in scene.dates if scene.index.get(d.start, 99) <= _OPENING_DATE and len(d.iso) > 4]
        if len(scene.dates) == 1 and len(scene.dates[0].iso) == 10:
            return scene.dates[0]
        return opening[0] if opening else None if scene.dates else self._day

    def _dates(self, sentence: Sentence) -> list[Date]:
        """The dates of a sentence, but those in addresses and those that explain another ('On 3 May, the day before
        …')."""
        anchor = next((e.until or e.date for e in reversed(self._found) if e.date), None)
        dates = find_dates(sentence.text, self._reading.post.published, sentence.start, anchor=anchor)
        if not dates:
            return dates
        links = [(sentence.start + m.start(), sentence.start + m.end()) for m in URL.finditer(sentence.text)]
        kept: list[Date] = []
        for d in dates:
            words = sentence.text[d.start - sentence.start : d.end - sentence.start]
            explains = kept and d.start - kept[-1].end <= 2 and not any(c.isdigit() for c in words)
            if not explains and not any(start <= d.start < end for start, end in links):
                kept.append(d)
        return kept

    def _events(self, scene: Scene, cues: Sequence[Cue], index: int) -> Iterator[Event]:
        found: list[Happening] = []
        subject: Ref | None = None
        for cue in cues:
            if _is_name(scene, cue) or _is_measured(scene, cue):
                continue
            if cue.voice == "bare":
                people, count = self._last_concerned(scene, cue)
            else:
                ref = concerned(scene, cue, cues, subject or self._unspoken(scene, cue), suffering_of(self._lexicon))
                people, count = (ref.people, ref.count) if ref is not None else ((), None)
                if ref is not None and ref.recalled and cue.kind in self._incidents:
                    count = None
                if cue.kind == "release" and ref is not None and ref.kind == "many":
                    count = count or 0
                subject = ref if ref is not None and people else subject
            if people or count is not None:
                found.append(Happening(cue, people, None if people else count))
        found += self._circumstances.elliptic(scene, found)
        found.sort(key=lambda happening: happening.cue.start)
        if found:
            self._circumstances.attach(scene, found)
        for happening in found:
            yield from self._each(scene, happening, index)

    def _unspoken(self, scene: Scene, cue: Cue) -> Ref | None:
        """Whom a fragment without a subject is about: in the text, the person of whom it speaks."""
        focus = self._cast.focus
        return None if scene.title or focus is None else Ref(-1, 0, "person", (focus,))

    def _last_concerned(self, scene: Scene, cue: Cue) -> tuple[tuple[str, ...], int | None]:
        """Whom words without a person are about: the subject of the sentence, else those of the event told last; or how
        many unnamed people."""
        owner = next((r for r in scene.before(cue) if r.genitive and r.people and cue.first - r.after <= 3), None)
        if owner is not None:
            return owner.people, None
        subjects = [r for r in scene.refs if r.kind == "person" and r.after <= cue.first and not r.genitive]
        if subjects:
            return subjects[0].people, None
        if self._found:
            last = self._found[-1]
            if last.person is None:
                return (), last.count
            same = takewhile(lambda e: e.start == last.start, reversed(self._found))
            return tuple(dict.fromkeys(e.person for e in same if e.person))[::-1], None
        return ((self._cast.focus,) if self._cast.focus else ()), None

    def _each(self, scene: Scene, happening: Happening, index: int) -> Iterator[Event]:
        """One event for each person and time."""
        cue = happening.cue
        real, now = is_real(scene, cue, doubts_of(self._lexicon)), is_now(scene, cue)
        dates = happening.times_told()
        if (
            dates == [None]
            and cue.kind in _MOMENTARY
            and cue.voice in ("verb", "passive", "state", "bare")
            and not (now and cue.kind == "arrest")
        ):
            dates = [self._day]
        people: tuple[str | None, ...] = happening.people or (None,)
        end = happening.ends[0].iso if happening.ends and cue.voice not in ("noun", "own", "either") else None
        for number, person in enumerate(people):
            terms = [t for t in happening.terms if t.value != happening.suspended or len(happening.terms) == 1]
            share = happening.shared_out(terms, number)  # 'served two years of a five-year sentence': the last
            for date in dates:
                yield Event(
                    kind=cue.kind,
                    person=person,
                    sentence=index,
                    start=cue.start,
                    end=cue.end,
                    count=happening.count,
                    state=cue.voice not in ("verb", "passive", "active"),
                    real=real,
                    now=now,
                    since=happening.since,
                    earlier=is_earlier(scene, cue),
                    again="again" in scene.low[max(0, cue.first - 4) : cue.after + 4],
                    date=date.iso if date else None,
                    until=(date.until if date else None) or end,
                    place=happening.places[-1].value if happening.places else None,
                    country=happening.countries[0] if happening.countries else None,
                    abroad=len(set(happening.countries)) > 1,
                    doer=happening.doers[0] if happening.doers else None,
                    law=first_of(happening.laws),
                    term=first_of(share[::-1] if cue.kind == "served" else share),
                    suspended=happening.suspended,
                    title=scene.title,
                    charges=tuple(c.value for c in happening.shared_out(happening.charges, number)),
                )

    def _counted(self, refs: Sequence[Ref]) -> list[Event]:
        """The events of the unnamed people whom a heading takes up: 'The ten:' after 'ten defenders were detained'."""
        counts = {r.count for r in refs if r.count}
        return [e for e in self._found[-_RECENT:] if e.person is None and e.count in counts]

    def _shared(self, scene: Scene, index: int) -> Iterator[Event]:
        """What the events before a list tell of one item of it: the person whom it begins with, or the time that it
        gives."""
        sentence = scene.sentence
        named = next((r for r in scene.refs if r.kind == "person" and r.first <= 2), None)
        for event in self._lead:
            here = replace(event, sentence=index, start=sentence.start, end=sentence.end)
            if event.person is None and named is not None:
                yield replace(here, person=named.people[0], count=None)
            elif (
                event.person is not None and scene.dates and scene.index.get(scene.dates[0].start, 99) <= _OPENING_DATE
            ):
                date = scene.dates[0]
                since = date.until is None and scene.low[0] in ("since", "from")
                yield replace(here, date=date.iso, until=date.until, since=since)


def _is_name(scene: Scene, cue: Cue) -> bool:
    """Whether the words are part of a name: 'World Organisation Against Torture'."""
    if cue.voice not in ("noun", "own", "bare") or not scene.tokens[cue.first].text[0].isupper():
        return False
    beside = [*scene.tokens[max(0, cue.first - 1) : cue.first], *scene.tokens[cue.after : cue.after + 1]]
    return not (scene.title and cue.first == 0) and any(
        t.text[0].isupper() or t.text.casefold() in ("of", "against") for t in beside
    )


def _is_measured(scene: Scene, cue: Cue) -> bool:
    """Whether custody is only the measure of a term: 'sentenced to five years in prison'."""
    return cue.kind in ("held", "remand") and cue.first > 0 and scene.low[cue.first - 1] in UNITS
