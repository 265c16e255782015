"""Who may import whom: a room imports only rooms on lower floors, stages never import each other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "hrkg"

GROUND = {"errors", "model", "formats", "quads", "vocab", "settings"}
# Each room -> the rooms that it may import, beside the ground and its own folder.
FLOORS: dict[str, set[str]] = {
    "text": set(),
    "lexicon": {"text"},
    "read": {"text"},
    "extract": {"text", "lexicon"},
    "net": set(),
    "link": {"text", "lexicon", "net"},
    "mapping": set(),
    "validate": set(),
    "store": set(),
    "quality": set(),
    "publish": {"store", "coverage"},
    "names": {"text"},
    "coverage": set(),
    "spreadsheet": {"names", "text"},
    "answer": {"store", "web"},
    "revise": {"store", "publish", "names", "validate"},
    "web": {"store", "publish", "names", "text", "revise"},
    "pipeline": {
        "text", "lexicon", "read", "extract", "link", "mapping", "validate", "store", "publish", "names",
        "quality",
    },
    "cli": {
        "pipeline", "web", "store", "validate", "publish", "answer", "names", "spreadsheet", "link", "net", "coverage",
        "lexicon",
    },
}  # fmt: skip
# The ground has its own order: each room -> what it may import.
BASEMENT: dict[str, set[str]] = {
    "errors": set(),
    "model": set(),
    "settings": {"errors"},
    "vocab": {"errors"},
    "formats": {"errors"},
    "quads": {"errors", "formats", "vocab"},
}
# (who, what) that must never be, whatever the floors say; each for its reason.
ONLY_IN = {
    "rdflib": {"validate"},  # one RDF term model in the house; rdflib rewrites literals
    "pyshacl": {"validate"},
    "flask": {"web"},
    "granian": {"web"},
    "click": {"cli"},
    "socket": {"web"},  # pairs of sockets to its own workers
    "urllib.request": {"net"},
    "http.client": {"net"},
    "requests": set(),
}
NO_RDF = {"extract", "text", "read", "model"}  # facts know no RDF, so they can be tested and mapped anew without it


def _rooms() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        inside = path.relative_to(ROOT)
        if inside.name not in ("__init__.py", "__main__.py"):
            yield inside.parts[0].removesuffix(".py"), path


def _imports(path: Path) -> set[str]:
    """The full names of all modules that a file imports, within functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which room is meant"
            found.add(node.module or "")
            found.update(f"{node.module}.{name.name}" for name in node.names if node.module == "hrkg")
    return found


@pytest.mark.parametrize(("room", "path"), list(_rooms()), ids=lambda x: x if isinstance(x, str) else x.name)
def test_a_room_imports_only_lower_floors(room: str, path: Path) -> None:
    own = {name.split(".")[1] for name in _imports(path) if name.startswith("hrkg.")} - {room, "__version__"}
    allowed = BASEMENT[room] if room in GROUND else GROUND | FLOORS[room]
    assert own <= allowed, f"{path.name} reaches up or across to {sorted(own - allowed)}"


@pytest.mark.parametrize(("room", "path"), list(_rooms()), ids=lambda x: x if isinstance(x, str) else x.name)
def test_what_one_room_alone_may_touch(room: str, path: Path) -> None:
    for name in _imports(path):
        for library, rooms in ONLY_IN.items():
            assert room in rooms or not (name == library or name.startswith(library + ".")), f"{path}: {name}"
        assert not (room in NO_RDF and name.startswith(("pyoxigraph", "hrkg.quads", "hrkg.vocab"))), f"{path}: {name}"


@pytest.mark.parametrize("folder", ["extract", "mapping"])
def test_siblings_meet_only_in_post(folder: str) -> None:
    """One extractor or mapper imports none of the others; what several need stands in a room of its own name."""
    classes = {"statement", "signature", "prize", "detention", "incident", "defender", "mention"}
    for path in (ROOT / folder).glob("*.py"):
        if path.stem in classes:
            others = {name for name in _imports(path) if name.removeprefix(f"hrkg.{folder}.") in classes - {path.stem}}
            assert not others, f"{path}: {others}"


def test_mappers_decide_nothing() -> None:
    for path in (ROOT / "mapping").glob("*.py"):
        assert not any(n.startswith(("hrkg.text", "hrkg.lexicon", "hrkg.extract", "hrkg.link")) for n in _imports(path))


def test_every_room_has_its_floor() -> None:
    assert {room for room, _ in _rooms()} <= GROUND | set(FLOORS)
