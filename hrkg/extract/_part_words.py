"""What the rooms that find a person's part in a sentence share: the parts, the tables, the clause."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from hrkg.extract._grammar import words_of
from hrkg.extract._names import bare, is_possessive
from hrkg.lexicon import Lexicon
from hrkg.model import Token


class Part(Enum):
    """What a sentence tells of the part of a person."""

    BEFALLEN = "befallen"  # arrested, killed, tried, released, honoured
    TOPIC = "topic"  # it is about them: their case, support for them
    SPEAKING = "speaking"  # they say, explain, welcome
    ACTING = "acting"  # they write, host, decide
    KIN = "kin"  # of another
    HELPER = "helper"  # lawyer, doctor or spokesperson of another
    WRONGDOER = "wrongdoer"  # said to have done what befell another
    ADDRESSED = "addressed"  # in a letter: 'Dear Ms N.'
    CREDITED = "credited"  # took the picture, translated
    NAMESAKE = "namesake"  # of a prize


BE = words_of("is was are were be been being remains remained remain stays stayed got get gets")
AUXILIARIES = BE | words_of("has had have having will would can could may might must shall should did does do")
DETERMINERS = words_of("the a an his her their its another other fellow both all these those this")
OWNERS = words_of("his her their")
RELATIVES = words_of("who whom whose which where")
MARKS = words_of(", – — - ;")
TIES = words_of("of from at in for with on by near against")
STATES = words_of("in behind into on under")
NUMBERS = words_of(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty life"
)
UNITS = words_of("years year months month weeks days life")
CONDITIONS = words_of("dead free missing guilty ill alive innocent incommunicado unharmed unconscious")
BREAKS = words_of("; : that because while although though whereas which whose so")
# What may stand between 'sentenced' and 'murder' where the murder is what the sentence is for.
_OF_DEEDS = words_of(
    "for of over with in connection to the his her their alleged suspected involvement role part having carried out "
    "ordered ordering being behind contract guilty participation complicity attempted brutal charges charge suspicion "
    "on and convicted sentenced accused charged arrested acquitted today yesterday"
)
_DEFINITE = words_of("the his her their these those contract")
_OBJECT_REACH = 7  # tokens from 'faces', 'was sent' to what befell
_DEED_REACH = 14  # tokens from 'sentenced' to 'murder'
_STATE_REACH = 5  # tokens of 'in pre-trial detention'
_OWNER_REACH = 4  # tokens from 'his' to 'lawyer'


class PartWords:
    """The tables that tell the parts, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        done = lexicon.words("befallen")
        self.befallen = frozenset(w for w, value in done.items() if not value)
        self.weakly = frozenset(w for w, value in done.items() if value == "weak")
        self.done = self.befallen | frozenset(w for w, value in done.items() if value == "active")
        ordeals = lexicon.words("ordeal")
        self.ordeals = frozenset(ordeals)
        self.grave = frozenset(w for w, value in ordeals.items() if not value)
        undergoing = lexicon.words("ordeal-verb")
        self.undergone = frozenset(w for w, value in undergoing.items() if value)
        self.undergoing = frozenset(undergoing) - self.undergone
        speech = lexicon.words("speech-verb")
        self.speech = frozenset(speech)
        self.saying = frozenset(w for w, value in speech.items() if value)
        self.agents = frozenset(lexicon.words("agent-verb"))
        self.opinions = frozenset(lexicon.words("opinion"))
        self.giving = frozenset(lexicon.words("giving"))
        self.after_passive = frozenset(lexicon.words("after-passive"))
        self.relatives = frozenset(lexicon.words("relative-noun"))
        self.helpers = frozenset(lexicon.words("helper-noun"))
        self.victims = frozenset(lexicon.words("victim-noun"))
        self.wrongdoers = frozenset(lexicon.words("wrongdoer-noun"))
        self.violence = frozenset(lexicon.words("violence-noun"))
        self.trials = frozenset(lexicon.words("trial-verb"))
        self.topics = frozenset(lexicon.words("topic-noun"))
        self.calendar = frozenset(w.casefold() for w in lexicon.words("calendar"))
        self.credits = frozenset(lexicon.words("photo-cue"))
        self.closed = frozenset(lexicon.words("closed-word"))
        self.titles = frozenset(w.casefold() for w in lexicon.words("person-title"))
        self.persons = frozenset((*lexicon.scheme("role"), *lexicon.words("person-noun")))
        self.owned = self.ordeals | self.topics
        self.finite = AUXILIARIES | self.speech | self.undergone | self.undergoing

    def said(self, word: str) -> Part:
        """The part that a verb of speech or of such doings gives."""
        return Part.SPEAKING if word in self.saying else Part.ACTING

    def noun(self, word: str) -> Part | None:
        """The part that a noun gives: 'suspect', 'wife', 'lawyer', 'detainee'."""
        if word in self.wrongdoers:
            return Part.WRONGDOER
        if word in self.relatives:
            return Part.KIN
        if word in self.helpers:
            return Part.HELPER
        return Part.BEFALLEN if word in self.victims else None


@lru_cache(maxsize=4)
def part_words(lexicon: Lexicon) -> PartWords:
    """The PartWords of a lexicon, made once."""
    return PartWords(lexicon)


class Clause:
    """The tokens of a sentence and the persons named in it, by the indices of the first token of each name and of the
    one after its last; `headline`: a title, in which verbs have no auxiliaries."""

    def __init__(
        self, tokens: Sequence[Token], names: Sequence[tuple[int, int]], words: PartWords, *, headline: bool
    ) -> None:
        self.tokens = tokens
        self.low = [bare(t.text).casefold() for t in tokens]
        self.names = [(first, after + self._is_stop(after)) for first, after in names]
        self.inside = {i for first, after in self.names for i in range(first, after)}
        self.words = words
        self.headline = headline

    def _is_stop(self, at: int) -> bool:
        """Whether a full stop within the sentence belongs to the name before it: 'N. Jr., head of'."""
        return at + 1 < len(self.low) and self.low[at] == "."

    def owns(self, number: int) -> bool:
        """Whether a name is in the genitive."""
        return is_possessive(self.tokens[self.names[number][1] - 1].text)

    def is_plain(self, at: int) -> bool:
        """Whether a word is in lower case."""
        return self.tokens[at].text == self.low[at]

    def is_verb(self, at: int) -> bool:
        """Whether a word in lower case is a finite verb: none stands after an article ('the alleged suspect')."""
        after_article = at > 0 and (self.low[at - 1] in DETERMINERS or self.low[at - 1] in OWNERS)
        return self.low[at] in self.words.finite and self.is_plain(at) and not after_article

    def is_owned(self, at: int) -> bool:
        """Whether a noun is somebody's: 'his wife', "N.'s former lawyer"."""
        for index in range(at - 1, max(-1, at - _OWNER_REACH), -1):
            if self.low[index] in OWNERS or is_possessive(self.tokens[index].text):
                return True
            if not self.low[index][0].isalpha() or self.low[index] in self.words.closed:
                return False
        return False

    def is_state(self, at: int) -> bool:
        """Whether words tell the state of somebody: 'in pre-trial detention', 'behind bars', 'on hunger strike'."""
        if self.low[at] not in STATES:
            return False
        for index in range(at + 1, min(len(self.low), at + _STATE_REACH)):
            word = self.low[index]
            if word in self.words.ordeals:
                return True
            plain = word in DETERMINERS or (word[0].isalpha() and self.is_plain(index))
            if not plain or word in self.words.closed or word in self.words.done or self.is_verb(index):
                return False
        return False

    def has_ordeal(self, at: int) -> bool:
        """Whether what befell somebody, or a term, stands right behind a verb: 'faces trial', 'got ten years'."""
        words = self.words
        for word in self.low[at : at + _OBJECT_REACH]:
            if word in BREAKS or word == ",":
                return False
            if word in words.ordeals or word in UNITS or word in words.befallen or word in CONDITIONS:
                return True
        return False

    def is_deed(self, at: int) -> bool:
        """Whether somebody was tried for what befell another: 'for the murder of', 'of murdering the journalist'.

        'Arrested for reporting on the murder of N.' is told of others.
        """
        for index in range(at, min(len(self.low) - 1, at + _DEED_REACH)):
            word = self.low[index]
            if word in self.words.violence:
                definite = any(w in _DEFINITE for w in self.low[max(at, index - 3) : index])
                return definite or self.low[index + 1] in ("of", "the") or index + 1 in self.inside
            if word not in _OF_DEEDS and word not in UNITS and word not in NUMBERS and not word[0].isdigit():
                return False
        return False
