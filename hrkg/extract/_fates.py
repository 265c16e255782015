"""What a sentence says of the part of a person in it: something was done to them, they speak, they took the picture."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from hrkg.extract._names import bare, is_possessive
from hrkg.lexicon import Lexicon
from hrkg.model import Token

_AUXILIARIES = frozenset(("is", "was", "are", "were", "be", "been", "being", "got", "get", "gets", "remains"))
_NEW_CLAUSE = frozenset(("that", "which", "whose"))
_STATES = frozenset(("in", "behind", "into", "on", "under"))  # of detention, bars, trial
_END_OF_SPEECH = frozenset((",", "”", '"', "’", "'", "»", "?", "!"))

_ARTICLES = frozenset(("the", "a", "an", "his", "her", "their", "its"))
_OWNERS = frozenset(("his", "her", "their"))
_KIN_REACH = 5  # tokens from the comma behind 'his father' to the name
_VERB_REACH = 3  # tokens from a name to 'fled', 'faces'
_REACH = 12  # tokens after a name within which its fate is told
_SPEECH_REACH = 10  # tokens on either side of a name, a description among them, within which the verb stands
_APPOSITION = 40  # tokens between a name and its verb
_CREDIT_REACH = 4  # tokens of 'Photo credit: '


class Fates:
    """The tables that tell it, made ready once. `first` and `after` are the indices of the tokens of a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._befallen = frozenset(lexicon.words("befallen"))
        self._ordeals = frozenset(lexicon.words("ordeal"))
        self._closed = frozenset(lexicon.words("closed-word"))
        self._undergoing = frozenset(lexicon.words("ordeal-verb"))
        self._speech = frozenset(lexicon.words("speech-verb"))
        self._after_passive = frozenset(lexicon.words("after-passive"))
        self._relatives = frozenset(lexicon.words("relative-noun"))
        self._credits = frozenset(lexicon.words("photo-cue"))

    def is_befallen(self, tokens: Sequence[Token], first: int, after: int) -> bool:
        """Whether the words around a name say that the person was arrested, killed, tried or the like."""
        begin = max(0, first - _SPEECH_REACH)
        lower = [bare(t.text).casefold() for t in tokens[begin : after + _REACH]]
        first, after, possessive = first - begin, after - begin, is_possessive(tokens[after - 1].text)
        before = lower[:first]
        if self._is_object(before):
            return True
        if possessive:
            return bool(self._ordeals.intersection(lower[after : after + 3]))
        for index in range(after, len(lower)):
            word = lower[index]
            if word in _NEW_CLAUSE or word in self._speech or (word == "who" and index > after + 1):
                break
            if word in self._befallen and self._is_passive(lower, index, after):
                return True
            if word in self._undergoing and (index - after < _VERB_REACH or lower[index - 1] == "and"):
                return True
            if word in self._ordeals and lower[index - 1] in _STATES:
                return True
        return self._is_befallen_behind(tokens, after + begin)

    def _is_befallen_behind(self, tokens: Sequence[Token], after: int) -> bool:
        """Whether the verb behind an apposition tells it: 'N., who was head of a body, has been arrested'."""
        if after >= len(tokens) or tokens[after].text != ",":
            return False
        lower = [t.text.casefold() for t in tokens[after : after + _APPOSITION]]
        for index in range(2, len(lower) - 1):
            if lower[index] in (";", ":"):
                return False
            if lower[index - 1] == "," and (lower[index] in _AUXILIARIES or lower[index] in ("has", "had", "have")):
                return not self._befallen.isdisjoint(lower[index + 1 : index + 3])
        return False

    def _is_object(self, before: Sequence[str]) -> bool:
        """Whether the words before a name make it the object: 'arrested the blogger N.', 'the killing of lawyer N.'."""
        for index in range(len(before) - 1, -1, -1):
            word = before[index]
            if word in ("of", "against") and index and before[index - 1] in self._ordeals:
                return True
            if word in self._befallen:
                return True
            if not word[0].isalpha() or (word in self._closed and word not in _ARTICLES):
                return False
        return False

    def _is_passive(self, lower: Sequence[str], index: int, after: int) -> bool:
        """Whether a participle tells what was done to the subject; right after a name, only before 'in', 'by' etc."""
        if lower[index - 1] in _AUXILIARIES or lower[index - 2] in _AUXILIARIES:
            return True
        follows = index == after or (index == after + 1 and lower[after] == ",")
        return follows and (index + 1 == len(lower) or lower[index + 1] in self._after_passive)

    def is_speaking(self, tokens: Sequence[Token], first: int, after: int) -> bool:
        """Whether a name is that of one who says, writes or presents: 'N., head of X, said', 'according to N.'."""
        begin = max(0, first - _SPEECH_REACH)
        words = [t.text for t in tokens[begin : after + _SPEECH_REACH]]
        before = words[: first - begin]
        if [w.casefold() for w in before[-2:]] == ["according", "to"] or self._is_inverted(before):
            return True
        for index in range(after - begin, len(words)):
            word = words[index]
            if word in self._speech:
                return words[index - 1] not in _AUXILIARIES
            if word in ("and", "who") or word in _AUXILIARIES or word in ".;:":
                return False
        return False

    def _is_inverted(self, before: Sequence[str]) -> bool:
        """Whether a verb of speech stands before its subject: '”, said the lawyer N.'."""
        for index in range(len(before) - 1, -1, -1):
            if before[index] in self._speech:
                return index == 0 or before[index - 1] in _END_OF_SPEECH
            if not before[index][0].isalpha():
                return False
        return False

    def is_relative(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether a name is that of another person's kin: 'his wife N.', 'her son, N.', 'his father, the poet N.'."""
        comma = next((i for i in range(first - 1, max(-1, first - _KIN_REACH), -1) if tokens[i].text == ","), first)
        return any(
            end > 1
            and tokens[end - 1].text.casefold() in self._relatives
            and (tokens[end - 2].text.casefold() in _OWNERS or is_possessive(tokens[end - 2].text))
            for end in (first, comma)
        )

    def is_namesake(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether a prize or the like bears a name: 'named after the dissident N.'."""
        before = [t.text.casefold() for t in tokens[max(0, first - _SPEECH_REACH) : first]]
        return any(left == "named" and right in ("after", "for") for left, right in pairwise(before))

    def is_credited(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether a name tells who took a picture or wrote a text: 'Photo: N. N.'."""
        return first <= _CREDIT_REACH and any(t.text.casefold() in self._credits for t in tokens[:first])


@lru_cache(maxsize=4)
def fates_of(lexicon: Lexicon) -> Fates:
    """The Fates of a lexicon, made once."""
    return Fates(lexicon)
