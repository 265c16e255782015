"""Files, folders or standard input -> Posts, the kind of each told by its content."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from hrkg.errors import InputError
from hrkg.model import Post
from hrkg.read.archive import read_archive

# Other kinds (WordPress JSON, WXR, feeds, HTML) become further rows: what tells the kind, and its reader.
_SUFFIXES = (".txt",)


def find_files(inputs: Iterable[str]) -> Iterator[Path | None]:
    """The files that the arguments of a command name, folders opened, in a fixed order; None stands for '-'.

    Raises InputError for a name that is nothing, and for a folder without a file that can be read.
    """
    for name in inputs:
        path = Path(name)
        if name == "-":
            yield None
        elif path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in _SUFFIXES)
            if not inside:
                raise InputError(name, f"the folder holds no file that can be read ({', '.join(_SUFFIXES)})")
            yield from inside
        elif path.exists():
            yield path
        else:
            raise InputError(name, "there is no such file or folder")


def read_posts(inputs: Iterable[str], *, refuse: Callable[[InputError], None] | None = None) -> list[Post]:
    """All posts of all inputs, once each, in the order of their keys.

    The same post in two files is one. Two different posts of one date and title keep both: the key of each but the
    first (by text) gets a digest of its text, so that nothing is lost and the order of the files does not matter.
    What cannot be read raises InputError, or goes to `refuse`, where one is given, and the rest is read.
    """
    posts: dict[str, dict[str, Post]] = {}
    for path in list(find_files(inputs)):
        for found in read_file(path):
            if isinstance(found, Post):
                posts.setdefault(found.key, {}).setdefault(found.text, found)
            elif refuse is None:
                raise found
            else:
                refuse(found)
    return [post for key in sorted(posts) for post in _distinct(posts[key])]


def _distinct(same_key: dict[str, Post]) -> Iterator[Post]:
    first, *others = sorted(same_key)
    yield same_key[first]
    for text in others:
        # No slug holds a '~', so this is nobody else's key.
        yield replace(same_key[text], key=f"{same_key[text].key}~{hashlib.sha256(text.encode()).hexdigest()[:8]}")


def read_file(path: Path | None) -> Iterator[Post | InputError]:
    """The posts of one file, or of standard input (None); in the place of what cannot be read, the reason: no such
    file, empty, binary, not UTF-8, no post, a post that is cut off."""
    place = str(path) if path else "standard input"
    try:
        data = path.read_bytes() if path else sys.stdin.buffer.read()
        text = _decoded(data, place)
    except OSError as error:
        yield InputError(place, f"cannot be read: {error.strerror}")
    except InputError as error:
        yield error
    else:
        yield from read_archive(text, place=place)


def _decoded(data: bytes, place: str) -> str:
    if not data.strip():
        raise InputError(place, "the file is empty")
    if b"\0" in data[:65536]:
        raise InputError(place, "the file is binary, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{place}:{line}", f"not UTF-8 at byte {error.start}: {error.reason}") from error
