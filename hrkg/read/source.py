"""Files, folders or standard input -> Posts, the kind of each told by its content."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hrkg.errors import InputError
from hrkg.model import Post
from hrkg.read.archive import read_archive

# Other kinds (WordPress JSON, WXR, feeds, HTML) become further rows: what tells the kind, and its reader.
_SUFFIXES = (".txt",)


def find_files(inputs: Iterable[str]) -> Iterator[Path | None]:
    """The files that the arguments of a command name, folders opened, in a fixed order; None stands for '-'."""
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


def read_posts(inputs: Iterable[str]) -> list[Post]:
    """All posts of all inputs, once each, in the order of their keys.

    The same post in two files is one. Two different posts of one date and title keep both: the key of each but the
    first (by text) gets a number, so that nothing is lost and the order of the files does not matter.
    Raises InputError where a file cannot be read; then no post of any file is given.
    """
    posts: dict[str, dict[str, Post]] = {}
    for path in find_files(inputs):
        for post in read_file(path):
            posts.setdefault(post.key, {}).setdefault(post.text, post)
    return [post for key in sorted(posts) for post in _distinct(posts[key])]


def _distinct(same_key: dict[str, Post]) -> Iterator[Post]:
    for number, text in enumerate(sorted(same_key), start=1):
        post = same_key[text]
        yield post if number == 1 else _with_key(post, f"{post.key}-{number}")


def _with_key(post: Post, key: str) -> Post:
    return Post(
        key, post.title, post.published, post.text, post.links, post.url, post.keywords, post.language, post.license, post.place
    )


def read_file(path: Path | None) -> list[Post]:
    """The posts of one file, or of standard input (None). Raises InputError: unreadable, empty, binary, not UTF-8."""
    place = str(path) if path else "standard input"
    try:
        data = path.read_bytes() if path else sys.stdin.buffer.read()
    except OSError as error:
        raise InputError(place, f"cannot be read: {error.strerror}") from error
    if not data.strip():
        raise InputError(place, "the file is empty")
    if b"\0" in data[:65536]:
        raise InputError(place, "the file is binary, not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{place}:{line}", f"not UTF-8 at byte {error.start}: {error.reason}") from error
    return read_archive(text, place=place)
