"""Incidents: what befell a person, or unnamed people, other than detention."""

from collections.abc import Sequence
from dataclasses import replace

from hrkg.extract._country import Countries
from hrkg.extract._events import Event, find_events
from hrkg.lexicon import Lexicon
from hrkg.model import Detention, Incident, Reading, Span

# Where violence is told in or right after a sentence that tells of custody, it is torture; else an attack.
_NEAR = 1  # sentences
_BY_THE_STATE = frozenset(("exile", "denationalisation"))


def find_incidents(reading: Reading, detentions: Sequence[Detention], lexicon: Lexicon) -> list[Incident]:
    """The incidents in order of appearance; [] when the post tells of none.

    One per person, type and event: two tellings are one unless their dates differ. Unnamed people count only where
    the post gives their number and a date or a country.
    """
    types = {c.notation for c in lexicon.concepts if c.scheme == "incident-type"}
    events = find_events(reading, lexicon)
    countries = Countries(reading, lexicon)
    found: list[tuple[Event, Incident]] = []
    for event in events:
        if not event.real:
            continue
        kind = _type_of(event, events) if event.kind == "beating" else event.kind
        if kind not in types or (event.person is None and (event.count is None or event.count < 2)):
            continue
        sentence = reading.sentences[event.sentence]
        country = countries.of_event(event, event.person, doer=kind in _BY_THE_STATE)
        incident = Incident(
            kind, (Span.of(reading.post.text, sentence.start, sentence.end),), event.person, event.date, country
        )
        if event.person is None and event.date is None:
            continue
        _add(found, event, incident)
    return [incident for _, incident in sorted(found, key=lambda pair: pair[0].start)]


def _type_of(event: Event, events: Sequence[Event]) -> str:
    """'torture' for a beating in custody, 'attack' for one outside."""
    custody = ("arrest", "held", "remand", "jail", "rearrest", "house", "serving")
    near = any(
        e.person == event.person and e.kind in custody and e.real and abs(e.sentence - event.sentence) <= _NEAR
        for e in events
    )
    return "torture" if near else "attack"


def _add(found: list[tuple[Event, Incident]], event: Event, incident: Incident) -> None:
    """Add an incident, or join it to the one that it tells again."""
    for index, (earlier, known) in enumerate(found):
        if (known.type, known.person) != (incident.type, incident.person):
            continue
        a, b = known.date, incident.date
        if earlier.start == event.start and a is not None and a != b:
            continue
        if a is None or b is None or a.startswith(b) or b.startswith(a):
            spans = tuple(dict.fromkeys((*known.evidence, *incident.evidence)))
            longest = max(a or "", b or "") if a is None or b is None else max(a, b, key=len)
            found[index] = (
                earlier,
                replace(known, date=longest or None, country=known.country or incident.country, evidence=spans),
            )
            return
    found.append((event, incident))
