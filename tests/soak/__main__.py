"""`python -m tests.soak`: does the long runs and ends with 1 where one of them found a fault."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.soak.fuzz import fuzz_queries
from tests.soak.kills import kill_builds
from tests.soak.mutations import grow, spoil_posts
from tests.soak.run import Result, Run, Size

_PARTS: dict[str, Callable[[Run], Result]] = {
    "kills": kill_builds,
    "mutations": spoil_posts,
    "growth": grow,
    "queries": fuzz_queries,
}
_LONG = Size(kills=50, mutations=10_000, growth=200_000, queries=5_000)
_SHORT = Size(kills=2, mutations=100, growth=8_000, queries=80)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the parts that are asked for; returns how many of them found a fault, at most 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *_PARTS], help="default: all", metavar="|".join(_PARTS))
    parser.add_argument("--short", action="store_true", help="under a minute, as the test suite does it")
    parser.add_argument("--seed", type=int, help="of a run to be done again")
    parser.add_argument("--case", type=int, help="the only case to do of each part")
    for name in Size.__dataclass_fields__:
        parser.add_argument(f"--{name}", type=int, help=f"default: {getattr(_LONG, name)}")
    asked = parser.parse_args(arguments)
    given = {name: getattr(asked, name) for name in Size.__dataclass_fields__ if getattr(asked, name) is not None}
    size = replace(_SHORT if asked.short else _LONG, **given)
    run = Run(time.time_ns() % 1_000_000 if asked.seed is None else asked.seed, size, asked.case)
    print(f"seed {run.seed}", flush=True)
    faulty = False
    for part in asked.parts or _PARTS:
        start = time.monotonic()
        result = _PARTS[part](run)
        faulty = faulty or bool(result.faults)
        print(f"{part}: {result.done}; {len(result.faults)} faults; {time.monotonic() - start:.0f} s", flush=True)
        for fault in result.faults:
            print(f"  {fault}", flush=True)
    return int(faulty)


if __name__ == "__main__":
    sys.exit(main())
