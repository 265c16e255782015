"""What a long run is told, and what it tells."""

import random
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: builds that are killed; mutated posts; code points of the larger text of each hostile layout;
    queries."""

    kills: int
    mutations: int
    growth: int
    queries: int


@dataclass(frozen=True, slots=True)
class Run:
    """seed and case number make each case: the same two give the same case again. case: the only one to do, where one
    is to be seen again."""

    seed: int
    size: Size
    case: int | None = None

    def cases(self, count: int) -> range:
        """The numbers of the cases to do, of so many."""
        return range(count) if self.case is None else range(self.case, self.case + 1)

    def chance(self, part: str, case: int) -> random.Random:
        """What is random in one case."""
        return random.Random(f"{part}:{self.seed}:{case}")

    def say(self, what: str) -> None:
        """Tell a person at a terminal how far it has come."""
        print(f"… {what}", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Result:
    """What was done, in one line, and each fault with what is needed to see it again."""

    done: str
    faults: tuple[str, ...]
