"""How much of the shipped data is linked: the figures of the README, and the list of those still to link.

`python -m tests.linking --write` renews both; without it, they are printed.
"""

import sys

import pyoxigraph as ox

from hrkg.coverage import Coverage, coverage, to_table, unlinked
from hrkg.pipeline import convert
from hrkg.vocab.iris import Iris
from tests.corpora import ROOT, SETTINGS

MARK = "<!-- coverage: written by python -m tests.linking --write -->"
UNLINKED = ROOT / "data" / "unlinked.tsv"
KINDS = ("organisation", "prize")


def shipped() -> ox.Store:
    """The graph of the shipped posts, its default graph the union of all."""
    store = ox.Store()
    data = b"".join(convert([str(SETTINGS.posts)], SETTINGS, jobs=1))
    for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS):
        store.add(quad)
        store.add(ox.Quad(*quad.triple))
    return store


def table_of(found: list[Coverage]) -> str:
    """The figures as the README shows them."""
    rows = ["| kind | named in the posts | confirmed item | candidate only |", "| --- | ---: | ---: | ---: |"]
    rows += [f"| {c.kind} | {c.things} | {c.confirmed} | {c.candidates} |" for c in found]
    return "\n".join(rows)


def list_of(store: ox.Store) -> str:
    """The list of the unlinked as data/unlinked.tsv holds it."""
    return to_table(unlinked(store, Iris(SETTINGS.base), *KINDS))


def main(arguments: list[str]) -> None:
    """Print the figures, or write them and the list."""
    store = shipped()
    table = table_of(coverage(store))
    if arguments != ["--write"]:
        print(table)
        return
    UNLINKED.write_text(list_of(store), encoding="utf-8")
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, mark, after = text.partition(f"{MARK}\n")
    rest = after.partition("\n\n")[2] if after.startswith("|") else after.lstrip("\n")
    readme.write_text(f"{before}{mark}{table}\n\n{rest}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
