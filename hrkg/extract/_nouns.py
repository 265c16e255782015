"""Nouns for persons: where a sentence has them, which role each stands for, and how far their descriptions reach."""

from dataclasses import dataclass
from functools import lru_cache

from hrkg.extract._bodies import BodyWords, Line, body_words
from hrkg.extract._grammar import words_of
from hrkg.extract._names import is_possessive, name_words
from hrkg.lexicon import Lexicon
from hrkg.text.phrases import Phrases

BE = frozenset(("is", "are", "was", "were", "remains", "remained", "became", "becomes"))
JOINTS = frozenset((",", "and", "&", "/", ";"))
TIES = frozenset(("of", "at", "for", "with", "from", "in", "on", "within", "to", "by"))
_AFTER_POSITIONS = TIES | JOINTS | {"", ".", "("}
_OWNED = frozenset(("rights", "issues", "causes", "group", "groups", "organisation", "organization", "movement"))
_TIME_TIES = frozenset(("in", "at", "for", "since", "until", "from", "till"))
_TIMES = words_of(
    "over more than nearly almost about the those that these time days years year months many several some long last "
    "past recently decades decade now a two three four five six seven eight nine ten twelve fifteen twenty thirty "
    "january february march april may june july august september october november december early late mid then when"
)
_UNITS_OF_TIME = words_of("time days years year months decades decade then when death arrest")
_TIME_REACH = 6  # words of 'for more than fifteen years'
DETERMINERS = frozenset(("a", "an", "the", "another", "her", "his", "their", "its", "this", "one"))
NOUN_REACH = 7  # words that may stand between the beginning of a description and its noun
PHRASE_REACH = 8  # words of 'for the rights of farmers' after a noun


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for persons: its tokens, the role it stands for ('' when none), whether it speaks of several persons, and
    whether it is a position in a body ('founder')."""

    first: int
    after: int
    role: str
    plural: bool
    position: bool


class AboutWords:
    """The tables that describe persons, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = {noun: ("", kind == "position") for noun, kind in lexicon.words("person-noun").items()}
        table |= {
            word: (notation, table.get(word, ("", False))[1]) for word, notation in lexicon.scheme("role").items()
        }
        plurals = {_plural_of(noun): value for noun, value in table.items()}
        self.nouns: Phrases[tuple[str, bool]] = Phrases({**plurals, **table})
        self.ties: Phrases[str] = lexicon.phrases("affiliation-cue")
        self.official = frozenset(lexicon.words("office-role"))
        self.closed = frozenset(lexicon.words("closed-word"))
        self.clause_marks = self.closed - TIES
        self.after_nouns = frozenset(lexicon.words("after-noun"))
        self.before_article = frozenset(lexicon.words("before-article"))
        self.amounts = frozenset(lexicon.words("amount-word"))
        self.organs = frozenset(lexicon.words("state-organ"))
        self.own_bodies = frozenset(lexicon.words("own-body"))
        self.participles = frozenset(lexicon.words("tie-participle"))
        self.deeds = frozenset(lexicon.words("deed-verb"))
        self.work_verbs = frozenset(lexicon.words("work-verb"))
        self._staff = frozenset(lexicon.words("staff-role"))
        self._no_roles = frozenset(lexicon.words("no-role"))
        self._tied_roles = frozenset(lexicon.words("tied-role"))
        self.titles = name_words(lexicon).titles
        self.verbs = name_words(lexicon).verbs | frozenset(lexicon.words("speech-verb"))
        self.bodies: BodyWords = body_words(lexicon)

    def has_body(self, noun: Noun) -> bool:
        """Whether such a person mostly holds a place in a body, so that a name beside the noun is one's."""
        return noun.position or noun.role in self._staff

    def role_of(self, noun: Noun, *, tied: bool = False) -> tuple[str, ...]:
        """What a noun says that a person is: 'leader' says nothing, 'correspondent of N.' tells of N. alone."""
        silent = noun.role in self._no_roles or (tied and noun.role in self._tied_roles)
        return (noun.role,) if noun.role and not silent else ()


def _plural_of(noun: str) -> str:
    """The plural of a noun by its ending; of a plural something that stands nowhere."""
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@lru_cache(maxsize=8)
def about_words(lexicon: Lexicon) -> AboutWords:
    """The description tables of a lexicon, made once."""
    return AboutWords(lexicon)


class Nouns:
    """The nouns for persons of a sentence: `all`, `at` by their first token, `before` by the token after them."""

    def __init__(self, line: Line, words: AboutWords) -> None:
        self._line = line
        self._words = words
        tokens = line.tokens
        self.all = [
            Noun(first, m.after, m.value[0], _is_plural(tokens[m.after - 1].text, m.value[0]), m.value[1])
            for m in words.nouns.find(tokens)
            if (first := self._first(m.first, m.after, position=m.value[1])) is not None
        ]
        self.at = {n.first: n for n in self.all}
        self.before = {n.after: n for n in self.all}

    def _first(self, first: int, after: int, *, position: bool) -> int | None:
        """The first token of a noun, with the capitals that qualify a position ('General Director of'); None where the
        words of the table are part of a name ('Lawyers Without Frontiers', 'Jurist of the Year')."""
        line = self._line
        if not line.named.isdisjoint(range(first, after)) or line.lower[after : after + 3] == ["of", "the", "year"]:
            return None
        if is_possessive(line.words[after - 1]) and line.words[after - 1][-1] in "s'’" and line.at(after) in _OWNED:
            return None  # "women's rights"
        if not line.words[first][0].isupper() or after in line.named:
            return first
        if position and not line.lower[after - 1].endswith("s") and line.at(after) in _AFTER_POSITIONS:
            while first and line.words[first - 1][0].isupper() and line.is_common(first - 1):
                first -= 1
            return first
        beside = [i for i in (first - 1, after) if 0 <= i < len(line.tokens) and i not in line.named]
        named = any(line.words[i][0].isupper() and line.lower[i] not in self._words.closed for i in beside)
        return None if named else first

    def first_from(self, at: int) -> Noun | None:
        """The noun of a description that begins at a token: adjectives, numbers and peoples may stand before it, and
        before them a time ('for 15 years a journalist', 'in those days chair of N.')."""
        at = self.after_time(at)
        for index in range(at, min(at + NOUN_REACH, len(self._line.tokens))):
            noun = self.at.get(index)
            if noun is not None:
                noun = self.at.get(noun.after, noun)
                return noun if self._is_head(noun) else None
            word = self._line.lower[index]
            if (
                index in self._line.named
                or (not word[0].isalnum() and word not in (",", "+"))
                or (word == "," and index == at)
            ):
                return None
            if word == "," and not {index + 1, index + 2}.intersection(self.at):
                return None
            if word in DETERMINERS and not self._words.before_article.issuperset(self._line.lower[at:index]):
                return None
            partitive = word == "of" and self._line.at(index - 1) == "one"
            partitive = partitive or (index == at and word in self._words.before_article)
            if (
                word in self._words.closed
                and not partitive
                and not (self._line.words[index].isupper() and len(word) > 1)
            ):
                return None
        return None

    def after_time(self, at: int) -> int:
        """The index after words of time that begin at a token ('for over thirty years'), else the token itself."""
        line = self._line
        if line.at(at) not in _TIME_TIES:
            return at + (line.at(at) in ("respectively", "then"))
        end = at + 1
        while end < min(at + _TIME_REACH, len(line.tokens)) and (
            line.lower[end] in _TIMES or line.lower[end][0].isdigit()
        ):
            end += 1
        told = any(word in _UNITS_OF_TIME or word[0].isdigit() for word in line.lower[at + 1 : end])
        return end if told else at

    def _is_head(self, noun: Noun) -> bool:
        """Whether a noun qualifies no other one ('student protests')."""
        word = self._line.at(noun.after)
        if (
            noun.after in self._line.named
            or not word[:1].isalpha()
            or word in self._words.closed
            or word in self._words.verbs
        ):
            return True
        return (
            word in JOINTS
            or word in self._words.after_nouns
            or word.endswith(("ed", "ing", "ly"))
            or not self._line.words[noun.after][0].islower()
        )

    def after_phrase(self, at: int) -> int:
        """The index of the mark, tie or verb that ends words tied to a noun ('the rights of farmers')."""
        for index in range(at, min(at + PHRASE_REACH, len(self._line.tokens))):
            word = self._line.lower[index]
            marked = word in JOINTS or word in self._words.closed or not word[0].isalnum() or index in self._line.named
            if marked or word in self._words.verbs or word.endswith("ed"):
                return index
        return min(at + PHRASE_REACH, len(self._line.tokens))


def _is_plural(word: str, role: str) -> bool:
    """Whether a noun speaks of several persons, by its last word and the role that it stands for."""
    low = word.casefold()
    if low == role.rpartition(" ")[2].casefold():
        return False
    return low.endswith(("men", "people", "staff")) or (low.endswith("s") and not low.endswith(("ss", "'s", "’s")))
