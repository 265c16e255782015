"""`pip install .` into an empty environment: a working `hrkg`, from any folder."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.corpora import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_all_that_a_run_needs_travels_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in {"ontology": "*.ttl", "shapes": "*.ttl", "data": "**/*"}.items():
        for path in (ROOT / folder).glob(pattern):
            if path.is_file() and "gold" not in path.parts and path.parent.name != "data":
                assert f"hrkg/share/{path.relative_to(ROOT)}" in names
    for path in (ROOT / "hrkg").rglob("*"):
        if path.is_file() and path.suffix in (".py", ".html", ".css", ".rq", ".svg"):
            assert str(path.relative_to(ROOT)) in names
    assert not [name for name in names if name.startswith(("tests/", "data/", "bench/"))]


def test_the_installed_command_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    # The libraries are those of this environment: what is tested is our wheel, not the network.
    venv.create(home, with_pip=False)
    libraries = next(path for path in map(Path, sys.path) if path.name == "site-packages")
    site = next(home.glob("lib/python3.*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    (site / "libraries.pth").write_text(f"{libraries}\n")

    def hrkg(*arguments: str) -> str:
        command = [home / "bin" / "python", "-P", "-m", "hrkg", *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    assert str(site) in subprocess.run(
        [home / "bin" / "python", "-P", "-c", "import hrkg; print(hrkg.__file__)"],
        cwd=tmp_path, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    hrkg("build", "--store", "store")
    assert "posts       76" in hrkg("stats", "--store", "store")
    assert hrkg("query", "ASK { ?d a hrkg:Detention }", "--store", "store") == "yes\n"
