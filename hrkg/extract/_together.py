"""Who is named together in a sentence: the enumerations of persons, with what is said of each between the names."""

from collections.abc import Sequence

from hrkg.extract._grammar import words_of
from hrkg.extract._part_words import AUXILIARIES, DETERMINERS, MARKS, NUMBERS, OWNERS, RELATIVES, TIES, Clause

_JOINTS = words_of(", ; and & / or plus")
_TWO = words_of("; and & or plus")
_OPENING, _CLOSING = words_of("( [ “"), words_of(") ] ”")
_IN_LEAD = words_of("of at for with from ' ’ “ \" - .")
_GAP = 36  # tokens between two names of one enumeration
_LEAD = 8  # tokens of what stands before a name: 'and the former editor of the Post'
_LISTED = 3  # names without 'and' that make an enumeration


def find_groups(clause: Clause) -> list[list[int]]:
    """The names of a sentence by their numbers, those of one enumeration together.

    Two names with a comma between them are not told together: 'after the arrest of N., M. said'.
    """
    groups: list[list[int]] = []
    joints: list[list[str]] = []
    for number in range(len(clause.names)):
        joint = _joint(clause, number - 1, number) if number else ""
        if joint:
            groups[-1].append(number)
            joints[-1].append(joint)
        else:
            groups.append([number])
            joints.append([])
    found: list[list[int]] = []
    for group, marks in zip(groups, joints, strict=True):
        found += [group] if "and" in marks or len(group) >= _LISTED else [[number] for number in group]
    return found


def leads_to_name(clause: Clause, begin: int) -> bool:
    """Whether the next name of the enumeration begins here, with what stands before it."""
    following = next((first for first, _ in clause.names if first >= begin), None)
    if following is None or following - begin > _LEAD or "of" in clause.low[begin:following]:
        return False
    return all(_may_lead(clause, i) or clause.low[i] == "and" for i in range(begin, following))


def _joint(clause: Clause, left: int, right: int) -> str:
    """'and' or ',' where two names stand in one enumeration; '' where they do not."""
    begin, end = clause.names[left][1], clause.names[right][0]
    if not 0 < end - begin <= _GAP or clause.owns(left):
        return ""
    outside = _outside(clause.low, begin, end)
    joint = next((k for k in range(len(outside) - 1, -1, -1) if clause.low[outside[k]] in _JOINTS), None)
    if joint is None or len(outside) - joint > _LEAD + 1:
        return ""
    lead = outside[joint + 1 :]
    if not all(_may_lead(clause, i) for i in lead) or _is_of_another(clause, lead):
        return ""
    before = outside[:joint]
    if before and clause.low[before[-1]] == "," and clause.low[outside[joint]] != ",":
        before = before[:-1]
    if _is_aside(clause, before):
        return "," if all(clause.low[i] not in _TWO for i in outside[: joint + 1]) else "and"
    return "and" if _is_gapped(clause, before, right) else ""


def _outside(low: Sequence[str], begin: int, end: int) -> list[int]:
    """The tokens of a gap that stand in no brackets; [] where a bracket of the gap has no fellow."""
    depth = 0
    found = []
    for index in range(begin, end):
        word = low[index]
        if word in _OPENING:
            depth += 1
        elif word in _CLOSING:
            depth -= 1
            if depth < 0:
                return []
        elif not depth:
            found.append(index)
    return [] if depth else found


def _may_lead(clause: Clause, index: int) -> bool:
    """Whether a word may stand right before a name: 'the former editor of the daily'."""
    word, words = clause.low[index], clause.words
    if word in DETERMINERS or word in OWNERS or word in _IN_LEAD:
        return True
    active = word in words.done and word not in words.befallen
    verb = word in words.speech or word in AUXILIARIES or word in words.undergone or active
    return word[0].isalnum() and word not in words.closed and not (verb and clause.is_plain(index))


def _is_of_another(clause: Clause, lead: Sequence[int]) -> bool:
    """Whether a name ends the description of the one before it: 'N., lawyer of the late M.'."""
    tie = next((k for k in range(len(lead) - 1, -1, -1) if clause.low[lead[k]] in TIES), 0)
    return tie > 0 and all(clause.is_plain(i) for i in lead[tie:])


def _is_aside(clause: Clause, gap: Sequence[int]) -> bool:
    """Whether words after a name only describe the person: ', head of N.', ' of N.', ', who was freed,'."""
    pieces: list[list[int]] = [[]]
    for index in gap:
        if clause.low[index] in MARKS:
            pieces.append([])
        else:
            pieces[-1].append(index)
    for number, piece in enumerate(pieces):
        low = [clause.low[i] for i in piece]
        if not low or low[0] in RELATIVES or low[:2] in (["and", "who"], ["also", "who"]):
            continue
        opens = low[0] in TIES or low[0] in NUMBERS or low[0][0].isdigit() or low[0] in ("as", "and")
        if low[0] == "to" or (not number and not opens) or any(clause.is_verb(i) for i in piece):
            return False
    return True


def _is_gapped(clause: Clause, gap: Sequence[int], right: int) -> bool:
    """Whether a verb is told once for both: 'N. got ten years, his deputy M. nine'."""
    after = clause.names[right][1]
    number = after < len(clause.low) and (clause.low[after] in NUMBERS or clause.low[after][0].isdigit())
    words = clause.words
    return number and any(clause.low[i] in words.undergoing or clause.low[i] in words.done for i in gap)
