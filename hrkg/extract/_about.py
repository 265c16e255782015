"""What the words beside a person's name say of that person: roles, affiliations, countries, office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from hrkg.extract._names import Kind, NameWords, Naming, bare, is_possessive, name_words
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Sentence, Token
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.places import Places, places_of

_JOINTS = frozenset((",", "and", "&", "/", ";"))
_BE = frozenset(["is", "was", "are", "were", "remains", "remained", "became", "becomes"])
_DASHES = frozenset(("–", "—", "-", ":"))
_LISTERS = frozenset((":", "including", "namely", "like", "among", "as"))
_SHARED = frozenset(("such", "them", "including", "among", "as", ",", ":", "namely", "like"))
_CLOSED = frozenset(
    ["who", "whom", "whose", "which", "that", "when", "where", "while", "if", "because", "since", "after", "before", "until", "although", "though", "but", "or", "nor", "not", "are", "been", "being", "has", "have", "had", "having", "do", "does", "did", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "to", "of", "in", "on", "at", "by", "for", "from", "with", "without", "about", "against", "between", "into", "through", "during", "under", "over", "than", "then", "there", "here", "it", "he", "she", "they", "we", "i", "you", "him", "them", "us", "your", "says", "said", "told"]
)
_BODY_INNER = frozenset(
    ["of", "for", "and", "the", "on", "in", "against", "to", "de", "del", "la", "las", "los", "des", "du", "da", "do", "dos", "das", "y", "e", "et", "für", "van", "voor", "&", "al", "with", "without"]
)
_BODY_OPENERS = frozenset(("of", "for", "on", "de", "des", "du", "to"))
_TIES = frozenset(["of", "at", "for", "with", "from", "in", "on", "within", "to", "by"])
_NOUN_REACH = 7  # words that may stand between the beginning of a description and its noun
_BODY_LENGTH = 14  # tokens of the longest name of a body


@dataclass(slots=True)
class About:
    """What has been found of one person; dictionaries keep the order."""

    roles: dict[str, None] = field(default_factory=dict)
    affiliations: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun for persons in a sentence: its tokens, the role it gives ('' when none), whether it speaks of several."""

    first: int
    after: int
    role: str
    plural: bool
    position: bool


class AboutWords:
    """The tables that describe persons, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = {noun: ("", kind == "position") for noun, kind in lexicon.words("person-noun").items()}
        table |= {word: (notation, False) for word, notation in lexicon.scheme("role").items()}
        self.nouns: Phrases[tuple[str, bool]] = Phrases(table)
        self.official = frozenset(lexicon.words("office-role"))
        self.ties: Phrases[str] = lexicon.phrases("affiliation-cue")
        self.descriptors = frozenset(lexicon.words("body-descriptor"))
        self.names: NameWords = name_words(lexicon)
        self.places: Places = places_of(lexicon)


@lru_cache(maxsize=8)
def about_words(lexicon: Lexicon) -> AboutWords:
    """The description tables of a lexicon, made once."""
    return AboutWords(lexicon)


class Describer:
    """Reads the sentences of one post in order and gathers what they say of its persons.

    persons: by the offset at which a naming begins, whose it is (a number for each person).
    """

    def __init__(
        self, reading: Reading, words: AboutWords, namings: Sequence[tuple[Naming, int]], offices: frozenset[int]
    ) -> None:
        self._reading = reading
        self._words = words
        self._acronyms = _Acronyms(reading, words)
        self._offices = offices
        self.found: dict[int, About] = {number: About() for _, number in namings}
        self._by_sentence: dict[int, list[tuple[Naming, int]]] = {}
        for naming, number in sorted(namings, key=lambda pair: pair[0].start):
            self._by_sentence.setdefault(naming.sentence, []).append((naming, number))

    def read(self) -> dict[int, About]:
        """What the post says of each person."""
        latest: int | None = None
        headed: list[int] = []
        for index, sentence in enumerate(self._reading.sentences):
            namings = self._by_sentence.get(index, [])
            if not namings and latest is None:
                continue
            view = _Description(sentence, self._words, self._acronyms, namings, self.found)
            if namings:
                view.describe()
            if headed:
                view.describe_from_start(headed)
            view.describe_again(latest, self._offices)
            of_post = [number for _, number in namings if number not in self._offices]
            latest = of_post[-1] if of_post else latest
            headed = of_post if len(namings) == 1 and view.is_name_alone() else []
        return self.found


class _Acronyms:
    """The acronyms that a post prints beside names of bodies: 'Name of a Body (NOAB)'."""

    def __init__(self, reading: Reading, words: AboutWords) -> None:
        self._by_name: dict[str, str] = {}
        for sentence in reading.sentences:
            tokens = sentence.tokens
            for index in range(1, len(tokens) - 2):
                if tokens[index].text == "(" and tokens[index + 2].text == ")" and _is_acronym(tokens[index + 1].text):
                    self._note(tokens[:index], tokens[index + 1].text, words)

    def _note(self, before: Sequence[Token], acronym: str, words: AboutWords) -> None:
        """Keep every ending of the words before the bracket that begins with a capital, up to a mark or a verb."""
        first = len(before)
        while first > 0 and len(before) - first < _BODY_LENGTH:
            word = before[first - 1].text
            if not (word[0].isupper() or word in _BODY_INNER):
                break
            first -= 1
        for start in range(first, len(before)):
            if before[start].text[0].isupper():
                self._by_name.setdefault(fold(" ".join(bare(t.text) for t in before[start:])), acronym)

    def of(self, name: str) -> str | None:
        """The acronym of a body, where the post prints one."""
        return self._by_name.get(fold(name))


def _is_acronym(word: str) -> bool:
    return sum(c.isupper() for c in word) > 1 and len(word) <= 12


class _Description:
    """One sentence, as it describes the persons whom it names."""

    def __init__(
        self,
        sentence: Sentence,
        words: AboutWords,
        acronyms: _Acronyms,
        namings: list[tuple[Naming, int]],
        found: dict[int, About],
    ) -> None:
        self.tokens = sentence.tokens
        self.text = sentence.text
        self.offset = sentence.start
        self.lower = [bare(t.text).casefold() for t in self.tokens]
        self.words = words
        self.acronyms = acronyms
        self.namings = namings
        self.found = found
        self.named = {i for n, _ in namings for i in range(n.first, n.after)}
        self.nouns = [
            _Noun(m.first, m.after, m.value[0], _is_plural(self.tokens[m.after - 1].text, m.value[0]), m.value[1])
            for m in words.nouns.find(self.tokens)
            if not self.named.intersection(range(m.first, m.after))
        ]
        self.noun_at = {n.first: n for n in self.nouns}
        self.noun_before = {n.after: n for n in self.nouns}
        index = {t.start: i for i, t in enumerate(self.tokens)}
        self.places = {index[p.start]: p for p in words.places.find(self.tokens) if p.start in index} if namings else {}

    def is_name_alone(self) -> bool:
        """Whether the sentence is nothing but a name: a heading over what follows."""
        return (
            len(self.namings) == 1
            and self.namings[0][0].first == 0
            and self.namings[0][0].after >= len(self.tokens) - 1
        )

    def describe(self) -> None:
        """Note what stands before and after each name of the sentence."""
        for group in self._groups():
            people = [self.found[number] for _, number in group]
            first, last = group[0][0], group[-1][0]
            self._lead(first, people)
            for naming, number in group[1:]:
                self._lead(naming, [self.found[number]])
            for naming, number in group[:-1]:
                self._trail(naming.after, [self.found[number]], shared=False)
            self._trail(last.after, people, shared=len(people) > 1)

    def _groups(self) -> Iterator[list[tuple[Naming, int]]]:
        """The names of the sentence, those of one enumeration together."""
        group: list[tuple[Naming, int]] = []
        for naming, number in self.namings:
            if group and not self._enumerated(group[-1][0].after, naming.first):
                yield group
                group = []
            group.append((naming, number))
        if group:
            yield group

    def _enumerated(self, after: int, first: int) -> bool:
        """Whether a comma, 'and', a bracket or a short description is all that stands between two names."""
        gap = self.lower[after:first]
        if not gap or len(gap) > 14:
            return False
        depth = 0
        outside = []
        for word in gap:
            depth += (word == "(") - (word == ")")
            if depth == 0 and word != ")":
                outside.append(word)
        return bool(outside) and all(w in _JOINTS or w in self.words.names.titles for w in outside)

    def _lead(self, naming: Naming, people: list[About]) -> None:
        """What stands before a name: 'the Saudi lawyer and activist N. N.', 'lawyers A and B', 'activists, including A and B'."""
        at = naming.first
        while at > 0 and (self.lower[at - 1].rstrip(".") in self.words.names.titles or self.tokens[at - 1].text == "."):
            if at in self.noun_before and self.noun_before[at].role:
                break
            at -= 1
        shared = at > 0 and self.lower[at - 1] in _SHARED
        while shared and at > 0 and self.lower[at - 1] in _SHARED:
            at -= 1
        self._lead_at(at, people, shared)
        if not shared and naming.first > 1 and self.lower[naming.first - 1] == ",":
            self._front(naming.first - 1, people)

    def _lead_at(self, at: int, people: list[About], shared: bool) -> None:
        noun = self.noun_before.get(at)
        if noun is None:
            place = self.places.get(at - 1)
            if (
                place is not None
                and not shared
                and (place.kind == "demonym" or is_possessive(self.tokens[at - 1].text))
            ):
                _note(people, countries=[place.code])
            return
        if shared and not noun.plural:
            return
        if noun.plural is False:
            people = people[:1]
        roles = [noun.role] if noun.role else []
        at = noun.first
        steps = 0
        while at > 0 and steps < _NOUN_REACH:
            word = self.lower[at - 1]
            place = self.places.get(at - 1)
            if place is not None:
                _note(people, countries=[place.code])
            elif word in ("and", "&", ",", "/", "-"):
                beside = self.noun_before.get(at - 1)
                if beside is None or beside.plural != noun.plural or shared:
                    break
                if beside.role:
                    roles.insert(0, beside.role)
                at = beside.first + 1
            elif word in _CLOSED or not word[0].isalpha() or at - 1 in self.named:
                break
            elif noun.position and self._is_body_word(at - 1):
                body = self._body_ending(at)
                if body:
                    _note(people, affiliations=[body])
                break
            at -= 1
            steps += 1
        _note(people, roles=roles)

    def _front(self, comma: int, people: list[About]) -> None:
        """A description that opens the sentence: 'An engineer and a poet, N. N. sits ...'."""
        if any(w in _CLOSED - {"of", "in", "at", "for"} for w in self.lower[:comma]) or comma > 16:
            return
        noun = next((n for n in self.nouns if n.first <= _NOUN_REACH), None)
        if noun is not None and not noun.plural and not any(i in self.named for i in range(comma)):
            self._np(0, people[:1], plural=False)

    def describe_from_start(self, numbers: list[int]) -> None:
        """What a sentence says of the person whose name stands alone above it: 'Journalist and essayist, from ...'."""
        if not self.named.intersection(range(3)):
            self._np(0, [self.found[n] for n in numbers], plural=False)

    def describe_again(self, latest: int | None, offices: frozenset[int]) -> None:
        """What a later description says of the person last named: 'the lawyer', 'she is a poet', 'she edits the daily N.'."""
        person = latest
        at = {n.first: number for n, number in self.namings if number not in offices}
        for index, word in enumerate(self.lower):
            person = at.get(index, person)
            if person is None:
                continue
            people = [self.found[person]]
            if word in ("the", "this") and index + 1 < len(self.lower):
                noun = self._noun_from(index + 1)
                if (
                    noun
                    and noun.role
                    and not noun.plural
                    and noun.role not in self.words.official
                    and not self._goes_on(noun.after)
                ):
                    _note(people, roles=[noun.role])
            elif word in ("he", "she") and index + 2 < len(self.lower):
                self._predicate(index + 1, people)

    def _goes_on(self, after: int) -> bool:
        """Whether a noun is told whose or who it is: 'the lawyer of N.', 'the lawyer N. N.', 'the lawyers' union'."""
        if after >= len(self.lower):
            return False
        word = self.tokens[after].text
        return (
            after in self.named
            or word in ("of", "for")
            or word[0].isupper()
            or is_possessive(self.tokens[after - 1].text)
        )

    def _trail(self, after: int, people: list[About], *, shared: bool) -> None:
        """What stands after a name: brackets, an apposition, 'who is a lawyer', 'is a lawyer'."""
        at = after
        while at < len(self.lower) and self.tokens[at].text == "(":
            close = next((i for i in range(at, min(at + 12, len(self.lower))) if self.tokens[i].text == ")"), None)
            if close is None:
                return
            self._bracket(at + 1, close, people[-1:])
            at = close + 1
        if at >= len(self.lower) or at in self.named:
            return
        word = self.tokens[at].text
        if word in (",", ";") or word in _DASHES:
            if at + 1 < len(self.lower) and self.lower[at + 1] in ("who", "whose", "also"):
                self._predicate(at + 2, people[-1:])
            elif self._np(at + 1, people if shared else people[-1:], plural=shared) is None and not shared:
                self._entry_part(at + 1, people[-1:])
        else:
            self._predicate(at, people if shared else people[-1:])

    def _bracket(self, first: int, close: int, people: list[About]) -> None:
        place = self.places.get(first)
        if place is not None:
            _note(people, countries=[place.code])
        elif self._np(first, people, plural=False) is None and self._is_body_word(first) and first not in self.named:
            body = self._body(first, sure=False)
            if body:
                _note(people, affiliations=[body[0]])

    def _predicate(self, at: int, people: list[About]) -> None:
        """'is a lawyer', 'has been director of N.', 'heads N.', 'worked for N.'."""
        if at >= len(self.lower):
            return
        word = self.lower[at]
        if word in _BE or (word in ("has", "had", "have") and self.lower[at + 1 : at + 2] == ["been"]):
            begin = at + 1 + (word not in _BE)
            self._np(begin, people, plural=len(people) > 1)
            return
        tie = next((m for m in self.words.ties.find(self.tokens[at : at + 8]) if m.first <= 3), None)
        if tie is not None and not any(self.tokens[i].text in ",;:." for i in range(at, at + tie.first)):
            self._bodies_after(at + tie.after, people, sure=True)

    def _np(self, at: int, people: list[About], *, plural: bool) -> int | None:
        """Read a description that begins at a token; the index after it, None when there is no noun for persons.

        Roles, 'of N.', 'from a country' are noted. A noun that goes with a name after it is that person's.
        """
        end: int | None = None
        while True:
            noun = self._noun_from(at)
            if noun is None or (noun.plural and not plural) or noun.after in self.named:
                return end
            if (
                noun.after < len(self.tokens)
                and noun.after + 1 in self.named
                and self.lower[noun.after] in self.words.names.titles
            ):
                return end
            for index in range(at, noun.first):
                place = self.places.get(index)
                if place is not None:
                    _note(people, countries=[place.code])
                elif self._is_body_word(index) and noun.position and index not in self.named:
                    body = self._body_ending(noun.first)
                    if body:
                        _note(people, affiliations=[body])
                    break
            if noun.role:
                _note(people, roles=[noun.role])
            end = self._tied(noun, people)
            if end >= len(self.tokens) or self.lower[end] not in ("and", "&", ",", "/", "as", "well"):
                return end
            at = end + 1
            while at < len(self.lower) and self.lower[at] in ("and", "also", "as", "well"):
                at += 1

    def _noun_from(self, at: int) -> _Noun | None:
        """The noun of a description that begins at a token: adjectives, numbers and peoples may stand before it."""
        for index in range(at, min(at + _NOUN_REACH, len(self.tokens))):
            noun = self.noun_at.get(index)
            if noun is not None:
                following = self.noun_at.get(noun.after)
                return following if following is not None else noun
            word = self.lower[index]
            if index in self.named or (not word[0].isalnum() and word != ",") or (word == "," and index == at):
                return None
            if word == "," and index + 1 not in self.noun_at and index + 2 not in self.noun_at:
                return None
            if word in _CLOSED or word in _BE:
                return None
        return None

    def _tied(self, noun: _Noun, people: list[About]) -> int:
        """Read what ties a noun to a body or a country: 'of N.', 'at N.', 'from Chad'; the index after it."""
        at = noun.after
        while at < len(self.tokens) and self.lower[at] in _TIES:
            begin = at + 1
            while begin < len(self.tokens) and self.lower[begin] in self.words.descriptors:
                begin += 1
            if begin >= len(self.tokens) or begin in self.named:
                return at
            place = self.places.get(begin)
            if place is not None and not place.in_name:
                if place.kind in ("country", "city", "region"):
                    _note(people, countries=[place.code])
                at = self._after(place.end, begin)
                continue
            after = self._bodies_after(
                begin, people, sure=noun.position or self.lower[at] in ("of", "at", "for", "with")
            )
            if after is None:
                return at
            at = after
        return at

    def _after(self, offset: int, begin: int) -> int:
        while begin < len(self.tokens) and self.tokens[begin].start < offset:
            begin += 1
        return begin

    def _bodies_after(self, at: int, people: list[About], *, sure: bool) -> int | None:
        """Note the bodies that are named from a token on ('N. and of M.'); the index after them, None when there is none."""
        while at < len(self.tokens) and self.lower[at] in self.words.descriptors:
            at += 1
        body = self._body(at, sure=sure) if at < len(self.tokens) else None
        if body is None:
            return None
        _note(people, affiliations=[body[0]])
        after = body[1]
        if self.lower[after : after + 1] == ["and"]:
            begin = after + 1
            while begin < len(self.tokens) and (
                self.lower[begin] in _TIES or self.lower[begin] in self.words.descriptors
            ):
                begin += 1
            if begin < len(self.tokens) and begin not in self.named and begin not in self.noun_at:
                return self._bodies_after(begin, people, sure=sure) or after
        return after

    def _is_body_word(self, index: int) -> bool:
        word = self.tokens[index].text
        return word[0].isupper() or (len(word) > 2 and any(c.isupper() for c in word[1:]))

    def _body(self, at: int, *, sure: bool) -> tuple[str, int] | None:
        """(a body's acronym or name, the index after it) where one begins at a token; None where none does.

        sure: the words before it lead to expect one, so that a single word of no table will do.
        """
        if at >= len(self.tokens) or at in self.named or not self._is_body_word(at):
            return None
        after, opened = at, False
        while after < len(self.tokens) and after - at < _BODY_LENGTH and after not in self.named:
            word = self.tokens[after].text
            if self._is_body_word(after):
                after += 1
                if is_possessive(word):
                    break
                continue
            if word not in _BODY_INNER or after + 1 >= len(self.tokens):
                break
            step = after + 1
            while step < len(self.tokens) and self.tokens[step].text in _BODY_INNER:
                step += 1
            if step >= len(self.tokens) or not self._is_body_word(step) or (word in ("and", "&", "in") and not opened):
                break
            opened = opened or word in _BODY_OPENERS
            after = step
        kinds = [self.words.names.kind_of(bare(t.text)) for t in self.tokens[at:after]]
        named = any(k in (Kind.BODY, Kind.ACRONYM) for k in kinds) or self._is_known(at, after)
        place = self.places.get(at)
        only_place = place is not None and self._after(place.end, at) >= after
        if only_place or kinds[0] is Kind.CALENDAR or not (named or sure):
            return None
        name = self.text[
            self.tokens[at].start - self.offset : self.tokens[after - 1].start
            + len(bare(self.tokens[after - 1].text))
            - self.offset
        ]
        acronym = self.acronyms.of(name)
        if [t.text for t in self.tokens[after : after + 1]] == ["("] and self.lower[after + 2 : after + 3] == [")"]:
            after += 3
        return acronym or name, after

    def _is_known(self, first: int, after: int) -> bool:
        return any(m.first == 0 for m in self.words.names.known.find(self.tokens[first:after]))

    def _body_ending(self, before: int) -> str | None:
        """The body whose name ends right before a token ('the ACPRA co-founder'), its acronym where the post prints one."""
        first = before
        while first > 0 and self._is_body_word(first - 1) and first - 1 not in self.named:
            first -= 1
        body = self._body(first, sure=False) if first < before else None
        return body[0] if body else None

    def _entry_part(self, at: int, people: list[About]) -> None:
        """A body or a country that follows the name in an entry of a list: 'N. N., Body (Country)'."""
        place = self.places.get(at)
        if place is not None and not place.in_name and self._after(place.end, at) >= len(self.tokens) - 1:
            _note(people, countries=[place.code])
            return
        named = self._body(at, sure=False)
        if named is None or (named[1] < len(self.tokens) and self.tokens[named[1]].text not in ".(;,"):
            return
        _note(people, affiliations=[named[0]])
        if named[1] < len(self.tokens) and self.tokens[named[1]].text == "(":
            place = self.places.get(named[1] + 1)
            if place is not None:
                _note(people, countries=[place.code])


def _is_plural(word: str, role: str) -> bool:
    """Whether a noun speaks of several persons, by its last word and the role that it stands for."""
    low = word.casefold()
    last = role.rpartition(" ")[2]
    return low != last and (
        low.endswith(("men", "people")) or (low.endswith("s") and not low.endswith(("ss", "'s", "’s")))
    )


def _note(
    people: list[About], *, roles: Sequence[str] = (), affiliations: Sequence[str] = (), countries: Sequence[str] = ()
) -> None:
    for person in people:
        person.roles.update(dict.fromkeys(roles))
        person.affiliations.update(dict.fromkeys(affiliations))
        person.countries.update(dict.fromkeys(countries))
