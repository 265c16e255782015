"""Which row of the authority tables a name as written stands for: exact forms first, then likeness with support."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from hrkg.lexicon import Lexicon, Row
from hrkg.text.match import (
    initials_of,
    is_misspelling,
    is_person_spelt_otherwise,
    latin,
    person_form,
    plain,
    words_of,
)
from hrkg.text.names import is_acronym
from hrkg.text.normal import fold

_SHORTEST_PLAIN = 6  # letters of a name of which the articles may be left out
_PARTS = re.compile(r"\s+[–—|/]\s+|\s+-+\s+|\s*[–—]\s+|\s+\(|\)$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Known:
    """The tables, asked by name. Made once for a lexicon (`known_of`); each question is a few look-ups."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._sections = frozenset(lexicon.words("section-word"))
        self.variants = {latin(word): one for word, one in lexicon.words("name-variant").items()}
        self._surname_pairs = frozenset(lexicon.words("country-of-two-surnames"))
        self.rows: Mapping[str, Mapping[str, Row]] = {
            "organisation": {row.id: row for row in lexicon.organisations},
            "person": {row.id: row for row in lexicon.persons},
            "prize": {row.id: row for row in lexicon.prizes},
            "law": {row.id: row for row in lexicon.laws},
        }
        self._organisations = _Names(lexicon.organisations, lambda row: row.names)
        self._acronyms = _index((fold(row["acronym"]), row) for row in lexicon.organisations if row["acronym"])
        self._nationals = _index(self._without_country())
        self._shared_acronyms = frozenset(map(fold, lexicon.words("acronym-of-others")))
        self._by_word = _index((w, r) for r in lexicon.organisations for n in r.names for w in words_of(n))
        self._prizes = _Names(lexicon.prizes, lambda row: row.names)
        self._laws = _Names(lexicon.laws, lambda row: row.names)

    # --- organisations ---

    def organisation(self, name: str, acronym: str | None, country: str | None) -> Row | None:
        """The one row that a name stands for; None where there is none, or several.

        A stated country other than the row's forbids the link. A bare acronym stands for the only row that has it,
        unless bodies outside the tables are known to share it; then the country must be stated too.
        """
        if country and len(rows := self._nationals.get(f"{plain(name)} {country}", ())) == 1:
            return rows[0]
        for rows in self._organisation_rows(name, acronym, country):
            fitting = [row for row in rows if not (country and row["country"] and row["country"] != country)]
            if len(fitting) > 1 or fold(name) in self._shared_acronyms:
                fitting = [row for row in fitting if _supports(row, acronym, country)]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def _organisation_rows(self, name: str, acronym: str | None, country: str | None) -> Iterator[tuple[Row, ...]]:
        """The rows to choose from, the surest first: the same name, the same but for what tells nothing, a name in two
        parts, and, where something beside it supports a row, a name with slips of the pen."""
        # A name that is one row's other name and another's acronym ('HRC') is neither's alone.
        # In small letters an acronym is a word ('Ask', 'Les').
        acronyms = [r for r in self._acronyms.get(fold(name), ()) if is_acronym(name) or name == r["acronym"]]
        yield _distinct((*self._organisations.exact(name), *acronyms))
        yield self._organisations.loose(name)
        yield self._by_parts(name, acronym, country)
        if acronym or country:
            yield tuple(self._misspelt(name, acronym, country))

    def _by_parts(self, name: str, acronym: str | None, country: str | None) -> tuple[Row, ...]:
        """The row of a name that is printed in two languages, or with what it is beside it; none where a part has a row
        of its own, or tells a section of the organisation."""
        parts = [part for part in _PARTS.split(name) if part]
        if len(parts) != 2:
            return ()
        for part in parts:
            # One word or two beside a name are where it is or which part of it ('– Africa', '– Section Lyon').
            words = words_of(part)
            if not self._organisations.exact(part) and (len(words) < 3 or self._sections & set(words)):
                return ()
        one, other = parts
        return _distinct(
            row
            for part, rest in ((one, other), (other, one))
            for row in self._organisations.exact(part)
            # One word is the name of many ('Adalah', 'Memorial'); what stands beside it must be of the same.
            if len(words_of(part)) > 1 or _tells_of(row, rest) or _supports(row, acronym, country)
        )

    def _misspelt(self, name: str, acronym: str | None, country: str | None) -> Iterator[Row]:
        words = [word for word in words_of(name) if word in self._by_word]
        if not words:
            return
        # A slip spoils one word or two: the others stand in the row, and the rarest of them has the fewest rows.
        for row in min((self._by_word[word] for word in words), key=len):
            if _supports(row, acronym, country) and any(is_misspelling(name, other) for other in row.names):
                yield row

    def _without_country(self) -> Iterator[tuple[str, Row]]:
        """Each row whose name ends or begins with a country, under the name without it and the country's code."""
        lands = {
            plain(name): code
            for code, row in self._lexicon.countries_by_code.items()
            for name in (*row.names, row["ISO3"])
            if len(name) > 2 and name.isascii()
        }
        for row in self._lexicon.organisations:
            for name in row.names:
                words = words_of(name)
                for rest, cut in ((words[:-n], words[-n:]) for n in (1, 2)):
                    yield from self._national(row, rest, lands.get("".join(cut)))
                for rest, cut in ((words[n:], words[:n]) for n in (1, 2)):
                    yield from self._national(row, rest, lands.get("".join(cut)))

    @staticmethod
    def _national(row: Row, rest: tuple[str, ...], code: str | None) -> Iterator[tuple[str, Row]]:
        if code and len("".join(rest)) >= _SHORTEST_PLAIN:
            yield f"{''.join(rest)} {code}", row

    # --- persons, prizes, laws ---

    def person(self, names: Iterable[str], country: str | None, *, parts: frozenset[str]) -> Row | None:
        """The one row of this country that has one of the names, in any transliteration; None without a country, where
        there is none, or several.

        parts: which of the table's roles the person can have by what the post tells. A defender who bears the name of
        the president is not the president.
        """
        if not country:
            return None
        rows = [r for r in self._lexicon.persons_by_country.get(country, ()) if parts & set(r["role"].split("|"))]
        forms = {person_form(name, self.variants) for name in names}
        found = [row for row in rows if forms & {person_form(name, self.variants) for name in row.names}]
        if not found:
            found = [row for row in rows if any(self._is_one(a, b, country) for a in names for b in row.names)]
        return found[0] if len(found) == 1 else None

    def _is_one(self, one: str, other: str, country: str) -> bool:
        if is_person_spelt_otherwise(one, other, self.variants):
            return True
        # The second of two surnames is often left out.
        short, long = sorted((words_of(one), words_of(other)), key=len)
        return country in self._surname_pairs and 2 <= len(short) == len(long) - 1 and long[: len(short)] == short

    def prize(self, names: Iterable[str]) -> Row | None:
        """The one row that has one of the names, with or without a year in it."""
        for find in (self._prizes.exact, self._prizes.loose):
            rows = {row.id: row for name in names for row in find(_YEAR.sub(" ", name))}
            if rows:
                return next(iter(rows.values())) if len(rows) == 1 else None
        return None

    def law(self, name: str, country: str | None) -> Row | None:
        """The one row that has the name and is of no country or of this one."""
        rows = [row for row in self._laws.exact(name) if not row["country"] or row["country"] == country]
        return rows[0] if len(rows) == 1 else None


class _Names:
    """Rows by their names, as they are written and without what does not tell one from another."""

    def __init__(self, rows: Iterable[Row], names_of: Callable[[Row], Iterable[str]]) -> None:
        pairs = [(name, row) for row in rows for name in names_of(row)]
        self._exact = _index((fold(name), row) for name, row in pairs)
        self._plain = _index((plain(name), row) for name, row in pairs)

    def exact(self, name: str) -> tuple[Row, ...]:
        return self._exact.get(fold(name), ())

    def loose(self, name: str) -> tuple[Row, ...]:
        form = plain(name)
        # A word may be one name and mean another than two words ('Frontline', 'Front Line').
        return self._plain.get(form, ()) if len(form) >= _SHORTEST_PLAIN and " " in fold(name) else ()


def _supports(row: Row, acronym: str | None, country: str | None) -> bool:
    """Whether what stands beside a name speaks for a row: its acronym, given or made of its initials, or country."""
    if country and row["country"] == country:
        return True
    if not acronym:
        return False
    short = fold(acronym)
    return short == fold(row["acronym"]) if row["acronym"] else any(short in initials_of(n) for n in row.names)


def _tells_of(row: Row, text: str) -> bool:
    """Whether half of the words of a text stand in one name of a row."""
    words = set(words_of(text))
    return any(2 * len(words & set(words_of(name))) >= len(words) for name in row.names)


def _distinct(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({row.id: row for row in rows}.values())


def _index(pairs: Iterable[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, dict[str, Row]] = {}
    for name, row in pairs:
        if name:
            found.setdefault(name, {})[row.id] = row
    return {name: tuple(rows.values()) for name, rows in found.items()}


@lru_cache(maxsize=8)
def known_of(lexicon: Lexicon) -> Known:
    """The tables of a lexicon, made ready once."""
    return Known(lexicon)
