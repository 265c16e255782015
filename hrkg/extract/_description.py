"""One sentence as it describes persons: what stands before, after and around their names."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from hrkg.extract._bodies import Acronyms, Line, is_body_word
from hrkg.extract._groups import Groups
from hrkg.extract._names import Naming, is_possessive
from hrkg.extract._nouns import BE, DETERMINERS, JOINTS, NOUN_REACH, PHRASE_REACH, TIES, AboutWords, Noun, Nouns
from hrkg.model import Sentence
from hrkg.text.amounts import find_numbers
from hrkg.text.places import Place

_DASHES = frozenset(("–", "—", "-", ":"))
_CALLED = frozenset(("known", "named", "called"))
_BODY_TIES = frozenset(("of", "at", "for", "with"))
_PLACE_TIES = frozenset(("of", "at", "from", "in", "within"))
_BEFORE_GROUPS = frozenset(("for", "to", "about", "with", "by", "in", "on", "against", "from", "than"))
_ABOUT = frozenset(("of", "about", "against", "for", "over", "on", "to", "with"))
_OWNERS = frozenset(("his", "her", "their"))
_ABROAD = frozenset(("exile", "asylum", "fled", "flees", "moved", "lives", "living", "lived", "refuge", "left", "went"))
_TO_LISTS = frozenset(("such", "them", "including", "among", "as", ",", ":", "namely", "like", "-", "–", "—"))
_INTRODUCED_BY_VERB = 40  # tokens from the subject to 'among them', a verb between them
_INTRODUCED = 14  # tokens between 'activists' and 'among them'
_WITH_WHOM = frozenset(("him", "her", "them", "others", "friends"))
_CLAUSE_BEGINS = frozenset((";", ",", "and", ":", "–"))
_CLAUSE_ENDS = frozenset((",", ";", ".", ":", "and", "but", "who"))
_APPOSITION = 16  # tokens between the commas of an apposition
_LIST_GAP = 14  # tokens between two names of one enumeration
_FRONT_LENGTH = 16
_PEOPLE_REACH = 4  # tokens from 'Saudi' to the noun that it goes with
_PLACE_REACH = 5  # tokens from a name to 'held by Chadian authorities'
_S_ADJECTIVES = frozenset(("rights", "news", "affairs", "sports", "arts", "women's", "children's"))
_COUNT_REACH = 4  # tokens from 'five' to 'lawyers'
_CROWD = 100  # so many persons a post does not describe together


@dataclass(slots=True)
class About:
    """What has been found of one person; the dictionaries keep the order."""

    roles: dict[str, None] = field(default_factory=dict)
    affiliations: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)
    near: str | None = None  # the country that the sentence names beside the person, where it says of none


def note(
    people: Sequence[About],
    *,
    roles: Sequence[str] = (),
    affiliations: Sequence[str] = (),
    countries: Sequence[str] = (),
) -> None:
    for person in people:
        person.roles.update(dict.fromkeys(roles))
        person.affiliations.update(dict.fromkeys(affiliations))
        person.countries.update(dict.fromkeys(countries))


class Description:
    """One sentence, as it describes the persons whom it names and the one named before."""

    def __init__(
        self,
        sentence: Sentence,
        words: AboutWords,
        acronyms: Acronyms,
        namings: list[tuple[Naming, int]],
        found: dict[int, About],
        line_before: Line | None,
    ) -> None:
        self._words = words
        self._namings = namings
        self._found = found
        self._firsts = [n.first for n, _ in namings]
        self._named = {i for n, _ in namings for i in range(n.first, n.after)}
        self.line = Line(sentence, words.bodies, acronyms, self._named)
        self._line_before = line_before
        self._size = len(sentence.tokens)

        self._nouns = Nouns(self.line, words)

    def is_name_alone(self) -> bool:
        """Whether the sentence is nothing but a name: a heading over what follows."""
        if len(self._namings) != 1 or self._namings[0][0].first:
            return False
        after = self._namings[0][0].after
        return all(i in self.line.places or not self.line.lower[i][0].isalnum() for i in range(after, self._size))

    def of_names(self) -> None:
        """Note what stands before and after each name of the sentence."""
        for group in self._groups():
            people = [self._found[number] for _, number in group]
            self._before(group[0][0], people + self._described_with(group[-1][0].after))
            for naming, number in group[1:]:
                self._before(naming, [self._found[number]])
            for naming, number in group[:-1]:
                self._after(naming.after, [self._found[number]])
            last = group[-1][0]
            noun = self._nouns.before.get(group[0][0].first)
            entry = last.first == 0 or self.line.at(last.first - 1) in _DASHES
            self._after(last.after, people, entry=entry, joint=noun is not None and noun.plural)

    def of_places(self) -> None:
        """Note the country that stands nearest to each person of whom nothing nearer is known: 'N. in Chad, M. in
        Peru', 'the Chadian authorities hold N.'."""
        places = {at: p for at, p in self.line.places.items() if self._is_about_here(at, p)}
        if not places:
            return
        states = {at: p for at, p in places.items() if p.kind != "demonym" or self._is_of_state(at, p)}
        codes = {p.code for p in states.values()} if any(p.kind != "city" for p in states.values()) else set()
        for index, (naming, number) in enumerate(self._namings):
            person = self._found[number]
            if person.near is None and naming.full:
                begin = self._namings[index - 1][0].after if index else 0
                end = self._namings[index + 1][0].first if index + 1 < len(self._namings) else self._size
                ahead = range(naming.after, min(end, naming.after + _PLACE_REACH))
                beside = {p.code for at, p in states.items() if at in ahead and p.kind != "city"}
                peoples = {p.code for at, p in places.items() if begin <= at < naming.first and p.kind == "demonym"}
                near = next((c for c in (peoples, beside, codes) if len(c) == 1), ())
                person.near = next(iter(near), None)

    def _is_about_here(self, at: int, place: Place) -> bool:
        """Whether a place is no part of a name, and not where somebody has gone: 'fled to Chad', 'exile in Peru'."""
        return not place.in_name and at not in self._named and _ABROAD.isdisjoint(self.line.lower[max(0, at - 4) : at])

    def _is_of_state(self, at: int, place: Place) -> bool:
        """Whether a people's name tells whose organ is meant: 'the Chadian authorities'."""
        end = self.line.after(place, at)
        return not self._words.organs.isdisjoint(self.line.lower[end : end + 2])

    def sharing(self, latest: int | None) -> Iterator[tuple[int, int]]:
        """(a person, the one named before whose body they share): 'his colleague M.', 'M., producer at the station'."""
        owner = latest
        for group in self._groups():
            first = group[0][0].first
            noun = self._nouns.before.get(first) or self._nouns.before.get(first - (self.line.at(first - 1) == ","))
            if owner is not None and (self._is_colleague(noun) or self._is_at_that_body(group[-1][0].after)):
                yield from ((number, owner) for _, number in group)
            owner = group[0][1]

    def _is_colleague(self, noun: Noun | None) -> bool:
        """Whether a noun before a name tells of one who works in the same body: 'her colleague', 'his editor'."""
        if noun is None or not self._words.has_body(noun):
            return False
        before = self.line.at(noun.first - 1)
        counted = before in self._words.amounts or before.isdigit()
        return before in ("his", "her") or (counted and self.line.at(noun.first).startswith("colleague"))

    def _is_at_that_body(self, at: int) -> bool:
        """Whether an apposition after a name points to a body named before: ', a producer at the station'."""
        noun = self._nouns.first_from(at + 1) if self.line.at(at) == "," else None
        if noun is None or not (noun.position or noun.role) or self.line.at(noun.after) not in _BODY_TIES:
            return False
        points = self.line.at(noun.after + 1) in ("the", "this", "that")
        named = any(is_body_word(word) for word in self.line.words[noun.after + 3 : noun.after + 4])
        return points and self.line.at(noun.after + 2) in self._words.own_bodies and not named

    def _groups(self) -> Iterator[list[tuple[Naming, int]]]:
        """The names of the sentence, those of one enumeration together."""
        group: list[tuple[Naming, int]] = []
        for naming, number in self._namings:
            if group and not self._is_enumeration(group[-1][0].after, naming.first):
                yield group
                group = []
            group.append((naming, number))
        if group:
            yield group

    def _is_enumeration(self, after: int, first: int) -> bool:
        """Whether a comma, 'and' and things in brackets are all that stands between two names."""
        gap = self.line.lower[after:first]
        depth = 0
        outside = []
        for word in gap if len(gap) <= _LIST_GAP else ():
            depth += (word == "(") - (word == ")")
            if depth == 0 and word != ")":
                outside.append(word)
        return bool(outside) and all(w in JOINTS or w in self._words.titles for w in outside)

    def _described_with(self, at: int) -> list[About]:
        """The persons named after a token of whom no verb parts it: 'the lawyers N., head of X, and M.'."""
        found = []
        begin = bisect_left(self._firsts, at)
        for naming, number in islice(self._namings, begin, begin + _CROWD):
            gap = self.line.lower[at : naming.first]
            if (
                naming.first in self._nouns.before
                or len(gap) > _LIST_GAP
                or any(w in self._words.clause_marks or w in self._words.verbs or w in ".;:" for w in gap)
            ):
                break
            found.append(self._found[number])
            at = naming.after
        return found

    def _before(self, naming: Naming, people: list[About]) -> None:
        """What stands before a name: 'the Saudi lawyer and poet N.', 'lawyers N. and M.', 'activists, including N.'."""
        at = naming.first
        while at > 0 and at not in self._nouns.before and (self._is_title(at - 1) or self.line.words[at - 1] == "."):
            at -= 1
        end = at
        while end > 0 and self.line.at(end - 1) in _TO_LISTS:
            end -= 1
        if end < at and (noun := self._introducing(end)) is not None:
            note(people, roles=self._words.role_of(noun))
            self._leftwards(noun, people)
            self._tied(noun, people)
        elif (own := self._nouns.before.get(at) or self._noun_of_subject(at)) is not None:
            if not own.plural:
                self._leftwards(own, people[:1])
            elif len(people) > 1:  # 'the rapporteur on defenders N.' is none of them
                self._leftwards(own, people)
            if own.position and not own.role and own.first == 0:  # 'Chairman N.', where the body has just been named
                body = self._body_before(0)
                note(people[:1], affiliations=[body] if body else [])
            opener = own.first
            while opener > 0 and self.line.at(opener - 1) in _TO_LISTS:
                opener -= 1
            if opener < own.first and (whole := self._introducing(opener)) is not None:
                self._tied(whole, people)
        elif (holder := self._holding(at)) is not None:
            self._leftwards(holder, people[:1], tied=True)
            self._tied(holder, people[:1])
        elif (place := self.line.places.get(at - 1)) is not None:
            if place.kind == "demonym" or is_possessive(self.line.words[at - 1]):
                note(people[:1], countries=[place.code])
        elif at > 0 and at - 1 not in self._named and is_possessive(self.line.words[at - 1]):
            body = self.line.body_ending(at, sure=True)
            note(people, affiliations=[body] if body else [])
        if self.line.at(at - 1) == "," and (before := self._holding(at - 1)) is not None:
            self._leftwards(before, people[:1], tied=True)
            self._tied(before, people[:1])
        if self.line.at(at - 1) == ",":
            self._front(at - 1, people[:1])
            self._announcing(at - 1, people[:1])

    def _noun_of_subject(self, at: int) -> Noun | None:
        """The noun of 'professor of law N.'."""
        return (
            self._nouns.before.get(at - 2)
            if self.line.at(at - 2) == "of" and self.line.words[at - 1].islower()
            else None
        )

    def _holding(self, at: int) -> Noun | None:
        """The noun of 'the chair of the Union N. N.', where a body's name ends right before the person's."""
        for first in range(at - 1, max(-1, at - _LIST_GAP), -1):
            noun = self._nouns.at.get(first)
            if noun is not None and self.line.at(noun.after) in _BODY_TIES and not noun.plural:
                found, after = self.line.bodies(noun.after + 1, sure=False)
                if found and after == at:
                    return noun
        return None

    def _is_title(self, index: int) -> bool:
        return self.line.at(index).rstrip(".") in self._words.titles

    def _body_before(self, at: int) -> str | None:
        """The body last named before a token, in the sentence or the one before it."""
        found = self.line.body_before(at)
        if found is None and self._line_before is not None:
            found = self._line_before.topic()
        return found

    def _introducing(self, before: int) -> Noun | None:
        """The noun in the plural of which persons are named as examples: 'activists from N., among them ...'."""
        reach = range(max(0, before - _INTRODUCED_BY_VERB), before)
        near = [
            n for n in map(self._nouns.at.get, reach) if n and n.after <= before and n.plural and (n.role or n.position)
        ]
        if not near:
            return None
        if self.line.lower[before : before + 2] == ["among", "them"] or self.line.at(before + 1) == "among":
            return near[0]
        if self._named.intersection(range(near[-1].after, before)):
            return None
        between = self.line.lower[near[-1].after : before]
        far = len(between) > _INTRODUCED or not BE.isdisjoint(between) or any(w in ".;" for w in between)
        return None if far else near[-1]

    def _leftwards(self, noun: Noun, people: list[About], *, tied: bool = False) -> None:
        """Note the role of a noun and of what is joined to it, and whose it is: 'Saudi writer and poet'.

        tied: a body follows the noun.
        """
        tied = tied or (noun.position and self.line.at(noun.first - 1) in ("its", "their"))
        roles = list(self._words.role_of(noun, tied=tied))
        at, leftmost = noun.first - 1, noun.first
        lowest = at - NOUN_REACH
        while at >= 0 and at > lowest and at not in self._named:
            word = self.line.lower[at]
            if word == "then":
                at -= 1
                continue
            place = self.line.places.get(at)
            if place is not None:
                if leftmost - at <= _PEOPLE_REACH:
                    note(people, countries=[place.code])
                break
            elif word in ("and", "&", ",", "/", "-"):
                beside = self._nouns.before.get(at)
                if beside is None or beside.plural != noun.plural or noun.plural:
                    break
                roles[:0] = self._words.role_of(beside)
                at = leftmost = beside.first
            elif word == "its" or (word == "their" and noun.position):
                body = self._body_before(at)
                note(people, affiliations=[body] if body else [])
                break
            elif is_body_word(self.line.words[at]) and (noun.position or noun.role):
                body = self.line.body_ending(at + 1, sure=self._words.has_body(noun))
                if body is not None:
                    note(people, affiliations=[body])
                    break
            elif (
                word in self._words.closed
                or not word[0].isalpha()
                or word in self._words.verbs
                or (word.endswith("s") and word not in _S_ADJECTIVES)
            ):
                break
            at -= 1
        note(people, roles=roles)

    def _announcing(self, comma: int, people: list[About]) -> None:
        """A noun and a comma before the name: 'the case of another lawyer, N.'."""
        noun = self._nouns.before.get(comma)
        if noun is None or noun.plural:
            return
        at = noun.first - 1
        while (
            at >= 0
            and at not in self._named
            and self.line.lower[at][0].isalpha()
            and self.line.lower[at] not in DETERMINERS
        ):
            if noun.first - at > NOUN_REACH:
                return
            if self.line.lower[at] in self._words.closed and self.line.lower[at] != "and":
                break
            at -= 1
        opens = at > 0 and (self.line.lower[at - 1] == "," or at - 1 in self._named)
        bare_noun = at >= 0 and self.line.lower[at] in _ABOUT and noun.first - at <= PHRASE_REACH
        if at < 0 or opens or not (self.line.lower[at] in DETERMINERS or bare_noun):
            return
        if bare_noun:
            self._leftwards(noun, people)
            return
        its = noun.position and self.line.lower[at] == "its"
        note(people, roles=self._words.role_of(noun, tied=its))
        if its:
            body = self._body_before(at)
            note(people, affiliations=[body] if body else [])

    def _front(self, comma: int, people: list[About]) -> None:
        """A description that opens the sentence: 'An engineer and a poet, N. sits ...'."""
        if comma > _FRONT_LENGTH or self._named.intersection(range(comma)):
            return
        if not any(w in self._words.clause_marks for w in self.line.lower[:comma]):
            self._description(0, people)

    def of_heading(self, person: About) -> None:
        """What the sentence says of the person whose name stands alone above it: 'Journalist, from ...'."""
        if self._named.intersection(range(3)) or self.line.at(0) in self._words.closed:
            return
        self._description(0, [person])
        for index, word in enumerate(self.line.lower):
            if word in (",", ";"):
                self._description(index + 1, [person])
        for tie in self._words.ties.find(self.line.tokens):
            note([person], affiliations=self.line.bodies(tie.after, sure=True)[0])

    def of_last_named(self, latest: int | None, offices: frozenset[int]) -> None:
        """What the sentence says of the person last named: 'the lawyer', 'she is a poet', 'his newspaper N.'."""
        person = latest
        at = {n.first: number for n, number in self._namings if number not in offices}
        for index, word in enumerate(self.line.lower):
            person = at.get(index, person)
            if person is None or index in self._named:
                continue
            people = [self._found[person]]
            if word in ("the", "this"):
                self._definite(index + 1, people)
            elif word in ("he", "she"):
                if self.line.at(index - 1) not in ("when", "while", "as", "since", "until"):
                    self._predicate(index + 1, people)
            elif word in ("his", "her") and self.line.at(index + 1) in self._words.own_bodies:
                begin = index + 2 + (self.line.at(index + 2) == ",")
                note(people, affiliations=self.line.bodies(begin, sure=True)[0])
            elif word.startswith("colleague") and self.line.at(index + 1) in ("at", "from", "of"):
                note(people, affiliations=self.line.bodies(index + 2, sure=True)[0])
            elif word in ("his", "her") and self.line.at(index + 1) == "work" and self.line.at(index + 2) in _BODY_TIES:
                note(people, affiliations=self.line.bodies(index + 3, sure=False)[0])

    def of_groups(self, groups: Groups, index: int) -> None:
        """What the sentence says of several persons: 'thirteen activists', 'all three were volunteers with N.'."""
        for noun in self._nouns.all:
            if not noun.plural or not (noun.role or noun.position) or self.line.at(noun.after) == "and":
                continue
            begin = noun.first
            while begin > max(0, noun.first - _COUNT_REACH) and begin not in self._nouns.before:
                before = self.line.lower[begin - 1]
                if before in ("and", ",") or before in _BEFORE_GROUPS:
                    break
                begin -= 1
            numbers = [n for n in find_numbers(self.line.tokens[begin : noun.first]) if n.value > 1]
            size = 2 if "both" in self.line.lower[begin : noun.first] else int(numbers[-1].value) if numbers else 0
            counted = [self._found[n] for n in (groups.of_size(size, index) if 1 < size < _CROWD else ())]
            counted = [] if noun.role in self._words.official else counted
            note(counted, roles=self._words.role_of(noun))
            if counted:
                self._people_of(noun, counted)
                self._tied(noun, counted)
        for begin in range(self._size):
            opens = not begin or self.line.at(begin - 1) in _CLAUSE_BEGINS
            if opens and self.line.at(begin) in ("all", "both", "they", "these", "the"):
                self._of_all(begin, groups, index)

    def _of_all(self, begin: int, groups: Groups, index: int) -> None:
        """What a clause says of those named together: 'all three were volunteers with N.', 'both belong to N.'."""
        line = self.line
        tie = next((m for m in self._words.ties.find(line.tokens[begin : begin + NOUN_REACH]) if 0 < m.first < 3), None)
        if tie is not None and line.at(begin) in ("all", "both", "they"):
            together = [self._found[number] for number in groups.before(index + (begin > 0))]
            note(together, affiliations=line.bodies(begin + tie.after, sure=False)[0])
            return
        be = next((i for i in range(begin + 1, min(begin + 5, self._size)) if line.lower[i] in ("are", "were")), None)
        if be is None or self._named.intersection(range(begin, be)):
            return
        numbers = find_numbers(line.tokens[begin:be])
        size = 2 if line.at(begin) == "both" else int(numbers[-1].value) if numbers else 0
        if line.at(begin) == "the" and not size:
            return
        people = groups.of_size(size, index) if size else groups.before(index + (begin > 0))
        if people:
            self._description(be + 1, [self._found[number] for number in people])

    def _people_of(self, noun: Noun, people: list[About]) -> None:
        """Note the people that a noun goes with: 'four Dutch journalists'."""
        places = (self.line.places.get(at) for at in range(max(0, noun.first - _PEOPLE_REACH), noun.first))
        demonym = next((p for p in places if p is not None and p.kind == "demonym"), None)
        note([p for p in people if not p.countries], countries=[demonym.code] if demonym else [])

    def _definite(self, at: int, people: list[About]) -> None:
        """'The lawyer was arrested', 'the 32-year-old researcher of N.'."""
        noun = self._nouns.first_from(at)
        opens = self._named.isdisjoint(range(at))
        if noun is not None and noun.position and opens and self.line.at(noun.after) == "of":
            self._office_holder(noun, people)
        if noun is None or not noun.role or noun.plural or noun.role in self._words.official:
            return
        if at == 1:  # 'The poet on the banner was N.'
            named = (number for naming, number in self._namings if self.line.at(naming.first - 1) in BE)
            people = [self._found[number] for number in islice(named, 1)] or people
        following = self.line.at(noun.after)
        if noun.after in self._named or is_possessive(self.line.words[noun.after - 1]) or following in _CALLED:
            return
        if following in ("of", "for", "at", "from", "and", ","):
            end = (
                self._description(at, people)
                if (at == 1 or following in JOINTS) and noun.after + 1 not in self._named
                else None
            )
            if end is not None:
                self._after(end, people)
        elif (
            following in self._words.closed
            or following in self._words.after_nouns
            or following in self._words.verbs
            or following.endswith("ed")
            or not following[:1].isalnum()
        ):
            note(people, roles=self._words.role_of(noun))
            self._after(noun.after, people)

    def _office_holder(self, noun: Noun, people: list[About]) -> None:
        """'The president of the Society had been sentenced' tells whose president the person last named is."""
        found, after = self.line.bodies(noun.after + 1, sure=False)
        passive = self.line.at(after) in ("was", "is") or "been" in self.line.lower[after + 1 : after + 3]
        note(people, affiliations=found if passive else [])

    def _after(self, at: int, people: list[About], *, entry: bool = False, joint: bool = False) -> None:
        """What stands after one name or several: brackets, an apposition, 'is a lawyer', 'and other lawyers'.

        entry: the name begins an entry of a list; joint: a noun in the plural has introduced all of them.
        """
        last = people[-1:]
        while self.line.at(at) == "(":
            close = next((i for i in range(at, min(at + _LIST_GAP, self._size)) if self.line.words[i] == ")"), None)
            if close is None:
                return
            self._bracket(at + 1, people, staff=self._is_staff())
            at = close + 1
        if self.line.at(at) == "," and self.line.at(at + 1).isdigit() and self.line.at(at + 2) == ",":
            following = self.line.at(at + 3)
            at += 3 if following in BE or following in self._words.verbs else 2  # the age
        word = self.line.at(at)
        if not word or at in self._named:
            return
        if word in (",", ";") or word in _DASHES:
            following = self.line.at(at + 1)
            if following in ("all", "both") and self.line.at(at + 2) == "of":
                named = [self._found[number] for naming, number in self._namings if naming.first < at]
                note(named, affiliations=self.line.bodies(at + 3, sure=True)[0])
            elif following in ("who", "also"):
                self._predicate(at + 2, last)
            elif following == "as":
                self._description(at + 2, last)
                self._predicate_behind(at + 1, last)
            elif following == "and":
                self._with_others(at + 2, people)
            elif following in ("of", "from", "with"):
                self._origin(at + 1, last)
            else:
                self._apposition(at + 1, people, entry=entry)
        elif word == "and":
            self._with_others(at + 1, people)
        elif word in ("together", "along", "alongside"):
            self._with_others(at + 1 + (word != "alongside"), people)
        elif word == "as":
            self._description(at + 1, people)
        elif word in ("of", "from"):
            self._origin(at, people if joint else last)
        elif word == "who":
            self._predicate(at + 1, last)
        else:
            self._predicate(at, people)

    def _is_staff(self) -> bool:
        """Whether the sentence calls persons by a post that they hold in a body: 'editors N. (O.) and M. (P.)'."""
        return any(self._words.has_body(noun) for noun in self._nouns.all)

    def _origin(self, at: int, people: list[About]) -> None:
        """'N. of a body', 'N. from Chad'."""
        begin = self.line.skip_descriptors(at + 1)
        found, after = self.line.bodies(begin, sure=True) if self.line.at(at) == "of" or begin > at + 2 else ([], begin)
        place = self.line.places.get(begin)
        if place is not None and not found:
            after = self.line.after(place, begin)
        if self.line.at(after) == "," and self.line.at(after + 1) == "who":
            self._predicate(after + 2, people[-1:])
        note(people, affiliations=found, countries=[place.code] if place and not found and not place.in_name else [])

    def _apposition(self, at: int, people: list[About], *, entry: bool) -> None:
        """', a lawyer and founder of N.'; in an entry of a list also ', lawyer, Body', ', Body (Country)'."""
        place = self.line.places.get(at)
        end = self.line.after(place, at) if place is not None and not place.in_name else None
        if place is not None and end is not None and self.line.at(end) in ("", ",", ".", ";", ")", *_DASHES):
            note(people[-1:], countries=[place.code])
            if self.line.at(end) in _DASHES:
                self._apposition(end + 1, people, entry=entry)
            return
        end = self._description(at, people)
        if end is None and self.line.at(at - 1) in _DASHES:
            self._predicate(at, people[-1:])
        if end is not None and self.line.at(end) == "who":
            self._predicate(end + 1, people[-1:])
        if end is not None and self.line.at(end) == "," and self.line.at(end + 1) == "and":
            self._with_others(end + 2, people)
        if len(people) == 1:
            self._predicate_behind(at, people)
        if entry and end is None:
            self._entry_part(at, people[-1:])
        elif entry and end is not None and self.line.at(end) in (",", ";"):
            self._entry_part(end + 1, people[-1:])

    def _predicate_behind(self, at: int, people: list[About]) -> None:
        """The verb of a name behind what the commas about a token hold: 'N., a chemist by training, joined M.'."""
        for index in range(at, min(at + _APPOSITION, self._size)):
            if index in self._named or self.line.at(index) in (";", ":", "."):
                return
            if self.line.at(index) == ",":
                if self.line.at(index + 1) not in JOINTS and index + 1 not in self._named:
                    self._predicate(index + 1, people)
                return

    def _with_others(self, at: int, people: list[About]) -> None:
        """'N. and other activists', 'N. and 12 fellow lawyers' make N. one of them."""
        while self.line.at(at)[:1].isdigit() or self.line.at(at) in self._words.amounts:
            at += 1
        noun = self._nouns.first_from(at + 1) if self.line.at(at) in ("other", "fellow") else None
        if noun is not None and noun.plural:
            note(people, roles=self._words.role_of(noun))

    def _bracket(self, at: int, people: list[About], *, staff: bool) -> None:
        """What stands in brackets after a name: a country, a description, a body (staff: one of no table too)."""
        place = self.line.places.get(at)
        if place is not None and not place.in_name:
            note(people[-1:], countries=[place.code])
        elif self._description(at, people) is None:
            body = self.line.body(at, sure=staff)
            if body is not None and self.line.at(body[1]) == ")":
                note(people[-1:], affiliations=[body[0]])

    def _entry_part(self, at: int, people: list[About]) -> None:
        """A body or a country that follows the name in an entry of a list: 'N., Body (Country)'."""
        body = self.line.body(at, sure=self.line.is_before_bracketed_place(at))
        if body is None or self.line.at(body[1]) not in ("", ".", "(", ";", ","):
            return
        note(people, affiliations=[body[0]])
        place = self.line.places.get(body[1] + 1) if self.line.at(body[1]) == "(" else None
        if place is not None:
            note(people, countries=[place.code])

    def _predicate(self, at: int, people: list[About]) -> None:
        """'is a lawyer', 'has been director of N.', 'heads N. and works for M.'."""
        word = self.line.at(at)
        if self.line.at(at - 1) == "who" and word in self._words.deeds:
            self._active_in(at, people)
        been = word in ("has", "had", "have") and self.line.at(at + 1) == "been"
        capacity = next((i for i in range(at, at + 4) if self.line.at(i) == "as"), None)
        after: int | None = None
        if word not in BE and not been and capacity is not None and self.line.at(capacity + 1) in ("a", "an"):
            after = self._description(capacity + 1, people)  # 'works as a journalist'
        elif word in BE or been:
            after = self._description(at + 1 + been, people)
            if after is None:
                after = self._tied_bodies(at + 1 + been, people)
        else:
            after = self._tied_bodies(at, people)
        while after is not None and self.line.at(after) in TIES and after not in self._named:
            after = self._nouns.after_phrase(after + 1)
        if after is not None and self.line.at(after) == "and":
            self._predicate(after + 1, people)

    def _active_in(self, at: int, people: list[About]) -> None:
        """'who campaigns against child labour in Chad': the country of what such persons do."""
        for index in range(at + 1, min(at + _APPOSITION, self._size)):
            word = self.line.at(index)
            if word in _CLAUSE_ENDS or index in self._named:
                return
            place = self.line.places.get(index + 1) if word == "in" else None
            if place is not None and not place.in_name:
                note(people, countries=[place.code])
                return

    def _tied_bodies(self, at: int, people: list[About]) -> int | None:
        """'founded N.', 'in charge of work at N.': note N.; the index after it, None without such a verb."""
        tie = next((m for m in self._words.ties.find(self.line.tokens[at : at + PHRASE_REACH]) if m.first < 5), None)
        if tie is None or any(w in ",;:." for w in self.line.words[at : at + tie.first]):
            return self._worked(at, people)
        begin = at + tie.after
        found, after = self.line.bodies(begin, sure=True)
        if not found:
            found, after = self._tied_later(begin)
        note(people, affiliations=found)
        return after

    def _worked(self, at: int, people: list[About]) -> int | None:
        """'reported on the strike for N.': note N.; the index after it, None where no body is worked for."""
        verb = next((i for i in range(at, at + 3) if self.line.at(i) in self._words.work_verbs), None)
        for index in range(verb + 1, verb + PHRASE_REACH) if verb is not None else ():
            word = self.line.at(index)
            if not word[:1].isalnum() or index in self._named or word in self._words.clause_marks:
                return None
            if word in ("for", "at", "with"):
                found, after = self.line.bodies(index + 1, sure=word == "for")
                if found:
                    note(people, affiliations=found)
                    return after
        return None

    def _tied_later(self, at: int) -> tuple[list[str], int]:
        """The bodies that a preposition a few words on leads to, and the index after them."""
        for index in range(at, min(at + PHRASE_REACH, self._size)):
            if not self.line.lower[index][0].isalpha() or index in self._named:
                break
            if self.line.lower[index] in TIES:
                found, after = self.line.bodies(index + 1, sure=False)
                if found:
                    return found, after
        return [], at

    def _description(self, at: int, people: list[About]) -> int | None:
        """Read a description that begins at a token; the index after it, None when there is no noun for persons.

        Roles, bodies and countries are noted. A noun that goes with a name after it is that person's, one in the plural
        describes several persons only.
        """
        end: int | None = None
        while (noun := self._nouns.first_from(at)) is not None:
            one_of = "one" in self.line.lower[at : noun.first]
            if noun.plural and len(people) < 2 and not one_of:
                return end
            if noun.after in self._named or (self._is_title(noun.after) and noun.after + 1 in self._named):
                return end
            described = people if noun.plural else people[-1:]
            self._attributes(at, noun, described)
            if noun.position and self.line.at(noun.first - 1) in ("its", "their"):
                body = self._body_before(noun.first - 1)
                note(described, affiliations=[body] if body else [])
            end = self._tied(noun, described)
            if not noun.position and not _OWNERS.isdisjoint(self.line.lower[at : noun.first]):
                return end  # 'once his student'
            note(described, roles=self._words.role_of(noun, tied=self.line.at(noun.after) in _BODY_TIES))
            if self.line.at(end) not in ("and", "&", ",", "/", "as"):
                return end
            self._with_others(end + 1 + (self.line.at(end + 1) == "and"), people)
            at = end + 1
            while self.line.at(at) in ("and", "also", "as", "well"):
                at += 1
        return end

    def _attributes(self, at: int, noun: Noun, people: list[About]) -> None:
        """The people or body that stands before a noun: 'a Saudi lawyer', 'another NOAB co-founder'."""
        for index in range(at, noun.first):
            place = self.line.places.get(index)
            if place is not None:
                note(people, countries=[place.code])
            elif (noun.position or noun.role) and is_body_word(self.line.words[index]):
                body = self.line.body_ending(noun.first, sure=self._words.has_body(noun))
                note(people, affiliations=[body] if body else [])
                return

    def _tied(self, noun: Noun, people: list[About]) -> int:
        """Read what ties a noun to a body or a country: 'of N.', 'in 2009 of N.', 'from Chad'; the index after it."""
        at = noun.after + (self.line.at(noun.after) in self._words.participles)
        placed = False
        while self.line.at(at) in TIES and (noun.position or noun.role):
            begin = self.line.skip_descriptors(at + 1)
            if begin >= self._size or begin in self._named:
                return at
            if self.line.at(begin) in _WITH_WHOM:
                at = begin + 1
                continue
            found, after = self.line.bodies(begin, sure=self.line.at(at) in _BODY_TIES and not placed)
            placed = placed or (self.line.at(at) in ("in", "on") and not self.line.at(begin)[:1].isdigit())
            place = self.line.places.get(begin)
            if not found and place is not None and not place.in_name:
                where = self.line.at(at) in _PLACE_TIES and place.kind in ("country", "city", "region")
                note(people, countries=[place.code] if where else [])
                begin = self.line.after(place, begin)
            note(people, affiliations=found)
            at = after if found else self._nouns.after_phrase(begin)
        return at
