"""Groups: the persons whom a post names together, to whom 'they', 'all three' and 'five lawyers' point."""

from collections.abc import Mapping

from hrkg.extract._names import Naming
from hrkg.model import Reading

_REACH = 5  # sentences between persons named together and 'all three'


class Groups:
    """The persons whom a post names together, and all whom it names after a sentence; those in office left out."""

    def __init__(
        self, reading: Reading, by_sentence: Mapping[int, list[tuple[Naming, int]]], offices: frozenset[int]
    ) -> None:
        self._sentences: list[tuple[int, tuple[int, ...]]] = []
        lists: dict[tuple[int, str], dict[int, None]] = {}
        for index in sorted(by_sentence):
            people = tuple(dict.fromkeys(number for _, number in by_sentence[index] if number not in offices))
            block = reading.blocks[reading.sentences[index].block]
            if people and block.kind in ("item", "line") and by_sentence[index][0][0].start == block.start:
                lists.setdefault((block.chunk, block.kind), {}).setdefault(people[0])
            if people:
                self._sentences.append((index, people))
        self._lists = [tuple(people) for people in lists.values() if len(people) > 1]

    def of_size(self, size: int, index: int) -> tuple[int, ...]:
        """So many persons named together: in the sentence, in a list, or alone from this sentence on; else ()."""
        here = [people for at, people in self._sentences if at == index and len(people) == size]
        after = tuple(dict.fromkeys(number for at, people in self._sentences if at >= index for number in people))
        lists = [people for people in self._lists if len(people) == size]
        near = [people for at, people in self._sentences if 0 < abs(at - index) <= _REACH and len(people) == size]
        return next(iter([*here, *lists, *near, *([after] if len(after) == size else [])]), ())

    def before(self, index: int) -> tuple[int, ...]:
        """The persons last named together before a sentence; () when there are none."""
        listed = self._lists[-1] if self._lists else ()
        near = [people for at, people in self._sentences if at < index and len(people) > 1]
        return near[-1] if near else listed
