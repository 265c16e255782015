"""Defenders: the persons whom a post is about as victims, subjects or laureates."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from hrkg.extract._part_words import Part, part_words
from hrkg.extract._parts import find_parts
from hrkg.lexicon import Lexicon
from hrkg.model import Defender, Detention, Incident, Mention, Prize, Reading, Signature, Span, Statement
from hrkg.text.amounts import find_numbers
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.places import places_of

_COUNT_REACH = 5  # tokens from 'three' to 'activists'
_LEAD = 3  # sentences, the title among them, that tell what a post is about
_HRD = "human rights defender"
_LISTED = 3  # persons that make a list
_PRIZE_REACH = 6  # tokens from 'award' to 'for human rights defenders'
_ADJECTIVES = 5  # tokens from 'for' to the noun in 'for women human rights defenders'
_LABEL = 6  # tokens of a country and the mark behind it
_LABEL_MARKS = frozenset((".", ":", "–", "—", "-"))
_TITLE_WEIGHT = 3  # what a country in the title counts against one in the body


def find_defenders(
    reading: Reading,
    statements: Sequence[Statement],
    signatures: Sequence[Signature],
    prizes: Sequence[Prize],
    detentions: Sequence[Detention],
    incidents: Sequence[Incident],
    lexicon: Lexicon,
) -> list[Defender]:
    """Those whom the other facts are about, and the subjects of the post, in order of appearance.

    A person in office, or one who signs, is among them only where something has befallen that person.
    """
    victims = {d.defender for d in detentions} | {i.person for i in incidents if i.person}
    honoured = {name for p in prizes for name in (*p.laureates, *p.runners_up)}
    concerned = {name for s in statements for name in s.concerns}
    signed = {fold(s.name) for s in signatures if s.kind == "person"}
    subjects = _Subjects(reading, lexicon)
    countries = _Countries(reading, statements, detentions, incidents, lexicon)
    winners = _roles_of_winners(prizes, reading, lexicon)
    together = _roles_of_all(reading, lexicon)
    names_of = [{mention.name, *mention.aliases} for mention in reading.mentions]
    chosen = {at for at, names in enumerate(names_of) if names & victims}
    able = [
        at
        for at, mention in enumerate(reading.mentions)
        if not mention.office
        and signed.isdisjoint(map(fold, names_of[at]))
        and at not in chosen
        and not subjects.is_aside(mention)
    ]
    chosen |= {at for at in able if names_of[at] & concerned or subjects.has(reading.mentions[at])}
    if statements or victims:
        chosen |= subjects.listed().intersection(able)
    chosen |= subjects.named_with(chosen).intersection(able)
    chosen |= {at for at, names in enumerate(names_of) if names & honoured}
    found = []
    for at in sorted(chosen):
        mention, names = reading.mentions[at], names_of[at]
        roles = dict.fromkeys((*mention.roles, *(role for name in names for role in winners.get(name, ()))))
        if not roles and _BEFALLEN in mention.parts:
            roles = dict.fromkeys(together)
        found.append(
            Defender(
                mention.name,
                _evidence(mention, reading),
                aliases=mention.aliases,
                country=countries.of(mention),
                roles=tuple(roles),
                affiliations=mention.affiliations,
            )
        )
    return found


_BEFALLEN, _TOPIC = Part.BEFALLEN.value, Part.TOPIC.value
_ASIDE = frozenset((Part.KIN.value, Part.HELPER.value))
_ACTS = frozenset((Part.SPEAKING.value, Part.ACTING.value))


class _Subjects:
    """Who is a subject of the post by what it calls them, and by how its sentences bear on them."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self._roles = lexicon.words("defender-role")
        self._official = lexicon.words("office-role")
        self._mentions = reading.mentions
        self._title = len(reading.post.title)
        self._lists = list(self._of_lists(reading))

    def has(self, mention: Mention) -> bool:
        """Whether something befell the person, or the post calls them a defender of rights and quotes them not only."""
        if _BEFALLEN in mention.parts:
            return True
        if self.is_aside(mention):
            return False
        kinds = {self._roles.get(role, "passive") for role in mention.roles if role not in self._official}
        speaking = not _ACTS.isdisjoint(mention.parts)
        titled = mention.spans[0].start < self._title
        if _TOPIC in mention.parts and (kinds & {"active", "passive"} or titled):
            return True
        return ("active" in kinds and (titled or not speaking)) or (titled and "passive" in kinds and not speaking)

    def is_aside(self, mention: Mention) -> bool:
        """Whether a person comes in as somebody's kin or lawyer, no defender of rights, or as the one after whom a
        prize is named, and nothing befell them."""
        active = any(self._roles.get(role) == "active" for role in mention.roles)
        aside = not _ASIDE.isdisjoint(mention.parts) and not active
        return (aside or Part.NAMESAKE.value in mention.parts) and _BEFALLEN not in mention.parts

    def named_with(self, chosen: Collection[int]) -> set[int]:
        """Those who are named in one enumeration or list with one of the chosen, by their places among the mentions."""
        beside = {at for one in chosen for at in self._mentions[one].together if not self._is_speaking(at)}
        return beside | {at for group in self._lists if not group.isdisjoint(chosen) for at in group}

    def listed(self) -> set[int]:
        """Those of an enumeration or list of three and more whom the post calls something, none of them speaking."""
        found: set[int] = set()
        groups = [{at, *mention.together} for at, mention in enumerate(self._mentions) if mention.together]
        for group in (*groups, *self._lists):
            called = sum(any(role in self._roles for role in self._mentions[at].roles) for at in group)
            if len(group) >= _LISTED and called * 2 >= len(group) and not any(map(self._is_speaking, group)):
                found |= group
        return found

    def _is_speaking(self, at: int) -> bool:
        parts = self._mentions[at].parts
        return not _ACTS.isdisjoint(parts) and _BEFALLEN not in parts

    def _of_lists(self, reading: Reading) -> Iterator[set[int]]:
        """The persons of each list whose entries begin with persons."""
        lists: dict[tuple[int, str], set[int]] = {}
        heads = {span.start: at for at, mention in enumerate(reading.mentions) for span in mention.spans}
        for block in reading.blocks:
            if block.kind in ("item", "line") and block.start in heads:
                lists.setdefault((block.chunk, block.kind), set()).add(heads[block.start])
        yield from lists.values()


class _Countries:
    """Which country a person of the post is of."""

    def __init__(
        self,
        reading: Reading,
        statements: Sequence[Statement],
        detentions: Sequence[Detention],
        incidents: Sequence[Incident],
        lexicon: Lexicon,
    ) -> None:
        of_statements = {code for s in statements for code in s.countries}
        self._of_statements = next(iter(of_statements)) if len(of_statements) == 1 else None
        self._of_post = _country_of_post(reading, lexicon)
        titled = {p.code for p in places_of(lexicon).find(reading.sentences[0].tokens) if not p.in_name}
        self._of_title = next(iter(titled)) if len(titled) == 1 else None
        self._of_blocks = _labels_of_blocks(reading, lexicon)
        self._blocks = [block.start for block in reading.blocks]
        self._of_detentions = _by_name((d.defender, d.country) for d in detentions)
        self._of_incidents = _by_name((i.person, i.country) for i in incidents)

    def of(self, mention: Mention) -> str | None:
        """The country that the post says of the person or names beside them, else the state that holds them, that of
        the joint text, the one in the title, the one that the post is about."""
        block = bisect_right(self._blocks, mention.spans[0].start) - 1
        told = mention.countries[0] if mention.countries else self._of_blocks.get(block)
        own = told or self._likeliest(self._of_detentions, mention) or self._of_statements
        return own or self._of_title or self._of_post or self._likeliest(self._of_incidents, mention)

    def _likeliest(self, codes_of: Mapping[str, Sequence[str]], mention: Mention) -> str | None:
        """The country of the facts about a person: the one that the post is about, else that of the first fact."""
        codes = codes_of.get(mention.name, ())
        return self._of_post if self._of_post in codes else next(iter(codes), None)


def _by_name(told: Iterable[tuple[str | None, str | None]]) -> dict[str, list[str]]:
    """The countries that facts about a person hold, by the name."""
    found: dict[str, list[str]] = {}
    for name, code in told:
        if name and code:
            found.setdefault(name, []).append(code)
    return found


def _labels_of_blocks(reading: Reading, lexicon: Lexicon) -> dict[int, str]:
    """The country with which a block begins as with a label ('Chad. The lawyer N. ...') or that stands as a heading
    above it, by the index of the block."""
    places = places_of(lexicon)
    found: dict[int, str] = {}
    heading: str | None = None
    last = 0
    for sentence in reading.sentences:
        if sentence.block <= last:
            continue
        last = sentence.block
        first = next(iter(places.find(sentence.tokens[:_LABEL])), None)
        after = [t.text for t in sentence.tokens if first and t.start >= first.end]
        labelled = first is not None and first.kind in ("country", "region") and first.start == sentence.start
        alone = len(sentence.tokens) <= _LABEL and sentence.end >= reading.blocks[last].end
        if first is not None and labelled and (not after or after[0] in _LABEL_MARKS or (alone and after[0] == "(")):
            found[last] = first.code
            heading = first.code if alone else None
        elif heading is not None:
            found[last] = heading
    return found


def _country_of_post(reading: Reading, lexicon: Lexicon) -> str | None:
    """The country that a post names most, those in the title before others; None where two are even."""
    places = places_of(lexicon)
    found: Counter[str] = Counter()
    for sentence in reading.sentences:
        weight = _TITLE_WEIGHT if sentence.block == 0 else 1
        for place in places.find(sentence.tokens):
            if not place.in_name:
                found[place.code] += weight * (1 if place.kind == "city" else 2)
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@lru_cache(maxsize=4)
def _roles_of(lexicon: Lexicon) -> Phrases[str]:
    return Phrases(lexicon.scheme("role"))


def _roles_of_all(reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """What those are whom the title, or the lead, tells of as befallen: 'Trade unionists picked up'; () where it tells
    of several kinds of persons."""
    words = part_words(lexicon)
    silent = {*lexicon.words("no-role"), *lexicon.words("office-role")}
    for sentence in reading.sentences[:_LEAD]:
        found = {}
        for match in _roles_of(lexicon).find(sentence.tokens):
            plural = sentence.tokens[match.after - 1].form != match.value.rpartition(" ")[2]
            place = [(match.first, match.after)]
            counted = find_numbers(sentence.tokens[max(0, match.first - _COUNT_REACH) : match.first])
            if plural and not counted and match.value not in silent:
                ((parts,), _) = find_parts(sentence.tokens, place, words, headline=not sentence.block)
                found[match.value] = Part.BEFALLEN in parts
        if any(found.values()):
            return tuple(found) if len(found) == 1 else ()
    return ()


def _roles_of_winners(prizes: Sequence[Prize], reading: Reading, lexicon: Lexicon) -> dict[str, dict[str, None]]:
    """What the laureates and runners-up are because their prize is for such persons: 'an award for journalists'.

    It says so in its name, or a sentence says so that names it (where the post has one prize only, any sentence).
    """
    found: dict[str, dict[str, None]] = {}
    told = list(_prizes_for_roles(reading, lexicon)) if prizes else []
    single = len({p.name for p in prizes}) == 1
    for prize in prizes:
        rows = [row for name in (prize.name, *prize.aliases) for row in lexicon.prizes_by_name.get(fold(name), ())]
        names = {prize.name, *prize.aliases, *(name for row in rows for name in row.names)}
        roles = [_HRD] if any("defender" in fold(name) for name in names) else []
        named = [role for role, sentence in told if any(name in sentence for name in names)]
        roles += named or [role for role, _ in told if single]
        for name in (*prize.laureates, *prize.runners_up):
            found.setdefault(name, {}).update(dict.fromkeys(roles))
    return found


def _prizes_for_roles(reading: Reading, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """(role, sentence) for each sentence that tells of a prize for persons of a role."""
    prizes = frozenset(lexicon.words("prize-noun"))
    silent = lexicon.words("no-role")
    for sentence in reading.sentences:
        lower = [t.text.casefold() for t in sentence.tokens]
        if "for" not in lower or prizes.isdisjoint(lower):
            continue
        for match in _roles_of(lexicon).find(sentence.tokens):
            at = next(
                (i for i in range(match.first - 1, max(-1, match.first - _ADJECTIVES), -1) if lower[i] == "for"), None
            )
            plural = lower[match.after - 1] != match.value.rpartition(" ")[2]
            if (
                at is None or not plural or "the" in lower[at : match.first]
            ):  # 'for the lawyers N. and M.' tells who won
                continue
            if match.value not in silent and not prizes.isdisjoint(lower[max(0, at - _PRIZE_REACH) : at]):
                yield match.value, sentence.text


def _evidence(mention: Mention, reading: Reading) -> tuple[Span, ...]:
    """The sentence that first names the person in full."""
    text = reading.post.text
    first = next((s for s in mention.spans if s.exact == mention.name), mention.spans[0])
    sentence = reading.sentences[bisect_right(reading.sentences, first.start, key=lambda s: s.start) - 1]
    return (Span.of(text, sentence.start, sentence.end),)
