"""Archive text -> posts."""

import pytest

from hrkg.errors import InputError
from hrkg.model import Post
from hrkg.read.archive import read_archive
from hrkg.read.post import clean_link

PAGE = """Archive of a blog

Two harbour towns ask for their poets back\u00a0now

March 5, 2019

The first line\u00a0 has   odd spaces.



See: https://example.org/a?utm_source=mail&id=7&mc_eid=abc (and https://example.org/b).

A second post: “quoted”, with an Ødd title

February 28, 2019

Its body.
"""


def posts_of(text: str) -> list[Post]:
    found = list(read_archive(text, place="page.txt"))
    assert all(isinstance(post, Post) for post in found), found
    return [post for post in found if isinstance(post, Post)]


def error_of(text: str) -> str:
    (found,) = read_archive(text, place="page.txt")
    assert isinstance(found, InputError)
    return str(found)


def test_each_title_with_a_date_line_begins_a_post() -> None:
    first, second = posts_of(PAGE)
    assert first.key == "2019-03-05-two-harbour-towns-ask-for-their-poets-back-now"
    assert second.key == "2019-02-28-a-second-post-quoted-with-an-odd-title"
    assert (first.published, second.title) == ("2019-03-05", "A second post: “quoted”, with an Ødd title")


def test_the_text_begins_with_the_title_and_white_space_is_one_space() -> None:
    first, _ = posts_of(PAGE)
    title, empty, line, *_ = first.text.split("\n")
    assert (title, empty) == (first.title, "")
    assert title == "Two harbour towns ask for their poets back now"
    assert line == "The first line has odd spaces."
    assert "\n\n\n" not in first.text


def test_the_date_line_is_no_part_of_the_text() -> None:
    assert "March 5" not in posts_of(PAGE)[0].text


def test_links_lose_what_tracks_a_reader_and_the_bracket_of_the_sentence() -> None:
    assert posts_of(PAGE)[0].links == ("https://example.org/a?id=7", "https://example.org/b")


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("https://example.org/?mc_eid=1", "https://example.org/"),
        ("https://example.org/?a=1&fbclid=2#part", "https://example.org/?a=1#part"),
        ("https://example.org/?gclid=2&a=1", "https://example.org/?a=1"),
        ("https://example.org/{id}|x", "https://example.org/%7Bid%7D%7Cx"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/?format=1", "https://example.org/?format=1"),
    ],
)
def test_clean_link(written: str, clean: str) -> None:
    assert clean_link(written) == clean


def test_a_title_may_end_in_a_colon() -> None:
    text = "One\n\nMay 1, 2020\n\nText.\n\nWhat the harbour towns ask:\n\nMay 2, 2020\n\nText.\n"
    assert [post.title for post in posts_of(text)] == ["One", "What the harbour towns ask:"]


def test_a_date_within_the_body_begins_no_post() -> None:
    text = "A title\n\nMay 1, 2020\n\nThey met on\n\nMay 2, 2020, and again.\n\nEnd.\n"
    assert len(posts_of(text)) == 1


def test_no_date_line_is_one_clear_line() -> None:
    assert error_of("A title\n\nA body.\n") == (
        "page.txt:1: no date line ('October 9, 2025') after a title, so there is no post in it"
    )


def test_a_post_that_is_cut_off_is_named_with_its_line() -> None:
    found = list(read_archive("One\n\nMay 1, 2020\n\nText.\n\nTwo\n\nMay 2, 2020\n", place="page.txt"))
    assert isinstance(found[0], Post)
    assert str(found[1]) == "page.txt:7: the post 'Two' has no text after its date line; the file seems cut off"


def test_a_date_that_no_calendar_has_is_named() -> None:
    assert "'February 30, 2020' after the title 'One' is in no calendar" in error_of(
        "One\n\nFebruary 30, 2020\n\nText.\n"
    )
