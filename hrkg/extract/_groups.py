"""Groups: the persons whom a post names together, to whom 'they', 'all three' and 'five lawyers' point."""

from bisect import bisect_left
from collections.abc import Mapping

from hrkg.extract._names import Naming
from hrkg.model import Reading

_REACH = 5  # sentences between persons named together and 'all three'


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
        self._lists = [tuple(people) for people in lists.values() if len(people) > 1]
        self._together = [(index, people) for index, people in found if len(people) > 1]
        last = {number: index for index, people in found for number in people}
        self._by_last = sorted((index, number) for number, index in last.items())

    def of_size(self, size: int, index: int) -> tuple[int, ...]:
        """So many persons named together: in the sentence, in a list, or alone from this sentence on; else ()."""
        begin, end = (bisect_left(self._together, (at,)) for at in (index - _REACH, index + _REACH + 1))
        near = [(at, people) for at, people in self._together[begin:end] if len(people) == size]
        here = [people for at, people in near if at == index]
        lists = [people for people in self._lists if len(people) == size]
        beside = [people for at, people in near if at != index]
        return next(iter([*here, *lists, *beside, *self._from(index, size)]), ())

    def _from(self, index: int, size: int) -> list[tuple[int, ...]]:
        """The persons named from a sentence on, where they are so many."""
        begin = bisect_left(self._by_last, (index,))
        return [tuple(number for _, number in self._by_last[begin:])] if len(self._by_last) - begin == size else []

    def before(self, index: int) -> tuple[int, ...]:
        """The persons last named together before a sentence; () when there are none."""
        at = bisect_left(self._together, (index,))
        listed = self._lists[-1] if self._lists else ()
        return self._together[at - 1][1] if at else listed
