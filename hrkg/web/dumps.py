"""`/dumps/`: the published files of this version, with sizes and checksums."""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, render_template, send_file

from hrkg.errors import NotFoundError
from hrkg.formats import GRAPH_FORMATS
from hrkg.web.negotiate import HTML
from hrkg.web.reply import chosen_of, reply
from hrkg.web.state import served

dumps = Blueprint("dumps", __name__)
_TYPES = {f.suffix: f.media_type for f in GRAPH_FORMATS} | {"gz": "application/gzip"}


@dataclass(frozen=True, slots=True)
class Dump:
    """A published file: its name, size in bytes and SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


def find_dumps(folder: Path) -> list[Dump]:
    """The files that SHA256SUMS tells of, in its order."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("  ", 1) for line in lines]
    return [Dump(name, (folder / name).stat().st_size, digest) for digest, name in pairs]


@dumps.route("/dumps/")
def listing() -> Response:
    """The list of files."""
    now = served()
    return reply(
        now.version,
        chosen_of((HTML,)),
        lambda: render_template("dumps.html", dumps=find_dumps(now.snapshot.dumps), manifest=now.snapshot.manifest),
    )


@dumps.route("/dumps/<name>")
def dump(name: str) -> Response:
    """One file, or the part that Range asks for. A compressed file is what it is, and no encoding of another."""
    folder = served().snapshot.dumps
    if name == "SHA256SUMS":
        return send_file(folder / name, mimetype="text/plain", max_age=None)
    known = {dump.name: dump for dump in find_dumps(folder)}
    if name not in known:
        raise NotFoundError(f"there is no dump '{name}'; /dumps/ lists those that there are")
    kind = _TYPES[name.rpartition(".")[2]]
    return send_file(folder / name, mimetype=kind, etag=known[name].sha256, conditional=True, max_age=None)
