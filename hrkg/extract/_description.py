"""One sentence as it describes persons: what stands before, after and around their names."""

from collections.abc import Iterator

from hrkg.extract._bodies import is_body_word
from hrkg.extract._leads import read_before
from hrkg.extract._nouns import Noun
from hrkg.extract._trails import read_after
from hrkg.extract._view import BODY_TIES, DASHES, View
from hrkg.text.places import Place

_ABROAD = frozenset(("exile", "asylum", "fled", "flees", "moved", "lives", "living", "lived", "refuge", "left", "went"))
_ABROAD_REACH = 4  # tokens from 'fled' to a country
_PLACE_REACH = 5  # tokens from a name to 'held by Chadian authorities'


def read_names(view: View) -> None:
    """Note what stands before and after each name of the sentence."""
    for group in view.enumerations():
        people = [view.found[number] for _, number in group]
        read_before(view, group[0][0], people + view.described_with(group[-1][0].after))
        for naming, number in group[1:]:
            read_before(view, naming, [view.found[number]])
        for naming, number in group[:-1]:
            read_after(view, naming.after, [view.found[number]])
        last = group[-1][0]
        noun = view.nouns.before.get(group[0][0].first)
        entry = last.first == 0 or view.at(last.first - 1) in DASHES
        read_after(view, last.after, people, entry=entry, joint=noun is not None and noun.plural)


def read_places(view: View) -> None:
    """Note the country that stands nearest to each person of whom nothing nearer is known: 'N. in Chad, M. in Peru',
    'the Chadian authorities hold N.'."""
    places = {at: p for at, p in view.line.places.items() if _is_about_here(view, at, p)}
    if not places:
        return
    states = {at: p for at, p in places.items() if p.kind != "demonym" or _is_of_state(view, at, p)}
    codes = {p.code for p in states.values()} if any(p.kind != "city" for p in states.values()) else set()
    for index, (naming, number) in enumerate(view.namings):
        person = view.found[number]
        if person.near is None and naming.full:
            begin = view.namings[index - 1][0].after if index else 0
            end = view.namings[index + 1][0].first if index + 1 < len(view.namings) else view.size
            ahead = range(naming.after, min(end, naming.after + _PLACE_REACH))
            beside = {p.code for at, p in states.items() if at in ahead and p.kind != "city"}
            peoples = {p.code for at, p in places.items() if begin <= at < naming.first and p.kind == "demonym"}
            near = next((c for c in (peoples, beside, codes) if len(c) == 1), ())
            person.near = next(iter(near), None)


def _is_about_here(view: View, at: int, place: Place) -> bool:
    """Whether a place is no part of a name, and not where somebody has gone: 'fled to Chad', 'exile in Peru'."""
    gone = _ABROAD.isdisjoint(view.line.lower[max(0, at - _ABROAD_REACH) : at])
    return not place.in_name and at not in view.named and gone


def _is_of_state(view: View, at: int, place: Place) -> bool:
    """Whether a people's name tells whose organ is meant: 'the Chadian authorities'."""
    end = view.line.after(place, at)
    return not view.words.organs.isdisjoint(view.line.lower[end : end + 2])


def shared_bodies(view: View, latest: int | None) -> Iterator[tuple[int, int]]:
    """(a person, the one named before whose body they share): 'his colleague M.', 'M., producer at the station'."""
    owner = latest
    for group in view.enumerations():
        first = group[0][0].first
        noun = view.nouns.before.get(first) or view.nouns.before.get(first - (view.at(first - 1) == ","))
        if owner is not None and (_is_colleague(view, noun) or _is_at_that_body(view, group[-1][0].after)):
            yield from ((number, owner) for _, number in group)
        owner = group[0][1]


def _is_colleague(view: View, noun: Noun | None) -> bool:
    """Whether a noun before a name tells of one who works in the same body: 'her colleague', 'his editor'."""
    if noun is None or not view.words.has_body(noun):
        return False
    before = view.at(noun.first - 1)
    counted = before in view.words.amounts or before.isdigit()
    return before in ("his", "her") or (counted and view.at(noun.first).startswith("colleague"))


def _is_at_that_body(view: View, at: int) -> bool:
    """Whether an apposition after a name points to a body named before: ', a producer at the station'."""
    noun = view.nouns.first_from(at + 1) if view.at(at) == "," else None
    if noun is None or not (noun.position or noun.role) or view.at(noun.after) not in BODY_TIES:
        return False
    points = view.at(noun.after + 1) in ("the", "this", "that")
    named = any(is_body_word(word) for word in view.line.words[noun.after + 3 : noun.after + 4])
    return points and view.at(noun.after + 2) in view.words.own_bodies and not named
