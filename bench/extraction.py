"""Posts to quads: how many a second, in how much memory, at what size, with how many jobs; and which stage costs
what."""

import subprocess
import sys
from collections.abc import Iterator

from bench.figures import Figure, ratio
from bench.posts import at_hand, write_repeated
from bench.processes import Cost, cost_of
from bench.run import HRKG, Run


def measure(run: Run) -> Iterator[tuple[str, list[Figure]]]:
    """(title, figures) of each table."""
    posts, places = at_hand()
    small, middle, large = run.posts // 10, run.posts // 2, run.posts
    files = {size: run.folder / f"posts-{size}.txt" for size in (small, middle, large)}
    for size, path in files.items():
        write_repeated(posts, size, path)

    def convert(size: int, jobs: int) -> Cost:
        run.say(f"convert {size:,} posts, jobs {jobs}")
        return cost_of([*HRKG, "convert", str(files[size]), "-o", str(run.folder / "out.nq"), "--jobs", str(jobs)])

    def seconds(jobs: int) -> Figure:
        return Figure(f"{small:,} posts, jobs {jobs}", tuple(one.seconds for one in costs[jobs]), "s")

    # One job and two in turn, so that what slows the machine slows both.
    turns = [(convert(small, 1), convert(small, 2)) for _ in range(run.rounds)]
    costs = {1: [one for one, _ in turns], 2: [two for _, two in turns]}
    once = {small: costs[1][0], middle: convert(middle, 1), large: convert(large, 1)}
    figures = [
        Figure("posts a second and core", tuple(small / cost.seconds for cost in costs[1]), "", "at least 150"),
        ratio("two jobs against one", seconds(1), seconds(2), "at least 1.6"),
        Figure(f"posts a second and core, {large:,} posts", (large / once[large].seconds,), "", "at least 150"),
        *(Figure(f"seconds, {size:,} posts", (cost.seconds,), "s") for size, cost in once.items()),
        Figure(
            f"time per post, {large:,} against {middle:,}",
            (once[large].seconds / large / (once[middle].seconds / middle),),
            "",
            "1 (linear)",
        ),
        *(Figure(f"peak memory, {size:,} posts", (cost.peak / 1e6,), "MB") for size, cost in once.items()),
        Figure(f"peak memory, {large:,} against {small:,}", (once[large].peak / once[small].peak,), "", "1 (flat)"),
    ]
    yield f"conversion of {len(posts)} posts ({', '.join(places)}), repeated", figures
    run.say("stages")
    # In a process of its own, for nothing of its caches and memory should stay in this one.
    shares = subprocess.run(
        [sys.executable, "-m", "bench.stages", str(files[small])], check=True, capture_output=True, text=True
    )
    rows = [line.split("\t") for line in shares.stdout.splitlines()]
    yield (
        f"stages of a build of {small:,} posts, one job",
        [Figure(name, (float(value) / small * 1000,), "ms per post", share) for name, value, share in rows],
    )
