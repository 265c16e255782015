"""Find the phrases of a table in a text: all of them at once, the longest first, at word boundaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


class Phrases(Generic[V]):
    """A table of phrases, each with a value. Built once, asked for every sentence; time is linear in the tokens.

    With `case=True` a word of the phrase that has a capital must have one in the text too ('May', 'US', 'Turkey').
    """

    def __init__(self, table: Mapping[str, V], *, case: bool = False) -> None:
        self._case = case
        by_first: dict[str, dict[int, dict[tuple[str, ...], list[tuple[tuple[str, ...], V]]]]] = {}
        for phrase, value in table.items():
            tokens = tokens_of(phrase)
            if not tokens:
                continue
            written, words = tuple(t.text for t in tokens), tuple(t.form for t in tokens)
            by_length = by_first.setdefault(words[0], {})
            by_length.setdefault(len(words), {}).setdefault(words, []).append((written, value))
        # Of each first word, the phrases by their length, the longest first: a look-up per length and not per phrase.
        self._first = {word: tuple(sorted(rows.items(), reverse=True)) for word, rows in by_first.items()}

    def find(self, tokens: Sequence[Token]) -> list[Match[V]]:
        """Every phrase in the tokens, leftmost and longest, none within another."""
        found: list[Match[V]] = []
        covered = 0
        first = self._first
        for at in [i for i, token in enumerate(tokens) if token.form in first]:
            match = self.at(tokens, at) if at >= covered else None
            if match is not None:
                found.append(match)
                covered = match.after
        return found

    def at(self, tokens: Sequence[Token], index: int) -> Match[V] | None:
        """The longest phrase that begins at a token, or None."""
        for length, phrases in self._first.get(tokens[index].form, ()):
            after = index + length
            for written, value in phrases.get(tuple([token.form for token in tokens[index:after]]), ()):
                if not self._case or self._has_capitals(written, tokens[index:after]):
                    return Match(tokens[index].start, tokens[after - 1].end, index, after, value)
        return None

    @staticmethod
    def _has_capitals(written: Sequence[str], tokens: Sequence[Token]) -> bool:
        """Whether every word that is written with a capital in the table has one in the text."""
        return all(t.text[0].isupper() for w, t in zip(written, tokens, strict=True) if w[0].isupper())
