"""Cues: the words that announce an event, found by the table of a word list, with or without a gap ('took … away')."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hrkg.extract._grammar import NOT_IN_GAPS
from hrkg.model import Token
from hrkg.text.phrases import Phrases

_GAP = "…"
_WIDEST_GAP = 9  # tokens; 'sentenced' and 'to prison' further apart belong to two clauses
_STOPS = frozenset(".;:!?")
_PLACING = frozenset(("in", "In", "at", "At"))  # what stands between them and 'prison' is a name
_LONGEST_NAME = 6  # tokens


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that announce an event: offsets, tokens, what kind of event, and how the words name those concerned.

    voice: 'verb' (past form, which may be active or passive), 'passive' (only with a form of 'be', or after the
    person), 'aux' (only with a form of 'be': 'was held'), 'active' (the person follows), 'either' (noun or active:
    'release'), 'state' (the person stands before: 'is in prison'), 'noun' ('his arrest', 'the arrest of'), 'own' (a
    noun that may also be what somebody suffers: 'received death threats'), 'bare' (names nobody).
    """

    start: int
    end: int
    first: int
    after: int
    kind: str
    voice: str
    gap: tuple[int, int] | None = None  # tokens between the two parts


@dataclass(frozen=True, slots=True)
class _Entry:
    """What begins with one head: a whole phrase, phrases with a gap (their second parts), or both."""

    whole: tuple[str, str] | None
    tails: Phrases[tuple[str, str]] | None


class Cues:
    """A table of cues, phrase -> 'kind voice'. Built once; finding takes time linear in the tokens."""

    def __init__(self, table: Mapping[str, str]) -> None:
        wholes: dict[str, tuple[str, str]] = {}
        tails: dict[str, dict[str, tuple[str, str]]] = {}
        for phrase, value in table.items():
            kind, voice = value.split()
            head, gap, tail = (part.strip() for part in phrase.partition(_GAP))
            if gap:
                tails.setdefault(head, {})[tail] = kind, voice
            else:
                wholes[head] = kind, voice
        self._heads = Phrases(
            {
                head: _Entry(wholes.get(head), Phrases(tails[head]) if head in tails else None)
                for head in {**wholes, **tails}
            }
        )

    def find(self, tokens: Sequence[Token]) -> list[Cue]:
        """The cues in the tokens, in order; none overlaps another."""
        found: list[Cue] = []
        free = 0
        for match in self._heads.find(tokens):
            if match.first < free:
                continue
            cue = self._with_gap(tokens, match.first, match.after, match.value)
            if cue is None and match.value.whole is not None:
                cue = Cue(match.start, match.end, match.first, match.after, *match.value.whole)
            if cue is not None:
                found.append(cue)
                free = cue.after
        return found

    @staticmethod
    def _with_gap(tokens: Sequence[Token], first: int, after: int, entry: _Entry) -> Cue | None:
        if entry.tails is None:
            return None
        limit = after
        while limit < len(tokens) and limit - after < _WIDEST_GAP + 5 and tokens[limit].text not in _STOPS:
            limit += 1
        for tail in entry.tails.find(tokens[after:limit]):
            kind, voice = tail.value
            gap = (after, after + tail.first)
            if 0 < tail.first <= _WIDEST_GAP and (
                after - first > 1 or tokens[first].text not in _PLACING or _is_name(tokens[gap[0] : gap[1]])
            ):
                return Cue(tokens[first].start, tail.end, first, after + tail.after, kind, voice, gap)
        return None


def _is_name(gap: Sequence[Token]) -> bool:
    """Whether the words between 'in' and 'prison' can be a name or a description of the prison."""
    return len(gap) <= _LONGEST_NAME and NOT_IN_GAPS.isdisjoint(t.text.casefold() for t in gap)
