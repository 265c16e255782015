"""Find the phrases of a table in a text: all of them at once, the longest first, at word boundaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from hrkg.model import Token
from hrkg.text.blocks import tokens_of

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Match(Generic[V]):
    """A phrase that was found: offsets, the index of its first token and the one after its last, and its value."""

    start: int
    end: int
    first: int
    after: int
    value: V


@lru_cache(maxsize=1 << 15)  # the words of a language are few, and every table asks for each of them
def _bare(word: str) -> str:
    """A word for comparing: lower case, straight apostrophe, no possessive."""
    word = word.casefold().replace("’", "'").replace("ʼ", "'")
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word.rstrip("'") or word


class Phrases(Generic[V]):
    """A table of phrases, each with a value. Built once, asked for every sentence; time is linear in the tokens.

    With `case=True` a word of the phrase that has a capital must have one in the text too ('May', 'US', 'Turkey').
    """

    def __init__(self, table: Mapping[str, V], *, case: bool = False) -> None:
        self._case = case
        self._first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], V]]] = {}
        for phrase, value in table.items():
            written = tuple(t.text for t in tokens_of(phrase))
            if not written:
                continue
            words = tuple(_bare(w) for w in written)
            self._first.setdefault(words[0], []).append((words, written, value))
        for rows in self._first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def find(self, tokens: Sequence[Token]) -> list[Match[V]]:
        """Every phrase in the tokens, leftmost and longest, none within another."""
        bare = [_bare(t.text) for t in tokens]
        found: list[Match[V]] = []
        at = 0
        while at < len(bare):
            match = self.at(tokens, bare, at) if bare[at] in self._first else None
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.after
        return found

    def at(self, tokens: Sequence[Token], bare: Sequence[str], index: int) -> Match[V] | None:
        """The longest phrase that begins at a token, or None. `bare` are the tokens' comparing forms."""
        for words, written, value in self._first.get(bare[index], ()):
            after = index + len(words)
            if after > len(bare) or tuple(bare[index:after]) != words:
                continue
            if self._case and any(
                w[0].isupper() and not tokens[index + i].text[0].isupper() for i, w in enumerate(written)
            ):
                continue
            return Match(tokens[index].start, tokens[after - 1].end, index, after, value)
        return None
