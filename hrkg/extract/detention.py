"""Detentions: each period for which a person named in a post was deprived of liberty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from hrkg.extract._country import Countries
from hrkg.extract._events import Event, find_events
from hrkg.lexicon import Lexicon
from hrkg.model import Detention, Reading, Span

_OPENING = frozenset(("arrest", "rearrest", "jail", "house", "remand", "held", "spent"))
_ENDING = {"release": "released", "conditional": "conditionally-released", "bail": "on-bail", "died": "died"}
_PRESENT = frozenset(("held", "remand", "house", "serving", "jail"))
_ONE_ARREST = 31  # days within which two dated arrests without a release between them are one ('taken on 3 May, remanded on 5 May')


@dataclass(slots=True)
class _Period:
    """A period while its events are gathered."""

    start: str | None = None
    end: str | None = None
    ending: str | None = None
    held: bool = False  # more than an arrest is told: a state, a charge, a term
    pretrial: bool | None = None
    judged: bool = False
    term: str | None = None
    suspended: str | None = None
    expired: str | None = None
    place: str | None = None
    law: str | None = None
    earlier: bool = False
    charges: dict[str, None] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


def find_detentions(reading: Reading, lexicon: Lexicon) -> list[Detention]:
    """The periods that the post tells of, in order of appearance; [] when it tells of none.

    A period without dates counts; 'dozens detained' does not, for it names nobody. An arrest that is only feared, denied or
    demanded is none, a demand for release tells of one. Later arrests close earlier periods; terms and charges go to the
    latest arrest told before them. Dates are ISO prefixes, durations ISO 8601.
    """
    told: dict[str, list[Event]] = {}
    for event in find_events(reading, lexicon):
        if event.person is not None:
            told.setdefault(event.person, []).append(event)
    countries = Countries(reading, lexicon)
    found = []
    for person, events in told.items():
        for period in _Timeline(events).periods():
            found.append((period.events[0].start, _detention(person, period, reading, countries)))
    return [detention for _, detention in sorted(found, key=lambda pair: pair[0])]


def _detention(person: str, period: _Period, reading: Reading, countries: Countries) -> Detention:
    sentences = dict.fromkeys(reading.sentences[e.sentence] for e in period.events)
    return Detention(
        defender=person,
        evidence=tuple(Span.of(reading.post.text, s.start, s.end) for s in sentences),
        country=countries.holding(person, period.events),
        start=period.start,
        end=period.end,
        place=period.place,
        status=period.ending or ("detained" if period.held else "unknown"),
        sentence=period.term,
        suspended=period.suspended,
        expired=period.expired,
        pretrial=period.pretrial,
        charges=tuple(period.charges),
        law=period.law,
    )


class _Timeline:
    """The events of one person, in order of the text, made into periods."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._periods: list[_Period] = []
        self._current: _Period | None = None  # of which the text has spoken last
        self._undated: list[Event] = []  # told before any dated arrest: they belong to the latest one
        self._lasting: list[Event] = []  # states that last as the post is written
        for event in events:
            self._take(event)

    def periods(self) -> Iterator[_Period]:
        """The periods in order of the text, each with its state as the post leaves it."""
        self._settle()
        order = sorted(self._periods, key=lambda p: p.start or p.end or "9999")
        for period, following in zip(order, order[1:], strict=False):
            if period.ending is None and following is not period:
                period.ending = "released"
        for period in self._periods:
            if period.events and (len(order) == 1 or not (period.earlier and len(order) > 2 and period.start is None)):
                self._judge(period)
                yield period

    def _judge(self, period: _Period) -> None:
        """Set `pretrial`: a judgment makes it False, but not where all of the term is suspended."""
        if period.judged:
            period.pretrial = period.term is not None and period.suspended == period.term

    # One event

    def _take(self, event: Event) -> None:
        kind = event.kind
        if kind in ("release", "conditional", "bail") and not event.real:
            self._lasting.append(event)
        elif not event.real:
            return
        elif kind in ("died", "diedheld"):
            self._end(event, "died")
        elif kind in _ENDING:
            self._end(event, _ENDING[kind])
        elif kind == "rearrest" or (kind in ("arrest", "jail", "house") and event.again):
            self._open(event, anew=True)
        elif kind in ("sentence", "convict", "term", "serving", "served", "reduced", "life"):
            self._sentence(event)
        elif kind == "jail" and event.term is not None and not event.until:
            self._sentence(event)
        elif kind in _OPENING:
            self._open(event)
        elif kind == "now":
            self._lasting.append(event)
        elif kind in ("charge", "moved", "expired", "untried"):
            self._about(event)

    def _open(self, event: Event, *, anew: bool = False) -> None:
        """An arrest or a state: a period that begins, or one that is known already."""
        state = event.kind not in ("arrest", "rearrest", "jail")
        if event.kind == "spent":
            self._spent(event)
            return
        starts = event.date is not None and (not state or event.since or event.until is not None)
        if starts:
            period = self._known(event) if not anew else None
            if period is None:
                period = _Period(start=event.date)
                self._periods.append(period)
            elif period.start is None or len(event.date or "") > len(period.start):
                period.start = event.date
            if event.until is not None:
                period.end, period.ending = event.until, "released"
            self._current = period
            self._add(period, event)
        elif state and event.now:
            self._lasting.append(event)
        elif anew and self._periods:
            period = _Period()
            self._periods.append(period)
            self._current = period
            self._add(period, event)
        else:
            self._about(event)

    def _known(self, event: Event) -> _Period | None:
        """The period that a dated arrest or state belongs to, when it is known already."""
        assert event.date is not None
        for period in reversed(self._periods):
            if period.start is None:
                if period.end is None and not period.earlier:
                    return period
                continue
            alike = period.start.startswith(event.date) or event.date.startswith(period.start)
            if alike and not any(e.start == event.start for e in period.events):
                return period
            if (
                not alike
                and event.until is None
                and period.end is None
                and 0 <= _days(period.start, event.date) <= _ONE_ARREST
            ):
                return period
            if (
                event.kind in ("held", "remand", "house")
                and event.since
                and period.end is None
                and period.start <= event.date
            ):
                return period
        return None

    def _spent(self, event: Event) -> None:
        """Time served that is over: of the current period, else one of its own."""
        if event.date is not None and event.until is not None:
            period = _Period(start=event.date, end=event.until, ending="released")
            self._periods.append(period)
        elif self._current is not None and (
            event.date is None or (self._current.start or "").startswith(event.date[:4])
        ):
            period = self._current
        else:
            period = _Period(start=event.date, ending="released", earlier=True)
            self._periods.append(period)
        self._current = period
        self._add(period, event)

    def _end(self, event: Event, ending: str) -> None:
        """A release or a death: of the latest period that began before it and has not ended."""
        if event.kind == "died" and self._current is None:
            return
        period = self._open_at(event.date)
        if period is None:
            period = _Period()
            self._periods.append(period)
        if period.end is None:
            period.end = event.date
        period.ending = ending if period.ending in (None, "released", ending) else period.ending
        if ending in ("on-bail",) and period.term is None:
            period.pretrial = True
        self._current = period
        self._add(period, event)

    def _open_at(self, day: str | None) -> _Period | None:
        if day is None:
            return self._current or (self._periods[-1] if self._periods else None)
        fitting = [
            p
            for p in self._periods
            if (p.start is None or p.start <= day or day.startswith(p.start))
            and (p.end is None or p.end.startswith(day) or day.startswith(p.end))
        ]
        if self._current in fitting:
            return self._current
        return max(fitting, key=lambda p: p.start or "", default=None)

    def _sentence(self, event: Event) -> None:
        """A judgment: of the latest period before it; a new one where all that are known were over by then."""
        if event.kind in ("term", "life") and event.term is None:
            return
        over = self._periods and all(
            p.ending is not None and (p.end or p.start or "9999") < (event.date or "") for p in self._periods
        )
        if event.date is not None and over:
            self._periods.append(_Period(start=event.date))
            self._current = self._periods[-1]
        self._about(event)

    def _about(self, event: Event) -> None:
        """What belongs to a period without beginning or ending it."""
        if self._current is None:
            self._undated.append(event)
        else:
            self._add(self._current, event)

    def _add(self, period: _Period, event: Event) -> None:
        """Take over what an event tells of a period."""
        period.events.append(event)
        kind = event.kind
        if kind in ("remand", "untried"):
            period.pretrial = True
        if kind in ("sentence", "convict") or event.term is not None:
            period.judged = True
        if (
            kind in ("sentence", "convict", "term", "serving", "served", "reduced", "life", "jail")
            and event.term is not None
        ):
            period.term, period.suspended = event.term, event.suspended or period.suspended
        if kind == "house":
            period.place = "house arrest"
        elif event.place is not None and kind not in ("charge", "sentence", "convict"):
            period.place = event.place
        if kind == "served":
            period.ending = period.ending or "released"
        if kind == "expired":
            period.expired = event.date or period.expired
        if (
            kind in _PRESENT
            or (kind in ("arrest", "rearrest") and event.now)
            or kind
            in (
                "charge",
                "sentence",
                "convict",
                "serving",
                "moved",
                "release",
                "now",
                "expired",
            )
        ):
            period.held = True
        for charge in event.charges:
            if not any(charge in known for known in period.charges):
                period.charges[charge] = None
        if event.law is not None and kind != "release":
            period.law = period.law or event.law

    def _settle(self) -> None:
        """Give what was told without a date to the latest period, making one where there is none."""
        rest = [
            e
            for e in self._undated
            if e.kind not in ("charge", "moved", "expired", "untried") or self._lasting or self._periods
        ]
        custody = [e for e in rest if e.kind not in ("charge", "moved", "expired", "untried", "convict")]
        if not self._periods and not custody and not self._lasting:
            return
        if not self._periods:
            self._periods.append(_Period())
        latest = max(self._periods, key=lambda p: p.start or p.end or "")
        before = latest.events
        latest.events = []
        for event in self._undated:
            self._add(latest, event)
        for event in before:
            self._add(latest, event)
        for event in self._lasting:
            if latest.ending is None or event.kind not in ("release", "conditional", "bail"):
                self._add(latest, event)
        latest.events.sort(key=lambda e: e.start)
        if any(e.kind != "charge" for e in self._lasting) and latest.ending is None:
            latest.held = True


def _days(first: str, second: str) -> int:
    """Days from one ISO date to a later one; where one is less precise than a day, -1."""
    if len(first) < 10 or len(second) < 10:
        return -1
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
