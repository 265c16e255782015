"""Detentions: each period for which a person named in a post was deprived of liberty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from hrkg.extract._country import Countries
from hrkg.extract._events import Event, find_events
from hrkg.lexicon import Lexicon
from hrkg.model import Detention, Reading, Span

_OPENING = frozenset(("arrest", "rearrest", "jail", "house", "remand", "held"))
_ENDING = {
    "release": "released",
    "conditional": "conditionally-released",
    "bail": "on-bail",
    "died": "died",
    "diedheld": "died",
}
_JUDGING = frozenset(("sentence", "convict", "term", "serving", "served", "reduced", "life"))
_ATTENDANT = frozenset(("charge", "moved", "expired", "untried"))  # tell of a period, but do not make one
# What shows that an arrest was not over soon: the person is held as the post is written, unless it tells of an end.
_LASTING = frozenset(
    "held remand house jail charge sentence convict term life reduced serving moved release now expired".split()
)
_ONE_ARREST = 31  # days within which two dated arrests are one: 'taken on 3 May, formally detained on 5 May'


@dataclass(slots=True)
class _Period:
    """A period while its events are gathered."""

    start: str | None = None
    end: str | None = None
    ending: str | None = None
    lasting: bool = False
    judged: bool = False
    pretrial: bool | None = None
    term: str | None = None
    suspended: str | None = None
    expired: str | None = None
    place: str | None = None
    law: str | None = None
    charges: dict[str, None] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Take over what an event tells of the period."""
        self.events.append(event)
        kind = event.kind
        self.lasting = self.lasting or kind in _LASTING or event.now
        self.judged = (
            self.judged or kind in ("sentence", "convict") or (event.term is not None and kind in (*_JUDGING, "jail"))
        )
        if kind in ("remand", "untried", "spentpretrial") or (kind == "bail" and event.real):
            self.pretrial = True
        if event.term is not None and kind in (*_JUDGING, "jail"):
            self.term, self.suspended = event.term, event.suspended or self.suspended
        if kind == "house":
            self.place = "house arrest"
        elif event.place is not None and kind not in ("charge", "sentence", "convict"):
            self.place = event.place
        if kind == "served":
            self.ending = self.ending or "released"
        if kind == "expired":
            self.expired = event.date or self.expired
        if event.until is not None and kind in _OPENING:
            self.end, self.ending = self.end or event.until, self.ending or "released"
        if not any(charge in self.charges for charge in event.charges):
            self.charges.update(dict.fromkeys(event.charges))
        if kind not in _ENDING:
            self.law = self.law or event.law


def find_detentions(reading: Reading, lexicon: Lexicon) -> list[Detention]:
    """The periods that the post tells of, in order of appearance; [] when it tells of none.

    A period without dates counts; 'dozens detained' does not, for it names nobody. An arrest that is only feared, denied or
    demanded is none; a demand for release tells of one. A later arrest closes the earlier period; terms and charges go to the
    latest arrest told before them. Dates are ISO prefixes, durations ISO 8601.
    """
    told: dict[str, list[Event]] = {}
    for event in find_events(reading, lexicon):
        if event.person is not None:
            told.setdefault(event.person, []).append(event)
    countries = Countries(reading, lexicon)
    found = [(person, period) for person, events in told.items() for period in _Timeline(events).periods()]
    found.sort(key=lambda pair: pair[1].events[0].start)
    return [_detention(person, period, reading, countries) for person, period in found]


def _detention(person: str, period: _Period, reading: Reading, countries: Countries) -> Detention:
    sentences = dict.fromkeys(reading.sentences[e.sentence] for e in period.events)
    wholly_suspended = period.term is not None and period.suspended == period.term
    return Detention(
        defender=person,
        evidence=tuple(Span.of(reading.post.text, s.start, s.end) for s in sentences),
        country=countries.holding(person, period.events),
        start=period.start,
        end=period.end,
        place=period.place,
        status=period.ending or ("detained" if period.lasting else "unknown"),
        sentence=period.term,
        suspended=period.suspended,
        expired=period.expired,
        pretrial=wholly_suspended if period.judged else period.pretrial,
        charges=tuple(period.charges),
        law=period.law,
    )


class _Timeline:
    """The events of one person, in order of the text, made into periods."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._periods: list[_Period] = []
        self._current: _Period | None = None  # of which the text has spoken last
        self._loose: list[Event] = []  # told before any period: they belong to the latest one
        self._vanished: str | None = None  # a disappearance is the beginning of the custody that comes to light later
        self._present: list[Event] = []  # what lasts as the post is written: it, too, belongs to the latest one
        for event in events:
            self._take(event)
        self._settle()

    def periods(self) -> Iterator[_Period]:
        """The periods in order of the text; all but the latest are over."""
        order = sorted(self._periods, key=lambda p: p.start or p.end or "9999")
        for period in order[:-1]:
            period.ending = period.ending or "released"
        yield from (p for p in self._periods if p.events)

    def _take(self, event: Event) -> None:
        kind = event.kind
        if not event.real:
            if kind in ("release", "conditional", "bail"):
                self._present.append(event)
        elif kind in _ENDING:
            self._end(event)
        elif kind == "rearrest" or (kind in ("arrest", "jail") and event.again):
            self._open(event, anew=True)
        elif kind in _JUDGING or (kind == "jail" and event.term is not None and event.until is None):
            self._judge(event)
        elif kind in ("spent", "spentpretrial"):
            self._spend(event)
        elif kind in _OPENING:
            self._open(event)
        elif kind == "now":
            self._present.append(event)
        elif kind in _ATTENDANT:
            self._about(event)
        elif kind == "enforced-disappearance" and event.date is not None:
            self._vanished = self._vanished or event.date

    def _open(self, event: Event, *, anew: bool = False) -> None:
        """An arrest or a state: a period that begins, or one that is known already."""
        first_act = not event.state and not any(p.start for p in self._periods)  # 'on 3 May a judge remanded her'
        if event.date is not None and (event.kind in ("arrest", "rearrest") or event.since or event.until or first_act):
            period = None if anew else self._known(event)
            if period is None:
                period = self._begin(event.date)
            elif period.start is None or len(event.date) > len(period.start):
                period.start = event.date
            self._current = period
            period.add(event)
        elif event.state and event.now:
            self._present.append(event)
        elif anew and self._periods:
            self._begin(None).add(event)
        else:
            self._about(event)

    def _begin(self, start: str | None) -> _Period:
        self._current = _Period(start=start)
        self._periods.append(self._current)
        return self._current

    def _known(self, event: Event) -> _Period | None:
        """The period that a dated arrest or state belongs to, when it is known already."""
        day = event.date
        assert day is not None
        for period in reversed(self._periods):
            if period.start is None:
                if (period.end is None or period.end >= day) and not any(e.kind == "spent" for e in period.events):
                    return period
                continue
            alike = period.start.startswith(day) or day.startswith(period.start)
            if alike and not any(e.start == event.start for e in period.events):
                return period
            if event.until is None and period.end is None and not alike:
                state = event.kind not in ("arrest", "rearrest", "jail")
                if period.start <= day and (state or _days(period.start, day) <= _ONE_ARREST):
                    return period
        return None

    def _spend(self, event: Event) -> None:
        """Time served that is over: of the current period, else one of its own."""
        current = self._current
        if event.date is not None and event.until is not None:
            self._begin(event.date)
        elif current is None or (event.date is not None and not (current.start or "").startswith(event.date[:4])):
            self._begin(event.date)
        assert self._current is not None
        self._current.ending = self._current.ending or ("released" if self._current is not current else None)
        self._current.end = self._current.end or event.until
        self._current.add(event)

    def _end(self, event: Event) -> None:
        """A release or a death: of the latest period that began before it and has not ended."""
        if event.date is None and not self._periods:
            self._loose.append(event)
            return
        if event.kind == "died" and not (self._periods or self._loose or self._present):
            return
        period = self._open_at(event.date) or self._begin(None)
        period.end = period.end or event.date
        if period.ending in (None, "released"):
            period.ending = _ENDING[event.kind]
        self._current = period
        period.add(event)

    def _open_at(self, day: str | None) -> _Period | None:
        """The period that can end on a day: the current one before others, else the latest."""
        if day is None:
            return self._current
        fitting = [
            p
            for p in self._periods
            if (p.start is None or p.start <= day or p.start.startswith(day))
            and (p.end is None or p.end.startswith(day) or day.startswith(p.end))
        ]
        if self._current in fitting:
            return self._current
        return max(fitting, key=lambda p: p.start or "", default=None)

    def _judge(self, event: Event) -> None:
        """A judgment: of the latest period before it; of a new one where all that are known were over by then."""
        if event.kind in ("term", "life") and event.term is None:
            return
        over = self._periods and all(
            p.ending is not None and (p.end or p.start or "9999") < (event.date or "") for p in self._periods
        )
        if event.date is not None and over:
            self._begin(event.date)
        self._about(event)

    def _about(self, event: Event) -> None:
        """What belongs to a period without beginning or ending it."""
        if self._current is None:
            self._loose.append(event)
        else:
            self._current.add(event)

    def _settle(self) -> None:
        """Give what was told without a period, and what lasts, to the latest period; make one where that tells of one."""
        if not self._periods:
            if not self._present and not any(_makes_period(e) for e in self._loose):
                return
            self._begin(None)
        latest = max(self._periods, key=lambda p: p.start or p.end or "")
        if latest.start is None and self._vanished is not None and (latest.end or "9999") >= self._vanished:
            latest.start = self._vanished
        told, latest.events = latest.events, []
        for event in sorted(
            (*self._loose, *told, *(self._present if latest.ending is None else ())), key=lambda e: e.start
        ):
            latest.add(event)
        for event in self._loose:
            if event.kind in _ENDING:
                latest.ending = latest.ending or _ENDING[event.kind]


def _makes_period(event: Event) -> bool:
    """Whether an event without a date tells of custody by itself: a judgment only with a term that was not all suspended."""
    if event.kind in _JUDGING:
        return event.term is not None and event.suspended != event.term
    return event.kind not in _ATTENDANT and event.kind != "died"


def _days(first: str, second: str) -> int:
    """Days from one ISO date to a later one; those of a year where one is less precise than a day."""
    if len(first) < 10 or len(second) < 10:
        return 365
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
