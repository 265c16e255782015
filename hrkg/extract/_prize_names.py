"""The names of prizes in a post: where each is named, with which year, and which namings are of one prize."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hrkg.extract._prize_honours import Honours
from hrkg.lexicon import Lexicon, Row
from hrkg.model import Sentence, Token
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.places import Places, places_of

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)(?:['’]s?)?")
_OPENING = {"”": "“", '"': '"', "’": "‘", "»": "«", "'": "'"}
_INNER = frozenset(
    ("of", "for", "on", "to", "and", "&", "/", "de", "des", "du", "la", "van", "von", "der", "den", "y", "et")
)
_AFTER = frozenset(("for", "of", "in", "to", "against", "on", "du", "de", "des", "pour", "por", "für", "a", "al"))
_WITHIN = frozenset(
    ("of", "for", "and", "the", "&", "in", "at", "to", "de", "des", "la", "les", "du", "et", "y", "l", "by", "und")
)
_QUOTED_WORDS = 10
_LOWER_WORDS = 3
_MOST_PRIZES = 100  # of one post; beyond it is no prose, and joining them would take its square in time


@dataclass(frozen=True, slots=True)
class PrizeNaming:
    """A prize named in a sentence: token indexes and offsets, end exclusive, the name, the year beside it.

    weak: words that name a prize only where the post or the authority knows one of that name ('the Svensson prize').
    """

    first: int
    after: int
    start: int
    end: int
    name: str
    year: int | None = None
    weak: bool = False


@dataclass(slots=True)
class NamedPrize:
    """A prize of a post: its spellings in order, and the authority row that knows one of them."""

    names: list[str] = field(default_factory=list)
    row: Row | None = None
    words: list[frozenset[str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The authority's label where the post has it, else the fullest spelling."""
        label = fold(self.row.label) if self.row is not None else ""
        return max(self.names, key=lambda name: (fold(name) == label, len(name)))


class PrizeNames:
    """Finds the names of prizes. Built once for a lexicon; linear in the tokens."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = frozenset(lexicon.words("prize-head"))
        self._leading = frozenset(lexicon.words("prize-head-first"))
        self._winners = frozenset(lexicon.words("prize-winner"))
        self._roles = self._winners | frozenset(lexicon.words("prize-finalist"))
        self._suffixes = tuple(lexicon.words("prize-suffix"))
        self._others = frozenset(lexicon.words("prize-not-honour"))
        self._plain = frozenset(lexicon.words("prize-plain"))
        self._generic = frozenset(fold(w) for w in lexicon.words("prize-generic"))
        self._causes = frozenset(lexicon.words("prize-cause"))
        self._before_to = frozenset(lexicon.words("prize-cause-to"))
        self._cut = frozenset(lexicon.words("prize-cut"))
        self._bodies = frozenset(lexicon.words("prize-after-head"))
        self._known = Phrases({name: row for row in lexicon.prizes for name in row.names}, case=True)
        shortened = {
            name.rsplit(" ", 1)[0]: row for row in lexicon.prizes for name in row.names if self._is_title(name)
        }
        self._titles = Phrases(shortened, case=True)
        self._rows = [(self._words(name), row) for row in lexicon.prizes for name in row.names]
        self._by_name = {
            (self._words(name), self._is_headed(name)): row for row in lexicon.prizes for name in row.names
        }
        self._places: Places = places_of(lexicon)
        self._honours = Honours(lexicon)

    def _is_headed(self, name: str) -> bool:
        return any(w in self._plain for w in fold(name).split())

    def _words(self, name: str) -> frozenset[str]:
        """The words of a name for comparing: without head, article and plural."""
        return frozenset(w for w in fold(name.replace("’s", "").replace("'s", "")).split() if w not in self._plain)

    def _is_title(self, name: str) -> bool:
        """Whether a prize is also spoken of by what it makes of a person: 'Defender of the Year (Award)'."""
        words = name.split()
        return len(words) > 4 and "Year" in words and self.is_head(words[-1])

    def is_head(self, word: str) -> bool:
        """Whether a word says that something is a prize: 'Award', 'Prix', 'Menschenrechtspreis'."""
        return word in self._heads or (word[:1].isupper() and len(word) > 6 and word.endswith(self._suffixes))

    def find(self, sentence: Sentence, persons: Iterable[int]) -> list[PrizeNaming]:
        """The namings in a sentence, in order. `persons` are the offsets at which a person's name begins."""
        tokens = sentence.tokens
        begins = frozenset(persons)
        found: list[PrizeNaming] = []
        index = 0
        while index < len(tokens):
            naming = self._at(tokens, index, found[-1].after if found else 0, begins)
            if naming is None:
                index += 1
            else:
                found.append(naming)
                index = naming.after
        return sorted([*found, *self._other_names(tokens, found, begins)], key=lambda n: n.first)

    def _other_names(
        self, tokens: Sequence[Token], found: Sequence[PrizeNaming], persons: frozenset[int]
    ) -> list[PrizeNaming]:
        """Names without a word that says 'prize': known ones ('MEA', 'Geuzenpenning'), and honours."""
        covered = {i for n in found for i in range(n.first, n.after)}
        others = []
        for match in self._known.find(tokens):
            if covered.isdisjoint(range(match.first, match.after)) and not self._is_body(tokens, match.after):
                headed = any(self.is_head(t.text) for t in tokens[match.first : match.after])
                others.append(self._naming(tokens, match.first, match.after, weak=not headed))
        covered.update(i for n in others for i in range(n.first, n.after))
        for title in self._titles.find(tokens):
            if covered.isdisjoint(range(title.first, title.after)):
                naming = self._naming(tokens, title.first, title.after, weak=True)
                others.append(replace(naming, name=title.value.label))
                covered.update(range(title.first, title.after))
        others += self._laureates_of(tokens, covered)
        covered.update(i for n in others for i in range(n.first, n.after))
        for first, after in self._honours.find(tokens, covered, persons):
            others.append(self._naming(tokens, first, self._right(tokens, after, after - first > 1, persons)))
        return others

    def _laureates_of(self, tokens: Sequence[Token], covered: set[int]) -> list[PrizeNaming]:
        """Known prizes whose name is cut short before a winner: 'the 2014 Sakharov laureate'."""
        found = []
        for index, token in enumerate(tokens):
            if (
                index
                and index - 1 not in covered
                and token.text in self._winners
                and tokens[index - 1].text[0].isupper()
            ):
                first = self._left(tokens, index, 0)
                words = self._words(_text(tokens, first, index)) if first < index else frozenset()
                rows = {r.id: r for known, r in self._rows if words and words - self._generic and words <= known}
                row = self._by_name.get((words, True)) or (next(iter(rows.values())) if len(rows) == 1 else None)
                if row is not None:
                    found.append(replace(self._naming(tokens, first, index, weak=True), name=row.label))
        return found

    def _is_body(self, tokens: Sequence[Token], after: int) -> bool:
        """Whether what follows makes it the name of a foundation, a jury or the like."""
        return after < len(tokens) and tokens[after].text in self._bodies

    def _at(self, tokens: Sequence[Token], head: int, floor: int, persons: frozenset[int]) -> PrizeNaming | None:
        word = tokens[head].text.rstrip("’'")
        if word in self._plain:
            return self._lower(tokens, head, floor)
        if not self.is_head(word):
            return None
        first = self._left(tokens, head, floor)
        specific = any(fold(t.text) not in self._generic for t in tokens[first:head] if t.text[0].isalpha())
        after = head + 1
        if word in self._leading and first == head:
            while after < len(tokens) and tokens[after].text[0].isupper() and tokens[after].start not in persons:
                after += 1
            specific = False
        after = self._right(tokens, after, specific, persons)
        while after < len(tokens) and self.is_head(tokens[after].text):
            after += 1
        if (self._is_body(tokens, after) and after == head + 1) or (after - first == 1 and word in self._heads):
            return None
        return self._naming(tokens, self._without_country(tokens, first, after), after)

    def _without_country(self, tokens: Sequence[Token], first: int, after: int) -> int:
        """Where the name begins that the authority has: 'the Swedish Per Anger Prize'."""
        rest = self._words(_text(tokens, first + 1, after)) if after - first > 2 else frozenset()
        whole = self._words(_text(tokens, first, after))
        known = any((rest, h) in self._by_name and (whole, h) not in self._by_name for h in (True, False))
        return first + 1 if known and self._places.find(tokens[first : first + 1]) else first

    def _left(self, tokens: Sequence[Token], head: int, floor: int) -> int:
        """The index at which the name that ends in a head word begins."""
        first, index = head, head - 1
        while index >= floor:
            word = tokens[index].text
            if word in _OPENING:
                opening = next(
                    (
                        i
                        for i in range(index - 1, max(floor, index - _QUOTED_WORDS) - 1, -1)
                        if tokens[i].text == _OPENING[word]
                    ),
                    None,
                )
                if opening is None:
                    break
                first, index = opening, opening - 1
            elif word in self._cut or _YEAR_BEFORE.fullmatch(word):
                break
            elif word[0].isupper() or (word[0].isdigit() and index > floor and word.isdigit() and len(word) < 3):
                if (
                    word.endswith(("'s", "’s", "s’", "s'"))
                    and fold(word) not in self._generic
                    and fold(word[:-2]) != "women"
                ):
                    break
                first, index = index, index - 1
            elif (
                (word in _INNER and index > floor and self._goes_on(tokens, index))
                or (
                    word == "the"
                    and index > floor + 1
                    and tokens[index - 1].text == "of"
                    and tokens[index + 1].text in ("Year", "Press")
                )
                or (
                    word == "."
                    and index > floor
                    and len(tokens[index - 1].text) == 1
                    and tokens[index - 1].text.isupper()
                )
            ):
                index -= 1
            else:
                break
        while first < head and (tokens[first].text in self._cut or tokens[first].text in ("&", "/", ".")):
            first += 1
        return first

    def _goes_on(self, tokens: Sequence[Token], index: int) -> bool:
        before = tokens[index - 1].text
        return (
            before[0].isupper()
            and before not in self._cut
            and not (tokens[index].text == "and" and before in self._others)
            and not before.endswith(("'s", "’s"))
            and not self.is_head(before)
        )

    def _right(self, tokens: Sequence[Token], after: int, specific: bool, persons: frozenset[int]) -> int:
        """The index after a name whose head word stands before `after`: with its 'for Human Rights', not its winner."""
        if after + 1 >= len(tokens) or tokens[after].text not in _AFTER:
            return after
        link = tokens[after].text
        index = after + 1
        while index < len(tokens) and tokens[index].text in ("the", "la", "les", "l"):
            index += 1
        if index >= len(tokens) or tokens[index].start in persons:
            return after
        begin, end = index, index
        while index < len(tokens) and tokens[index].start not in persons:
            word = tokens[index].text
            if word[0].isupper():
                end = index + 1
            elif word not in _WITHIN or (word == "to" and tokens[index - 1].text not in self._before_to):
                break
            index += 1
        if end == begin:
            return after
        words = [t.text for t in tokens[begin:end] if not self.is_head(t.text)]
        cause = any(w in self._causes for w in words)
        place = self._places.find(tokens[begin : begin + 2])
        starts_with_place = bool(place) and place[0].start == tokens[begin].start
        if link == "of" and specific:
            return end if len(words) == 1 and cause and not starts_with_place else after
        if link in ("of", "du", "de", "des"):
            return end
        if link == "in" and not (words and words[0] in self._causes):
            return after
        return end if cause and not starts_with_place else after

    def _lower(self, tokens: Sequence[Token], head: int, floor: int) -> PrizeNaming | None:
        """'the Svensson prize', 'the Nobel peace prize': a name before a head word without a capital."""
        index = head - 1
        while (
            index >= floor
            and head - index <= _LOWER_WORDS
            and tokens[index].text.islower()
            and fold(tokens[index].text) in self._generic
        ):
            index -= 1
        if index < floor or not tokens[index].text[0].isupper() or tokens[index].text in self._cut:
            return None
        first = self._left(tokens, index + 1, floor)
        return self._naming(tokens, first, head + 1, weak=True) if first <= index else None

    def _naming(self, tokens: Sequence[Token], first: int, after: int, *, weak: bool = False) -> PrizeNaming:
        year, last = None, after
        if first and (match := _YEAR_BEFORE.fullmatch(tokens[first - 1].text)):
            year = int(match[1])
        else:
            words = [t.text for t in tokens[after : after + 3]]
            for lead in (("of",), ("(",), ("for",), (",",), ()):
                if tuple(words[: len(lead)]) == lead and len(words) > len(lead) and _YEAR.fullmatch(words[len(lead)]):
                    year = int(words[len(lead)])
                    last = after + len(lead) + 1
                    break
            told = [w for w in words if w != "of"]
            if year is None and len(told) > 1 and told[0].casefold() in self._roles and _YEAR.fullmatch(told[1]):
                year = int(told[1])
        name = _text(tokens, first, after)
        bare = name.rstrip("’'")
        return PrizeNaming(first, last, tokens[first].start, tokens[first].start + len(bare), bare, year, weak)

    def renamed(
        self, tokens: Sequence[Token], honours: Phrases[str], found: Sequence[PrizeNaming]
    ) -> list[PrizeNaming]:
        """The namings in a sentence with those of honours that the post names elsewhere."""
        covered = {i for n in found for i in range(n.first, n.after)}
        free = (m for m in honours.find(tokens) if covered.isdisjoint(range(m.first, m.after)))
        again = [self._naming(tokens, m.first, m.after) for m in free]
        return sorted([*found, *again], key=lambda n: n.first) if again else list(found)

    def honours_of(self, namings: Iterable[PrizeNaming]) -> Phrases[str] | None:
        """The names without a word that says 'prize', to look for in the rest of the post; None without any."""
        names = {n.name: n.name for n in namings if not n.weak and not any(self.is_head(w) for w in n.name.split())}
        return Phrases(names, case=True) if names else None

    def joined(self, namings: Iterable[PrizeNaming]) -> dict[str, NamedPrize]:
        """The prizes that the namings are of: spelling -> prize. Weak namings that fit none are left out."""
        prizes: list[NamedPrize] = []
        found: dict[str, NamedPrize] = {}
        ordered = sorted(namings, key=lambda n: (n.weak, -len(self._words(n.name))))
        for naming in ordered:
            if naming.name in found:
                continue
            if len(prizes) > _MOST_PRIZES:
                break
            words = self._words(naming.name)
            row = self._row(words, naming)
            prize = next((p for p in prizes if self._is_same(p, words, row, alone=len(prizes) == 1)), None)
            if prize is None:
                if naming.weak and row is None:
                    continue
                prize = NamedPrize(row=row)
                prizes.append(prize)
            prize.names.append(naming.name)
            prize.words.append(words)
            prize.row = prize.row or row
            found[naming.name] = prize
        return found

    def _row(self, words: frozenset[str], naming: PrizeNaming) -> Row | None:
        """The authority row of a name: one that has it, else the only one with all its telling words."""
        row = self._by_name.get((words, True)) or self._by_name.get((words, False))
        if row is not None:
            return row
        if not words - self._generic and (len(words) < 3 or naming.weak):
            return None
        rows = {r.id: r for known, r in self._rows if words <= known}
        if not rows and not naming.weak:
            rows = {r.id: r for known, r in self._rows if known <= words and known - self._generic}
        return next(iter(rows.values())) if len(rows) == 1 else None

    def _is_same(self, prize: NamedPrize, words: frozenset[str], row: Row | None, *, alone: bool) -> bool:
        if row is not None and prize.row is not None:
            return row.id == prize.row.id
        known = [*prize.words, *self._words_of(prize.row)]
        telling = bool(words - self._generic)
        if any(words <= k and (telling or alone or len(words) > 2) for k in known):
            return True
        return any(len(w) > 2 and w <= k for w in prize.words for k in self._words_of(row))

    def _words_of(self, row: Row | None) -> list[frozenset[str]]:
        return [words for words, known in self._rows if row is not None and known.id == row.id]


def _text(tokens: Sequence[Token], first: int, after: int) -> str:
    """The words between two tokens as they were written (a sentence has single spaces)."""
    written = tokens[first].text
    for before, token in zip(tokens[first:after], tokens[first + 1 : after], strict=False):
        written += " " * (token.start - before.end) + token.text
    return written


@lru_cache(maxsize=4)
def prize_names(lexicon: Lexicon) -> PrizeNames:
    """The PrizeNames of a lexicon, built once."""
    return PrizeNames(lexicon)
