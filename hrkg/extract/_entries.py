"""What splitting a signatory's entry needs, made ready from the tables once per lexicon."""

import re
from dataclasses import replace
from functools import lru_cache

from hrkg.lexicon import Lexicon
from hrkg.text.blocks import tokens_of
from hrkg.text.names import Entry, Names
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.places import places_of
from hrkg.text.series import Series

_LOOSE = 2  # blanks in a name whose later words may be written small: 'World Union against fear'
_LONGEST_LABEL = 2  # words
_SHORTEST_NAME = 4  # letters; shorter ones are particles and parts of bodies' names too


@lru_cache(maxsize=8)
def names_of(lexicon: Lexicon) -> Names:
    """The rules by which entries are split, with the knowledge of the tables in them."""
    organisations: dict[str, str] = {}
    for row in lexicon.organisations:
        for name in row.names:
            organisations.setdefault(fold(name), row["acronym"])
    phrases = sorted(map(re.escape, lexicon.words("capacity")), key=len, reverse=True)
    # 'under' may stand within a name, unless a comma or a bracket is before it; 'within the framework of' does not.
    long = [p for p in phrases if p.count(" ") > 1]
    capacities = re.compile(
        rf"(?:[,(\[–—]\s*|\s-\s)(?P<clause>(?:{'|'.join(phrases)})\b.*)|\s(?P<bare>(?:{'|'.join(long)})\b.*)",
        re.I | re.S,
    )
    return Names(
        country_of=places_of(lexicon).code_of,
        organisations=organisations,
        organisation_words=frozenset(lexicon.words("organisation-word")),
        given_names=_given_names(lexicon),
        honorifics=frozenset(lexicon.words("signatory-honorific")),
        joiners=frozenset(lexicon.words("name-joiner")),
        particles=frozenset(lexicon.words("name-particle")),
        positions=frozenset(lexicon.words("position")),
        post_nominals=frozenset(lexicon.words("post-nominal")),
        capacities=capacities,
    )


def _given_names(lexicon: Lexicon) -> frozenset[str]:
    """The words that persons' names begin with: names that are no English words, and given names that are."""
    english = {word for line in lexicon.words("english-words").values() for word in line.split()}
    names = {word for line in lexicon.words("name-words").values() for word in line.split()}
    return frozenset(w for w in names - english if len(w) >= _SHORTEST_NAME).union(lexicon.words("given-name"))


def _loose(name: str) -> str:
    """A name with capitals in its first two words alone, so that the others are found with and without."""
    first, second, rest = name.split(" ", 2)
    return f"{first} {second} {rest.casefold()}"


@lru_cache(maxsize=8)
def series_of(lexicon: Lexicon) -> Series:
    """What finds names in running text, with the known organisations of the tables."""
    known = {name: row.id for row in lexicon.organisations for name in (*row.names, row["acronym"]) if len(name) > 2}
    known.update({_loose(name): row for name, row in known.items() if name.count(" ") > _LOOSE})
    return Series(
        names=names_of(lexicon),
        known=Phrases(known, case=True),
        abstract=frozenset(lexicon.words("abstract-noun")),
        calendar=frozenset(w.casefold() for w in lexicon.words("calendar")),
    )


def without_label(entry: Entry, groups: Phrases[str]) -> Entry:
    """'C. D. (writers)' at the end of a group: what they all are is nobody's capacity."""
    capacity = entry.capacity or ""
    is_label = capacity.islower() and len(capacity.split()) <= _LONGEST_LABEL and groups.find(tokens_of(capacity))
    return replace(entry, capacity=None) if is_label else entry
