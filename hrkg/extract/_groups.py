"""Groups: the persons whom a post names together, to whom 'they', 'all three' and 'five lawyers' point."""

from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise

from hrkg.extract._names import Naming
from hrkg.model import Reading

_REACH = 5  # sentences between persons named together and 'all three'
_AHEAD = 3  # sentences in which those are named of whom 'two journalists' tells
_RECALLED = 3  # sentences between persons named together and 'these activists'


class Groups:
    """The persons whom a post names together, and all whom it names after a sentence; those in office left out."""

    def __init__(
        self, reading: Reading, by_sentence: Mapping[int, list[tuple[Naming, int]]], offices: frozenset[int]
    ) -> None:
        found: list[tuple[int, tuple[int, ...]]] = []
        lists: dict[tuple[int, str], dict[int, None]] = {}
        for index in sorted(by_sentence):
            people = tuple(dict.fromkeys(number for _, number in by_sentence[index] if number not in offices))
            block = reading.blocks[reading.sentences[index].block]
            if people and block.kind in ("item", "line") and by_sentence[index][0][0].start == block.start:
                lists.setdefault((block.chunk, block.kind), {}).setdefault(people[0])
            if people:
                found.append((index, people))
        # Those with whom the items behind a block begin, by the block: 'journalists who fled: – N. and M.; – O.'.
        self._behind = _lists_behind(reading, by_sentence, offices)
        self._all = tuple(dict.fromkeys(number for _, people in found for number in people))
        self._lists = [tuple(people) for people in lists.values() if len(people) > 1]
        self._together = [(index, people) for index, people in found if len(people) > 1]
        first: dict[int, int] = {}
        for index, people in found:
            for number in people:
                first.setdefault(number, index)
        last = {number: index for index, people in found for number in people}
        self._by_last = sorted((index, number) for number, index in last.items())
        self._by_first = sorted((index, number) for number, index in first.items())

    def of_size(self, size: int, index: int, *, definite: bool = False) -> tuple[int, ...]:
        """So many persons named together: in the sentence, in a list, or alone from this sentence on; else ().

        definite: 'the two journalists' have been named; 'two journalists' are rather named in what follows.
        """
        begin, end = (bisect_left(self._together, (at,)) for at in (index - _REACH, index + _REACH + 1))
        near = [(at, people) for at, people in self._together[begin:end] if len(people) == size]
        here = [people for at, people in near if at == index]
        lists = [people for people in self._lists if len(people) == size]
        beside = [people for at, people in near if at != index]
        new = [*self._new(index, size), *([self._all] if len(self._all) == size else [])]
        ranked = [*here, *lists, *beside, *new] if definite else [*here, *lists, *new, *beside]
        return next(iter([*ranked, *self._from(index, size)]), ())

    def listed_behind(self, block: int) -> tuple[int, ...]:
        """The persons with whom the items of the list right behind a block begin; () where no list follows."""
        return self._behind.get(block, ())

    def _new(self, index: int, size: int) -> list[tuple[int, ...]]:
        """The persons first named in the next sentences, where they are so many."""
        begin, end = (bisect_left(self._by_first, (at,)) for at in (index + 1, index + 1 + _AHEAD))
        return [tuple(number for _, number in self._by_first[begin:end])] if end - begin == size else []

    def _from(self, index: int, size: int) -> list[tuple[int, ...]]:
        """The persons named from a sentence on, where they are so many."""
        begin = bisect_left(self._by_last, (index,))
        return [tuple(number for _, number in self._by_last[begin:])] if len(self._by_last) - begin == size else []

    def before(self, index: int) -> tuple[int, ...]:
        """The persons last named together before a sentence; () when there are none."""
        at = bisect_left(self._together, (index,))
        listed = self._lists[-1] if self._lists else ()
        return self._together[at - 1][1] if at else listed

    def just_before(self, index: int) -> tuple[int, ...]:
        """The persons named together in one of the sentences right before; () when there are none."""
        at = bisect_left(self._together, (index,))
        near = at > 0 and index - self._together[at - 1][0] <= _RECALLED
        return self._together[at - 1][1] if near else ()


def _lists_behind(
    reading: Reading, by_sentence: Mapping[int, list[tuple[Naming, int]]], offices: frozenset[int]
) -> dict[int, tuple[int, ...]]:
    """The persons with whom the items behind a block begin, by the block before the list."""
    heads: dict[int, list[int]] = {}
    for index, named in by_sentence.items():
        block = reading.sentences[index].block
        if reading.blocks[block].kind not in ("item", "line") or block in heads:
            continue
        first = named[0][0]
        if first.start != reading.blocks[block].start:
            continue
        people = [named[0][1]]
        for (left, _), (right, number) in pairwise(named):
            gap = {t.text for t in reading.sentences[index].tokens[left.after : right.first]}
            if not gap <= {",", "and", "&"}:
                break
            people.append(number)
        heads[block] = [number for number in people if number not in offices]
    found: dict[int, list[int]] = {}
    before = 0
    for at, block_of in enumerate(reading.blocks):
        if block_of.kind not in ("item", "line"):
            before = at
        elif at in heads:
            found.setdefault(before, []).extend(heads[at])
    return {block: tuple(people) for block, people in found.items()}
