"""`python -m bench.stages FILE`: the seconds that each stage of a build takes, and its share of the whole."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from typing import Any
from unittest import mock

from hrkg import pipeline
from hrkg.extract import post as extract
from hrkg.settings import from_env
from hrkg.store import Draft

# The functions that a build calls one after the other, none of them within another of these, and where they are called.
_STAGES: tuple[tuple[str, object, str], ...] = (
    ("read", pipeline, "read_posts"),
    ("tables", pipeline, "load_lexicon"),
    ("extract: blocks", extract, "blocks_of"),
    ("extract: sentences", extract, "sentences_of"),
    ("extract: mention", extract, "find_mentions"),
    ("extract: statement", extract, "find_statements"),
    ("extract: signature", extract, "find_signatures"),
    ("extract: prize", extract, "find_prizes"),
    ("extract: detention", extract, "find_detentions"),
    ("extract: incident", extract, "find_incidents"),
    ("extract: defender", extract, "find_defenders"),
    ("link", pipeline, "resolve"),
    ("map", pipeline, "map_post"),
    ("validate", pipeline, "validate"),
    ("load the store", Draft, "load"),
    ("dumps", pipeline, "write_dumps"),
)


def stage_seconds(path: str) -> dict[str, float]:
    """Stage -> seconds, in a build of the posts of a file with one job; the last is what no stage accounts for."""
    spent = {name: 0.0 for name, _, _ in _STAGES}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as watched:
        for name, place, function in _STAGES:
            timed = _timed(getattr(place, function), name, spent)
            watched.enter_context(mock.patch.object(place, function, timed))
        start = time.perf_counter()
        pipeline.build([path], from_env({}, store=Path(folder)), now="2026-01-01T00:00:00Z", jobs=1)
        whole = time.perf_counter() - start
    return {**spent, "all else": whole - sum(spent.values())}


def _timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    """The function, whose time is added up; what it yields is taken at once, for its work is done in the taking."""

    @wraps(function)
    def timed(*args: Any, **options: Any) -> Any:
        start = time.perf_counter()
        result = function(*args, **options)
        if isinstance(result, Iterator):
            result = iter(list(result))
        spent[name] += time.perf_counter() - start
        return result

    return timed


def main() -> None:
    """Print a line for each stage: name, seconds, share."""
    spent = stage_seconds(sys.argv[1])
    whole = sum(spent.values())
    for name, seconds in spent.items():
        print(f"{name}\t{seconds}\t{seconds / whole:.0%}")


if __name__ == "__main__":
    main()
