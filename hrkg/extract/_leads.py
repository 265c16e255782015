"""What stands before a name: 'the Saudi lawyer and poet N.', 'lawyers N. and M.', 'activists, including N.'."""

from hrkg.extract._names import Naming, is_possessive
from hrkg.extract._noun_phrases import read_leftwards, read_phrase, read_ties
from hrkg.extract._nouns import BE, DETERMINERS, NOUN_REACH, PHRASE_REACH, Noun
from hrkg.extract._view import BODY_TIES, LIST_GAP, About, View, note

_ABOUT = frozenset(("of", "about", "against", "for", "over", "on", "to", "with"))
_TO_LISTS = frozenset(("such", "them", "including", "among", "as", ",", ":", "namely", "like", "-", "–", "—"))
_OF_THEM = frozenset(("include", "includes", "included", "are", "were", ":", ","))
_INTRODUCED_BY_VERB = 40  # tokens from the subject to 'among them', a verb between them
_INTRODUCED = 14  # tokens between 'activists' and 'among them'
_FRONT_LENGTH = 16
_WORK_REACH = 3  # tokens from 'for which N.' to 'works'


def read_before(view: View, naming: Naming, people: list[About]) -> None:
    """Note what stands before a name, of the persons named with it."""
    at = naming.first
    while at > 0 and at not in view.nouns.before and (view.is_title(at - 1) or view.line.words[at - 1] == "."):
        at -= 1
    own = view.nouns.before.get(at) or _noun_of_subject(view, at)
    if own is None and (noun := _introducing(view, at)) is not None:
        _read_whole(view, noun, naming, people)
        read_leftwards(view, noun, people)
    elif own is not None:
        _read_own(view, own, naming, people)
    elif (holder := _holding(view, at)) is not None:
        read_leftwards(view, holder, people[:1], tied=True)
        read_ties(view, holder, people[:1])
    elif (place := view.line.places.get(at - 1)) is not None and not place.in_name:
        if place.kind == "demonym" or is_possessive(view.line.words[at - 1]):
            note(people[:1], countries=[place.code])
    elif at > 0 and at - 1 not in view.named and is_possessive(view.line.words[at - 1]):
        body = view.line.body_ending(at, sure=True)
        note(people, affiliations=[body] if body else [])
    if view.at(at - 1) == ",":
        if (before := _holding(view, at - 1)) is not None:
            read_leftwards(view, before, people[:1], tied=True)
            read_ties(view, before, people[:1])
        _read_front(view, at - 1, people[:1])
        _read_announced(view, at - 1, people[:1])
    _read_of_them(view, at, people)
    _read_relative(view, naming, people)


def _read_own(view: View, own: Noun, naming: Naming, people: list[About]) -> None:
    """The noun right before a name, and the noun in the plural of which that is an example."""
    if not own.plural:
        read_leftwards(view, own, people[:1])
    elif len(people) > 1:  # 'the rapporteur on defenders N.' is none of them
        read_leftwards(view, own, people)
    if own.position and not own.role and own.first == 0:  # 'Chairman N.', where the body has just been named
        view.note_body_before(0, people[:1])
    opener = own.first
    while opener > max(0, own.first - NOUN_REACH) and view.at(opener - 1)[0].isalnum():
        if view.at(opener - 1) in view.words.closed or view.at(opener - 1) in _TO_LISTS or opener - 1 in view.named:
            break
        opener -= 1
    if (whole := _introducing(view, opener)) is not None and whole.after <= opener:
        _read_whole(view, whole, naming, people)
    _read_of_them(view, opener, people)


def _read_whole(view: View, noun: Noun, naming: Naming, people: list[About]) -> None:
    """Those of whom the persons are examples: 'five activists with N., including'."""
    people = [*people, *view.described_with(naming.after, each=True)]
    note(people, roles=view.words.role_of(noun))
    read_ties(view, noun, people)


def _read_of_them(view: View, at: int, people: list[About]) -> None:
    """'They include N.', 'two of them: N. and M.', where the sentence before tells what they are."""
    low = view.line.lower
    they = low[:1] in (["they"], ["these"], ["those"]) and low[1:2] in (["include"], ["included"], ["are"], ["were"])
    of_them = next((i for i in range(1, min(at, view.size)) if low[i - 1] == "of" and low[i] == "them"), None)
    told = (they and at > 1) or (of_them is not None and view.at(of_them + 1) in _OF_THEM)
    noun = view.plural_before() if told else None
    if noun is not None:
        note([*people, *view.described_with(at, each=True)] if they else people, roles=view.words.role_of(noun))


def _read_relative(view: View, naming: Naming, people: list[About]) -> None:
    """'the Name of a Body, for which N. works', 'of which N. is a member'."""
    at = naming.first
    if at < 3 or view.at(at - 1) != "which" or view.at(at - 2) not in BODY_TIES or view.at(at - 3) != ",":
        return
    ahead = view.line.lower[naming.after : naming.after + _WORK_REACH]
    holds = view.at(naming.after) in BE and view.nouns.first_from(naming.after + 1) is not None
    if holds or not view.words.work_verbs.isdisjoint(ahead):
        body = view.line.body_before(at - 3)
        note(people, affiliations=[body] if body else [])


def _noun_of_subject(view: View, at: int) -> Noun | None:
    """The noun of 'professor of law N.'."""
    of_subject = view.at(at - 2) == "of" and view.line.words[at - 1].islower()
    return view.nouns.before.get(at - 2) if of_subject else None


def _holding(view: View, at: int) -> Noun | None:
    """The noun of 'the chair of the Union N. N.', where a body's name ends right before the person's."""
    for first in range(at - 1, max(-1, at - LIST_GAP), -1):
        noun = view.nouns.at.get(first)
        if noun is not None and view.at(noun.after) in BODY_TIES and not noun.plural:
            found, after = view.line.bodies(noun.after + 1, sure=False)
            if found and after == at:
                return noun
    return None


def _introducing(view: View, at: int) -> Noun | None:
    """The noun in the plural of which persons are named as examples from a token on: 'activists, among them ...'."""
    before = at
    while before > 0 and view.at(before - 1) in _TO_LISTS:
        before -= 1
    if before == at:
        return None
    reach = range(max(0, before - _INTRODUCED_BY_VERB), before)
    near = [n for n in map(view.nouns.at.get, reach) if n and n.after <= before and n.plural and (n.role or n.position)]
    if not near:
        return None
    if view.line.lower[before : before + 2] == ["among", "them"] or view.at(before + 1) == "among":
        return near[0]
    if view.named.intersection(range(near[-1].after, before)):
        return None
    between = view.line.lower[near[-1].after : before]
    far = len(between) > _INTRODUCED or not BE.isdisjoint(between) or any(w in ".;" for w in between)
    return None if far else near[-1]


def _read_announced(view: View, comma: int, people: list[About]) -> None:
    """A noun and a comma before the name: 'the case of another lawyer, N.', 'about lawyer and poet, N.'."""
    noun = view.nouns.before.get(comma)
    if noun is None or noun.plural:
        return
    at = noun.first - 1
    while at >= 0 and at not in view.named and view.line.lower[at][0].isalpha():
        word = view.line.lower[at]
        if word in DETERMINERS or (word in view.words.closed and word != "and"):
            break
        if noun.first - at > NOUN_REACH:
            return
        at -= 1
    if at < 0 or at - 1 in view.named or view.at(at - 1) == ",":
        return
    if view.at(at) in _ABOUT and noun.first - at <= PHRASE_REACH:
        read_leftwards(view, noun, people)
    elif view.at(at) in DETERMINERS:
        its = noun.position and view.at(at) == "its"
        note(people, roles=view.words.role_of(noun, tied=its))
        if its:
            view.note_body_before(at, people)


def _read_front(view: View, comma: int, people: list[About]) -> None:
    """A description that opens the sentence: 'An engineer and a poet, N. sits ...'."""
    if comma > _FRONT_LENGTH or view.named.intersection(range(comma)):
        return
    if not any(w in view.words.clause_marks for w in view.line.lower[:comma]):
        read_phrase(view, 0, people)
