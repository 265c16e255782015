"""Whom a sentence calls upon: 'urge the government of Peru to …', 'the Union should …', 'a letter to the Council'."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from hrkg.extract._entries import series_of
from hrkg.lexicon import Lexicon
from hrkg.model import Token
from hrkg.text.normal import fold
from hrkg.text.phrases import Match, Phrases
from hrkg.text.places import Place, Places, places_of
from hrkg.text.series import Series

_OBJECT = 18  # words after 'call on' among which the one called upon stands
_SUBJECT = 12  # words before 'should' or 'are urged'
_NEAR = 6  # words between 'letter' and 'to'
_SPLIT = 4  # words between 'call' and 'on': 'called yesterday once more on'
_LONGEST_MANDATE = 12  # words of 'on the situation of human rights defenders'
_MOST = 40  # stretches of one sentence that are looked at; no sentence has more
_BESIDE = 2  # code points between an office and its state
_BOUNDS = frozenset(("that", "who", "which", ":", ";", ",", "“", "”", "if", "but", "while"))
_STOPS = frozenset(
    (  # noqa: SIM905  # shorter to read than a list of thirty words
        "by to that who which : ; for over about after because with following not in during ahead before so whether ” ."
    ).split()
)
_AFTER_BODY = frozenset((*_STOPS, "and", "or", "should", "must", "has", "have", "urgently", "immediately", "are", "is"))
_DEFINITE = frozenset(("the", "these", "those", "such", "our", "their", "its", "we", "they", "all", "other", "many"))
_AFTER_MANDATE = frozenset(
    ("to", "should", "must", "that", "who", "which", "has", "have", "is", "are", "urging", "will", "following", "in")
)
_WHERE = frozenset(("in", "from", "outside", "across", "within", "inside"))
_BE = frozenset(("is", "are", "was", "were", "be", "being"))
_LEADERS = frozenset(("leaders", "heads", "ministers", "delegates", "governments", "states", "participants"))
_BODY = 3  # words of the body before 'Special Rapporteur'
_ANEW = frozenset(
    ("and", ",", ";", "we", "they", "also", "“")
)  # before a verb that goes on with what those say who sign


class Words:
    """The word lists of addressees, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.places: Places = places_of(lexicon)
        self.series: Series = series_of(lexicon)
        # value: what it needs beside its object, 'to' what is to be done ('want the state to act'), or a 'letter'
        self.verbs: Phrases[str] = lexicon.phrases("address-verb")
        self.split = lexicon.words("split-address-verb")
        self.asked = lexicon.words("address-participle")
        self.should: Phrases[str] = lexicon.phrases("should")
        self.offices: Phrases[str] = lexicon.phrases("state-office")
        self.bodies: Phrases[str] = lexicon.phrases("addressee-body", case=True)
        self.mandates: Phrases[str] = lexicon.phrases("mandate", case=True)
        self.demanding: Phrases[str] = lexicon.phrases("demanding")
        self.letters: Phrases[str] = lexicon.phrases("letter-noun")
        self.imperatives = frozenset(lexicon.words("imperative"))
        self.saying = frozenset(lexicon.words("saying-verb"))
        self.groups: Phrases[str] = lexicon.phrases("group-noun")
        self.barred: Phrases[str] = lexicon.phrases("no-signatory-group")


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The word lists of a lexicon, built once."""
    return Words(lexicon)


class Asking:
    """Whom one sentence calls upon, by the indexes of its tokens.

    acts: the stretches in which those stand who are asked by a verb or a letter; asked: those who 'are urged to' act;
    duties: those who 'should'; nested: those whom the ones called upon are to ask ('urge the Union to press Peru').
    """

    def __init__(self, tokens: Sequence[Token], places: Sequence[Place], signers: Container[str], words: Words) -> None:
        self.tokens, self.places, self._signers, self._words = tokens, places, signers, words
        self.low = [t.text.casefold() for t in tokens]
        self._offices = words.offices.find(tokens)
        self._demands = {m.first for m in words.demanding.find(tokens)}
        self._letters = [m.after - 1 for m in words.letters.find(tokens)]
        self._mandates = list(self._find_mandates())
        self._bodies = [m for m in words.bodies.find(tokens) if self._is_whole(m.after) and not self._in_mandate(m)]
        should = words.should.find(tokens)
        self.duties = [s for s in (self._before(m.first) for m in should[:_MOST]) if s[0] < s[1]]
        self.nested: list[tuple[int, int]] = []
        self.asked = [s for s in map(self._before, self._passives()) if s[0] < s[1]]
        self.acts = [(begin, end) for begin, end in self._find_acts() if begin < end]

    def _find_mandates(self) -> Iterator[tuple[int, int]]:
        """First and after-last token of each 'UN Special Rapporteur on the right to food'."""
        for match in self._words.mandates.find(self.tokens):
            after = match.after
            first = match.first
            while first and match.first - first < _BODY and self.tokens[first - 1].text[0].isupper():
                first -= 1
            first += self.low[first] == "the"
            while after < min(len(self.low), match.after + _LONGEST_MANDATE):
                word = self.low[after]
                if not (word[0].isalnum() or word in "’'") or word in _AFTER_MANDATE:
                    break
                if word == "on" and self.low[after + 1 : after + 2] == ["behalf"]:
                    break
                if word == "and" and self.low[after + 1 : after + 2] in (["the"], ["un"], ["its"]):
                    break
                after += 1
            yield first, after

    def _in_mandate(self, match: Match[str]) -> bool:
        return any(first <= match.first < after for first, after in self._mandates)

    def _is_whole(self, after: int) -> bool:
        """Whether a body is meant itself and not its report: 'the UN', not 'the UN report'."""
        word = self.tokens[after].text if after < len(self.tokens) else "."
        if word[0].isupper() and self.tokens[after].form in self._words.series.names.organisation_words:
            return False
        return not word[0].islower() or word in _AFTER_BODY

    def is_of_state(self, place: Place) -> bool:
        """Whether a place is that of a government or its organs: 'the Greek authorities', 'the government of Peru'."""
        if place.kind == "body":
            return True
        return any(m.start == place.end + 1 or 0 <= place.start - m.end <= _NEAR + _BESIDE for m in self._offices)

    def _find_acts(self) -> Iterator[tuple[int, int]]:
        low, begins = self.low, set()
        nested = len(low)
        for first, after, needs in sorted(self._verbs()):
            end = self._end_of(after)
            if after < len(low) and low[after] in self._words.imperatives:
                continue  # 'a call to release N. N.'
            if needs == "to" and not (end < len(low) and low[end] in ("to", "not", "that")):
                continue
            if first > nested and low[first - 1] not in _ANEW:
                self.nested.append((after, end))
                continue
            if needs == "letter" and not any(after < at < after + _OBJECT for at in self._letters):
                continue  # 'sent the minister a letter'
            begins.add(after)
            nested = min(nested, end)
        for match in self._words.letters.find(self.tokens)[:_MOST]:
            begins |= {
                match.after + i for i in range(1, _NEAR + 2) if "to" in low[match.after + i - 1 : match.after + i]
            }
        barred = min(
            (m.first for m in self._words.barred.find(self.tokens) if low[m.first] == self.tokens[m.first].text),
            default=len(low),
        )
        for begin in sorted(b for b in begins if b <= barred)[:_MOST]:
            end = self._end_of(begin)
            yield begin, end
            yield from self._coordinate(end)

    def _verbs(self) -> Iterator[tuple[int, int, str]]:
        """First and after-last token of each verb of asking, and what it needs beside an object: 'to', 'letter', ''."""
        for match in self._words.verbs.find(self.tokens):
            yield match.first, match.after, match.value
        for at, word in enumerate(self.low):
            particles = self._words.split.get(word, "").split()
            for to in range(at + 2, min(len(self.low), at + 2 + _SPLIT) if particles else 0):
                if self.low[to] in particles and all(w[0].isalnum() for w in self.low[at + 1 : to]):
                    yield at, to + 1, ""
                    break

    def _passives(self) -> Iterator[int]:
        """Where 'are urged to' stands, and the like; adverbs may part it."""
        for at, word in enumerate(self.low):
            for to in range(at + 1, min(at + _SPLIT, len(self.low) - 1)) if word in _BE else ():
                particles = self._words.asked.get(self.low[to])
                if particles and self.low[to + 1] in ("not", *particles.split()):
                    yield at
                    break

    def _end_of(self, begin: int) -> int:
        """The place after a stretch of words that can name who is asked."""
        low, end = self.low, begin
        while end < len(low) and end - begin < _OBJECT:
            if low[end] in _STOPS and not any(first <= end < after for first, after in self._mandates):
                break
            if end > begin and end in self._demands:
                break
            end += 1
        return end

    def _before(self, end: int) -> tuple[int, int]:
        """The stretch before a place: 'the Union and its members' before 'should'."""
        begin = end
        while begin and end - begin < _SUBJECT:
            word = self.low[begin - 1]
            if word in _BOUNDS and not any(first < begin <= after for first, after in self._mandates):
                aside = self._aside(begin - 1) if word == "," else begin - 1
                if aside == begin - 1:
                    break
                begin = aside
            begin -= 1
        return begin, end

    def _aside(self, comma: int) -> int:
        """Where the words between two commas begin that say who speaks ('the Union, the groups argue, should'); the
        same place where there are none."""
        for at in range(comma - 1, max(-1, comma - _NEAR), -1):
            if self.low[at] == ",":
                return at if any(w in self._words.saying for w in self.low[at:comma]) else comma
        return comma

    def _coordinate(self, end: int) -> Iterator[tuple[int, int]]:
        """The stretch of a further one called upon: 'asks the Union to speak up, and Peru to free him'."""
        for at in range(end, min(end + 2 * _OBJECT, len(self.low) - 2)):
            if self.low[at] == "and" and self.tokens[at + 1].text[0].isupper() and self.low[at + 2] == "to":
                yield at + 1, at + 2

    def named(self, first: int, after: int, *, loose: bool = True) -> Iterator[str]:
        """The states and bodies named in a stretch; '' for a government whose state is not named there.

        loose: whether a body that no table knows is one too.
        """
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        found = [(m.start, m.value) for m in self._bodies if start <= m.start < end]
        for begin, stop in self._mandates:
            if first <= begin < after:
                words = self.tokens[begin:stop]
                found.append((words[0].start, " ".join(t.text for t in words)))
        found += self._of_summit(after) if not found and self.low[after - 1] in _LEADERS else []
        taken = [(m.start, m.end) for m in self._bodies]
        taken += [(self.tokens[begin].start, self.tokens[stop - 1].end) for begin, stop in self._mandates]
        for place in self.places:
            if start <= place.start < end and not any(s <= place.start < e for s, e in taken):
                inside = place.kind == "country" and self._word_before(place.start) in _WHERE
                if self.is_of_state(place) or (place.kind == "country" and not inside):
                    found.append((place.start, place.code))
        if not found:
            office = any(start <= m.start < end and not self._is_of_body(m.first) for m in self._offices)
            found = [(start, "")] if office else []
        if not found and loose:
            found = [(start, name) for name in self._body(first, after)]
        yield from (value for _, value in sorted(found))

    def _is_of_body(self, at: int) -> bool:
        """Whether an office is that of a body: 'its President'."""
        return self.low[at - 1 : at] == ["its"] and self.low[at] in ("president", "leadership", "administration")

    def _body(self, first: int, after: int) -> Iterator[str]:
        """The name of a body with which a stretch begins: 'the Rivers Commission', 'the Secretariat of the League'."""
        first += first < after and self.low[first] == "the"
        if first >= after or not self.tokens[first].text[0].isupper():
            return
        series = self._words.series
        starts = {m.first: m.after for m in series.known.find(self.tokens[first:after])}
        end = first + series.reach(self.tokens[first:after], 0, starts)
        name = " ".join(t.text for t in self.tokens[first:end])
        name = name.replace(" ,", ",")
        if fold(name) in self._signers:
            return
        words = [t.form for t in self.tokens[first:end]]
        known = fold(name) in series.names.organisations
        if known or (len(words) > 1 and any(w in series.names.organisation_words for w in words)):
            yield name

    def _of_summit(self, after: int) -> list[tuple[int, str]]:
        """The body whose leaders are called upon: 'leaders who attended the summit of the Union'."""
        if self.low[after : after + 1] not in (
            ["who"],
            ["attending"],
            ["at"],
            ["gathered"],
            ["meeting"],
            ["gathering"],
        ):
            return []
        ends = (self.tokens[after].start, self.tokens[min(after + _OBJECT, len(self.tokens)) - 1].end)
        return [(m.start, m.value) for m in self._bodies if ends[0] <= m.start < ends[1]][:1]

    def group(self, first: int, after: int) -> Iterator[str]:
        """A group of bodies with which a stretch begins: 'regional and international bodies', 'airlines'."""
        groups = self._words.groups.find(self.tokens[first:after])
        barred = _DEFINITE & set(self.low[first:after]) or any(w[0].isdigit() for w in self.low[first:after])
        if groups and groups[0].value in ("organisation", "counted") and not barred:
            yield " ".join(t.text for t in self.tokens[first : first + groups[0].after])

    def _word_before(self, start: int) -> str:
        at = bisect_right(self.tokens, start - 1, key=lambda t: t.start) - 1
        return self.low[at] if at >= 0 else ""
