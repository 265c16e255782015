"""Archive text: an archive page of the blog copied as plain text (title, empty line, date line, body; post after post)."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date

from hrkg.errors import InputError
from hrkg.model import Post
from hrkg.text.blocks import links_in
from hrkg.text.normal import normal_lines, normal_text, slug

_MONTHS = "January February March April May June July August September October November December".split()
DATE_LINE = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}})")
_LONGEST_TITLE = 60  # words; a longer line before a date is a paragraph, and the date a part of the body


def is_archive(text: str) -> bool:
    """Whether the text has at least one date line as archive pages print it."""
    return any(DATE_LINE.fullmatch(line) for line in normal_lines(text))


def _is_title(line: str) -> bool:
    """Whether a line can be the title above a date line: not an address, a list item, the head of a list, or a paragraph."""
    if not line or re.match(r"https?://|[•*●▪]", line) or line[-1] in ":;,":
        return False
    words = line.split()
    return len(words) <= _LONGEST_TITLE and not (line.endswith(".") and len(words) > 25)


def _heads(lines: list[str]) -> Iterator[tuple[int, int]]:
    """(line of the title, line of the date) of each post, counted from 0."""
    for at, line in enumerate(lines):
        if at < 2 or lines[at - 1] or not DATE_LINE.fullmatch(line):
            continue
        title = at - 2
        while title > 0 and not lines[title]:
            title -= 1
        if _is_title(lines[title]) and not DATE_LINE.fullmatch(lines[title]):
            yield title, at


def read_archive(text: str, *, place: str) -> list[Post]:
    """The posts of an archive page, in its order. `place` names the file in messages.

    Raises InputError with file and line: no date line at all, a date that no calendar has, a post without text.
    What stands before the first title (the heading of the page) belongs to no post.
    """
    lines = normal_lines(text)
    heads = list(_heads(lines))
    if not heads:
        raise InputError(f"{place}:1", "no date line ('October 9, 2025') after a title, so there is no post in it")
    posts = []
    for number, (title, at) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        posts.append(_post(lines[title], lines[at], lines[at + 1 : end], f"{place}:{title + 1}"))
    return posts


def _post(title: str, date_line: str, body: list[str], place: str) -> Post:
    match = DATE_LINE.fullmatch(date_line)
    assert match is not None  # _heads gives no other line
    month, day, year = match.groups()
    try:
        published = date(int(year), _MONTHS.index(month) + 1, int(day)).isoformat()
    except ValueError as error:
        raise InputError(place, f"the date '{date_line}' after the title '{title}' is in no calendar") from error
    if not any(body):
        raise InputError(place, f"the post '{title}' has no text after its date line; the file seems cut off")
    return make_post(title=title, published=published, body="\n".join(body), place=place)


def make_post(*, title: str, published: str, body: str, place: str) -> Post:
    """A post from its parts. Its key is the date and the slug of the title, or of the text's digest where a title has
    no letter that a slug can hold."""
    text = normal_text(title, body)
    name = slug(title) or hashlib.sha256(text.encode()).hexdigest()[:12]
    links = tuple(links_in(text))
    return Post(f"{published}-{name}", text.partition("\n")[0], published, text, links, place=place)
