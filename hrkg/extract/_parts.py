"""The part of each person in a sentence that names them: something befell them, it is about them, they speak, they are
somebody's kin or lawyer, they are said to have done the deed."""

from collections.abc import Sequence

from hrkg.extract._governors import described, governed, is_governed
from hrkg.extract._part_words import Clause, Part, PartWords
from hrkg.extract._predicates import beside, told
from hrkg.extract._together import find_groups
from hrkg.model import Token


def find_parts(
    tokens: Sequence[Token], names: Sequence[tuple[int, int]], words: PartWords, *, headline: bool = False
) -> tuple[list[set[Part]], list[list[int]]]:
    """(the parts of each person, the enumerations by the numbers of the names) of one sentence.

    names: of each, the index of its first token and of the one after its last, in order; headline: it is a title.
    """
    clause = Clause(tokens, names, words, headline=headline)
    groups = find_groups(clause)
    found: list[set[Part]] = [set() for _ in names]
    for group in groups:
        first, last = group[0], group[-1]
        for number in group:
            found[number] |= described(clause, number) | beside(clause, number)
        shared = governed(clause, first)
        after_tie = is_governed(clause, first)
        shared |= told(clause, last, many=len(group) > 1, governed=after_tie)
        if last != first:  # 'N. got ten years, M. nine'
            shared |= told(clause, first, many=False, governed=after_tie)
        shared |= found[first] & {Part.WRONGDOER}  # 'the suspects N. and M.'
        for number in group:
            found[number] |= shared
    if clause.low[:1] == ["dear"]:
        return [part | {Part.ADDRESSED} for part in found], groups
    return found, groups
