"""What a run of the benchmarks is told: sizes, rounds, and where its files go."""

import sys
from dataclasses import dataclass
from pathlib import Path

PYTHON = (sys.executable,)
HRKG = (*PYTHON, "-m", "hrkg")


@dataclass(frozen=True, slots=True)
class Run:
    """posts: for extraction; store_posts: in the store that is asked; rounds: of which the median is taken; seconds: of
    one round of requests; folder: for all that is made, the peers too; what a run leaves there the next may use."""

    posts: int
    store_posts: int
    rounds: int
    seconds: float
    folder: Path

    def say(self, what: str) -> None:
        """Tell a person at a terminal how far it has come."""
        print(f"… {what}", file=sys.stderr, flush=True)
