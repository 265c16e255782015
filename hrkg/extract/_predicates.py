"""What the words behind a name say of the person: brackets, appositions, clauses, the verb of which it is subject."""

from collections.abc import Iterator

from hrkg.extract._grammar import words_of
from hrkg.extract._names import is_possessive
from hrkg.extract._part_words import (
    BE,
    BREAKS,
    CONDITIONS,
    MARKS,
    NUMBERS,
    OWNERS,
    RELATIVES,
    STATES,
    TIES,
    UNITS,
    Clause,
    Part,
)
from hrkg.extract._together import leads_to_name

_NEGATIONS = words_of("not neither nor")
_ADVERBS = words_of(
    "also still now again never then later both all himself herself themselves once already finally first too and but "
    "today yesterday recently always even just each reportedly"
)
_REACH = 14  # tokens of a predicate
_PHRASE = 40  # tokens of an apposition
_SPEECH_REACH = 5  # tokens from the beginning of a predicate to 'said'
_TERM_REACH = 6  # tokens of 'eight and a half years'
_OWNED_REACH = 4  # tokens from a genitive to 'arrest'
_CREDIT_REACH = 4  # tokens of 'Photo credit: '


def beside(clause: Clause, number: int) -> set[Part]:
    """What a genitive, brackets and appositions right after a name say of this person."""
    first, at = clause.names[number]
    if clause.owns(number):
        owned = clause.low[at : at + _OWNED_REACH]
        return set() if clause.words.owned.isdisjoint(owned) else {Part.TOPIC}
    found: set[Part] = set()
    if first <= _CREDIT_REACH and not clause.words.credits.isdisjoint(clause.low[:first]):
        found.add(Part.CREDITED)
    for begin, end in _asides(clause, number):
        found |= _aside(clause, begin, end)
    return found


def told(clause: Clause, number: int, *, many: bool, governed: bool) -> set[Part]:
    """What the verb says of which a name, or an enumeration that ends with it (many), is the subject.

    governed: a preposition stands before it, so that it is subject of no verb but that of 'who'.
    """
    if clause.owns(number):
        return set()
    asides = list(_asides(clause, number))
    found: set[Part] = set()
    relative = next((b for b, _ in asides if clause.low[b] == "who"), None) if many else None
    if relative is not None and clause.low[relative + 1 : relative + 2] in (["are"], ["were"], ["have"]):
        found |= _predicate(clause, relative + 1, _end_of_clause(clause, relative))
    if governed:
        return found
    at = max([clause.names[number][1], *(end for _, end in asides)])
    while at < len(clause.low) and (clause.low[at] in ",–—-)" or clause.low[at] in TIES):
        if clause.is_state(at):
            found.add(Part.BEFALLEN)
        at = at + 1 if clause.low[at] in ",–—-)" else _end_of_piece(clause, at)
        if leads_to_name(clause, at):
            return found
    if at >= len(clause.low) or at in clause.inside:
        return found
    first = _predicate(clause, at, at + _REACH)
    return found | first | (_second(clause, at) if first or clause.is_verb(at) else set())


def _asides(clause: Clause, number: int) -> Iterator[tuple[int, int]]:
    """The pieces in brackets or between commas right after a name, first token and the one after the last."""
    at = clause.names[number][1]
    stop = min(len(clause.low), at + _PHRASE)
    while at < stop:
        word = clause.low[at]
        if word == "(":
            end = next((i for i in range(at + 1, stop) if clause.low[i] == ")"), stop)
            if end > at + 1:
                yield at + 1, end
            at = end + 1
        elif word in RELATIVES:
            yield at, _end_of_clause(clause, at)
            return
        elif word in MARKS and word != ";" and at + 1 < len(clause.low):
            begin = at + 1
            if begin in clause.inside or leads_to_name(clause, begin) or clause.is_verb(begin):
                return
            at = _end_of_clause(clause, begin) if clause.low[begin] in RELATIVES else _end_of_piece(clause, begin)
            yield begin, at
        elif word in TIES and word != "by":
            at = _end_of_piece(clause, at)
        else:
            return


def _end_of_piece(clause: Clause, begin: int) -> int:
    """The comma, bracket, mark or verb that ends words after a name."""
    end = min(len(clause.low), begin + _PHRASE)
    for index in range(begin, end):
        word = clause.low[index]
        if word in MARKS or word in "().:" or (index > begin and (clause.is_verb(index) or word in RELATIVES)):
            return index
    return end


def _end_of_clause(clause: Clause, begin: int) -> int:
    """The comma or mark that ends a relative clause, which has a verb."""
    end = min(len(clause.low), begin + _PHRASE)
    return next((i for i in range(begin + 1, end) if clause.low[i] in MARKS or clause.low[i] in "()"), end)


def _aside(clause: Clause, begin: int, end: int) -> set[Part]:
    """What a piece after a name says: 'who was freed', 'another suspect', 'his lawyer', 'arrested in May'."""
    words, low = clause.words, clause.low
    if low[begin] in ("and", "also") and low[begin + 1 : begin + 2] == ["who"]:
        begin += 1
    if low[begin] == "who":  # what one does who is described so is no part in the post
        return _predicate(clause, begin + 1, end) - {Part.ACTING, Part.SPEAKING}
    if low[begin] == "whom":
        return set() if words.befallen.isdisjoint(low[begin:end]) else {Part.BEFALLEN}
    if low[begin] == "whose":
        return set() if words.ordeals.isdisjoint(low[begin : begin + _OWNED_REACH]) else {Part.TOPIC}
    if low[begin] == "to" or low[begin] in RELATIVES:
        return set()
    if clause.is_state(begin):
        return {Part.BEFALLEN}
    found: set[Part] = {Part.BEFALLEN} if _is_term(clause, begin) else set()
    reduced = next((i for i in range(begin, min(end, begin + 4)) if low[i] in words.befallen), None)
    if reduced is not None and all(low[i].endswith("ly") or low[i] in _ADVERBS for i in range(begin, reduced)):
        found |= _befallen(clause, reduced)
    for index in range(begin, end):
        if index > begin and low[index - 1] in TIES and low[index - 1] != "of":
            break
        noun = words.noun(low[index])
        following = low[index + 1] if index + 1 < len(low) else ""
        of_name = following in ("of", "for", "to") and index + 2 in clause.inside
        if noun is Part.BEFALLEN:
            if following != "of" and (low[index - 1] != "the" or "one" in low[begin:index]):
                found.add(noun)
        elif noun is Part.WRONGDOER or (noun is not None and (of_name or _is_owned_head(clause, begin, index))):
            found.add(noun)
    return found


def _is_owned_head(clause: Clause, begin: int, at: int) -> bool:
    """Whether a piece begins with the owner of a noun: 'his younger brother', but not 'married her partner'."""
    first = clause.low[begin] in OWNERS or is_possessive(clause.tokens[begin].text)
    return clause.is_owned(at) and (first or clause.low[begin] in ("also", "and"))


def _is_term(clause: Clause, begin: int) -> bool:
    """Whether words begin with a term of prison: 'eight and a half years for', 'six months in prison'."""
    piece = clause.low[begin : begin + _TERM_REACH]
    unit = next((i for i, w in enumerate(piece) if w in UNITS), 0)
    opens = piece[0] in NUMBERS or piece[0][0].isdigit() or piece[0] in ("a", "an")
    return unit > 0 and opens and clause.low[begin + unit + 1 : begin + unit + 2] in (["for"], ["in"])


def _second(clause: Clause, at: int) -> set[Part]:
    """What a second verb of the same subject says: 'left the court and was arrested'."""
    for index in range(at + 1, min(len(clause.low) - 1, at + _REACH)):
        if clause.low[index] in BREAKS or index in clause.inside:
            return set()
        if clause.low[index] in ("and", "but") and clause.is_verb(index + 1):
            return _predicate(clause, index + 1, index + 1 + _REACH)
    return set()


def _predicate(clause: Clause, begin: int, end: int) -> set[Part]:
    """What a verb group that begins at a token says of its subject."""
    words = clause.words
    passive = clause.headline
    verb = False  # whether one has come; before it no other subject may stand
    for index in range(begin, min(end, len(clause.low))):
        word = clause.low[index]
        if word in BREAKS or word in _NEGATIONS or index in clause.inside or (word == "to" and not verb):
            return set()
        if not (verb or clause.headline or clause.is_verb(index) or _may_open(clause, word)):
            return set()
        verb = verb or clause.is_verb(index)
        if word in words.undergoing and clause.has_ordeal(index + 1):
            return {Part.BEFALLEN}
        if word in BE:
            passive = True
        elif word in words.befallen:
            following = clause.low[index + 1] if index + 1 < len(clause.low) else "."
            reduced = index == begin and (clause.headline or following in words.after_passive)
            if passive or reduced:
                return _befallen(clause, index)
            return {Part.ACTING} if word.endswith("ed") else set()
        elif word in words.weakly and passive:
            return {Part.BEFALLEN} if clause.has_ordeal(index + 1) else set()
        elif word in words.undergone:
            return {Part.BEFALLEN}
        elif word in words.speech and (clause.headline or not passive):
            return {words.said(word)} if index - begin < _SPEECH_REACH else set()
        elif passive and word in words.opinions:
            return {Part.SPEAKING}
        elif passive and not clause.headline and word in CONDITIONS:
            return {Part.BEFALLEN}
        elif passive and word == "one" and clause.low[index + 1 : index + 2] == ["of"]:
            return set() if words.victims.isdisjoint(clause.low[index : index + 8]) else {Part.BEFALLEN}
        elif word in STATES and (passive or index == begin):
            if clause.is_state(index):
                return {Part.BEFALLEN}
            if not clause.headline:
                return set()
    return set()


def _befallen(clause: Clause, at: int) -> set[Part]:
    """That a participle tells what befell somebody, and whether it was for what befell another."""
    deed = clause.low[at] in clause.words.trials and clause.is_deed(at + 1)
    return {Part.BEFALLEN, Part.WRONGDOER} if deed else {Part.BEFALLEN}


def _may_open(clause: Clause, word: str) -> bool:
    """Whether a word may stand between a subject and its verb, or is a participle or a state."""
    words = clause.words
    return word in _ADVERBS or word.endswith("ly") or word in words.done or word in words.weakly or word in STATES
