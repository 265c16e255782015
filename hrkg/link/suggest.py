"""Unlinked things -> ranked candidates for a person to judge; doubts about links; and what Wikidata lacks, for
QuickStatements."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from hrkg.lexicon import Lexicon, Row
from hrkg.link.sssom import CLOSE, Judgement, Judgements, contract
from hrkg.link.wikidata import HUMAN, NO_THINGS, Item, Wikidata
from hrkg.model import Unlinked
from hrkg.text.match import likeness
from hrkg.text.normal import fold

AUTHOR = "hr:software"
_LEAST = 0.55  # confidence of a candidate that is worth a person's look
_ITEM = "http://www.wikidata.org/entity/"
# In which languages a name is searched for, by its script.
_LATIN = ("en", "fr", "es")
_LANGUAGES_OF = {"ARABIC": ("ar", "fa"), "CYRILLIC": ("ru", "uk", "be"), "CJK": ("zh",), "HANGUL": ("ko",)}
# What Wikidata calls the kinds of things that we may propose to it.
_CLASSES = {"organisation": "Q43229", "prize": "Q618779"}


def _hints(lexicon: Lexicon) -> dict[tuple[str, str], Row]:
    """What the tables tell of website and country: good for finding, and no fact."""
    tables = {"organisation": lexicon.organisations, "prize": lexicon.prizes, "person": lexicon.persons}
    return {(kind, row.id): row for kind, rows in tables.items() for row in rows}


def suggest(
    things: Iterable[Unlinked], wikidata: Wikidata, lexicon: Lexicon, judgements: Judgements, *, date: str
) -> Iterator[Judgement]:
    """Candidates as SSSOM rows, those of one thing together, the likeliest first. What was judged already is not
    suggested again, and none of it is a link until a person says so.

    date: of the suggestion, ISO.
    """
    hints = _hints(lexicon)
    for thing in things:
        key = thing.kind, thing.key
        if judgements.same(key) or judgements.is_absent(key):
            continue
        judged = {*judgements.apart(key), *judgements.close(key)}
        hint = _hint_of(hints.get(key), thing, lexicon)
        named = replace(thing, names=tuple(dict.fromkeys((*thing.names, *hint.names))))
        ids = dict.fromkeys([*hint.item, *(i for name in _searched(named) for i in _found(wikidata, name))])
        rated = []
        for item in wikidata.items(ids).values():
            score, reasons = rate(named, item, hint)
            if score >= _LEAST and _ITEM + item.id not in judged:
                rated.append((score, item, reasons))
        classes = wikidata.items(c for _, item, _ in rated for c in sorted(item.classes))
        for score, item, reasons in sorted(rated, key=lambda found: (-found[0], found[1].id)):
            kinds = ", ".join(classes[c].label for c in sorted(item.classes) if c in classes)
            evidence = [item.description, f"is a {kinds}" if kinds else "", *reasons]
            yield Judgement(
                contract(f"https://w3id.org/hrkg/{thing.kind}/{thing.key}"),
                thing.label,
                CLOSE,
                "",
                f"wikidata:{item.id}",
                item.label,
                "semapv:CompositeMatching" if len(reasons) > 1 else "semapv:LexicalMatching",
                f"{score:.2f}",
                AUTHOR,
                date,
                " ".join("; ".join(filter(None, evidence)).split()),
            )


def between(pairs: Iterable[tuple[Unlinked, Unlinked]], judgements: Judgements, *, date: str) -> Iterator[Judgement]:
    """Pairs of ours that have one name, as SSSOM rows for a person to judge: of two that are one the second is kept."""
    for one, other in pairs:
        if f"{other.kind}/{other.key}" in judgements.apart((one.kind, one.key)):
            continue
        told = [f"{thing.country or 'no country'}, {thing.signatures} signatures" for thing in (one, other)]
        yield Judgement(
            f"hr:{one.kind}/{one.key}",
            one.label,
            CLOSE,
            "",
            f"hr:{other.kind}/{other.key}",
            other.label,
            "semapv:LexicalMatching",
            "",
            AUTHOR,
            date,
            " and ".join(told),
        )


@dataclass(frozen=True, slots=True)
class Hint:
    """What the tables tell of a thing: names, its country's item and its website ('' where none is known), and the item
    that they take it for, with where that was seen."""

    names: tuple[str, ...] = ()
    country: str = ""
    website: str = ""
    item: tuple[str, ...] = ()
    seen: str = ""


def _hint_of(row: Row | None, thing: Unlinked, lexicon: Lexicon) -> Hint:
    country = lexicon.countries_by_code.get(thing.country or (row["country"] if row else ""))
    place = country["qid"] if country else ""
    if row is None:
        return Hint(country=place)
    item = (row["qid"],) if row["qid"] else ()
    return Hint(row.names, place, row["website"], item, row["qid_evidence"])


def _searched(thing: Unlinked) -> tuple[str, ...]:
    """The label, and two other names in which its words differ most."""
    others = [name for name in thing.names if fold(name) != fold(thing.label)]
    others.sort(key=lambda name: (likeness(name, thing.label, _plainly), -len(name), name))
    return (thing.label, *others[:2])


def _found(wikidata: Wikidata, name: str) -> list[str]:
    """The ids that a name finds, in the first language in which it finds any: the search goes by language, and nobody
    tells that of a name."""
    scripts = (unicodedata.name(char, "").partition(" ")[0] for char in name if char.isalpha())
    for language in _LANGUAGES_OF.get(next(scripts, ""), _LATIN):
        if found := wikidata.search(name, language=language):
            return found
    return []


def _plainly(word: str) -> float:
    return float(len(word))


def rate(thing: Unlinked, item: Item, hint: Hint) -> tuple[float, list[str]]:
    """How sure it is, from 0 to 0.99, that an item is the thing, and why; 0 where it cannot be.

    The name alone gives 0.7 at the most, and a website that differs takes away; a person without a country that agrees
    is never suggested.
    """
    if item.classes & NO_THINGS or (HUMAN in item.classes) != (thing.kind == "person"):
        return 0.0, []
    names = max((likeness(a, b, _plainly) for a in thing.names for b in item.names), default=0.0)
    reasons = [f"names {names:.2f}"]
    score = 0.7 * names
    agrees = False
    if hint.country and item.countries:
        agrees = hint.country in item.countries
        score += 0.15 if agrees else -0.2
        reasons.append(f"country {'agrees' if agrees else 'differs'}")
    if thing.kind == "person" and not agrees:
        return 0.0, []
    if hint.website and item.websites:
        is_site = _host(hint.website) in map(_host, item.websites)
        score += 0.14 if is_site else -0.1
        reasons.append(f"website {'agrees' if is_site else 'differs'}")
    if item.id in hint.item:
        score += 0.1
        reasons.append(f"the tables name it: {hint.seen}")
    return round(max(0.0, min(score, 0.99)), 2), reasons


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def doubts(linked: Iterable[tuple[Unlinked, str]], items: Mapping[str, Item], lexicon: Lexicon) -> Iterator[str]:
    """What speaks against links that are confirmed, one line each: an item that is gone or has been merged, and one
    that would not be suggested for the thing today. linked: things and the ids of their items."""
    hints = _hints(lexicon)
    for thing, identifier in linked:
        what = f"{thing.kind}/{thing.key} (wikidata:{identifier})"
        item = items.get(identifier)
        if item is None:
            yield f"{what}: the item was deleted"
            continue
        if item.id != identifier:
            yield f"{what}: the item was merged into wikidata:{item.id}"
        hint = _hint_of(hints.get((thing.kind, thing.key)), thing, lexicon)
        score, reasons = rate(replace(thing, names=tuple(dict.fromkeys((*thing.names, *hint.names)))), item, hint)
        if score < _LEAST:
            yield f"{what}: '{item.label}' is hardly '{thing.label}' ({'; '.join(reasons) or 'it is of another kind'})"


def quickstatements(
    things: Sequence[Unlinked],
    linked: Sequence[tuple[Unlinked, str]],
    items: Mapping[str, Item],
    lexicon: Lexicon,
    judgements: Judgements,
) -> Iterator[str]:
    """Lines for QuickStatements (https://www.wikidata.org/wiki/Help:QuickStatements, version 1): new items for
    organisations and prizes of which a person has judged that there is none, and names that known items lack.

    No item is ever proposed for a person, and of persons only names that their item lacks: nobody in prison is made
    public there by us. linked: things and the ids of their items.
    """  # fmt: skip
    for thing in things:
        if thing.kind in _CLASSES and judgements.is_absent((thing.kind, thing.key)):
            yield "CREATE"
            yield f"LAST\tLen\t{_quoted(thing.label)}"
            yield f"LAST\tP31\t{_CLASSES[thing.kind]}"
            row = lexicon.countries_by_code.get(thing.country or "")
            if row is not None:
                yield f"LAST\tP17\t{row['qid']}"
            yield from (f"LAST\tAen\t{_quoted(n)}" for n in _latin(thing.names) if fold(n) != fold(thing.label))
    for thing, identifier in linked:
        item = items.get(identifier)
        if item is not None:
            known = {fold(name) for name in item.names}
            yield from (f"{item.id}\tAen\t{_quoted(name)}" for name in _latin(thing.names) if fold(name) not in known)


def _latin(names: Iterable[str]) -> Iterator[str]:
    """The names in Latin letters: another script is no alias in English, and of what language it is nobody tells."""
    return (name for name in names if all(unicodedata.name(c, "").startswith("LATIN") for c in name if c.isalpha()))


def _quoted(text: str) -> str:
    """A string as QuickStatements reads it: what stands between the first and the last quotation mark, as it is."""
    return f'"{" ".join(text.split())}"'
