"""A build of all posts anew, against one after a single post has changed, and one after nothing has."""

import shutil
from collections.abc import Iterator

from bench.figures import Figure, ratio
from bench.posts import at_hand, write_repeated
from bench.processes import cost_of
from bench.run import HRKG, Run


def measure(run: Run) -> Iterator[tuple[str, list[Figure]]]:
    """(title, figures) of the table."""
    size = run.posts // 10
    path, store = run.folder / "build.txt", run.folder / "build-store"
    posts, _ = at_hand()

    def build() -> float:
        return cost_of([*HRKG, "build", str(path), "--store", str(store), "--jobs", "1"]).seconds

    rounds = []
    for number in range(run.rounds):
        run.say(f"build {size:,} posts, round {number + 1}")
        shutil.rmtree(store, ignore_errors=True)
        write_repeated(posts, size, path)
        first = build()
        with path.open("a", encoding="utf-8") as file:  # the last post gets a paragraph more
            file.write(f"\nA paragraph more, of round {number}.\n")
        rounds.append((first, build(), build()))
    anew, changed, same = (
        Figure(name, tuple(one[column] for one in rounds), "s")
        for column, name in enumerate(("all anew", "one post changed", "nothing changed"))
    )
    figures = [anew, changed, same, ratio("one changed against all", changed, anew)]
    yield f"build of {size:,} posts, one job", figures
