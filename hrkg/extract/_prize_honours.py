"""Honours whose names have no word for a prize ('Freedom Ribbon'), known by what is done with them."""

import re
from collections.abc import Iterator, Sequence, Set

from hrkg.lexicon import Lexicon
from hrkg.model import Token

_YEAR = re.compile(r"(?:19|20)\d\d(?:['’]s?)?")
_BE = frozenset(("is", "was", "are", "were", "been", "being", "be"))
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "this"))
_PASSED = frozenset((*_DETERMINERS, "with", "also", "both", "him", "her", "them", "prestigious", "first"))
_AFTER_PRIZE = frozenset(("of", "for", "given", "awarded", "presented", "that", "which", "named"))
_BACK = 8  # tokens between 'was' and 'awarded': 'was on 3 May awarded'
_AHEAD = 6  # tokens between a deed or a comma and what it is about


class Honours:
    """Finds such names. Built once for a lexicon; linear in the tokens."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._emblems = frozenset(lexicon.words("prize-emblem"))
        self._deeds = frozenset(lexicon.words("prize-deed"))
        self._others = frozenset(lexicon.words("prize-not-honour"))
        self._plain = frozenset(lexicon.words("prize-plain"))
        self._roles = frozenset((*lexicon.words("prize-winner"), *lexicon.words("prize-finalist")))
        self._cut = frozenset(lexicon.words("prize-cut"))

    def find(self, tokens: Sequence[Token], taken: Set[int], persons: Set[int]) -> Iterator[tuple[int, int]]:
        """The token ranges of such names, in order, clear of the indexes `taken` and of the offsets of `persons`."""
        done = 0
        for index, token in enumerate(tokens):
            word = token.text
            if index < done:
                continue
            if word in self._deeds:
                named = self._after_deed(tokens, index, persons)
            elif word[0].isupper() and (index == 0 or not tokens[index - 1].text[0].isupper() or word in self._emblems):
                named = self._beside_word(tokens, index, persons)
            else:
                continue
            if named is not None and taken.isdisjoint(range(*named)):
                yield named
                done = named[1]

    def _after_deed(self, tokens: Sequence[Token], deed: int, persons: Set[int]) -> tuple[int, int] | None:
        """'was awarded the Freedom Ribbon', 'got the 2014 Golden Pencil', 'received the Order of the Heron'."""
        index, dated = deed + 1, False
        while index < min(len(tokens), deed + _AHEAD):
            word = tokens[index].text
            if not dated and _YEAR.fullmatch(word):
                dated = True
            elif word not in _PASSED:
                break
            index += 1
        if index == deed + 1 or not (dated or tokens[index - 1].text in _DETERMINERS):
            return None
        after = self._run(tokens, index, persons)
        if after is None:
            return None
        awarded = tokens[deed].text == "awarded" and any(t.text in _BE for t in tokens[max(0, deed - _BACK) : deed])
        words = [t.text for t in tokens[index:after]]
        named = (awarded or dated) and len(words) > 1 and self._others.isdisjoint(words)
        return (index, after) if named or self._is_emblem(words) else None

    def _beside_word(self, tokens: Sequence[Token], index: int, persons: Set[int]) -> tuple[int, int] | None:
        """'Golden Quill nominees', 'Golden Quill 2016 winner', 'the Golden Quill, a prize for cartoonists'."""
        first = index + (tokens[index].text == "The" and index + 1 < len(tokens))
        after = self._run(tokens, first, persons)
        if after is None or after - first < 2:
            return None
        words = [t.text for t in tokens[first:after]]
        following = [t.text for t in tokens[after : after + _AHEAD]]
        if following[:1] and _YEAR.fullmatch(following[0]):
            following = following[1:]
        if self._is_emblem(words) and following and following[0].casefold() in self._roles:
            return first, after
        determined = tokens[first - 1].text in ("The", "the") if first else False
        if determined and following[:1] == [","] and following[1:2] in (["the"], ["a"], ["an"]):
            plain = next((i for i, w in enumerate(following) if w in self._plain), None)
            if plain is not None and following[plain + 1 : plain + 2] and following[plain + 1] in _AFTER_PRIZE:
                return first, after
        return None

    def _is_emblem(self, words: Sequence[str]) -> bool:
        return words[-1] in self._emblems or (words[0] in self._emblems and "of" in words)

    def _run(self, tokens: Sequence[Token], first: int, persons: Set[int]) -> int | None:
        """The end of the words with capitals that begin at an index, with what one alone is of ('Order of the …')."""
        after = self._capitals(tokens, first, persons)
        if after is None or after - first > 1 or after >= len(tokens) or tokens[after].text != "of":
            return after
        index = after + 1 + (after + 1 < len(tokens) and tokens[after + 1].text == "the")
        return self._capitals(tokens, index, persons) or after

    def _capitals(self, tokens: Sequence[Token], first: int, persons: Set[int]) -> int | None:
        after = first
        while (
            after < len(tokens)
            and tokens[after].text[0].isupper()
            and tokens[after].text not in self._cut
            and tokens[after].start not in persons
            and not tokens[after].text.endswith(("'s", "’s"))
        ):
            after += 1
        return after if after > first else None
