"""Nouns for persons with what belongs to them: 'a Saudi lawyer and co-founder in 2009 of the Name of a Body'."""

from hrkg.extract._bodies import is_body_word
from hrkg.extract._names import is_possessive
from hrkg.extract._nouns import NOUN_REACH, TIES, Noun
from hrkg.extract._view import BODY_TIES, About, View, note

_OWNERS = frozenset(("his", "her", "their"))
_PLACE_TIES = frozenset(("of", "at", "from", "in", "within"))
_PEOPLE_REACH = 4  # tokens from 'Saudi' to the noun that it goes with
_S_ADJECTIVES = frozenset(("rights", "news", "affairs", "sports", "arts", "women's", "children's"))
_WITH_WHOM = frozenset(("him", "her", "them", "others", "friends"))
_AND_REACH = 5  # words of 'and cultural theory at'


def read_phrase(view: View, at: int, people: list[About]) -> int | None:
    """Read a description that begins at a token; the index after it, None when there is no noun for persons.

    Roles, bodies and countries are noted. A noun that goes with a name after it is that person's, one in the plural
    describes several persons only.
    """
    end: int | None = None
    respectively = view.at(at) == "respectively"
    while (noun := view.nouns.first_from(at)) is not None:
        one_of = "one" in view.line.lower[at : noun.first]
        if noun.plural and len(people) < 2 and not one_of:
            return end
        if noun.after in view.named or (view.is_title(noun.after) and noun.after + 1 in view.named):
            return end
        described = people if noun.plural or respectively else people[-1:]
        _read_attributes(view, at, noun, described)
        if noun.position and view.at(noun.first - 1) in ("its", "their"):
            view.note_body_before(noun.first - 1, described)
        end = read_ties(view, noun, described)
        if not noun.position and not _OWNERS.isdisjoint(view.line.lower[at : noun.first]):
            return end  # 'once his student'
        note(described, roles=view.words.role_of(noun, tied=view.at(noun.after) in BODY_TIES))
        if view.at(end) not in ("and", "&", ",", "/", "as"):
            return end
        read_others(view, end + 1 + (view.at(end + 1) == "and"), people)
        at = end + 1
        while view.at(at) in ("and", "also", "as", "well"):
            at += 1
        if view.at(at) in TIES and view.at(end) != ",":  # 'a member of N. and of M.'
            bodies, after = view.line.bodies(at + 1, sure=True)
            note(described, affiliations=bodies if noun.position else [])
            return after
    return end


def _read_attributes(view: View, at: int, noun: Noun, people: list[About]) -> None:
    """The people or body that stands before a noun: 'a Saudi lawyer', 'another NOAB co-founder'."""
    for index in range(at, noun.first):
        if is_possessive(view.line.words[index]) and view.at(index) in view.words.own_bodies:
            if noun.position:  # "the university's former president"
                view.note_body_before(index, people)
            return
        place = view.line.places.get(index)
        if place is not None and not place.in_name:
            note(people, countries=[place.code])
        elif (noun.position or noun.role) and is_body_word(view.line.words[index]):
            body = view.line.body_ending(noun.first, sure=view.words.has_body(noun))
            note(people, affiliations=[body] if body else [])
            return


def read_ties(view: View, noun: Noun, people: list[About]) -> int:
    """Read what ties a noun to a body or a country: 'of N.', 'in 2009 of N.', 'from Chad'; the index after it."""
    at = noun.after + (view.at(noun.after) in view.words.participles)
    belongs = view.at(noun.after) == "belonging"
    placed = False
    tells = noun.position or bool(noun.role)
    while view.at(at) in TIES:
        timed = view.nouns.after_time(at)
        if timed > at:
            at = timed
            continue
        begin = view.line.skip_descriptors(at + 1)
        if begin >= view.size or begin in view.named:
            return at
        if view.at(begin) in _WITH_WHOM:
            at = begin + 1
            continue
        if not tells:  # 'mother of a student'
            return _after_phrase(view, begin)
        found, after = view.line.bodies(begin, sure=belongs or (view.at(at) in BODY_TIES and not placed))
        placed = placed or (view.at(at) in ("in", "on") and not view.at(begin)[:1].isdigit())
        place = view.line.places.get(begin)
        if not found and place is not None and not place.in_name:
            where = view.at(at) in _PLACE_TIES and place.kind in ("country", "city", "region")
            note(people, countries=[place.code] if where else [])
            begin = view.line.after(place, begin)
        note(people, affiliations=found)
        at = after if found else _after_phrase(view, begin)
        if found and view.at(at) == "of":  # 'of Hill University of the State University of Chad'
            return at
    return at


def _after_phrase(view: View, begin: int) -> int:
    """The index after words tied to a noun, over an 'and' within them: 'of literary and cultural theory at N.'."""
    end = view.nouns.after_phrase(begin)
    if view.at(end) != "and":
        return end
    for index in range(end + 1, min(end + 1 + _AND_REACH, view.size)):
        word = view.at(index)
        if word in BODY_TIES and index > end + 1:
            return index
        plain = word[:1].isalpha() and view.line.words[index].islower() and index not in view.named
        if not plain or word in view.words.closed or index in view.nouns.at or word in view.words.verbs:
            return end
    return end


def read_leftwards(view: View, noun: Noun, people: list[About], *, tied: bool = False) -> None:
    """Note the role of a noun and of what is joined to it, and whose it is: 'Saudi writer and poet'.

    tied: a body follows the noun.
    """
    tied = tied or (noun.position and view.at(noun.first - 1) in ("its", "their"))
    roles = list(view.words.role_of(noun, tied=tied))
    at, leftmost = noun.first - 1, noun.first
    lowest = at - NOUN_REACH
    while at >= 0 and at > lowest and at not in view.named:
        word = view.line.lower[at]
        place = view.line.places.get(at)
        if word == "then":
            pass
        elif place is not None and not place.in_name and not view.line.is_end_of_name(at):
            if leftmost - at <= _PEOPLE_REACH:
                note(people, countries=[place.code])
            break
        elif word in ("and", "&", ",", "/", "-"):
            beside = view.nouns.before.get(at)
            if beside is None or beside.plural != noun.plural or noun.plural:
                break
            roles[:0] = view.words.role_of(beside)
            at = leftmost = beside.first
        elif word == "its" or (word == "their" and noun.position):
            view.note_body_before(at, people)
            break
        elif is_body_word(view.line.words[at]) and (noun.position or noun.role):
            body = view.line.body_ending(at + 1, sure=view.words.has_body(noun))
            if body is not None:
                note(people, affiliations=[body])
                break
        elif _ends_phrase(view, word):
            break
        at -= 1
    note(people, roles=roles)


def _ends_phrase(view: View, word: str) -> bool:
    """Whether a word before a noun does not belong to it."""
    other = word in view.words.closed or not word[0].isalpha() or word in view.words.verbs
    return other or (word.endswith("s") and word not in _S_ADJECTIVES)


def read_others(view: View, at: int, people: list[About]) -> None:
    """'N. and other activists', 'N. and 12 fellow lawyers' make N. one of them."""
    while view.at(at)[:1].isdigit() or view.at(at) in view.words.amounts:
        at += 1
    noun = view.nouns.first_from(at + 1) if view.at(at) in ("other", "fellow") else None
    if noun is not None and noun.plural:
        note(people, roles=view.words.role_of(noun))
