"""PostFacts + authority tables -> LinkedPost: an identity for each name in one post.

It looks at one post and at tables, never at other posts: so neither the order of posts nor a new post changes an IRI.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hrkg.lexicon import Lexicon, Row
from hrkg.model import Identity, LinkedPost, PostFacts
from hrkg.text.normal import fold, slug

_WIKIDATA = "http://www.wikidata.org/entity/"
_FAMILIES = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class _Person:
    """What one post says of a person, as far as it tells who that is."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    affiliation: str | None = None


def resolve(facts: PostFacts, lexicon: Lexicon) -> LinkedPost:
    """The post with an identity for every organisation, person, prize, country and law that its facts name.

    A name that no table knows gets an identity of its own, keyed by its normal form. A person is keyed by name and
    country, else name and affiliation, else name and post: two persons of one name in two posts are one only with the
    same country or affiliation.
    """
    found: dict[tuple[str, str], Identity] = {}
    for person in _persons(facts):
        identity = _person(person, facts.post.key, lexicon)
        for name in (person.name, *person.aliases):
            found["person", name] = identity
    people = {name for kind, name in found if kind == "person"}
    for name, acronym, country in _organisations(facts, people):
        known = found.get(("organisation", name))
        if known is None or (acronym and acronym not in known.acronyms):
            found["organisation", name] = _merged(known, _organisation(name, acronym, country, lexicon))
    for prize in facts.prizes:
        identity = _prize(prize.name, prize.aliases, lexicon)
        known = found.get(("prize", prize.name))
        found["prize", prize.name] = _merged(known, identity)
    for code in _countries(facts):
        found["country", code] = _country(code, lexicon)
    for detention in facts.detentions:
        if detention.law:
            found["law", detention.law] = _law(detention.law, detention.country, lexicon)
    return LinkedPost(facts, found)


def _merged(known: Identity | None, new: Identity) -> Identity:
    if known is None or known.key != new.key:
        return known or new
    names = tuple(dict.fromkeys((*known.names, *new.names)))
    return replace(known, names=names, acronyms=tuple(dict.fromkeys((*known.acronyms, *new.acronyms))))


def _key(name: str) -> str:
    """The key of a name that no table knows; of a name without a Latin letter, a digest of it."""
    return slug(name) or "x" + hashlib.sha256(fold(name).encode()).hexdigest()[:12]


def _same_as(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(confirmed, candidate) Wikidata IRIs of a row: an item seen beside the name by two source families or more is
    confirmed (countries always); one seen by a single family is a candidate until a person has judged it."""
    if not row["qid"]:
        return (), ()
    item = (_WIKIDATA + row["qid"],)
    families = _FAMILIES.match(row["qid_evidence"])
    sure = row["confidence"] == "verified" and families is not None and int(families.group(1)) >= 2
    return (item, ()) if sure else ((), item)


def _known(kind: str, row: Row, names: Iterable[str], acronyms: Iterable[str] = ()) -> Identity:
    same, close = _same_as(row)
    return Identity(
        kind,
        row.id,
        label=row.label,
        names=tuple(dict.fromkeys([*row.names, *names])),
        acronyms=tuple(dict.fromkeys(a for a in acronyms if a)),
        country=row["country"] or None,
        same_as=same,
        close_match=close,
    )


def _organisations(facts: PostFacts, people: set[str]) -> Iterator[tuple[str, str | None, str | None]]:
    """(name, acronym, country) of every organisation or body that the facts name."""
    for signature in facts.signatures:
        if signature.kind == "organisation":
            yield signature.name, signature.acronym, signature.country
    for defender in facts.defenders:
        for affiliation in defender.affiliations:
            yield affiliation, None, None
    for statement in facts.statements:
        for addressee in statement.addressees:
            if not is_country_code(addressee):
                yield addressee, None, None
    for prize in facts.prizes:
        if prize.awarder:
            yield prize.awarder, None, None
        for name in (*prize.laureates, *prize.runners_up):
            if name not in people:
                yield name, None, None


def is_country_code(text: str) -> bool:
    """Whether an addressee is an ISO code and not the name of a body."""
    return len(text) == 2 and text.isascii() and text.isupper()


def _organisation(name: str, acronym: str | None, country: str | None, lexicon: Lexicon) -> Identity:
    """The row that alone knows the name (of several, the one of that country or acronym), else an identity of its
    own."""
    rows = lexicon.organisations_by_name.get(fold(name), ())
    if len(rows) > 1:
        rows = tuple(r for r in rows if (acronym and r["acronym"] == acronym) or (country and r["country"] == country))
    if len(rows) == 1:
        return _known("organisation", rows[0], [name], [acronym or ""])
    return Identity("organisation", _key(name), names=(name,), acronyms=(acronym,) if acronym else (), country=None)


def _persons(facts: PostFacts) -> Iterator[_Person]:
    """Every person of the facts once, a defender before a signature of the same name."""
    seen: set[str] = set()
    for d in facts.defenders:
        seen.update((d.name, *d.aliases))
        yield _Person(d.name, d.aliases, d.country, d.affiliations[0] if d.affiliations else None)
    named = {d.defender for d in facts.detentions} | {i.person for i in facts.incidents if i.person}
    named |= {c for s in facts.statements for c in s.concerns}
    for name in sorted(named - seen):
        seen.add(name)
        yield _Person(name)
    for s in facts.signatures:
        if s.kind == "person" and s.name not in seen:
            seen.add(s.name)
            yield _Person(s.name, (), s.country)


def _person(person: _Person, post: str, lexicon: Lexicon) -> Identity:
    names = (person.name, *person.aliases)
    folded = {fold(n) for n in names}
    rows = [r for r in lexicon.persons_by_country.get(person.country or "", ()) if folded & {fold(n) for n in r.names}]
    if len(rows) == 1:
        return _known("person", rows[0], names)
    if person.country:
        key = f"{_key(person.name)}-{person.country.lower()}"
    else:
        key = f"{_key(person.name)}/{_key(person.affiliation) if person.affiliation else post}"
    return Identity("person", key, names=names)


def _prize(name: str, aliases: tuple[str, ...], lexicon: Lexicon) -> Identity:
    rows = {r.id: r for n in (name, *aliases) for r in lexicon.prizes_by_name.get(fold(n), ())}
    if len(rows) == 1:
        return _known("prize", next(iter(rows.values())), [name, *aliases])
    return Identity("prize", _key(name), names=(name, *aliases))


def _countries(facts: PostFacts) -> set[str]:
    codes = {s.country for s in facts.signatures} | {d.country for d in facts.defenders}
    codes |= {d.country for d in facts.detentions} | {i.country for i in facts.incidents}
    for statement in facts.statements:
        codes |= {*statement.countries, *filter(is_country_code, statement.addressees)}
    return {code for code in codes if code}


def _country(code: str, lexicon: Lexicon) -> Identity:
    row = lexicon.countries_by_code.get(code)
    if row is None:
        return Identity("country", code, label=code, names=(code,))
    same, _ = _same_as(row)
    return Identity("country", code, label=row.label, names=(row.label,), same_as=same or (_WIKIDATA + row["qid"],))


def _law(name: str, country: str | None, lexicon: Lexicon) -> Identity:
    """A law by its row; else keyed by name and country, for every country has a criminal code."""
    rows = [
        r for r in lexicon.laws if fold(name) in map(fold, r.names) and (not r["country"] or r["country"] == country)
    ]
    if len(rows) == 1:
        return _known("law", rows[0], [name])
    return Identity("law", f"{_key(name)}-{country.lower()}" if country else _key(name), names=(name,), country=country)
