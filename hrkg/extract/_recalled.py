"""What a sentence says of persons whom it does not name there: 'the lawyer', 'she is a poet', 'all three', 'four
Dutch journalists'."""

from itertools import islice

from hrkg.extract._groups import Groups
from hrkg.extract._names import is_possessive
from hrkg.extract._noun_phrases import read_phrase, read_ties
from hrkg.extract._nouns import BE, JOINTS, NOUN_REACH, Noun
from hrkg.extract._trails import read_after, read_predicate
from hrkg.extract._view import BODY_TIES, About, View, note
from hrkg.text.amounts import find_numbers

_CALLED = frozenset(("known", "named", "called"))
_BEFORE_GROUPS = frozenset(("for", "to", "about", "with", "by", "in", "on", "against", "from", "than"))
_DEFINITE = frozenset(("the", "these", "both"))
_CLAUSE_BEGINS = frozenset((";", ",", "and", ":", "–"))
_WHEN = frozenset(("when", "while", "as", "since", "until"))
_PEOPLE_REACH = 4  # tokens from 'Dutch' to the noun that it goes with
_COUNT_REACH = 6  # tokens from 'two of its best known' to 'correspondents'
_CROWD = 100  # so many persons a post does not describe together


def read_heading(view: View, person: About) -> None:
    """What the sentence says of the person whose name stands alone above it: 'Journalist, from ...'."""
    if view.named.intersection(range(3)) or view.at(0) in view.words.closed:
        return
    read_phrase(view, 0, [person])
    for index, word in enumerate(view.line.lower):
        if word in (",", ";"):
            read_phrase(view, index + 1, [person])
    for tie in view.words.ties.find(view.line.tokens):
        note([person], affiliations=view.line.bodies(tie.after, sure=True)[0])


def read_of_last_named(view: View, latest: int | None, offices: frozenset[int]) -> None:
    """What the sentence says of the person last named: 'the lawyer', 'she is a poet', 'his newspaper N.'."""
    person = latest
    at = {n.first: number for n, number in view.namings if number not in offices}
    for index, word in enumerate(view.line.lower):
        person = at.get(index, person)
        if person is None or index in view.named:
            continue
        people = [view.found[person]]
        following = view.at(index + 1)
        if word in ("the", "this"):
            _read_definite(view, index + 1, people)
        elif word in ("he", "she"):
            if view.at(index - 1) not in _WHEN:  # 'when he was still a student'
                read_predicate(view, index + 1, people)
        elif word in ("his", "her") and following in view.words.own_bodies:
            begin = index + 2 + (view.at(index + 2) == ",")
            note(people, affiliations=view.line.bodies(begin, sure=True)[0])
        elif word.startswith("colleague") and following in ("at", "from", "of"):
            note(people, affiliations=view.line.bodies(index + 2, sure=True)[0])
        elif word in ("his", "her") and following == "work" and view.at(index + 2) in BODY_TIES:
            note(people, affiliations=view.line.bodies(index + 3, sure=False)[0])


def _read_definite(view: View, at: int, people: list[About]) -> None:
    """'The lawyer was arrested', 'the 32-year-old researcher of N.'."""
    noun = view.nouns.first_from(at)
    opens = view.named.isdisjoint(range(at))
    if noun is not None and noun.position and opens and view.at(noun.after) == "of":
        _read_office(view, noun, people)
    if noun is None or not noun.role or noun.plural or noun.role in view.words.official:
        return
    if at == 1:  # 'The poet on the banner was N.'
        named = (number for naming, number in view.namings if view.at(naming.first - 1) in BE)
        people = [view.found[number] for number in islice(named, 1)] or people
    following = view.at(noun.after)
    if noun.after in view.named or is_possessive(view.line.words[noun.after - 1]) or following in _CALLED:
        return
    if following in ("of", "for", "at", "from", "and", ","):
        opens = (at == 1 or following in JOINTS) and noun.after + 1 not in view.named
        end = read_phrase(view, at, people) if opens else None
        if end is not None:
            read_after(view, end, people)
    elif _is_told(view, following):
        note(people, roles=view.words.role_of(noun))
        read_after(view, noun.after, people)


def _is_told(view: View, word: str) -> bool:
    """Whether a word after a noun shows that the noun is a subject or an object by itself."""
    words = view.words
    known = word in words.closed or word in words.after_nouns or word in words.verbs
    return known or word.endswith("ed") or not word[:1].isalnum()


def _read_office(view: View, noun: Noun, people: list[About]) -> None:
    """'The president of the Society had been sentenced' tells whose president the person last named is."""
    found, after = view.line.bodies(view.line.skip_descriptors(noun.after + 1), sure=False)
    passive = view.at(after) in ("was", "is") or "been" in view.line.lower[after + 1 : after + 3]
    note(people, affiliations=found if passive else [])


def read_of_groups(view: View, groups: Groups, index: int) -> None:
    """What the sentence says of several persons: 'thirteen activists', 'all three were volunteers with N.'."""
    for noun in view.nouns.all:
        if noun.plural and (noun.role or noun.position) and view.at(noun.after) != "and":
            _read_counted(view, noun, groups, index)
    _read_of_list(view, groups)
    for begin in range(view.size):
        opens = not begin or view.at(begin - 1) in _CLAUSE_BEGINS
        if opens and view.at(begin) in ("all", "both", "they", "these", "the"):
            _read_of_all(view, begin, groups, index)


def _read_of_list(view: View, groups: Groups) -> None:
    """'The pardon benefits journalists who had fled:', with a list of persons behind it."""
    told = {noun.role for noun in view.nouns.all if noun.plural and noun.role and noun.role not in view.words.official}
    if view.at(view.size - 1) != ":" or len(told) != 1:
        return
    people = [view.found[number] for number in groups.listed_behind(view.block)]
    note(people, roles=view.words.role_of(next(n for n in view.nouns.all if n.plural and n.role in told)))


def _read_counted(view: View, noun: Noun, groups: Groups, index: int) -> None:
    """'five lawyers', 'these activists': who they are, and what their noun says of them."""
    begin = noun.first
    while begin > max(0, noun.first - _COUNT_REACH) and begin not in view.nouns.before:
        before = view.line.lower[begin - 1]
        if before in ("and", ",") or before in _BEFORE_GROUPS:
            break
        begin -= 1
    lead = view.line.lower[begin : noun.first]
    nearest = lead[max((i + 1 for i, w in enumerate(lead) if w == "of"), default=0) :]  # 'the safety of journalists'
    numbers = [n for n in find_numbers(view.line.tokens[begin : noun.first]) if n.value > 1]
    if numbers and len(nearest) < len(lead):  # 'two of its correspondents', but not 'five cases of writers'
        of = view.line.tokens[noun.first - len(nearest) - 1]
        numbers = [n for n in numbers if n.start > of.start or n.end + 1 == of.start]
    size = 2 if "both" in lead else int(numbers[-1].value) if numbers else 0
    definite = not _DEFINITE.isdisjoint(nearest)
    numbered: tuple[int, ...] = ()
    if 1 < size < _CROWD:
        numbered = groups.of_size(size, index, definite=definite)
    elif definite and not size and _is_told(view, view.at(noun.after)) and noun.role:
        numbered = groups.just_before(index) if "the" in nearest else groups.before(index)
    if noun.role in view.words.official:
        return
    people = [view.found[number] for number in numbered]
    note(people, roles=view.words.role_of(noun))
    if people and size:
        if "its" in lead and view.words.has_body(noun):
            view.note_body_before(begin + lead.index("its"), people)
        _read_people(view, noun, people)
        read_ties(view, noun, people)
        if view.at(noun.after) == "who":
            read_predicate(view, noun.after + 1, people)


def _read_people(view: View, noun: Noun, people: list[About]) -> None:
    """Note the people that a noun goes with: 'four Dutch journalists'."""
    places = (view.line.places.get(at) for at in range(max(0, noun.first - _PEOPLE_REACH), noun.first))
    demonym = next((p for p in places if p is not None and p.kind == "demonym"), None)
    note([p for p in people if not p.countries], countries=[demonym.code] if demonym else [])


def _read_of_all(view: View, begin: int, groups: Groups, index: int) -> None:
    """What a clause says of those named together: 'all three were volunteers with N.', 'both belong to N.'."""
    line = view.line
    tie = next((m for m in view.words.ties.find(line.tokens[begin : begin + NOUN_REACH]) if 0 < m.first < 3), None)
    if tie is not None and view.at(begin) in ("all", "both", "they"):
        together = [view.found[number] for number in groups.before(index + (begin > 0))]
        note(together, affiliations=line.bodies(begin + tie.after, sure=False)[0])
        return
    be = next((i for i in range(begin + 1, min(begin + 5, view.size)) if line.lower[i] in ("are", "were")), None)
    if be is None or view.named.intersection(range(begin, be)):
        return
    numbers = find_numbers(line.tokens[begin:be])
    size = 2 if view.at(begin) == "both" else int(numbers[-1].value) if numbers else 0
    if view.at(begin) == "the" and not size:
        return
    people = groups.of_size(size, index, definite=True) if size else groups.before(index + (begin > 0))
    if people:
        read_phrase(view, be + 1, [view.found[number] for number in people])
