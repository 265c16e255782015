"""What the words before a name say of the person: the noun or verb that governs it, the nouns that describe it."""

from collections.abc import Iterator, Sequence

from hrkg.extract._grammar import words_of
from hrkg.extract._names import is_possessive
from hrkg.extract._part_words import DETERMINERS, OWNERS, Clause, Part

_ABOUT = words_of("of against on for about to over with into in around concerning regarding involving")
_GOVERNING = words_of("of against by with to about from for")
_EXAMPLES = words_of(": ( – — including namely notably particularly especially like include includes included among")
_PAIRS = frozenset((("such", "as"), ("among", "them"), ("among", "whom"), ("of", "whom")))
_COUNTED = words_of("they these those others three four five six seven eight")
_END_OF_SPEECH = words_of(", ” \" ’ ' » ? !")
_LEFT = 18  # tokens left of a name in which its noun or verb stands
_CLAUSE = 25  # tokens left of 'including' in which it is told what befell them
_NOUN_REACH = 5  # tokens from 'of' back to 'the arrest'
_GIVING_REACH = 14  # tokens from 'to' back to 'awarded'


def governed(clause: Clause, number: int) -> set[Part]:
    """What governs a name, and so all that are named with it: 'arrested', 'the trial of', 'said', 'such as'."""
    words = clause.words
    found: set[Part] = set()
    at = clause.names[number][0]
    for at in _description(clause, number):
        if clause.low[at] in words.done and clause.is_plain(at) and clause.low[at - 1 : at] != ["by"]:
            found.add(Part.BEFALLEN)
            if clause.low[at] in words.trials and clause.is_deed(clause.names[number][1]):
                found.add(Part.WRONGDOER)
    if at and not clause.owns(number):
        found |= _governor(clause, at)
    return found


def described(clause: Clause, number: int) -> set[Part]:
    """What the nouns right before a name say of this person alone: 'his wife', 'the suspect', 'detainee'."""
    found: set[Part] = set()
    at = clause.names[number][0]
    for at in _description(clause, number):
        noun = clause.words.noun(clause.low[at])
        if noun in (Part.WRONGDOER, Part.BEFALLEN) or (noun is not None and clause.is_owned(at)):
            found.add(noun)
        elif clause.low[at] in clause.words.befallen and clause.is_plain(at):
            found.add(Part.BEFALLEN)  # 'the jailed journalist'
        if is_possessive(clause.tokens[at].text):
            return found - {Part.BEFALLEN} if Part.KIN in found else found
    if at > 1 and clause.low[at - 1] == ",":
        noun = clause.words.noun(clause.low[at - 2])
        if noun is Part.WRONGDOER or (noun in (Part.KIN, Part.HELPER) and clause.is_owned(at - 2)):
            found.add(noun)
    return found


def is_governed(clause: Clause, number: int) -> bool:
    """Whether a preposition stands before a name or its description, so that no verb behind has it as subject."""
    lead = [clause.names[number][0], *_description(clause, number)]
    at = lead[-1]
    if clause.low[max(0, at - 2) : at] in (["named", "after"], ["named", "for"]):
        return True
    timed = any(clause.low[i][0].isdigit() or clause.low[i] in clause.words.calendar for i in lead[1:])
    return at > 0 and clause.low[at - 1] in _GOVERNING and not timed


def _description(clause: Clause, number: int) -> Iterator[int]:
    """The tokens of the description before a name, from the name to the left: adjectives, nouns, titles, articles."""
    first = clause.names[number][0]
    for at in range(first - 1, max(-1, first - _LEFT), -1):
        if at in clause.inside or not _may_describe(clause, at, first):
            return
        yield at
        participle = clause.low[at] in clause.words.done and clause.is_plain(at)
        if participle and at and clause.low[at - 1] not in DETERMINERS and not clause.low[at - 1].endswith("ly"):
            return  # a verb: what stands before it is its subject


def _may_describe(clause: Clause, at: int, first: int) -> bool:
    word, words = clause.low[at], clause.words
    if word in ("and", "&", ",", "/"):  # 'the lawyer and poet N.'
        before = clause.low[at - 1] if at else ""
        return before in words.persons and not words.persons.isdisjoint(clause.low[at + 1 : min(first, at + 4)])
    if word == ".":
        return at > 0 and clause.low[at - 1] in words.titles
    if word in DETERMINERS or word in OWNERS:
        return True
    ties = word in _EXAMPLES or word in _ABOUT or word in words.closed
    return word[0].isalnum() and not ties and word not in words.speech


def _governor(clause: Clause, at: int) -> set[Part]:
    """What the word before a description that begins at a token says."""
    words = clause.words
    word = clause.low[at - 1]
    before = clause.low[max(0, at - 1 - _CLAUSE) : at - 1]
    last = before[-1] if before else ""
    if word == "by":  # 'a hunger strike by N.' befalls N., but not 'the film Exile by N.'
        if last in words.agents:
            return {Part.SPEAKING}
        return {Part.BEFALLEN} if last in words.ordeals and clause.is_plain(at - 2) else {Part.ACTING}
    if (last, word) == ("according", "to"):
        return {Part.SPEAKING}
    if last == "named" and word in ("after", "for"):
        return {Part.NAMESAKE}
    if word in _ABOUT:
        return _of(clause, before, word)
    if word in words.speech:
        return {words.said(word)} if not before or last in _END_OF_SPEECH else set()
    if word in _EXAMPLES or (last, word) in _PAIRS:
        if word.startswith("include") and last in _COUNTED:
            return {Part.TOPIC}
        return {Part.BEFALLEN} if _tells_ordeal(clause, before) else set()
    if word in ("are", "were", "is", "was"):
        told = not words.victims.isdisjoint(before) or last == "these"
        return {Part.BEFALLEN} if told or (before[:1] == ["those"] and _tells_ordeal(clause, before)) else set()
    return _governor_behind(clause, at - 1) if word == "," else set()


def _governor_behind(clause: Clause, at: int) -> set[Part]:
    """What governs the noun before a comma: 'the case of another lawyer, N.', 'arrested the head of N., M.'."""
    words = clause.words
    first, noun = at, False
    while at > max(0, first - _LEFT):
        word = clause.low[at - 1]
        inside = word in ("of", "for", "at") and not noun
        if not word[0].isalnum() or (word in words.closed and not inside) or at - 1 in clause.inside:
            break
        if word in words.done and clause.is_plain(at - 1):
            return {Part.BEFALLEN} if noun else set()
        noun = noun or word in words.persons or word in _COUNTED
        at -= 1
    governs = at > 0 and (clause.low[at - 1] in _ABOUT or clause.low[at - 1] in words.speech)
    return _governor(clause, at) if noun and governs else set()


def _of(clause: Clause, before: Sequence[str], word: str) -> set[Part]:
    """What a preposition says by the noun before it: 'the trial of', 'support for', 'awarded to'."""
    words = clause.words
    if word == "to" and not words.giving.isdisjoint(before[-_GIVING_REACH:]):
        return {Part.BEFALLEN}
    if before[-1:] in (["that"], ["those"]):  # 'that of N.' is the execution told of before
        return set() if words.ordeals.isdisjoint(before) else {Part.BEFALLEN}
    for noun in reversed(before[-_NOUN_REACH:]):
        if noun in words.grave:
            return {Part.BEFALLEN}
        if noun in words.ordeals or noun in words.topics:
            return {Part.TOPIC}
        if word == "with" and (noun in words.befallen or noun in ("together", "along")):
            return {Part.BEFALLEN} if _tells_ordeal(clause, before[-_GIVING_REACH:]) else set()
        if not noun[0].isalnum() or (noun in words.closed and noun not in ("in", "and")):
            return set()
    return set()


def _tells_ordeal(clause: Clause, before: Sequence[str]) -> bool:
    """Whether the words before examples tell what befell them: 'five lawyers were arrested, including'."""
    words = clause.words
    for index in range(len(before) - 1, -1, -1):
        word = before[index]
        if word == ";":
            return False
        if word in words.befallen or word in words.victims or word in words.undergone:
            return True
        if word in words.ordeals and before[index + 1 : index + 2] in (["of"], ["against"], ["for"]):
            return True
    return False
