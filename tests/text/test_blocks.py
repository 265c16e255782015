"""Paragraphs, items, lines, links and sentences, each with offsets into the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrkg.text.blocks import blocks_of, links_in, sentences_of, tokens_of
from hrkg.text.normal import normal_text


def kinds(body):
    return [(b.kind, b.marker, b.text) for b in blocks_of(normal_text("Title", body))[1:]]


def test_marks_are_left_out_of_items():
    assert kinds("• One thing\n• Another") == [("item", "•", "One thing"), ("item", "•", "Another")]


@pytest.mark.parametrize("mark", ["1.", "12)", "(3)", "a)", "(b)", "iv)", "–", "-", "*", "●", "7 -", "7-"])
def test_every_list_mark_makes_an_item(mark):
    assert kinds(f"{mark} Rivers League") == [("item", mark, "Rivers League")]


def test_a_date_and_a_range_are_no_list_marks():
    assert [k for k, _, _ in kinds("10.12 was the day.")] == ["paragraph"]
    assert [k for k, _, _ in kinds("10 - 12 May in Geneva.")] == ["paragraph"]


def test_short_lines_that_stand_together_are_lines():
    assert [k for k, _, _ in kinds("Rivers League\nLakes Union\nPonds Council")] == ["line"] * 3


def test_running_text_that_was_broken_to_a_width_is_one_paragraph():
    assert kinds("The league met in the town and talked about\nrivers until the evening.") == [
        ("paragraph", "", "The league met in the town and talked about\nrivers until the evening.")
    ]


def test_an_address_alone_is_a_link_and_within_a_sentence_is_not():
    assert [k for k, _, _ in kinds("see also: https://example.org/a")] == ["link"]
    assert [k for k, _, _ in kinds("The league says on https://example.org/a that it is open.")] == ["paragraph"]


def test_links_lose_what_belongs_to_the_sentence():
    assert links_in("See (https://example.org/a). And https://example.org/b%5D.") == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_an_abbreviation_does_not_end_a_sentence():
    text = normal_text("Title", "Dr. Bell met Mr. Stone. They spoke.")
    assert [s.text for s in sentences_of(blocks_of(text))] == ["Title", "Dr. Bell met Mr. Stone.", "They spoke."]


def test_offsets_of_words_count_from_the_start_given():
    assert [(t.text, t.start) for t in tokens_of("Rivers, lakes", 10)] == [("Rivers", 10), (",", 16), ("lakes", 18)]


@given(st.text(alphabet="aB .,•-1)(\n:é“”", max_size=200))
def test_blocks_and_sentences_quote_the_text_to_the_letter(body):
    text = normal_text("Title", body)
    blocks = blocks_of(text)
    for piece in (*blocks, *sentences_of(blocks)):
        assert text[piece.start : piece.end] == piece.text
    assert all(a.end <= b.start for a, b in pairwise(blocks))
