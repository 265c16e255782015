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
    "acquittal": "released",
    "died": "died",
    "diedheld": "died",
    "execution": "died",
}
_JUDGING = frozenset(("sentence", "convict", "term", "serving", "served", "reduced", "life"))
_ATTENDANT = frozenset(("charge", "moved", "expired", "untried", "acquittal"))  # tell of a period, but do not make one
# What shows that an arrest was not over soon: the person is held as the post is written, unless it tells of an end.
_LASTING = frozenset(
    (
        *("held", "remand", "house", "jail", "charge", "sentence", "convict", "term", "life", "reduced", "serving"),
        *("moved", "release", "now", "expired"),
    )
)
_DEATHS = frozenset(("died", "execution"))  # of custody only where the post tells of custody
_MOST_EVENTS = 300  # of one person; more are no story
_ONE_RELEASE = 3  # days from a pardon to the prison gate
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
    earlier: bool = False  # told as what had come before
    openings: list[int] = field(default_factory=list)  # offsets of the words that told of its beginning
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

    A period without dates counts; 'dozens detained' does not, for it names nobody. An arrest that is only feared,
    denied or demanded is none; a demand for release tells of one. A later arrest closes the earlier period; terms
    and charges go to the latest arrest told before them. Dates are ISO prefixes, durations ISO 8601.
    """
    told: dict[str, list[Event]] = {}
    demanded = False
    for event in find_events(reading, lexicon):
        demanded = demanded or (event.kind == "release" and not event.real)
        if event.person is not None:
            told.setdefault(event.person, []).append(event)
    countries = Countries(reading, lexicon)
    found = [(person, period) for person, events in told.items() for period in _Timeline(_once(events)).periods()]
    found.sort(key=lambda pair: pair[1].events[0].start)
    return [_detention(person, period, reading, countries, demanded=demanded) for person, period in found]


def _detention(person: str, period: _Period, reading: Reading, countries: Countries, *, demanded: bool) -> Detention:
    """A period as a fact. Where the post demands releases (`demanded`), an arrest without an end lasts."""
    sentences = dict.fromkeys(reading.sentences[e.sentence] for e in period.events)
    start = period.start or ""
    wholly_suspended = period.term is not None and period.suspended == period.term
    return Detention(
        defender=person,
        evidence=tuple(Span.of(reading.post.text, s.start, s.end) for s in sentences),
        country=countries.holding(person, period.events),
        start=period.start,
        end=_from(start, period.end),
        place=period.place,
        status=period.ending or ("detained" if period.lasting or demanded else "unknown"),
        sentence=period.term,
        suspended=period.suspended,
        expired=_from(start, period.expired),
        pretrial=wholly_suspended if period.judged else period.pretrial,
        charges=tuple(period.charges),
        law=period.law,
    )


def _from(start: str, day: str | None) -> str | None:
    """A day that is not before a start, as far as both are told; None where the post contradicts itself."""
    return day if day is None or day >= start[: len(day)] else None


def _once(events: Sequence[Event]) -> Sequence[Event]:
    """The events without the beginnings that a title tells, where the text tells of one too: 'back in jail' is no
    further time."""
    if any(e.real and not e.title and e.kind in _OPENING for e in events):
        return [e for e in events if not (e.title and e.kind in _OPENING and e.term is None)]
    return events


class _Timeline:
    """The events of one person made into periods.

    Posts tell events out of order. So the dated arrests are taken first, then the dated releases by their dates;
    what is left belongs, in order of the text, to the period of its date, else to the one of which the text has
    spoken last.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self._periods: list[_Period] = []
        self._of: dict[int, _Period] = {}  # place of an event -> the period that it opens or ends
        self._current: _Period | None = None  # of which the text has spoken last
        self._loose: list[Event] = []  # told before any period: they belong to the latest one
        self._present: list[Event] = []  # what lasts as the post is written: it, too, belongs to the latest one
        self._vanished: str | None = None  # a disappearance is the beginning of the custody that comes to light later
        events = events[:_MOST_EVENTS]
        real = [(at, e) for at, e in enumerate(events) if e.real]
        for at, event in real:
            if self._has_start(event):
                self._of[at] = self._opened(event)
        for at, event in sorted(real, key=lambda pair: pair[1].date or ""):
            if (
                event.kind in _ENDING
                and event.date is not None
                and not (event.kind in (*_DEATHS, "acquittal") and not self._is_held(events))
            ):
                self._of[at] = self._ended(event, event.date)
        told: _Period | None = None
        for at, event in real:  # releases without a date, before judgments ask which periods were over
            told = self._of.get(at, told)
            if event.kind in _ENDING and event.kind not in _DEATHS and at not in self._of and told is not None:
                self._close(told, event)
        for at, event in enumerate(events):
            self._take(at, event)
        self._settle()

    def periods(self) -> Iterator[_Period]:
        """The periods in order of the text; all but the latest are over."""
        order = sorted(self._periods, key=lambda p: p.start or p.end or "9999")
        for period in order[:-1]:
            if period.ending != "died":
                period.ending = "released" if period.ending in (None, "on-bail") else period.ending
        yield from (p for p in self._periods if p.events)

    # Dated arrests and releases

    def _has_start(self, event: Event) -> bool:
        """Whether an event tells when a period began."""
        if event.date is None or event.kind not in (*_OPENING, "spent", "spentpretrial"):
            return False
        if event.kind == "jail" and event.term is not None and event.until is None:
            return False  # a judgment: 'was sent to prison for nine years'
        first_act = not event.state and not any(p.start for p in self._periods)  # 'on 3 May a judge remanded her'
        return event.kind in ("arrest", "rearrest") or event.since or event.until is not None or first_act

    def _opened(self, event: Event) -> _Period:
        day = event.date
        assert day is not None
        period = None if event.kind == "rearrest" or event.again else self._known(event, day)
        if period is None:
            period = _Period(start=day)
            self._periods.append(period)
        elif period.start is None or len(day) > len(period.start):
            period.start = day
        period.end = period.end or event.until
        period.openings.append(event.start)
        period.earlier = period.earlier or (event.earlier and event.until is not None)
        return period

    def _known(self, event: Event, day: str) -> _Period | None:
        """The period that a dated arrest or state belongs to, when it is known already."""
        for period in reversed(self._periods):
            if period.start is None:
                continue
            if period.start.startswith(day) or day.startswith(period.start):
                if event.start not in period.openings:
                    return period
            elif event.until is None and period.end is None and period.start <= day:
                state = event.kind not in ("arrest", "rearrest", "jail")
                if state or _days(period.start, day) <= _ONE_ARREST:
                    return period
        return None

    def _ended(self, event: Event, day: str) -> _Period:
        """The period that a dated release or death ends: the latest begun before it that has not ended."""
        fitting = [
            p
            for p in self._periods
            if (p.start is None or p.start <= day or p.start.startswith(day)) and _can_end(p, day)
        ]
        period = max(fitting, key=lambda p: p.start or "", default=None)
        if period is None:
            period = _Period()
            self._periods.append(period)
        if period.end is None or len(day) >= len(period.end):
            period.end = day
        return period

    @staticmethod
    def _is_held(events: Sequence[Event]) -> bool:
        """Whether a death, told without 'in custody', is one of custody: the post tells of custody."""
        return any(
            e.real and (e.term is not None or e.kind in (*_OPENING, "diedheld", "spent", "spentpretrial"))
            for e in events
        )

    # The rest, in order of the text

    def _take(self, at: int, event: Event) -> None:
        kind = event.kind
        if at in self._of:
            self._current = self._of[at]
            self._close(self._current, event)
            if self._current.start is None:  # 'was sentenced to 11 months and walked free on 14 August'
                for told in [e for e in self._loose if e.sentence == event.sentence]:
                    self._loose.remove(told)
                    self._current.add(told)
            self._current.add(event)
        elif not event.real:
            if kind in ("release", "conditional", "bail"):
                self._present.append(event)
        elif kind in _ENDING:
            if self._current is not None:
                self._close(self._current, event)
                self._current.add(event)
            elif kind not in _DEATHS:
                self._loose.append(event)
        elif (kind == "rearrest" or (kind in ("arrest", "jail") and event.again)) and self._periods:
            self._begin(self._freed_in(event.sentence)).add(event)
        elif kind in ("spent", "spentpretrial"):
            if event.now:
                self._present.append(event)
            else:
                self._spend(event)
        elif kind in _JUDGING or kind == "jail":
            self._judge(event)
        elif kind == "now" or (kind in _OPENING and event.state and event.now):
            self._present.append(event)
        elif kind in _OPENING or kind in _ATTENDANT:
            self._about(event)
        elif kind == "enforced-disappearance":
            self._vanished = self._vanished or event.date

    def _begin(self, start: str | None) -> _Period:
        self._current = _Period(start=start)
        self._periods.append(self._current)
        return self._current

    def _freed_in(self, sentence: int) -> str | None:
        """The day of the release that a sentence tells, which is that of the arrest told with it: 'at the gate'."""
        days = (p.end for p in self._periods for e in p.events if e.kind in _ENDING and e.sentence == sentence)
        return next((day for day in days if day is not None), None)

    @staticmethod
    def _close(period: _Period, event: Event) -> None:
        """Say how a period ended; a release on conditions says more than a release."""
        ending = _ENDING.get(event.kind) or ("released" if event.until or event.kind.startswith("spent") else None)
        if ending is not None and period.ending in (None, "released"):
            period.ending = ending

    def _spend(self, event: Event) -> None:
        """Time served that is over, without its dates: of the current period, else one of its own."""
        if self._current is None:  # 'he had spent 14 months in prison when he was released on 5 June'
            self._current = next((p for p in self._periods if p.start is None and p.end is not None), None)
        year = event.date if event.date is not None and len(event.date) < 10 else None
        if self._current is None or (year is not None and not (self._current.start or "").startswith(year[:4])):
            self._begin(year)
            assert self._current is not None
            self._current.ending = "released"
        self._current.add(event)

    def _judge(self, event: Event) -> None:
        """A judgment: of the period of its date; of a new one where all that are known were over by then."""
        if event.kind in ("term", "life") and event.term is None:
            return
        day = event.date
        if day is not None and event.term is not None and self._periods:
            fitting = [
                p
                for p in self._periods
                if (p.start or "") <= day and (p.end or ("9999" if p.ending is None else "")) >= day
            ]
            if not fitting:
                self._begin(day)
            elif self._current not in fitting:
                self._current = fitting[-1]
            assert self._current is not None
            opened = any(e.kind in _OPENING and e.date for e in self._current.events)
            if (
                not opened
                and self._current.start is None
                and any(p.ending is not None and (p.end or "") < day for p in self._periods)
            ):
                self._current.start = day
        self._about(event)

    def _about(self, event: Event) -> None:
        """What belongs to a period without beginning or ending it."""
        if self._current is None:
            self._loose.append(event)
        else:
            self._current.add(event)

    def _settle(self) -> None:
        """Give what was told without a period, and what lasts, to the latest period; make one where it tells of one."""
        if not self._periods:
            if not self._present and not any(_makes_period(e) for e in self._loose):
                return
            self._begin(None)
        latest = max(self._periods, key=lambda p: p.start or p.end or "")
        if latest.earlier and any(_makes_period(e) for e in self._loose):
            latest = self._begin(None)  # 'was sentenced to 14 years … had already been jailed from 2013 to 2017'
        judged = next((e.date for e in self._loose if e.date and _makes_period(e) and e.kind in _JUDGING), None)
        if judged is not None and latest.ending is not None and judged > (latest.end or latest.start or "9999"):
            latest = self._begin(judged)
        if latest.ending is not None:
            latest.place = latest.place or next((e.place for e in self._present if e.place is not None), None)
        if latest.start is None and self._vanished is not None and (latest.end or "9999") >= self._vanished:
            latest.start = self._vanished
        told, latest.events = latest.events, []
        for event in self._loose:
            self._close(latest, event)
        for event in sorted(
            (*self._loose, *told, *(self._present if latest.ending is None else ())), key=lambda e: e.start
        ):
            latest.add(event)


def _can_end(period: _Period, day: str) -> bool:
    """Whether a release on a day can be the end of a period: it has none, or that one ('pardoned on 3 May, free on 4
    May')."""
    end = period.end
    return end is None or end.startswith(day) or day.startswith(end) or 0 <= _days(end, day) <= _ONE_RELEASE


def _makes_period(event: Event) -> bool:
    """Whether an event without a date tells of custody by itself: a judgment only with a term that was not all
    suspended."""
    if event.kind in _JUDGING:
        return event.term is not None and event.suspended != event.term
    return event.kind not in _ATTENDANT and event.kind not in _DEATHS


def _days(first: str, second: str) -> int:
    """Days from one ISO date to a later one; those of a year where one is less precise than a day."""
    if len(first) < 10 or len(second) < 10:
        return 365
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
