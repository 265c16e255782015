"""Builds that are killed while a server runs over the same store: it always answers from a complete version."""

import json
import random
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.posts import to_archive
from bench.processes import Server, free_port, serving, session, until
from bench.run import HRKG
from hrkg.model import Post
from hrkg.read.source import read_posts
from hrkg.settings import from_env
from hrkg.store import Manifest, Snapshot
from tests.soak.run import Result, Run

_POSTS = 12
_SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
_NOTICED = 10.0  # seconds within which the server serves a new version and killed processes are gone
# What a manifest counts: the triples of posts and names, each once, without the graphs that describe the data. Each
# must stand in its graph and in the default graph.
_COUNT = """SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE {
  GRAPH ?g { ?s ?p ?o } . ?s ?p ?o
  FILTER(!REGEX(STR(?g), "/graph/(dataset|quality|ontology)$"))
} }"""


def kill_builds(run: Run) -> Result:
    """Kill builds at random moments; a fault is told by the number of its case."""
    faults: list[str] = []
    published = 0
    with tempfile.TemporaryDirectory() as folder:
        site = _Site(Path(folder), tuple(read_posts([str(from_env({}).posts)])[:_POSTS]))
        seconds = site.build(0, site.posts)
        port = free_port()
        with serving("hrkg serve", [*HRKG, "serve", "--store", str(site.store), "--port", str(port)], port) as server:
            with _asking(server) as counts:
                for case in run.cases(run.size.kills):
                    before = site.manifest().version
                    how = site.killed_build(case, run.chance("kills", case), seconds)
                    faults += [f"case {case} ({how}): {what}" for what in site.wrong(server)]
                    published += site.manifest().version != before
                    if case % 10 == 9:
                        run.say(f"{case + 1} builds killed")
            faults += [f"an answer counts {n} triples, as no version does" for n in counts - site.triples]
            site.build(run.size.kills, site.posts)
            faults += site.wrong(server)
        faults += [f"the last build leaves '{name}'" for name in site.left_over()]
    return Result(f"{run.size.kills} builds killed, {published} of them after they had published", tuple(faults))


class _Site:
    """A store, and the posts that are built into it, each time with other changes."""

    def __init__(self, folder: Path, posts: tuple[Post, ...]) -> None:
        self.store = folder / "var"
        self.posts = posts
        self.triples: set[int] = set()
        self._input = folder / "posts.txt"

    def build(self, number: int, changed: Sequence[Post]) -> float:
        """Build to the end, and return the seconds that it took."""
        start = time.monotonic()
        process = self._start(number, changed)
        if process.wait():
            raise OSError(f"a build that nobody killed ended with {process.returncode}")
        self.triples.add(self.manifest().counts["triples"])
        return time.monotonic() - start

    def killed_build(self, number: int, chance: random.Random, seconds: float) -> str:
        """Kill a build at a random moment of the time that a whole one takes, and say how."""
        changed = chance.sample(self.posts, chance.choice((1, len(self.posts))))
        way, moment = chance.choice(_SIGNALS), chance.uniform(0, 1.2 * seconds)
        process = self._start(number, changed)
        time.sleep(moment)
        process.send_signal(way)
        process.wait()
        left = "" if until(lambda: not session(process.pid), _NOTICED) else ", whose processes go on"
        self.triples.add(self.manifest().counts["triples"])
        return f"{way.name} after {moment:.2f} s{left}"

    def manifest(self) -> Manifest:
        """What the current version says of itself."""
        return Snapshot.current(self.store).manifest

    def wrong(self, server: Server) -> list[str]:
        """What is wrong with the answers of the server, now that no build runs."""
        current = self.manifest()
        if not until(lambda: version_of(server) == current.version, _NOTICED):
            return [f"version {version_of(server)} is served where {current.version} is current"]
        served = triples_of(server)
        if served != current.counts["triples"]:
            return [f"{served} triples are served of version {current.version}, which has {current.counts['triples']}"]
        return []

    def left_over(self) -> list[str]:
        """What stands in the store and belongs to no version."""
        known = {"posts", "current", ".lock"}
        return [p.name for p in self.store.iterdir() if p.name not in known and not (p / "manifest.json").exists()]

    def _start(self, number: int, changed: Sequence[Post]) -> subprocess.Popen[bytes]:
        """A build of the posts, some of them with a line of this number. In a session of its own, so that whatever it
        starts can be found."""
        posts = [replace(p, text=f"{p.text}\n\nLine {number}.") if p in changed else p for p in self.posts]
        self._input.write_text("".join(to_archive(posts)), encoding="utf-8")
        command = [*HRKG, "build", str(self._input), "--store", str(self.store), "--jobs", "2"]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def version_of(server: Server) -> str:
    """The version that a server says it serves."""
    return str(json.loads(server.get("/health")[2])["version"])


def triples_of(server: Server) -> int:
    """How many triples of posts and names a server finds."""
    return int(json.loads(server.ask(_COUNT))["results"]["bindings"][0]["n"]["value"])


@contextmanager
def _asking(server: Server) -> Iterator[set[int]]:
    """Counts the triples over and over while the block runs; gives the different answers, -1 where there was none."""
    over = threading.Event()
    found: set[int] = set()

    def ask() -> None:
        while not over.wait(0.1):
            try:
                found.add(triples_of(server))
            except OSError:
                found.add(-1)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()
