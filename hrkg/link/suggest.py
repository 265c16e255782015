"""Unlinked things -> ranked candidates for a person to judge; and what Wikidata lacks, for QuickStatements."""

import json
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from hrkg.lexicon import Lexicon
from hrkg.link.sssom import CLOSE, Judgement, Judgements, contract
from hrkg.link.wikidata import HUMAN, NO_THINGS, Item, Wikidata
from hrkg.model import Unlinked
from hrkg.text.match import likeness
from hrkg.text.normal import fold

AUTHOR = "hr:software"
_LEAST = 0.55  # confidence of a candidate that is worth a person's look
_ITEM = "http://www.wikidata.org/entity/"
# What Wikidata calls the kinds of things that we may propose to it.
_CLASSES = {"organisation": "Q43229", "prize": "Q618779"}


def suggest(
    things: Iterable[Unlinked], wikidata: Wikidata, lexicon: Lexicon, judgements: Judgements, *, date: str
) -> Iterator[Judgement]:
    """Candidates as SSSOM rows, those of one thing together, the likeliest first. What was judged already is not
    suggested again, and none of it is a link until a person says so.

    date: of the suggestion, ISO.
    """
    # What the tables tell of website and country is a hint: good for finding, and no fact.
    hints = {("organisation", row.id): row for row in lexicon.organisations}
    hints |= {("prize", row.id): row for row in lexicon.prizes}
    for thing in things:
        if judgements.same((thing.kind, thing.key)) or judgements.is_absent((thing.kind, thing.key)):
            continue
        judged = {*judgements.apart((thing.kind, thing.key)), *judgements.close((thing.kind, thing.key))}
        ids = dict.fromkeys(i for name in _searched(thing) for i in wikidata.search(name))
        hint = hints.get((thing.kind, thing.key))
        country = lexicon.countries_by_code.get(thing.country or (hint["country"] if hint else ""))
        rated = []
        for item in wikidata.items(ids).values():
            place = country["qid"] if country else ""
            score, reasons = rate(thing, item, place, hint["website"] if hint else "")
            if score >= _LEAST and _ITEM + item.id not in judged:
                rated.append((score, item, reasons))
        for score, item, reasons in sorted(rated, key=lambda found: (-found[0], found[1].id)):
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
                "; ".join([item.description, *reasons]).replace("\t", " ").replace("\n", " "),
            )


def _searched(thing: Unlinked) -> tuple[str, ...]:
    """The label, and two other names in which its words differ most."""
    others = [name for name in thing.names if fold(name) != fold(thing.label)]
    others.sort(key=lambda name: (likeness(name, thing.label, _plainly), -len(name), name))
    return (thing.label, *others[:2])


def _plainly(word: str) -> float:
    return float(len(word))


def rate(thing: Unlinked, item: Item, country: str, website: str) -> tuple[float, list[str]]:
    """How sure it is, from 0 to 0.99, that an item is the thing, and why; 0 where it cannot be.

    country and website are ours, as an item's id and an address; '' where none is known. The name alone gives 0.7 at
    the most; a person without a country that agrees is never suggested.
    """
    if item.classes & NO_THINGS or (HUMAN in item.classes) != (thing.kind == "person"):
        return 0.0, []
    names = max((likeness(a, b, _plainly) for a in thing.names for b in item.names), default=0.0)
    reasons = [f"names {names:.2f}"]
    score = 0.7 * names
    if country and item.countries:
        agrees = country in item.countries
        score += 0.15 if agrees else -0.2
        reasons.append(f"country {'agrees' if agrees else 'differs'}")
    if thing.kind == "person" and "country agrees" not in reasons:
        return 0.0, []
    if website and item.websites:
        agrees = _host(website) in map(_host, item.websites)
        score += 0.14 if agrees else 0.0
        reasons.append(f"website {'agrees' if agrees else 'differs'}")
    return round(max(0.0, min(score, 0.99)), 2), reasons


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def quickstatements(
    things: Sequence[Unlinked],
    linked: Sequence[tuple[Unlinked, str]],
    items: dict[str, Item],
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
            yield from (f"LAST\tAen\t{_quoted(name)}" for name in thing.names if fold(name) != fold(thing.label))
    for thing, identifier in linked:
        item = items.get(identifier)
        if item is not None:
            known = {fold(name) for name in item.names}
            yield from (f"{item.id}\tAen\t{_quoted(name)}" for name in thing.names if fold(name) not in known)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
