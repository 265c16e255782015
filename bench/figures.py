"""One figure of the table: its values in the rounds of a run, their median and spread."""

import os
import platform
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("pyoxigraph", "rdflib", "pyshacl", "flask", "granian")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: one value for each round, of one unit ('' for a ratio); goal is what was asked of it."""

    what: str
    values: tuple[float, ...]
    unit: str = ""
    goal: str = ""

    @property
    def median(self) -> float:
        """The middle one of the values."""
        return statistics.median(self.values)

    def row(self) -> tuple[str, str, str, str]:
        """The cells of the table: what, median with unit, least and most of several rounds, goal."""
        spread = f"{_short(min(self.values))} to {_short(max(self.values))}" if len(self.values) > 1 else "one round"
        return self.what, f"{_short(self.median)} {self.unit}".strip(), spread, self.goal


def ratio(what: str, ours: Figure, theirs: Figure, goal: str = "") -> Figure:
    """Ours divided by theirs, round by round, so that what slowed the machine for a while slowed both."""
    return Figure(what, tuple(a / b for a, b in zip(ours.values, theirs.values, strict=True)), goal=goal)


def _short(value: float) -> str:
    """Three digits that count, or all before the point."""
    if value >= 100 or value == 0:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"


def to_table(title: str, figures: Iterable[Figure]) -> str:
    """The figures under their title, in columns."""
    rows = [(title, "median", "spread", "goal"), *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join((row[0].ljust(widths[0]), row[1].rjust(widths[1]), row[2].rjust(widths[2]), row[3])).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]]) + "\n"


def machine() -> str:
    """What it was measured on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GB; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}; {libraries}; load before the run {os.getloadavg()[0]:.1f}"
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
