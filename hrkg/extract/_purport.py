"""What a joint text is about: the states whose conduct it concerns, whom it calls upon, on whose behalf it speaks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hrkg.extract._entries import series_of
from hrkg.extract._joint import JointText
from hrkg.lexicon import Lexicon
from hrkg.model import Mention, Reading, Token
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.places import Place, Places, places_of

_OBJECT = 16  # words after 'call on' among which the one called upon stands
_SUBJECT = 9  # words before 'should'
_IN_TITLE, _IN_REPORT = 4, 3  # what a place counts there, beside 1 elsewhere
_CALLED_UPON = 6  # what it counts for a state that it is called upon
_NEAR = 6  # words between 'letter' and 'to'
_BESIDE = 24  # code points beside a place in which the word for its government stands
_BOUNDS = frozenset(("that", "who", "which", ":", ";", ",", "and", "“"))
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
        self.letters: Phrases[str] = lexicon.phrases("letter-noun")
        self.barred: Phrases[str] = lexicon.phrases("no-signatory-group")


@lru_cache(maxsize=8)
def _words_of(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


class Purport:
    """The places and persons of one post, asked by each of its joint texts."""

    def __init__(self, reading: Reading, texts: Sequence[JointText], lexicon: Lexicon) -> None:
        self.reading, self.texts, self.words = reading, texts, _words_of(lexicon)
        names = series_of(lexicon).names
        signed = [x for t in texts for x in t.lists if x.kind == "signatories"]
        blocks = {i for x in signed for i in range(x.block, x.block + x.length)}
        signers = {fold(e.name) for t in texts for s in t.signals for e in s.signers}
        signers |= {fold(names.split(e.exact).name) for x in signed for e in x.entries}
        self.told = [i for i, s in enumerate(reading.sentences) if s.block not in blocks]
        namings = [(s, m) for m in reading.mentions for s in m.spans]
        self.namings = sorted(
            ((s, m) for s, m in namings if not m.office and fold(m.name) not in signers), key=lambda pair: pair[0]
        )
        within = {at for s, _ in namings for at in range(s.start, s.end)}
        self.places = {
            i: [
                p
                for p in self.words.places.find(reading.sentences[i].tokens)
                if not p.in_name and p.start not in within
            ]
            for i in self.told
        }
        starts = {s.start for s, _ in self.namings}
        self.listed = {
            i
            for t in texts
            for x in t.lists
            if x.kind == "other" and 2 * sum(e.start in starts for e in x.entries) >= len(x.entries)
            for i in range(x.block, x.block + x.length)
        }

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
        part, reports = set(self.part(number)), self._reports(number)
        for index in self.told:
            title = self._block(index) == 0
            if index not in part and not title:
                continue
            for place in self.places[index]:
                near = place.kind != "city"
                weight[place.code] += _IN_TITLE if title and near else _IN_REPORT if index in reports and near else 1
                weight[place.code] += _IN_REPORT if self._is_of_state(index, place) else 0
        for code in self._called_upon(number):
            weight[code] += _CALLED_UPON
        for code in self.countries(number - 1) if number else ():
            weight[code] += _IN_TITLE
        if not weight:
            weight.update(p.code for places in self.places.values() for p in places)
        return tuple(code for code, _ in weight.most_common() if len(code) == 2)[:1]

    def addressees(self, number: int) -> tuple[str, ...]:
        """ISO codes of the states and names of the bodies that a text calls upon, in order; () where it asks for nothing."""
        concerned = self.countries(number)
        named = [c for value in self._called_upon(number) for c in ([value] if value else concerned)]
        if named or not self._demands(number):
            return tuple(dict.fromkeys(named))
        return concerned

    def concerns(self, number: int) -> tuple[str, ...]:
        """Names of the persons on whose behalf a text speaks, in order of appearance."""
        part = self.part(number)
        reports = self._reports(number)
        demands = {
            i for x in self.texts[number].lists if x.kind == "demands" for i in range(x.block, x.block + x.length)
        }
        near = [i for i in part if i in reports or self._block(i) in demands or self._block(i) in self.listed]
        found = self._persons(near, full=False) or self._persons(
            [i for i in self.told if not self._block(i)], full=True
        )
        if not found:
            found = self._persons(
                [i for i in part if self.words.demanding.find(self.reading.sentences[i].tokens)], full=True
            )
        if not found and number:
            return self.concerns(number - 1)
        if not found:
            found = self._persons([i for i in part if self._block(i) == 1])
        return tuple(m.name for m in found)

    def _reports(self, number: int) -> set[int]:
        """The sentences of the post's body that report a text."""
        return {s.sentence for s in self.texts[number].signals if s.strength and self._block(s.sentence)}

    def _is_of_state(self, index: int, place: Place) -> bool:
        """Whether a place is that of a government or its organs: 'the Greek authorities', 'the government of Peru'."""
        if place.kind == "body":
            return True
        tokens = self.reading.sentences[index].tokens
        near = [t for t in tokens if place.start - _BESIDE < t.start < place.end + _BESIDE]
        return any(
            m.start == place.end + 1 or m.end >= place.start - 8 > m.end - 8 for m in self.words.offices.find(near)
        )

    def _called_upon(self, number: int) -> Iterator[str]:
        """Codes and names of those called upon; '' for 'the government' of a state that is not named beside it."""
        demands = {x.block - 1: x for x in self.texts[number].lists if x.kind == "demands"}
        items = {i for x in demands.values() for i in range(x.block, x.block + x.length)}
        for index in self.part(number):
            sentence = self.reading.sentences[index]
            tokens = sentence.tokens
            if self._block(index) in demands:
                yield from self._named(index, 0, len(tokens))
                continue
            low = [t.text.casefold() for t in tokens]
            if (
                self._block(index) in items
                and tokens[0].start == self.reading.blocks[sentence.block].start
                and "to" in low[:_OBJECT]
            ):
                yield from self._named(index, 0, low.index("to"))
            if self._block(index) in items:
                continue
            barred = [m.first for m in self.words.barred.find(tokens) if tokens[m.first].text.islower()]
            for first, after in self._asked(tokens, low):
                if not any(b < first for b in barred):
                    yield from self._named(index, first, after)

    def _asked(self, tokens: Sequence[Token], low: Sequence[str]) -> Iterator[tuple[int, int]]:
        """First and after-last token of each stretch in which somebody called upon can stand."""
        begins = [
            m.after for m in self.words.verbs.find(tokens) if not m.first or low[m.first - 1] not in ("to", "that")
        ]
        letters = [m.after for m in self.words.letters.find(tokens)]
        begins += [at + 1 for at, word in enumerate(low) if word == "to" and any(0 <= at - e <= _NEAR for e in letters)]
        for begin in sorted(set(begins)):
            end = begin
            while end < len(low) and end - begin < _OBJECT and low[end] not in _STOPS:
                end += 1
            yield begin, end
        for match in self.words.should.find(tokens):
            begin = match.first
            while begin and match.first - begin < _SUBJECT and low[begin - 1] not in _BOUNDS:
                begin -= 1
            yield begin, match.first

    def _named(self, index: int, first: int, after: int) -> Iterator[str]:
        """The states and bodies named in a stretch of a sentence; '' for a government whose state is not named there."""
        sentence = self.reading.sentences[index]
        if first >= after:
            return
        tokens = sentence.tokens
        start, end = tokens[first].start, tokens[after - 1].end
        found = [
            (m.start, m.value)
            for m in self.words.bodies.find(tokens)
            if start <= m.start < end and self._whole(tokens, m.after)
        ]
        for place in self.places[index]:
            inside = place.kind == "country" and self._before(tokens, place.start) in (
                "in",
                "from",
                "outside",
                "across",
            )
            named = place.kind in ("country", "body") and not inside
            if start <= place.start < end and (named or self._is_of_state(index, place)):
                found.append((place.start, place.code))
        asked = any(m.first == after for m in self.words.should.find(tokens))
        if not found and not asked and self.words.offices.find(tokens[first:after]):
            found.append((start, ""))
        yield from (value for _, value in sorted(found))

    def _before(self, tokens: Sequence[Token], start: int) -> str:
        return next((t.text.casefold() for t in reversed(tokens) if t.end <= start), "")

    def _whole(self, tokens: Sequence[Token], after: int) -> bool:
        """Whether a body is meant itself and not its report: 'the UN', not 'the UN report'."""
        word = tokens[after].text if after < len(tokens) else "."
        return not word[0].islower() or word in _STOPS or word in ("and", "or", "in", "should", "must", "has")

    def _demands(self, number: int) -> bool:
        listed = any(x.kind == "demands" for x in self.texts[number].lists)
        return listed or any(self.words.demanding.find(self.reading.sentences[i].tokens) for i in self.part(number))

    def _persons(self, sentences: Sequence[int], *, full: bool = False) -> list[Mention]:
        """The persons named in some sentences other than as those called upon; `full`: by more than a surname alone."""
        spans = [(self.reading.sentences[i].start, self.reading.sentences[i].end) for i in sentences]
        asked = [
            (t[first].start, t[after - 1].end)
            for i in sentences
            for t in [self.reading.sentences[i].tokens]
            for first, after in self._asked(t, [w.text.casefold() for w in t])
            if first < after
        ]
        return list(
            dict.fromkeys(
                m
                for span, m in self.namings
                if (" " in span.exact or not full)
                and any(s <= span.start < e for s, e in spans)
                and not any(s <= span.start < e for s, e in asked)
            )
        )
