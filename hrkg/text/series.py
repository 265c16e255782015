"""Series of names in running text: 'A, B (ABC), Committee for Peace and Justice and C' -> where each name stands."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hrkg.model import Token
from hrkg.text.names import Names, is_acronym, is_acronym_of
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases

_HEADED = frozenset(
    ("of", "for", "against", "de", "des", "du", "del", "della", "da", "do", "dos", "para", "pour", "für")
)
_WITH = frozenset(("together", "along", "alongside", "jointly", "well"))  # 'A, together with B'
_CONJUNCTIONS = frozenset(("and", "y", "et", "und", "e", "plus", "&"))
_CLOSED = frozenset(
    (
        "are",
        "has",
        "have",
        "is",
        "said",
        "say",
        "says",
        "that",
        "was",
        "were",
        "which",
        "who",
        "will",
        "with",
        "by",
        "on",
        "at",
        "from",
        "as",
        "called",
    )
)
_OPENING = {"(": ")", "[": "]", "“": "”", "«": "»"}
_LONGEST_NAME = 300  # code points
_LONGEST_TRADE = 9  # words of what one is, between a comma and a semicolon
_MOST_PIECES = 4  # that a known name is put together of ('Media, Entertainment and Arts Alliance' has three)
_LONGEST_KNOWN = 16  # tokens that are looked through for a known name
# Words after which a name in another language goes on in lower case: 'Ordre des avocats francophones'.
_FOREIGN = frozenset(
    (
        "de",
        "des",
        "du",
        "del",
        "della",
        "delle",
        "dei",
        "di",
        "do",
        "dos",
        "da",
        "das",
        "la",
        "las",
        "los",
        "les",
        "le",
        "para",
        "pour",
        "für",
        "der",
        "van",
    )
)
_FOREIGN_AND = re.compile(r"\s+(?:y|e|et|und|i|en|og|och|ve)\s+")
_TOGETHER = r"(?:and(?: with| by)?|as well as|along with|alongside|together with|jointly with)"
_HARD = re.compile(r"\s*(?:[;|•●▪]|//)\s*")
_SLASH = re.compile(r"\s+/\s+")
_TAILS = frozenset(("inc", "ltd", "e.v", "jr", "sr", "llc", "a.c", "llp", "mep", "mp"))


@dataclass(frozen=True)
class Series:
    """What finding names in running text needs to know: how names are split, the known names, and the words that are
    no names alone ('Justice', 'Peace') but parts of one ('Committee for Freedom, Justice and Peace')."""

    names: Names
    known: Phrases[str]
    abstract: Container[str]
    calendar: Container[str]

    def reach(self, tokens: Sequence[Token], first: int, known: Mapping[int, int]) -> int:
        """The index after the last token of the series of names that begins at `first`; `first` where none does.

        known: index of the first token of each known name -> the index after its last.
        """
        at, good, clause, foreign, depth = first, first, False, False, 0
        while at < len(tokens):
            word = tokens[at].text
            if at in known and not depth:
                clause = False
                good = at = known[at]
                continue
            if word in "([":
                depth += 1
            elif word in ")]":
                if not depth:
                    break
                depth -= 1
                good = at + 1
            elif depth:
                pass
            elif word in ",;|/“”\"‘’&–-—'":
                clause = clause and word not in ",;|"
                if word in ";|" or (word not in ",/–-—“‘" and good == at):
                    good = max(good, at)
            elif word == "!":  # 'Watch the River! (Peru), …'
                if not good or at + 1 == len(tokens) or tokens[at + 1].text not in "(,;":
                    break
                good = at + 1
            elif word in ".":
                if not self._goes_on(tokens, at):
                    break
            elif word[0].isdigit() or any(c.isupper() for c in word):
                if word.casefold() in self.calendar or (word[0].isdigit() and not self._names_number(tokens, at)):
                    break
                clause = clause and tokens[at - 1].text.casefold() not in _CONJUNCTIONS
                foreign = False
                good = at + 1
            elif clause:
                good = at + 1
            elif at > first and tokens[at - 1].text == "," and self._ends_in_semicolon(tokens, at):
                clause, good = True, at + 1
            elif word in self.names.positions and at > first and tokens[at - 1].text in (",", "–", "-", "("):
                clause = not self._names_next(tokens, at)
                good = good if not clause else at + 1
            elif word in self.names.positions and self._names_next(tokens, at):
                pass
            elif word in _FOREIGN or self._is_foreign(tokens, at):
                foreign = True
            elif word in _CONJUNCTIONS or (word in _WITH and at > first):
                pass
            elif foreign and word.replace("’", "").isalpha() and word not in _CLOSED:
                if at + 1 < len(tokens) and tokens[at + 1].text in ("(", ",", ";"):
                    good = at + 1
            elif word.casefold() not in self.names.joiners:
                break
            at += 1
        return good

    @staticmethod
    def _is_foreign(tokens: Sequence[Token], at: int) -> bool:
        """Whether a word goes on with a name in another language: 'Association tchadienne pour la …'."""
        ahead = [t.text for t in tokens[at + 1 : at + 3]]
        return any(word in _FOREIGN for word in ahead) and all(word.islower() and word.isalpha() for word in ahead)

    def _ends_in_semicolon(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether words after a comma say who somebody is, for a semicolon ends them: 'N. N., film maker; M. M.'."""
        ahead = [t.text for t in tokens[at : at + _LONGEST_TRADE]]
        if ";" not in ahead:
            return False
        trade = ahead[: ahead.index(";")]
        return not any(word in _CLOSED or word in ",.:(" for word in trade)

    def _names_next(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a position stands before the name of who has it ('and the writer N. N.'), not after it."""
        after = tokens[at + 1].text if at + 1 < len(tokens) else "."
        return after[0].isupper() and tokens[at - 1].text.casefold() in (",", "the", "and", "of")

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a full stop stands for a comma, or ends an initial."""
        if at + 1 >= len(tokens) or not tokens[at + 1].text[0].isupper():
            return False
        before = tokens[at - 1].text
        if len(before) == 1 or before.casefold() in self.names.honorifics:
            return True
        ahead = tokens[at + 1 : at + 1 + _LONGEST_KNOWN]
        known = self.known.find(ahead)
        if not known or known[0].first or known[0].after == len(ahead):
            return False
        return ahead[known[0].after].text in (",", ".", "(", "and", ";")

    def _names_number(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a number is a part of a name ('ARTICLE 19', 'The 29 Principles', '350.org')."""
        if any(c.isalpha() for c in tokens[at].text):
            return True
        after = tokens[at + 1].text if at + 1 < len(tokens) else "."
        begun = at > 0 and tokens[at - 1].text[0].isupper()
        return begun and (after[0].isupper() or not after[0].isalpha())

    def split(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each name in a text that is nothing but a series of names with their qualifiers."""
        for separator in (_HARD, _SLASH):  # a slash may as well part a name from its country
            if separator is _SLASH and len(_SLASH.findall(text)) < text.count(","):
                continue
            hard = list(_cut(text, separator))
            if len(hard) > 1 and not any(self.names.country_of(text[s:e]) for s, e in hard):
                return [part for start, end in hard for part in self._hard(text, start, end)]
        return self._soft(text, 0, len(text), within=False)

    def _hard(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The names of a stretch between semicolons: one person with what he is, else what commas part."""
        start, end = _bare(text, start, end)
        whole = self._has_trade(text[start:end])
        return [(start, end)] if whole else self._soft(text, start, end, within=True)

    def is_one_person(self, text: str) -> bool:
        """Whether commas part what one person is: 'Anna Bell, Director, Rivers League'."""
        return self._has_trade(text) and self.names.split(text).kind == "person"

    def _has_trade(self, text: str) -> bool:
        """Whether what can be a person's name is followed by an office or a body, after a comma."""
        if "," not in text or not self.names.has_bearer(text):
            return False
        second = next((text[s:e] for s, e in self._soft(text, 0, len(text), within=False)[1:]), "")
        body = self.names.split(second)
        return (
            second[:1].islower() or self.names.is_position(second) or body.kind == "organisation" or bool(body.acronym)
        )

    def _soft(self, text: str, start: int, end: int, *, within: bool) -> list[tuple[int, int]]:
        """The names of a stretch that commas and 'and' part; one name where its parts are its own qualifiers."""
        pieces = list(_pieces(text, start, end))
        last_comma = max((i for i, piece in enumerate(pieces) if piece[0] == ","), default=0)
        merged: list[tuple[int, int]] = []
        at = 0
        while at < len(pieces):
            after = self._known_until(text, pieces, at)
            first, last = pieces[at][1], pieces[after - 1][2]
            if merged and self._belongs(
                text, merged[-1], (pieces[at][0], first, last), after < len(pieces), last_comma >= after
            ):
                first = merged.pop()[0]
            merged.append((first, last))
            at = after
        if within and len(merged) > 1 and not all(self._is_whole(text[s:e]) for s, e in merged):
            return [(start, end)]
        if len(merged) > 1:
            merged[-1:] = self._last(text, *merged[-1])
        return [_bare(text, s, e) for s, e in merged]

    def _last(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The last of a series, cut at the 'and' of another language where a name begins after it: 'Red de Ríos y Casa
        del Agua'."""
        for match in _FOREIGN_AND.finditer(text[start:end]):
            before, after = text[start : start + match.start()], text[start + match.end() : end]
            if self._begins_name(before) and self._begins_name(after):
                return [(start, start + match.start()), (start + match.end(), end)]
        return [(start, end)]

    def _begins_name(self, text: str) -> bool:
        """Whether a text is a name and begins as one, with what sort of body it is, or a person's given name."""
        first = next((w.casefold() for w in re.findall(r"[^\W_]+", text)), "")
        return self.is_complete(text) and (first in self.names.organisation_words or self.is_sure(text))

    def _known_until(self, text: str, pieces: Sequence[tuple[str, int, int]], at: int) -> int:
        """The index after the pieces that together are one known name."""
        for after in range(min(len(pieces), at + _MOST_PIECES), at + 1, -1):
            name = self.names.split(text[pieces[at][1] : pieces[after - 1][2]]).name
            last = text[pieces[after - 1][1] : pieces[after - 1][2]].partition(" ")[0]
            # 'Forum of Rivers, Forum and Lakes Union': that the first has the word of the second says nothing.
            reaches = last in name[pieces[after - 1][1] - pieces[at][1] :]
            if reaches and fold(name) in self.names.organisations:
                return after
        return at + 1

    def _belongs(self, text: str, last: tuple[int, int], piece: tuple[str, int, int], more: bool, commas: bool) -> bool:
        """Whether a piece is a part of the name before it: its country or capacity, or its further words.

        more: whether pieces follow; commas: whether one of them after a comma.
        """
        cut, start, end = piece
        before, name = text[max(last[0], last[1] - _LONGEST_NAME) : last[1]], text[start:end].strip()
        bare = self.names.split(name).name
        if cut == "," and (self.names.country_of(name) or bare.casefold().rstrip(".") in _TAILS):
            return True
        lower = name.partition(" ")[0].islower() and not name.startswith(("the ", "al-", "al "))
        if lower and fold(bare) not in self.names.organisations:
            return True
        short = self.names.split(name).acronym
        if short and is_acronym_of(short, f"{before} {bare}") and not is_acronym_of(short, bare):
            return True
        if cut == "and" and (name.startswith(("the ", "The ")) or self._is_headed(name)):
            return False
        if self._abstract(bare) and (_is_open(before) or self._abstract(before)):
            return True
        if cut != "and":
            return self._abstract(before) and not self.is_complete(before) and (more or self.is_complete(bare))
        if text[last[1] : start].lstrip().startswith(","):
            return False
        if not self.is_complete(before) or not self.is_complete(bare):
            return True
        return commas and not (self.is_sure(before) and self.is_sure(bare)) and _is_open(before)

    def _is_headed(self, name: str) -> bool:
        """Whether a text begins with what sort of body it is, as names do: 'Union of …', 'Fédération des …'."""
        first, _, rest = name.partition(" ")
        return first.casefold() in self.names.organisation_words and rest.partition(" ")[0] in _HEADED

    def _abstract(self, name: str) -> bool:
        if fold(name) in self.names.organisations:
            return False
        words = [w for w in re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", name.casefold()) if w not in self.names.joiners]
        return bool(words) and all(w in self.abstract for w in words)

    def is_complete(self, name: str) -> bool:
        """Whether a text can be a name by itself: more than an abstract word or a lone general one."""
        name = self.names.split(name).name
        if fold(name) in self.names.organisations:
            return True
        if not name or self._abstract(name) or (" " not in name and name.casefold() in self.names.organisation_words):
            return False
        return name.casefold() not in self.names.organisation_words and not self.names.country_of(name)

    def _is_whole(self, name: str) -> bool:
        """Whether a text is a name and not the town or the trade of the one before it."""
        return self.is_sure(name) or (self.is_complete(name) and " " in name and not name[0].islower())

    def is_sure(self, name: str) -> bool:
        """Whether a text is a name by its own words: a known one, an acronym, or a person's."""
        name = self.names.split(name).name
        return fold(name) in self.names.organisations or is_acronym(name) or self.names.kind_of(name) == "person"


def _is_open(name: str) -> bool:
    """Whether a name has a word after which more than one thing can stand ('Committee for …')."""
    return re.search(r"\b(?:for|of|on|against|para|por|pour|de|des|di|für|and|&)\b", name) is not None


def _cut(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in separator.finditer(text):
        if text[start : match.start()].strip() and text.count("(", start, match.start()) == text.count(
            ")", start, match.start()
        ):
            yield start, match.start()
            start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """(what stands before it: '', ',' or 'and'; start; end) of the pieces between commas and conjunctions."""
    closing: list[str] = []
    cut, begin = "", start
    for match in re.finditer(
        rf"[(\[“«)\]”»]|\s*,\s*(?:{_TOGETHER}\s+)?|\s+{_TOGETHER}\s+|\.\s+(?=[A-Z][a-z]*\s)",
        text[start:end],
    ):
        mark = match.group()
        if mark in _OPENING:
            closing.append(_OPENING[mark])
        elif mark in ")]”»":
            while closing and closing.pop() != mark:
                pass
        elif not closing:
            at = start + match.start()
            if mark.startswith(".") and len(text[begin:at].rpartition(" ")[2]) < 4:
                continue
            if text[begin:at].strip():
                yield cut, begin, at
            cut = "," if mark.strip() in (",", ".") else "and"
            begin = start + match.end()
    if text[begin:end].strip():
        yield cut, begin, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a piece without the marks around it, the 'and' before it, and what one is ('the writer')."""
    match = re.match(
        r"[\s,;.]*(?:and\s+(?=[^a-z]|the\b))?(?:(?:the\s+)?[a-z][\w-]+\s+(?=[A-Z][\w.]*\s[A-Z]))?", text[start:end]
    )
    start += match.end() if match else 0
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end
