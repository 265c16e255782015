"""`python -m bench`: measures, and prints one table after the other. README.md tells how to read them."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import building, endpoint, extraction, reconciling, starting
from bench.figures import Figure, machine, to_table
from bench.posts import ROOT
from bench.run import Run

_PARTS: dict[str, Callable[[Run], Iterator[tuple[str, list[Figure]]]]] = {
    "extraction": extraction.measure,
    "build": building.measure,
    "endpoint": endpoint.measure,
    "reconcile": reconciling.measure,
    "start": starting.measure,
}


def main() -> None:
    """Measure the parts that are asked for and print their tables."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *_PARTS], help="default: all", metavar="|".join(_PARTS))
    parser.add_argument("--posts", type=int, default=20_000, help="to convert; a tenth to build (%(default)s)")
    parser.add_argument("--store-posts", type=int, default=5_000, help="in the store that is asked (%(default)s)")
    parser.add_argument("--repeat", type=int, default=5, help="rounds, of which the median is told (%(default)s)")
    parser.add_argument("--seconds", type=float, default=5.0, help="of one round of requests (%(default)s)")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench", help="for what is made")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    run = Run(asked.posts, asked.store_posts, asked.repeat, asked.seconds, asked.folder)
    print(f"{machine()}\n{run.rounds} rounds; median, and least to most\n")
    for part in asked.parts or _PARTS:
        for title, figures in _PARTS[part](run):
            print(to_table(title, figures), flush=True)


if __name__ == "__main__":
    main()
