"""PostFacts + authority tables + judgements -> LinkedPost: an identity for each name in one post.

It looks at one post and at tables, never at other posts: so neither the order of posts nor a new post changes an IRI.
"""

import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hrkg.lexicon import Lexicon, Row
from hrkg.link.known import known_of
from hrkg.link.registers import registered
from hrkg.link.sssom import Judgements
from hrkg.model import Identity, LinkedPost, PostFacts
from hrkg.text.match import person_form, without_legal_form
from hrkg.text.normal import fold, slug

_WIKIDATA = "http://www.wikidata.org/entity/"
_DEFENDED = frozenset(("defender", "laureate"))  # the roles in the table of persons whom a post can be about,
_SIGNING = frozenset(("defender", "laureate", "expert"))  # and of those who can sign
_FAMILIES = re.compile(r"\[(\d+)(\+?)\]")
_NONE = Judgements()


@dataclass(frozen=True, slots=True)
class _Person:
    """What one post says of a person, as far as it tells who that is."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    affiliation: str | None = None
    parts: frozenset[str] = _DEFENDED


def resolve(facts: PostFacts, lexicon: Lexicon, judgements: Judgements = _NONE) -> LinkedPost:
    """The post with an identity for every organisation, person, prize, country and law that its facts name.

    A name that no table knows gets an identity of its own, keyed by its normal form. A person is keyed by name and
    country, else name and affiliation, else name and post: two persons of one name in two posts are one only with the
    same country or affiliation. What was judged by a person goes before all that.
    """
    return LinkedPost(facts, _Resolver(facts, lexicon, judgements).identities())


@dataclass(frozen=True)
class _Resolver:
    facts: PostFacts
    lexicon: Lexicon
    judgements: Judgements

    def identities(self) -> dict[tuple[str, str, str], Identity]:
        facts, found = self.facts, dict[tuple[str, str, str], Identity]()
        self._find_persons(found)
        self._find_organisations(found)
        for prize in facts.prizes:
            known = found.get(("prize", prize.name, ""))
            found["prize", prize.name, ""] = _merged(known, self._prize(prize.name, prize.aliases))
        for code in _countries(facts, self.lexicon.countries_by_code):
            found["country", code, ""] = _country(code, self.lexicon)
        for name, slot, country in _namesakes((d.law, d.country) for d in facts.detentions if d.law):
            found["law", name, slot] = self._law(name, country)
        return found

    def _find_persons(self, found: dict[tuple[str, str, str], Identity]) -> None:
        """Every person of the facts once, a defender before a signature of the same name."""
        facts = self.facts
        countries: dict[str, str | None] = {}
        for d in facts.defenders:
            affiliation = d.affiliations[0] if d.affiliations else None
            identity = self._person(_Person(d.name, d.aliases, d.country, affiliation))
            for name in (d.name, *d.aliases):
                found["person", name, ""] = identity
                countries[name] = d.country
        named = {d.defender for d in facts.detentions} | {i.person for i in facts.incidents if i.person}
        named |= {c for s in facts.statements for c in s.concerns}
        for name in sorted(named - set(countries)):
            found["person", name, ""] = self._person(_Person(name))
            countries[name] = None
        signed = ((s.name, s.country) for s in facts.signatures if s.kind == "person")
        for name, slot, country in _namesakes(signed):
            signatory = _Person(name, (), country, parts=_SIGNING)
            if name not in countries:
                found["person", name, slot] = self._person(signatory)
            # Who signs from another country than that of the person of whom the post tells is another.
            elif country and country != countries[name] and (slot or countries[name]):
                found["person", name, country] = self._person(signatory)

    def _find_organisations(self, found: dict[tuple[str, str, str], Identity]) -> None:
        people = {name for kind, name, slot in found if kind == "person" and not slot}
        told = list(_organisations(self.facts, people, self.lexicon.countries_by_code))
        short = _acronyms(self.facts)
        for name, slot, country in _namesakes((name, country) for name, _, country in told if name not in short):
            acronyms = [a for n, a, c in told if n == name and a and slot in ("", c)]
            found["organisation", name, slot] = self._organisation(name, tuple(dict.fromkeys(acronyms)), country)
        for name in dict.fromkeys(name for name, _, _ in told if name in short):
            meant = found.get(("organisation", short[name], ""))
            found["organisation", name, ""] = meant or self._organisation(name, (), None)

    def _organisation(self, name: str, acronyms: tuple[str, ...], country: str | None) -> Identity:
        """An organisation by its row; else keyed by name and, where it is stated, country: a name may be that of a
        body in each of many countries."""
        known = known_of(self.lexicon)
        row = next(filter(None, (known.organisation(name, acronym, country) for acronym in acronyms or (None,))), None)
        key = _organisation_key(name)
        if country:
            key += f"-{country.lower()}"
        if row is None and key in self._rows("organisation"):
            key += "-unsure"  # a namesake must not pass for the one of the table
        return self._judged("organisation", row, key, (name,), acronyms)

    def _person(self, person: _Person) -> Identity:
        names = (person.name, *person.aliases)
        known = known_of(self.lexicon)
        row = known.person(names, person.country, parts=person.parts)
        key = _key(person_form(person.name, known.variants))
        if person.country:
            key = f"{key}-{person.country.lower()}"
        else:
            key = f"{key}/{_key(person.affiliation) if person.affiliation else self.facts.post.key}"
        return self._judged("person", row, key, names)

    def _prize(self, name: str, aliases: tuple[str, ...]) -> Identity:
        return self._judged("prize", known_of(self.lexicon).prize((name, *aliases)), _key(name), (name, *aliases))

    def _law(self, name: str, country: str | None) -> Identity:
        """A law by its row; else keyed by name and country, for every country has a criminal code."""
        row = known_of(self.lexicon).law(name, country)
        key = f"{_key(name)}-{country.lower()}" if country else _key(name)
        return self._judged("law", row, key, (name,), country=country)

    def _rows(self, kind: str) -> Mapping[str, Row]:
        return known_of(self.lexicon).rows[kind]

    def _judged(
        self,
        kind: str,
        row: Row | None,
        key: str,
        names: tuple[str, ...],
        acronyms: tuple[str, ...] = (),
        *,
        country: str | None = None,
    ) -> Identity:
        """The identity of a row, or of a key of our own, after what persons have judged of it."""
        if row is not None and f"{kind}/{row.id}" in self.judgements.apart((kind, key)):
            row = None
        kept = self.judgements.kept(kind, row.id if row else key)
        if kept != (row.id if row else key):
            row = self._rows(kind).get(kept)
        thing = kind, kept
        former = self.judgements.merged_into(kind, kept)
        # What was merged brings along what the tables know of it.
        rows = [r for r in (row, *(self._rows(kind).get(k) for k in former)) if r is not None]
        told = registered(pair for r in rows for pair in self.lexicon.identifiers.get(f"{kind}/{r.id}", ()))
        apart = self.judgements.apart(thing)
        same, close = _items(rows, self.judgements.same(thing), apart)
        close = dict.fromkeys((*close, *self.judgements.close(thing)))
        return Identity(
            kind,
            kept,
            label=row.label if row else None,
            names=tuple(dict.fromkeys((*(name for r in rows for name in r.names), *names))),
            acronyms=acronyms,
            country=(row["country"] or None) if row else country,
            same_as=tuple(iri for iri in dict.fromkeys((*same, *told.same_as)) if iri not in apart),
            close_match=tuple(iri for iri in close if iri not in apart and iri not in same),
            homepages=tuple(told.homepages),
            pages=tuple(told.pages),
            codes=tuple(told.codes),
            replaces=former,
            apart=tuple(sorted(one for one in apart if one.startswith(f"{kind}/"))),
        )


def _merged(known: Identity | None, new: Identity) -> Identity:
    if known is None or known.key != new.key:
        return known or new
    names = tuple(dict.fromkeys((*known.names, *new.names)))
    return replace(known, names=names, acronyms=tuple(dict.fromkeys((*known.acronyms, *new.acronyms))))


def _key(name: str) -> str:
    """The key of a name that no table knows: one for all that differ in case, accents, article or '&' alone; of a name
    without a Latin letter, a digest of it."""
    key = slug(name.replace("&", " and ")).removeprefix("the-")
    return key or "x" + hashlib.sha256(fold(name).encode()).hexdigest()[:12]


def _organisation_key(name: str) -> str:
    return "-".join(without_legal_form(_key(name).split("-")))


def _items(
    rows: Sequence[Row], judged: Sequence[str], apart: Container[str]
) -> tuple[dict[str, None], dict[str, None]]:
    """(confirmed, candidate) IRIs of a thing. It is one item at the most: what a person has judged, else what the first
    row knows; other items that the tables take for it are candidates."""
    same = dict.fromkeys(judged)
    close: dict[str, None] = {}
    for row in rows:
        confirmed, candidates = _same_as(row)
        close.update(dict.fromkeys(candidates))
        for item in confirmed:
            if item not in apart:
                other = any(iri.startswith(_WIKIDATA) for iri in same if iri != item)
                (close if other else same)[item] = None
    return same, close


def _same_as(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(confirmed, candidate) Wikidata IRIs of a row: an item seen beside the name by two source families or more is
    confirmed (countries always), and one of a single family that also tells type and place, where both agree; else it
    is a candidate until a person has judged it."""
    if not row["qid"]:
        return (), ()
    item = (_WIKIDATA + row["qid"],)
    families = _FAMILIES.match(row["qid_evidence"])
    sure = row["confidence"] == "verified" and families is not None and (int(families[1]) >= 2 or bool(families[2]))
    return (item, ()) if sure else ((), item)


def _acronyms(facts: PostFacts) -> dict[str, str]:
    """Each acronym that a post prints beside one signatory alone -> the name of that signatory. It goes before what the
    tables take the acronym for."""
    signed = [s for s in facts.signatures if s.kind == "organisation"]
    found: dict[str, set[str]] = {}
    for signature in signed:
        if signature.acronym and signature.acronym != signature.name:
            found.setdefault(signature.acronym, set()).add(signature.name)
    names = {signature.name for signature in signed}
    return {short: min(long) for short, long in found.items() if len(long) == 1 and short not in names}


def _organisations(
    facts: PostFacts, people: set[str], countries: Container[str]
) -> Iterator[tuple[str, str | None, str | None]]:
    """(name, acronym, country) of every organisation or body that the facts name. An addressee is a body, or the code
    of a country."""
    for signature in facts.signatures:
        if signature.kind == "organisation":
            yield signature.name, signature.acronym, signature.country
    for defender in facts.defenders:
        for affiliation in defender.affiliations:
            yield affiliation, None, None
    for statement in facts.statements:
        for addressee in statement.addressees:
            if addressee not in countries:
                yield addressee, None, None
    for prize in facts.prizes:
        if prize.awarder:
            yield prize.awarder, None, None
        for name in (*prize.laureates, *prize.runners_up):
            if name not in people:
                yield name, None, None


def _namesakes(told: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str, str | None]]:
    """(name, slot, country) of names beside which countries may be stated. A name with one country at the most is one
    thing, wherever the post has it, and its slot is ''; with several, each country is a namesake's."""
    places: dict[str, dict[str | None, None]] = {}
    for name, country in told:
        places.setdefault(name, {})[country] = None
    for name, countries in places.items():
        stated = [country for country in countries if country]
        if len(stated) < 2:
            yield name, "", stated[0] if stated else None
        else:
            yield from ((name, country or "", country) for country in countries)


def _countries(facts: PostFacts, known: Container[str]) -> set[str]:
    codes = {s.country for s in facts.signatures} | {d.country for d in facts.defenders}
    codes |= {d.country for d in facts.detentions} | {i.country for i in facts.incidents}
    for statement in facts.statements:
        codes |= {*statement.countries, *(a for a in statement.addressees if a in known)}
    return {code for code in codes if code}


def _country(code: str, lexicon: Lexicon) -> Identity:
    row = lexicon.countries_by_code.get(code)
    if row is None:
        return Identity("country", code, label=code, names=(code,))
    same, _ = _same_as(row)
    return Identity("country", code, label=row.label, names=(row.label,), same_as=same or (_WIKIDATA + row["qid"],))
