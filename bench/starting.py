"""How long a person waits for a command that does little."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.posts import at_hand, write_repeated
from bench.processes import cost_of
from bench.run import HRKG, PYTHON, Run


def measure(run: Run) -> Iterator[tuple[str, list[Figure]]]:
    """(title, figures) of the table."""
    run.say("start times")
    one = run.folder / "one.txt"
    write_repeated(at_hand()[0], 1, one)
    commands = {
        "python -c pass": (*PYTHON, "-c", "pass"),
        "hrkg --help": (*HRKG, "--help"),
        "hrkg convert, one post": (*HRKG, "convert", str(one), "-o", str(run.folder / "one.nq")),
    }
    seconds = {name: tuple(cost_of(command).seconds for _ in range(run.rounds)) for name, command in commands.items()}
    yield "start", [Figure(name, values, "s") for name, values in seconds.items()]
