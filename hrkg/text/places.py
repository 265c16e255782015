"""Places: the words for countries, peoples, cities, regions and organs of states -> ISO 3166-1 alpha-2 codes."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from hrkg.model import Token
from hrkg.text.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text: offsets, end exclusive; `code` of its state.

    kind: 'country', 'demonym', 'city', 'region' or 'body' (an organ of a state: 'the Kremlin'). in_name: True where it
    is part of the name of a body ('Egyptian Initiative for Personal Rights', 'Amnesty International Turkey').
    """

    start: int
    end: int
    code: str
    kind: str
    in_name: bool = False


class _Country(Protocol):
    @property
    def names(self) -> tuple[str, ...]: ...

    def __getitem__(self, column: str) -> str: ...


class _Tables(Protocol):
    """What is asked of the Lexicon, which stands a floor above."""

    @property
    def lists(self) -> Mapping[str, Mapping[str, str]]: ...

    @property
    def countries(self) -> Sequence[_Country]: ...


_LIST_KINDS = {
    "country-name": "country",
    "demonym": "demonym",
    "city": "city",
    "region": "region",
    "state-body": "body",
}
_NO_PLACE = ("", "")
# What may stand before a place at the beginning of a sentence with a capital of its own.
_LEADING = frozenset(
    ("In", "From", "To", "At", "Of", "For", "By", "Across", "Outside", "Inside", "Near", "The", "And", "But")
)
_OFFICES = frozenset(("president", "king", "queen", "government", "republic", "kingdom", "minister", "state", "emir"))
_IN_NAMES = frozenset(("of", "for", "the", "in", "de", "des", "du", "la", "&"))
_NAME_REACH = 8  # words that a body's name may have on either side of the place


def _plain(text: str) -> str:
    """A country's name for comparing: no case, accents, apostrophe variants or full stops."""
    text = unicodedata.normalize("NFKD", text).casefold().replace("’", "'").replace(".", "")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.removeprefix("the ").split())


class Places:
    """The places of the word lists. Built once for a lexicon, asked for every sentence; linear in the tokens."""

    def __init__(self, lists: Mapping[str, Mapping[str, str]], native_names: Iterable[tuple[str, str]] = ()) -> None:
        """`lists` are those of words/place.tsv; `native_names` (name, code) are further names, for `code_of` alone."""
        table: dict[str, tuple[str, str]] = {}
        for name in reversed(_LIST_KINDS):
            table.update({phrase: (code, _LIST_KINDS[name]) for phrase, code in lists[name].items()})
        table.update(dict.fromkeys(lists["not-a-place"], _NO_PLACE))
        self._phrases = Phrases(table, case=True)
        self._single = {phrase: value for phrase, value in table.items() if phrase.isalpha()}
        self._acronyms = frozenset(phrase.casefold() for phrase in table if phrase.isupper())
        self._ambiguous = frozenset(lists["place-or-person"])
        self._body_words = frozenset(lists["name-of-body"])
        self._codes = dict(native_names)
        self._codes.update({_plain(name): code for name, code in lists["part-of-country"].items()})
        self._codes.update({_plain(name): code for name, code in lists["country-name"].items()})

    def code_of(self, text: str) -> str | None:
        """The country that a qualifier names ('the Netherlands', 'U.K.', 'OPT'); None for a city, a region, or two of
        them."""
        return self._codes.get(_plain(text.strip(" \t.,;:()[]")))

    def find(self, tokens: Sequence[Token]) -> list[Place]:
        """The places in a sentence, in order.

        'Michael Jordan' and 'Georgia Smith' are none, neither are 'Latin American' and 'New York Times'; 'Moscow-based'
        holds one, 'Israel/Egypt' two.
        """
        found: list[Place] = []
        covered = 0
        for match in self._phrases.find(tokens):
            found += self._in_compounds(tokens[covered : match.first])
            covered = match.after
            code, kind = match.value
            first = tokens[match.first].text
            if not code or (
                first.casefold() in self._acronyms and match.after - match.first == 1 and not first.isupper()
            ):
                continue
            if match.after - match.first == 1 and self._is_person(tokens, match.first):
                continue
            owner = tokens[match.after - 1].text[-2:] in ("'s", "’s")
            in_name = not owner and self._is_in_name(tokens, match.first, match.after)
            found.append(Place(match.start, match.end - 2 * owner, code, kind, in_name))
        return found + self._in_compounds(tokens[covered:])

    def _in_compounds(self, tokens: Sequence[Token]) -> list[Place]:
        """The places in hyphened words: the first part of 'Iran-backed', both of 'Israel/Egypt'."""
        found = []
        for token in tokens:
            if "-" not in token.text and "/" not in token.text:
                continue
            at = token.start
            for part in token.text.replace("/", "-").split("-"):
                code, kind = self._single.get(part, _NO_PLACE)
                if code:
                    found.append(Place(at, at + len(part), code, kind))
                at += len(part) + 1
        return found

    def _is_person(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a word that is also a name stands beside another name: 'Jordan Peters', 'Michael Jordan'."""
        if tokens[index].text not in self._ambiguous:
            return False
        before = tokens[index - 1].text if index else ""
        if before == "of" and index > 1 and tokens[index - 2].form in _OFFICES:
            return False
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        beside = [word for word in (before, after) if word[:1].isupper() and word.isalpha() and word not in _LEADING]
        return any(word not in self._single and word not in self._body_words for word in beside)

    def _is_in_name(self, tokens: Sequence[Token], first: int, after: int) -> bool:
        """Whether capitals on either side, with a word such as 'Association' among them, make a name of it."""
        for step, begin in ((-1, first - 1), (1, after)):
            index = begin
            while 0 <= index < len(tokens) and abs(index - begin) < _NAME_REACH:
                word = tokens[index].text
                if word in self._body_words:
                    return True
                if not word[0].isupper() and word not in _IN_NAMES:
                    break
                index += step
        return False


@lru_cache(maxsize=4)
def places_of(lexicon: _Tables) -> Places:
    """The Places of a lexicon, built once."""
    # The Latin names of countries.tsv are left out: among them stand 'Here', 'War' and the counties of England.
    native = ((n, row["ISO2"]) for row in lexicon.countries if row["kind"] == "country" for n in row.names if n > "ɏ")
    return Places(lexicon.lists, native)
