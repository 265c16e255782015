"""Incidents: what befell a person, or unnamed people, other than detention."""

from collections.abc import Sequence
from functools import lru_cache

from hrkg.extract._country import Countries
from hrkg.extract._events import Event, find_events
from hrkg.lexicon import Lexicon
from hrkg.model import Detention, Incident, Reading, Span

_CUSTODY = frozenset(("arrest", "rearrest", "held", "remand", "jail", "house", "serving"))
_NEAR = 1  # sentences between a beating and the custody in which it happened
_BY_THE_STATE = frozenset(("exile", "denationalisation", "deportation"))  # the country is that of the state that did it


@lru_cache(maxsize=4)
def _types(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(c.notation for c in lexicon.concepts if c.scheme == "incident-type")


def find_incidents(reading: Reading, detentions: Sequence[Detention], lexicon: Lexicon) -> list[Incident]:
    """The incidents in order of appearance; [] when the post tells of none.

    One per person, type and event: two tellings are one unless their dates differ. Unnamed people count only where
    the post gives their number. A beating is torture where `detentions` or the sentences beside it tell of custody.
    """
    events = find_events(reading, lexicon)
    stories: list[tuple[str, list[Event]]] = []
    for event in events:
        kind = _type_of(event, events) if event.kind in ("beating", "wounding") else event.kind
        if event.real and kind in _types(lexicon) and (event.person is not None or event.count is not None):
            _tell(stories, kind, event)
    countries = Countries(reading, lexicon)
    return [_incident(kind, story, reading, countries) for kind, story in stories]


def _type_of(event: Event, events: Sequence[Event]) -> str:
    """'torture' for a beating in custody, 'attack' for one outside; 'killing' for a wound of which the person died."""
    if event.kind == "wounding":
        fatal = (e for e in events if e.kind == "killing" and e.person == event.person and e.real and _agree(e, event))
        return "killing" if any(fatal) else "attack"
    near = (e for e in events if e.person == event.person and e.real and abs(e.sentence - event.sentence) <= _NEAR)
    return "torture" if any(e.kind in _CUSTODY for e in near) else "attack"


def _tell(stories: list[tuple[str, list[Event]]], kind: str, event: Event) -> None:
    """Add an event to the story that it tells again, or begin one."""
    for known, story in stories:
        if (known, story[0].person) == (kind, event.person) and all(_agree(e, event) for e in story):
            story.append(event)
            return
    stories.append((kind, [event]))


def _agree(first: Event, second: Event) -> bool:
    """Whether two events can be one: no different dates, and not two times told by the same words."""
    a, b = first.date or "", second.date or ""
    return (a.startswith(b) or b.startswith(a)) and not (first.start == second.start and a != b)


def _incident(kind: str, story: Sequence[Event], reading: Reading, countries: Countries) -> Incident:
    """The incident that events tell together: the most precise date, the first country that is said."""
    sentences = dict.fromkeys(reading.sentences[e.sentence] for e in story)
    date = max((e.date for e in story if e.date), key=len, default=None)
    return Incident(
        type=kind,
        evidence=tuple(Span.of(reading.post.text, s.start, s.end) for s in sentences),
        person=story[0].person,
        date=date,
        country=countries.of_incident(kind, story, doer=kind in _BY_THE_STATE),
    )
