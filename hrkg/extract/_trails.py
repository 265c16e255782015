"""What stands after a name: brackets, an apposition, 'of a body', 'who heads', 'is a lawyer', 'and other lawyers'."""

from hrkg.extract._noun_phrases import read_others, read_phrase
from hrkg.extract._nouns import BE, JOINTS, PHRASE_REACH, TIES
from hrkg.extract._view import DASHES, LIST_GAP, About, View, note

_APPOSITION = 16  # tokens between the commas of an apposition
_CLAUSE_ENDS = frozenset((",", ";", ".", ":", "and", "but", "who"))


def read_after(view: View, at: int, people: list[About], *, entry: bool = False, joint: bool = False) -> None:
    """Note what stands after one name or several, from a token on.

    entry: the name begins an entry of a list; joint: a noun in the plural has introduced all of them.
    """
    last = people[-1:]
    while view.at(at) == "(":
        close = next((i for i in range(at, min(at + LIST_GAP, view.size)) if view.line.words[i] == ")"), None)
        if close is None:
            return
        _read_bracket(view, at + 1, people)
        at = close + 1
    if view.at(at) == "," and view.at(at + 1).isdigit() and view.at(at + 2) == ",":
        following = view.at(at + 3)
        at += 3 if following in BE or following in view.words.verbs else 2  # the age
    word = view.at(at)
    if not word or at in view.named:
        return
    if word in (",", ";") or word in DASHES:
        _read_after_mark(view, at, people, entry=entry)
    elif word == "and":
        read_others(view, at + 1, people)
    elif word in ("together", "along", "alongside"):
        read_others(view, at + 1 + (word != "alongside"), people)
    elif word == "as":
        read_phrase(view, at + 1, people)
    elif word in ("of", "from"):
        _read_origin(view, at, people if joint else last)
    elif word == "who":
        read_predicate(view, at + 1, last)
    else:
        read_predicate(view, at, people)


def _read_after_mark(view: View, at: int, people: list[About], *, entry: bool) -> None:
    """What a comma, semicolon or dash at a token parts from a name."""
    last = people[-1:]
    following = view.at(at + 1)
    if following in ("all", "both") and view.at(at + 2) == "of":
        named = [view.found[number] for naming, number in view.namings if naming.first < at]
        note(named, affiliations=view.line.bodies(at + 3, sure=True)[0])
    elif following == "who" or (following == "also" and read_phrase(view, at + 2, last) is None):
        read_predicate(view, at + 2, last)
    elif following == "also":
        pass
    elif following == "as":
        read_phrase(view, at + 2, last)
        _read_predicate_behind(view, at + 1, last)
    elif following == "and":
        read_others(view, at + 2, people)
    elif following in ("of", "from", "with"):
        _read_origin(view, at + 1, last)
    else:
        _read_apposition(view, at + 1, people, entry=entry)


def _read_bracket(view: View, at: int, people: list[About]) -> None:
    """What stands in brackets after a name: a country, a description, a body."""
    place = view.line.places.get(at)
    whole = place is not None and view.at(view.line.after(place, at)) in (")", ",", ";", "")
    if place is not None and whole and not place.in_name:
        note(people[-1:], countries=[place.code])
    elif read_phrase(view, at, people) is None:
        # 'the editors N. (O.) and M. (P.)': those who hold a post have a body beside them
        staff = any(view.words.has_body(noun) for noun in view.nouns.all)
        body = view.line.body(at, sure=staff)
        if body is not None and view.at(body[1]) == ")":
            note(people[-1:], affiliations=[body[0]])


def _read_origin(view: View, at: int, people: list[About]) -> None:
    """'N. of a body', 'N. from Chad'."""
    begin = view.line.skip_descriptors(at + 1)
    found, after = view.line.bodies(begin, sure=True) if view.at(at) == "of" or begin > at + 2 else ([], begin)
    place = view.line.places.get(begin)
    if place is not None and not found:
        after = view.line.after(place, begin)
    if view.at(after) == "," and view.at(after + 1) == "who":
        read_predicate(view, after + 2, people[-1:])
    if view.at(after) == "(" and found and (bracketed := view.line.places.get(after + 1)) is not None:
        note(people, countries=[bracketed.code])
    note(people, affiliations=found, countries=[place.code] if place and not found and not place.in_name else [])


def _read_apposition(view: View, at: int, people: list[About], *, entry: bool) -> None:
    """', a lawyer and founder of N.'; in an entry of a list also ', lawyer, Body', ', Body (Country)'."""
    place = view.line.places.get(at)
    end = view.line.after(place, at) if place is not None and not place.in_name else None
    if place is not None and end is not None and view.at(end) in ("", ",", ".", ";", ")", *DASHES):
        note(people[-1:], countries=[place.code])
        if view.at(end) in DASHES:
            _read_apposition(view, end + 1, people, entry=entry)
        return
    end = read_phrase(view, at, people)
    if end is None and view.at(at - 1) in DASHES:
        read_predicate(view, at, people[-1:])
    if end is not None and view.at(end) == "who":
        read_predicate(view, end + 1, people[-1:])
    if end is not None and view.at(end) == "," and view.at(end + 1) == "and":
        read_others(view, end + 2, people)
    if len(people) == 1:
        _read_predicate_behind(view, at, people)
    if entry and end is None:
        _read_entry(view, at, people[-1:])
    elif entry and end is not None and view.at(end) in (",", ";"):
        _read_entry(view, end + 1, people[-1:])


def _read_predicate_behind(view: View, at: int, people: list[About]) -> None:
    """The verb of a name behind what the commas about a token hold: 'N., a chemist by training, joined M.'."""
    for index in range(at, min(at + _APPOSITION, view.size)):
        if index in view.named or view.at(index) in (";", ":", "."):
            return
        if view.at(index) == ",":
            if view.at(index + 1) not in JOINTS and index + 1 not in view.named:
                read_predicate(view, index + 1, people)
            return


def _read_entry(view: View, at: int, people: list[About]) -> None:
    """A body or a country that follows the name in an entry of a list: 'N., Body (Country)'."""
    body = view.line.body(at, sure=view.line.is_before_bracketed_place(at))
    if body is None or view.at(body[1]) not in ("", ".", "(", ";", ","):
        return
    note(people, affiliations=[body[0]])
    place = view.line.places.get(body[1] + 1) if view.at(body[1]) == "(" else None
    if place is not None:
        note(people, countries=[place.code])


def read_predicate(view: View, at: int, people: list[About]) -> None:
    """'is a lawyer', 'has been director of N.', 'heads N. and works for M.'."""
    word = view.at(at)
    if view.at(at - 1) == "who" and word in view.words.deeds:
        _read_deed(view, at, people)
    been = word in ("has", "had", "have") and view.at(at + 1) == "been"
    capacity = next((i for i in range(at, at + 4) if view.at(i) == "as"), None)
    after: int | None = None
    if word not in BE and not been and capacity is not None and view.at(capacity + 1) in ("a", "an"):
        after = read_phrase(view, capacity + 1, people)  # 'works as a journalist'
    elif word in BE or been:
        after = read_phrase(view, at + 1 + been, people)
        if after is None:
            after = _read_work(view, at + 1 + been, people)
    else:
        after = _read_work(view, at, people)
    while after is not None and view.at(after) in TIES and after not in view.named:
        after = view.nouns.after_phrase(after + 1)
    if after is not None and view.at(after) == "and":
        read_predicate(view, after + 1, people)


def _read_deed(view: View, at: int, people: list[About]) -> None:
    """'who campaigns against child labour in Chad': the country of what such persons do."""
    for index in range(at + 1, min(at + _APPOSITION, view.size)):
        word = view.at(index)
        if word in _CLAUSE_ENDS or index in view.named:
            return
        place = view.line.places.get(index + 1) if word == "in" else None
        if place is not None and not place.in_name:
            note(people, countries=[place.code])
            return


def _read_work(view: View, at: int, people: list[About]) -> int | None:
    """'founded N.', 'in charge of work at N.': note N.; the index after it, None without such a verb."""
    tie = next(
        (m for m in view.words.ties.find(view.line.tokens[at : at + _APPOSITION]) if m.first < _APPOSITION), None
    )
    near = tie is not None and (tie.first < 5 or view.at(at + tie.first - 1) == "and")
    if tie is None or not near or any(w in ",;:." for w in view.line.words[at : at + tie.first]):
        return _read_work_for(view, at, people)
    begin = at + tie.after
    found, after = view.line.bodies(begin, sure=True)
    if not found:
        found, after = _bodies_later(view, begin)
    note(people, affiliations=found)
    return after


def _read_work_for(view: View, at: int, people: list[About]) -> int | None:
    """'reported on the strike for N.', 'hosted a programme on N.': note N.; the index after it, else None."""
    verb = next((i for i in range(at, at + 3) if view.at(i) in view.words.work_verbs), None)
    for index in range(verb + 1, verb + PHRASE_REACH) if verb is not None else ():
        word = view.at(index)
        if not word[:1].isalnum() or index in view.named or word in view.words.clause_marks:
            return None
        if word in ("for", "at", "with", "on"):
            found, after = view.line.bodies(index + 1, sure=word == "for")
            if found:
                note(people, affiliations=found)
                return after
    return None


def _bodies_later(view: View, at: int) -> tuple[list[str], int]:
    """The bodies that a preposition a few words on leads to, and the index after them."""
    for index in range(at, min(at + PHRASE_REACH, view.size)):
        if not view.line.lower[index][0].isalpha() or index in view.named:
            break
        if view.line.lower[index] in TIES:
            found, after = view.line.bodies(index + 1, sure=False)
            if found:
                return found, after
    return [], at
