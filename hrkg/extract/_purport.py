"""What a joint text is about: the states whose conduct it concerns, whom it calls upon, on whose behalf it speaks."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from hrkg.extract._entries import series_of
from hrkg.extract._joint import JointText
from hrkg.lexicon import Lexicon
from hrkg.model import Mention, Reading, Span, Token
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.places import Place, Places, places_of
from hrkg.text.series import Series

_OBJECT = 16  # words after 'call on' among which the one called upon stands
_SUBJECT = 9  # words before 'should'
_NEAR = 6  # words between 'letter' and 'to'
_BESIDE = 24  # code points beside a place in which the word for its government stands
_ROSTER = 4  # persons in one sentence that makes a roster
_LONGEST_SIGNER, _LONGEST_PERSON = 16, 5  # words of a name
_ROUND = 2  # paragraphs after a report in which those are told of of whom it speaks
_MOST_ASKED = 40  # stretches of one sentence that are looked at; no sentence has more
_IN_TITLE, _IN_REPORT, _OF_STATE, _CALLED_UPON, _BEFORE = 4, 3, 3, 6, 4  # what a place counts there, beside 1 elsewhere
_MANY, _FEW = 4, 0.45  # a text on that many states, none of which has this part of the places, is about all of them
_BOUNDS = frozenset(("that", "who", "which", ":", ";", ",", "and", "“"))
_STOPS = frozenset(("by", "to", "that", "who", "which", ":", ";", "for", "over", "about", "after", "because", "with"))
_AFTER_BODY = frozenset((*_STOPS, "and", "or", "in", "should", "must", "has", "not", "urgently"))
_OBJECTS = frozenset(("against", "of", "for", "free", "release", "about"))
_WHERE = frozenset(("in", "from", "outside", "across"))


@dataclass(frozen=True, slots=True)
class Purport:
    """ISO codes of the states concerned; ISO codes and names of bodies called upon; names of mentions."""

    countries: tuple[str, ...]
    addressees: tuple[str, ...]
    concerns: tuple[str, ...]


class _Words:
    """The word lists of addressees, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.places: Places = places_of(lexicon)
        self.series: Series = series_of(lexicon)
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


def find_purports(reading: Reading, texts: Sequence[JointText], lexicon: Lexicon) -> list[Purport]:
    """The purport of each joint text of a post, in their order."""
    post = _Post(reading, texts, lexicon)
    found: list[Purport] = []
    for text, part in zip(texts, post.parts(texts), strict=True):
        found.append(_Text(post, text, part, found[-1] if found else None).purport())
    return found


class _Asking:
    """Whom one sentence calls upon."""

    def __init__(
        self, tokens: Sequence[Token], places: Sequence[Place], signers: Container[str], words: _Words
    ) -> None:
        self.tokens, self.places, self.signers, self.words = tokens, places, signers, words
        self.low = [t.text.casefold() for t in tokens]
        self.offices = words.offices.find(tokens)
        self.demands = words.demanding.find(tokens)
        self.should = {m.first for m in words.should.find(tokens)}
        self.bodies = [m for m in words.bodies.find(tokens) if self._is_whole(m.after)]

    def _is_whole(self, after: int) -> bool:
        """Whether a body is meant itself and not its report: 'the UN', not 'the UN report'."""
        word = self.tokens[after].text if after < len(self.tokens) else "."
        if word[0].isupper() and self.tokens[after].form in self.words.series.names.organisation_words:
            return False
        return not word[0].islower() or word in _AFTER_BODY

    def is_of_state(self, place: Place) -> bool:
        """Whether a place is that of a government or its organs: 'the Greek authorities', 'the government of Peru'."""
        if place.kind == "body":
            return True
        return any(m.start == place.end + 1 or 0 <= place.start - m.end <= _NEAR + 2 for m in self.offices)

    def _is_request(self, at: int) -> bool:
        """Whether the word is what is asked for: 'demand that Peru release'."""
        return any(m.first == at for m in self.demands)

    def stretches(self) -> list[tuple[int, int]]:
        """First and after-last token of each stretch in which somebody called upon can stand."""
        low, found = self.low, []
        begins = {
            m.after for m in self.words.verbs.find(self.tokens) if not m.first or low[m.first - 1] not in ("to", "that")
        }
        letters = [m.after for m in self.words.letters.find(self.tokens)][:_MOST_ASKED]
        begins |= {e + i for e in letters for i in range(1, _NEAR + 2) if "to" in low[e + i - 1 : e + i]}
        barred = min(
            (m.first for m in self.words.barred.find(self.tokens) if low[m.first] == self.tokens[m.first].text),
            default=len(low),
        )
        for begin in sorted(b for b in begins if b <= barred)[:_MOST_ASKED]:
            end = begin
            while (
                end < len(low)
                and end - begin < _OBJECT
                and low[end] not in _STOPS
                and (end == begin or not self._is_request(end))
            ):
                end += 1
            found += [(begin, end), *self._coordinate(end)]
        for end in sorted(self.should)[:_MOST_ASKED]:
            begin = end
            while begin and end - begin < _SUBJECT and low[begin - 1] not in _BOUNDS:
                begin -= 1
            found.append((begin, end))
        return [(begin, end) for begin, end in found if begin < end]

    def _coordinate(self, end: int) -> Iterator[tuple[int, int]]:
        """The stretch of a further one called upon: 'asks the Union to speak up, and Peru to free him'."""
        for at in range(end, min(end + 2 * _OBJECT, len(self.low) - 2)):
            if self.low[at] == "and" and self.tokens[at + 1].text[0].isupper() and self.low[at + 2] == "to":
                yield at + 1, at + 2

    def named(self, first: int, after: int) -> Iterator[str]:
        """The states and bodies named in a stretch; '' for a government whose state is not named there."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        found = [(m.start, m.value) for m in self.bodies if start <= m.start < end]
        for place in self.places:
            if start <= place.start < end:
                inside = place.kind == "country" and self._before(place.start) in _WHERE
                if self.is_of_state(place) or (place.kind == "country" and not inside):
                    found.append((place.start, place.code))
        office = any(start <= m.start < end for m in self.offices)
        if not found and after not in self.should:
            found = [(start, "")] if office else [(start, name) for name in self._body(first, after)]
        yield from (value for _, value in sorted(found))

    def _body(self, first: int, after: int) -> Iterator[str]:
        """The name of a body with which a stretch begins: 'the Rivers Commission', 'the Secretariat of the League'."""
        first += first < after and self.low[first] == "the"
        if first >= after or not self.tokens[first].text[0].isupper():
            return
        series = self.words.series
        starts = {m.first: m.after for m in series.known.find(self.tokens[first:after])}
        end = first + series.reach(self.tokens[first:after], 0, starts)
        name = " ".join(t.text for t in self.tokens[first:end])
        name = name.replace(" ,", ",")
        known = fold(name) in series.names.organisations and fold(name) not in self.signers
        words = [t.form for t in self.tokens[first:end]]
        if known or (len(words) > 1 and any(w in series.names.organisation_words for w in words)):
            yield name

    def _before(self, start: int) -> str:
        at = bisect_right(self.tokens, start - 1, key=lambda t: t.start) - 1
        return self.low[at] if at >= 0 else ""


class _Post:
    """The places and persons of one post, apart from those who sign."""

    def __init__(self, reading: Reading, texts: Sequence[JointText], lexicon: Lexicon) -> None:
        self.reading, self.words, self.alone = reading, _words_of(lexicon), len(texts) == 1
        names = series_of(lexicon).names
        signed = [x for t in texts for x in t.lists if x.kind == "signatories"]
        blocks = {i for x in signed for i in range(x.block, x.block + x.length)}
        signers = {fold(e.name) for t in texts for s in t.signals for e in s.signers}
        signers |= {fold(names.split(e.exact).name) for x in signed for e in x.entries}
        signing = {part for name in signers for part in _stretches(name.split()[:_LONGEST_SIGNER])}
        self.told = [i for i, s in enumerate(reading.sentences) if s.block not in blocks]
        within = {at for m in reading.mentions for s in m.spans for at in range(s.start, s.end)}
        self.asking: dict[int, _Asking] = {}
        for i in self.told:
            tokens = reading.sentences[i].tokens
            places = [p for p in self.words.places.find(tokens) if not p.in_name and p.start not in within]
            self.asking[i] = _Asking(tokens, places, signers, self.words)
        self.namings: dict[int, list[tuple[Span, Mention]]] = {}
        starts = [s.start for s in reading.sentences]
        heads = set()
        for mention in reading.mentions:
            is_signer = fold(mention.name) in (signing if " " in mention.name else signers)
            for span in mention.spans if not mention.office and not is_signer else ():
                self.namings.setdefault(bisect_right(starts, span.start) - 1, []).append((span, mention))
                heads.add(span.start)
        self.listed = {
            i
            for t in texts
            for x in t.lists
            if x.kind == "other" and 2 * sum(e.start in heads for e in x.entries) >= len(x.entries)
            for i in range(x.block, x.block + x.length)
        }

    def block(self, sentence: int) -> int:
        """The block of a sentence; 0 is the title."""
        return self.reading.sentences[sentence].block

    def parts(self, texts: Sequence[JointText]) -> Iterator[list[int]]:
        """For each text the sentences in which it is told of: from where it is brought up to where the next one is."""
        starts = [min((s.sentence for s in t.signals if self.block(s.sentence)), default=0) for t in texts]
        begins = [0, *starts[1:], len(self.reading.sentences)]
        for begin, end in pairwise(begins):
            yield self.told[bisect_right(self.told, begin - 1) : bisect_right(self.told, end - 1)]

    def persons(self, sentences: Iterable[int], *, full: bool = False) -> list[Mention]:
        """The persons named in some sentences other than as called upon; `full`: by more than a surname alone."""
        found: dict[Mention, None] = {}
        for index in sentences:
            namings = self.namings.get(index, ())
            asked = self.asking[index].stretches() if namings and index in self.asking else []
            tokens = self.reading.sentences[index].tokens
            bounds = [(tokens[first].start, tokens[after - 1].end) for first, after in asked]
            # 'demand that the charge against N. N. be dropped' does not call upon N. N.
            apart = {b.start for a, b in pairwise(tokens) if a.form in _OBJECTS}
            for span, mention in sorted(namings, key=lambda pair: pair[0]):
                if (" " in span.exact or not full) and (
                    span.start in apart or not any(s <= span.start < e for s, e in bounds)
                ):
                    found.setdefault(mention)
        return list(found)


def _stretches(words: Sequence[str]) -> Iterator[str]:
    """Every two to five words of a name that stand together."""
    for count in range(2, _LONGEST_PERSON + 1):
        for at in range(len(words) - count + 1):
            yield " ".join(words[at : at + count])


class _Text:
    """One joint text, with the sentences that tell of it and what was found of the text before it."""

    def __init__(self, post: _Post, text: JointText, part: Sequence[int], before: Purport | None) -> None:
        self.post, self.text, self.part, self.before = post, text, part, before
        self.title = [i for i in post.told if not post.block(i)]
        self.reports = sorted({s.sentence for s in text.signals if s.strength and post.block(s.sentence)})
        self.demands = [x for x in text.lists if x.kind == "demands"]
        self.items = {i for x in self.demands for i in range(x.block, x.block + x.length)}
        # 'calls on the government to:' has said who is to do what the items say.
        self.asked = {
            i for x in self.demands if x.head.rstrip(" :").endswith(" to") for i in range(x.block, x.block + x.length)
        }
        self.called = list(self._called_upon())

    def purport(self) -> Purport:
        """Its states, addressees and persons."""
        countries = self._countries()
        named = [c for value in self.called for c in ([value] if value else countries)]
        addressees = tuple(dict.fromkeys(named)) if named else countries if self._asks() else ()
        return Purport(countries, addressees, self._concerns())

    def _countries(self) -> tuple[str, ...]:
        post = self.post
        weight: Counter[str] = Counter()
        states: Counter[str] = Counter()
        reports = set(self.reports)
        for index in dict.fromkeys((*self.title, *self.part)):
            asking, titled = post.asking[index], not post.block(index)
            for place in asking.places:
                of_state = asking.is_of_state(place)
                # 'Afghan journalists' are not Afghanistan, and a city may be where a meeting is held.
                itself = of_state or place.kind == "country"
                weight[place.code] += (
                    _IN_TITLE if titled and itself else _IN_REPORT if index in reports and itself else 1
                )
                weight[place.code] += _OF_STATE if of_state else 0
                states[place.code] += place.kind == "country"
        weight.update({code: _CALLED_UPON * n for code, n in Counter(self.called).items() if len(code) == 2})
        if self.before is not None:
            weight.update(dict.fromkeys(self.before.countries, _BEFORE))
        ranked = weight.most_common()
        # Two states in the title, both called upon, are both meant.
        in_title = {p.code for i in self.title for p in post.asking[i].places if p.kind == "country"}
        both = [code for code in in_title.intersection(self.called) if len(code) == 2]
        if len(both) > 1:
            return tuple(code for code, _ in ranked if code in both)
        named = [code for code, n in states.items() if n]
        apart = not any(post.asking[i].places for i in (*self.title, *self.reports))
        if apart and len(named) >= _MANY and max(states.values()) < _FEW * states.total():
            return tuple(named)
        return tuple(code for code, _ in ranked[:1])

    def _called_upon(self) -> Iterator[str]:
        """Codes and names of those called upon, in order; '' for the government of the state concerned."""
        heads = {x.block - 1 for x in self.demands}
        for index in self.part:
            asking, block = self.post.asking[index], self.post.block(index)
            if block in heads and asking.low and self._ends_block(index):
                yield from asking.named(0, len(asking.low))
            elif block in self.asked:
                pass  # what those whom the head names should do
            elif block in self.items:
                first = self.post.reading.blocks[block].start == asking.tokens[0].start
                to = asking.low.index("to") if "to" in asking.low[:_OBJECT] else 0
                if first and to:
                    yield from asking.named(0, to)
            else:
                for begin, end in asking.stretches():
                    yield from asking.named(begin, end)

    def _ends_block(self, index: int) -> bool:
        sentences = self.post.reading.sentences
        return index + 1 == len(sentences) or sentences[index + 1].block != sentences[index].block

    def _asks(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.demands) or any(self._is_demanding(i) for i in self.part)

    def _is_demanding(self, index: int) -> bool:
        return bool(self.post.words.demanding.find(self.post.asking[index].tokens))

    def _concerns(self) -> tuple[str, ...]:
        """Those named in the title and in what reports the text; else those told of before, or for whom it asks."""
        post = self.post
        called = {*self.reports, *(i for i in self.part if post.block(i) in self.items or post.block(i) in post.listed)}
        found = post.persons(self.title, full=not post.alone)
        found = list(dict.fromkeys((*found, *post.persons(sorted(called)))))
        if not found and self.reports:
            first = self.reports[0]
            found = post.persons(
                i for i in post.told if i < first and post.block(first) - 1 <= post.block(i) and post.block(i) > 1
            )
        told = [s.sentence for s in self.text.signals if post.block(s.sentence)]
        found = found or post.persons(i for i in told if i not in self.reports)
        if not found and self.before is not None:
            return self.before.concerns
        found = found or self._persons_near() or post.persons(i for i in self.part if self._is_demanding(i))
        found = found or post.persons(i for i in self.part if post.block(i) == 1)
        return tuple(m.name for m in self._with_fellows(found))

    def _persons_near(self) -> list[Mention]:
        """The persons of the paragraphs right after what reports the text: the four of whom it has spoken as such."""
        if not self.reports:
            return []
        last = self.post.block(self.reports[0])
        return self.post.persons((i for i in self.part if last <= self.post.block(i) <= last + _ROUND), full=True)

    def _with_fellows(self, found: Sequence[Mention]) -> list[Mention]:
        """The persons found, and those of a roster in which they stand: the others of 'the nine'."""
        fellows = dict.fromkeys(found)
        for index in self.part:
            named = self.post.persons([index])
            if len(named) >= _ROSTER and any(m in fellows for m in named):
                fellows.update(dict.fromkeys(named))
        return list(fellows)
