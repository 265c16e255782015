"""Incidents: what befell a person, or unnamed people, other than detention."""

from collections.abc import Sequence
from functools import lru_cache

from hrkg.extract._country import Countries
from hrkg.extract._events import Event, find_events
from hrkg.lexicon import Lexicon
from hrkg.model import Detention, Incident, Reading, Span

_CUSTODY = frozenset(("arrest", "rearrest", "held", "remand", "jail", "house", "serving"))
_MOST_EVENTS = 100  # of one person and type; more are no story
_MORTAL = 2  # sentences between an attack and the death of which it was the cause
_NEAR = 1  # sentences between a beating and the custody in which it happened
_BY_THE_STATE = frozenset(("exile", "denationalisation", "deportation"))  # the country is that of the state that did it


@lru_cache(maxsize=4)
def _types(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(c.notation for c in lexicon.concepts if c.scheme == "incident-type")


def find_incidents(reading: Reading, detentions: Sequence[Detention], lexicon: Lexicon) -> list[Incident]:
    """The incidents in order of appearance; [] when the post tells of none.

    One per person, type and event: two tellings are one unless their dates differ. Unnamed people count only where
    the post gives their number. A beating is torture where the sentences beside it tell of custody.
    """
    events = find_events(reading, lexicon)
    told: dict[tuple[str, str | None], list[Event]] = {}
    near = _Near(events)
    for event in events:
        kind = near.type_of(event)
        if event.real and kind in _types(lexicon) and (event.person is not None or event.count):
            told.setdefault((kind, event.person), []).append(event)
    stories = [(kind, story) for (kind, _), same in told.items() for story in _stories(same[:_MOST_EVENTS])]
    countries = Countries(reading, lexicon)
    stories.sort(key=lambda pair: pair[1][0].start)
    return [_incident(kind, story, reading, countries) for kind, story in stories]


class _Near:
    """What decides the type of a violent act: the custody and the deaths that are told of the same person."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._custody = {(e.person, e.sentence) for e in events if e.real and e.kind in _CUSTODY}
        self._deaths: dict[str | None, list[Event]] = {}
        for event in events:
            if event.real and event.kind in ("killing", "died"):
                self._deaths.setdefault(event.person, []).append(event)

    def type_of(self, event: Event) -> str:
        """The kind of an event: a beating in custody is torture, a mortal wound a killing, else both are an attack."""
        if event.kind == "beating":
            beside = range(event.sentence - _NEAR, event.sentence + _NEAR + 1)
            return "torture" if any((event.person, at) in self._custody for at in beside) else "attack"
        if event.kind in ("wounding", "attack") and event.person is not None:
            deaths = self._deaths.get(event.person, ())
            mortal = any(
                _agree(e, event)
                if e.kind == "killing" and event.kind == "wounding"
                else e.kind == "died" and 0 <= e.sentence - event.sentence <= _MORTAL
                for e in deaths[:_MOST_EVENTS]
            )
            return "killing" if mortal else "attack"
        if event.kind == "wounding":
            return "attack"
        return event.kind


def _stories(events: Sequence[Event]) -> list[list[Event]]:
    """Events of one person and type, those together that tell of the same."""
    stories: list[list[Event]] = []
    for event in events:
        for story in stories:
            if all(_agree(e, event) for e in story):
                story.append(event)
                break
        else:
            stories.append([event])
    return stories


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
