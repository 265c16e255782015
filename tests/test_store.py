"""Snapshots: whole or not at all, whatever happens to the build."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from hrkg.errors import NotFoundError, StoreError
from hrkg.pipeline import build
from hrkg.settings import Settings
from hrkg.store import Snapshot, draft
from tests.conftest import THREE_POSTS
from tests.corpora import ROOT

NOW = "2026-11-24T00:00:00Z"
KILLS = int(os.environ.get("HRKG_TEST_KILLS", "6"))  # 'make soak' asks for fifty


def is_whole(snapshot: Snapshot) -> bool:
    """Whether every part of a version is there and they agree."""
    quads = sum(1 for quad in snapshot.open() if not isinstance(quad.graph_name, ox.DefaultGraph))
    lines = snapshot.data.read_bytes().count(b"\n")
    sums = (snapshot.dumps / "SHA256SUMS").read_text().splitlines()
    return quads > lines > 0 and len(sums) == 10 and all((snapshot.dumps / line.split()[1]).exists() for line in sums)


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="'hrkg build' makes one"):
        Snapshot.current(tmp_path)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_killed_leaves_a_whole_version(settings: Settings, posts: Path, sign: signal.Signals) -> None:
    versions = {build([str(posts)], settings, now=NOW).version}
    chance = random.Random(sign)
    for number in range(KILLS):
        # Each round has another text, so that each has work to do.
        posts.write_text(THREE_POSTS.replace("three rivers", f"{number} rivers of {sign.name}"), encoding="utf-8")
        command = [sys.executable, "-m", "hrkg", "build", str(posts), "--store", str(settings.store)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, 2.0))
        process.send_signal(sign)
        process.wait()
        current = Snapshot.current(settings.store)
        assert is_whole(current)
        versions.add(current.version)
    last = build([str(posts)], settings, now=NOW)
    assert is_whole(last)
    kept = {path.name for path in settings.store.iterdir()}
    assert not [name for name in kept if name.startswith(".draft")], "what killed builds left is removed by the next"
    assert len([name for name in kept if (settings.store / name / "manifest.json").exists()]) <= 3


def test_a_build_with_few_open_files_reads_nothing_that_is_gone(settings: Settings, posts: Path) -> None:
    """A large store has more files than the engine opens at once; so has a small one where it may open few."""
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100)); "
        "from hrkg.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", script, "build", str(posts), "--store", str(settings.store), "--jobs", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert is_whole(Snapshot.current(settings.store))


def test_a_second_build_at_the_same_time_is_refused(settings: Settings, posts: Path) -> None:
    with draft(settings.store), pytest.raises(StoreError, match="another build is at work"):
        build([str(posts)], settings, now=NOW)


def test_a_full_disk_leaves_the_last_version(settings: Settings, posts: Path) -> None:
    """A limit on the size of files stands in for the disk: both fail a write in its middle."""
    before = build([str(posts)], settings, now=NOW)
    posts.write_text(THREE_POSTS.replace("three", "four"), encoding="utf-8")
    limited = "\n".join(
        [
            "import resource, signal, sys",
            "from hrkg.cli import main",
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)",
            "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))",
            f"sys.argv = ['hrkg', 'build', {str(posts)!r}, '--store', {str(settings.store)!r}]",
            "main()",
        ]
    )
    done = subprocess.run([sys.executable, "-c", limited], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("hrkg: the store ")
    assert done.stderr.count("\n") == 1
    assert Snapshot.current(settings.store) == before
    assert is_whole(before)


def test_readers_of_the_version_before_can_read_on(settings: Settings, posts: Path) -> None:
    first = build([str(posts)], settings, now=NOW)
    store = first.open()
    posts.write_text(THREE_POSTS.replace("three", "four"), encoding="utf-8")
    build([str(posts)], settings, now=NOW)
    assert len(store) == len(first.open()) > 0


def test_the_default_graph_is_the_union_of_all_graphs(settings: Settings, posts: Path) -> None:
    store = build([str(posts)], settings, now=NOW).open()
    told: dict[ox.Triple, set[object]] = {}
    for quad in store:
        told.setdefault(quad.triple, set()).add(quad.graph_name)
    assert all(ox.DefaultGraph() in graphs and len(graphs) > 1 for graphs in told.values())
    ((count,),) = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(count.value) == len(told)


def test_a_broken_manifest_is_one_clear_line(settings: Settings, posts: Path) -> None:
    snapshot = build([str(posts)], settings, now=NOW)
    (snapshot.path / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="is no version of a store"):
        Snapshot.current(settings.store)


def test_a_version_that_is_held_stays(settings: Settings, posts: Path) -> None:
    def built(number: int) -> Snapshot:
        posts.write_text(THREE_POSTS.replace("three rivers", f"{number} rivers"), encoding="utf-8")
        return build([str(posts)], settings, now=NOW)

    held, free = built(1), built(2)
    handle = held.hold()
    for number in (3, 4):
        built(number)
    assert (held.path.exists(), free.path.exists()) == (True, False)
    assert is_whole(held)
    os.close(handle)
    built(5)
    assert not held.path.exists()


def test_what_is_gone_cannot_be_held(settings: Settings, posts: Path) -> None:
    snapshot = build([str(posts)], settings, now=NOW)
    shutil.rmtree(snapshot.path)
    with pytest.raises(StoreError, match="is gone"):
        snapshot.hold()
