"""What the README says is so: its shell lines run, its result is the result, its figures are the figures."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrkg.quality import read_scores
from tests.corpora import CORPORA, ROOT, SETTINGS
from tests.scores import MARK, scores_of, table_of

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|csv|python)\n(.*?)```", README, re.S)


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that a clone would hold, with this environment as its `.venv`, so that nothing is fetched."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    binaries = folder / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("hrkg", "python"):
        path = binaries / name
        run = "-m hrkg" if name == "hrkg" else ""
        path.write_text(f'#!/bin/sh\nexec {sys.executable} {run} "$@"\n')
        path.chmod(0o755)
    (folder / ".venv" / ".ready").touch()
    return folder


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def running(clone: Path, port: int) -> Iterator[str]:
    """`make run`, from the first block of the README, until the tests are done."""
    (command,) = blocks("sh")[0].splitlines()
    environment = {**os.environ, "PORT": str(port)}
    process = subprocess.Popen(command, shell=True, cwd=clone, env=environment, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/health").close()
            break
        except OSError:
            assert process.poll() is None, f"'{command}' ended"
            time.sleep(0.5)
    yield address
    os.killpg(process.pid, signal.SIGTERM)
    process.wait()


def test_the_first_query_has_the_result_that_the_readme_shows(running: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    command = blocks("sh")[1].replace("http://127.0.0.1:8000", running)
    done = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)
    assert done.stdout.replace("\r\n", "\n") == blocks("csv")[0]


def test_the_python_lines_run(running: str) -> None:
    code = blocks("python")[0].replace("http://127.0.0.1:8000", running)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert len(done.stdout.splitlines()) == 5


@pytest.mark.parametrize("line", blocks("sh")[2].splitlines())
def test_each_command_runs(clone: Path, line: str) -> None:
    done = subprocess.run(["bash", "-c", line], cwd=clone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_make_target_is_there() -> None:
    """What the targets do is run by CI; here, that each that is named exists."""
    for line in blocks("sh")[3].splitlines():
        assert re.search(rf"^{line.removeprefix('make ')}:", (ROOT / "Makefile").read_text(), re.M), line


def test_every_block_is_among_those_tested() -> None:
    assert (len(blocks("sh")), len(blocks("csv")), len(blocks("python"))) == (4, 1, 1)


def test_the_scores_are_those_measured(tmp_path: Path) -> None:
    """Both the README's table and the one that the data set publishes; `python -m tests.scores --write` renews them."""
    told = read_scores(SETTINGS.quality)
    assert README.partition(f"{MARK}\n")[2].partition("\n\n")[0] == table_of(told)
    at_hand = [corpus for corpus in CORPORA if corpus.posts.exists()]
    names = {corpus.name for corpus in at_hand}
    assert [score for score in told if score.posts in names] == scores_of(at_hand, tmp_path)
    assert {score.posts for score in told} == {corpus.name for corpus in CORPORA}
