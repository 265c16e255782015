"""Whose doing it was: the country of an event, by what its sentence, the person and the post say."""

from collections import Counter
from collections.abc import Sequence

from hrkg.extract._events import Event
from hrkg.lexicon import Lexicon
from hrkg.model import Reading
from hrkg.text.places import places_of

_LEAD = 3  # sentences after the title whose countries stand for the post's


class Countries:
    """The countries of one post: of its persons, and the one that it is about."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._of_person = {m.name: m.countries for m in reading.mentions}
        self._reading = reading
        self._lexicon = lexicon
        self._blocks: dict[int, dict[str, None]] = {}  # block -> the countries that it names, in order
        self._main: str | None = None
        self._many = False  # the post tells of several countries, none of them more than of all others
        self._known = False

    def main(self) -> str | None:
        """The country that the post is about: the one that it names most; of equals the first."""
        if not self._known:
            self._known = True
            counts: Counter[str] = Counter()  # a city alone is where a ceremony was, as often as not
            places = places_of(self._lexicon)
            for sentence in self._reading.sentences:
                weight = 3 if sentence.block == 0 else 1
                for place in places.find(sentence.tokens):
                    if not place.in_name:
                        self._blocks.setdefault(sentence.block, {})[place.code] = None
                        counts[place.code] += 0 if place.kind == "city" and sentence.block else weight
            self._main = next((code for code, count in counts.most_common(1) if count), None)
            self._many = self._main is not None and 2 * counts[self._main] < counts.total()
        return self._main

    def around(self, events: Sequence[Event]) -> str | None:
        """The country of which the post speaks where it tells the events: in a post on several countries the first that
        their paragraph names, else the one that the post is about."""
        main = self.main()
        for event in events if self._many else ():
            named = self._blocks.get(self._reading.sentences[event.sentence].block, {})
            if named and main not in named:
                return next(iter(named))
        return main

    def holding(self, person: str, events: Sequence[Event]) -> str | None:
        """The state that holds a person."""
        own = self._of_person.get(person, ())
        told = [e.country for e in events if e.country is not None]
        if own:
            return own[0]
        return Counter(told).most_common(1)[0][0] if told else self.around(events)

    def of_incident(self, kind: str, events: Sequence[Event], *, doer: bool) -> str | None:
        """Where events of one person happened; with `doer`, the state that did it. None where several are told.

        What crosses borders has no country but one that the sentence gives.
        """
        person = events[0].person
        own = self._of_person.get(person, ()) if person else ()
        if doer:
            named = next((e.doer for e in events if e.doer is not None), None)
            if kind == "exile":
                return own[0] if own else self.around(events)
            return named or (own[0] if own and kind != "deportation" else self.around(events))
        if any(e.abroad for e in events):
            return None
        told = next((e.country for e in events if e.country is not None), None)
        if told is not None or kind == "transnational-repression":
            return told
        return own[0] if own else self.around(events)
