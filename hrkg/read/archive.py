"""Archive text: an archive page of the blog copied as plain text (title, empty line, date line, body; post after
post)."""

import re
from collections.abc import Iterator
from datetime import date

from hrkg.errors import InputError
from hrkg.model import Post
from hrkg.read.post import make_post
from hrkg.text.normal import normal_lines

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATE_LINE = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}})")
_LONGEST_TITLE = 60  # words; a longer line before a date is a paragraph, and the date a part of the body


def is_archive(text: str) -> bool:
    """Whether the text has at least one date line as archive pages print it."""
    return any(DATE_LINE.fullmatch(line) for line in normal_lines(text))


def _is_title(line: str) -> bool:
    """Whether a line can be the title above a date line: not an address, a list item, the head of a list, or a
    paragraph."""
    if not line or re.match(r"https?://|[•*●▪]", line):
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


def read_archive(text: str, *, place: str) -> Iterator[Post | InputError]:
    """The posts of an archive page, in its order; in the place of one that cannot be read, the reason with file and
    line.

    `place` names the file in messages. A text without any post gives one InputError. What stands before the first title
    (the heading of the page) belongs to no post.
    """
    lines = normal_lines(text)
    heads = list(_heads(lines))
    if not heads:
        yield InputError(f"{place}:1", "no date line ('October 9, 2025') after a title, so there is no post in it")
    for number, (title, at) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        try:
            yield _post(lines[title], lines[at], lines[at + 1 : end], f"{place}:{title + 1}")
        except InputError as error:
            yield error


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
