"""What a joint text is about: the states whose conduct it concerns, whom it calls upon, on whose behalf it speaks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hrkg.extract._joint import JointText
from hrkg.lexicon import Lexicon
from hrkg.model import Mention, Reading, Sentence
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.places import Places, places_of

_OBJECT = 16  # words after 'call on' among which the one called upon stands
_SUBJECT = 9  # words before 'should'
_IN_TITLE, _IN_REPORT = 4, 3  # what a place counts there, beside 1 elsewhere
_STOPS = frozenset(("to", "that", "who", "which", ":", ";", "for", "over", "about", "after", "because", "with"))


class _Words:
    """The word lists of addressees, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.places: Places = places_of(lexicon)
        self.verbs: Phrases[str] = lexicon.phrases("address-verb")
        self.should: Phrases[str] = lexicon.phrases("should")
        self.offices: Phrases[str] = lexicon.phrases("state-office")
        self.bodies: Phrases[str] = lexicon.phrases("addressee-body", case=True)
        self.demanding: Phrases[str] = lexicon.phrases("demanding")
        self.barred: Phrases[str] = lexicon.phrases("no-signatory-group")


@lru_cache(maxsize=8)
def _words_of(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


class Bearing:
    """The places and persons of one post, asked by each of its joint texts."""

    def __init__(self, reading: Reading, texts: Sequence[JointText], lexicon: Lexicon) -> None:
        self.reading, self.texts, self.words = reading, texts, _words_of(lexicon)
        signed = {
            i for t in texts for x in t.lists if x.kind == "signatories" for i in range(x.block, x.block + x.length)
        }
        self.told = [i for i, s in enumerate(reading.sentences) if s.block not in signed]
        self.places = {
            i: [p for p in self.words.places.find(reading.sentences[i].tokens) if not p.in_name] for i in self.told
        }
        self.signers = {fold(e.name) for t in texts for s in t.signals for e in s.signers}
        self.namings = sorted(
            (
                (span.start, m)
                for m in reading.mentions
                if not m.office and fold(m.name) not in self.signers
                for span in m.spans
            ),
            key=lambda pair: pair[0],
        )

    def part(self, number: int) -> list[int]:
        """The sentences in which a joint text is told of: from where it is brought up to where the next one is."""
        starts = [min((s.sentence for s in t.signals if self._block(s.sentence)), default=0) for t in self.texts]
        begin = 0 if number == 0 else starts[number]
        end = next((s for s in starts[number + 1 :] if s > begin), len(self.reading.sentences))
        return [i for i in self.told if begin <= i < end]

    def _block(self, sentence: int) -> int:
        return self.reading.sentences[sentence].block

    def countries(self, number: int) -> tuple[str, ...]:
        """ISO codes of the states whose conduct a text concerns; () where no state is named."""
        weight: Counter[str] = Counter()
        reports = {s.sentence for s in self.texts[number].signals if s.strength}
        part = set(self.part(number))
        for index in self.told:
            value = _IN_TITLE if self._block(index) == 0 else _IN_REPORT if index in reports else 1
            for place in self.places[index]:
                weight[place.code] += value if index in part or self._block(index) == 0 else 0
        for code in self.addressees_named(number):
            weight[code] += _IN_REPORT if len(code) == 2 else 0
        if not weight:
            weight.update(p.code for places in self.places.values() for p in places)
        weight = Counter({code: n for code, n in weight.items() if len(code) == 2})
        return tuple(code for code, _ in weight.most_common(1))

    def addressees(self, number: int) -> tuple[str, ...]:
        """ISO codes of the states and names of the bodies that a text calls upon, in order; () where it asks for nothing."""
        named = list(dict.fromkeys(self.addressees_named(number)))
        if named or not self._demands(number):
            return tuple(named)
        return self.countries(number)

    def addressees_named(self, number: int) -> Iterator[str]:
        """Those who are called upon by name; 'the government' is that of the state concerned ('')."""
        for index in self.part(number):
            sentence = self.reading.sentences[index]
            if self.words.barred.find(sentence.tokens):
                continue
            for first, after in self._asked(sentence):
                yield from self._named(index, sentence, first, after)

    def _asked(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """First and after-last token of each stretch in which somebody called upon can stand."""
        low = [t.text.casefold() for t in sentence.tokens]
        for match in self.words.verbs.find(sentence.tokens):
            end = match.after
            while end < len(low) and end - match.after < _OBJECT and low[end] not in _STOPS:
                end += 1
            yield match.after, end
        for match in self.words.should.find(sentence.tokens):
            begin = match.first
            while begin and match.first - begin < _SUBJECT and low[begin - 1] not in {*_STOPS, ",", "and"}:
                begin -= 1
            yield begin, match.first

    def _named(self, index: int, sentence: Sentence, first: int, after: int) -> Iterator[str]:
        tokens = sentence.tokens[first:after]
        if not tokens:
            return
        start, end = tokens[0].start, tokens[-1].end
        found = [(m.start, m.value) for m in self.words.bodies.find(tokens)]
        found += [(p.start, p.code) for p in self.places[index] if start <= p.start < end]
        yield from (value for _, value in sorted(found))

    def _demands(self, number: int) -> bool:
        text = self.texts[number]
        reports = [self.reading.sentences[s.sentence] for s in text.signals if s.strength]
        listed = any(x.kind == "demands" for x in text.lists)
        return listed or any(self.words.demanding.find(s.tokens) for s in reports)

    def concerns(self, number: int) -> tuple[str, ...]:
        """Names of the persons on whose behalf a text speaks, in order of appearance."""
        text = self.texts[number]
        reports = [s.sentence for s in text.signals if s.strength]
        near = [i for i in self.part(number) if i in reports or self._block(i) == 0]
        found = self._persons(near)
        if not found:
            asking = [i for i in self.part(number) if self.words.demanding.find(self.reading.sentences[i].tokens)]
            found = self._persons(asking[:3])
        if not found and number:
            return self.concerns(number - 1)
        return tuple(m.name for m in found)

    def _persons(self, sentences: Sequence[int]) -> list[Mention]:
        spans = [(self.reading.sentences[i].start, self.reading.sentences[i].end) for i in sentences]
        return list(dict.fromkeys(m for at, m in self.namings if any(s <= at < e for s, e in spans)))
