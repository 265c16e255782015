"""Defenders: the persons whom a post is about as victims, subjects or laureates."""

from collections import Counter
from collections.abc import Sequence

from hrkg.lexicon import Lexicon
from hrkg.model import Defender, Detention, Incident, Mention, Prize, Reading, Signature, Span, Statement
from hrkg.text.places import places_of


def find_defenders(
    reading: Reading,
    statements: Sequence[Statement],
    signatures: Sequence[Signature],
    prizes: Sequence[Prize],
    detentions: Sequence[Detention],
    incidents: Sequence[Incident],
    lexicon: Lexicon,
) -> list[Defender]:
    """Those whom the other facts are about, and the subjects of the post, in order of appearance."""
    countries: dict[str, str] = {}
    for detention in detentions:
        if detention.country:
            countries.setdefault(detention.defender, detention.country)
    for incident in incidents:
        if incident.person and incident.country:
            countries.setdefault(incident.person, incident.country)
    about = {d.defender for d in detentions} | {i.person for i in incidents if i.person}
    about |= {name for s in statements for name in s.concerns}
    about |= {name for p in prizes for name in (*p.laureates, *p.runners_up)}
    context = _country_of_post(reading, statements, lexicon)
    return [
        _defender(mention, reading, mention.countries[0] if mention.countries else countries.get(mention.name, context))
        for mention in reading.mentions
        if mention.name in about or not about.isdisjoint(mention.aliases)
    ]


def _country_of_post(reading: Reading, statements: Sequence[Statement], lexicon: Lexicon) -> str | None:
    """The country that the post is about: that of its statements, else the one that it names most, the title's first."""
    of_statements = {code for s in statements for code in s.countries}
    if len(of_statements) == 1:
        return of_statements.pop()
    found: Counter[str] = Counter()
    places = places_of(lexicon)
    for sentence in reading.sentences:
        weight = 3 if sentence.block == 0 else 1
        found.update({place.code: weight for place in places.find(sentence.tokens) if not place.in_name})
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _defender(mention: Mention, reading: Reading, country: str | None) -> Defender:
    return Defender(
        mention.name,
        _evidence(mention, reading),
        aliases=mention.aliases,
        country=country,
        roles=mention.roles,
        affiliations=mention.affiliations,
    )


def _evidence(mention: Mention, reading: Reading) -> tuple[Span, ...]:
    """The sentences that first name the person in full and first say more."""
    text = reading.post.text
    first = next((s for s in mention.spans if s.exact == mention.name), mention.spans[0])
    sentence = next(s for s in reading.sentences if s.start <= first.start < s.end)
    return (Span.of(text, sentence.start, sentence.end),)
