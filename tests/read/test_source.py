"""Files and folders -> posts."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from hrkg.errors import InputError
from hrkg.read.source import read_posts

ONE = "One\n\nMay 1, 2020\n\nText of one.\n"
TWO = "Two\n\nMay 2, 2020\n\nText of two.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TWO + ONE, encoding="utf-8")
    (tmp_path / "notes.md").write_text("not a post", encoding="utf-8")
    return tmp_path


def test_posts_come_once_each_in_order_of_their_keys(folder: Path) -> None:
    keys = [post.key for post in read_posts([str(folder)])]
    assert keys == ["2020-05-01-one", "2020-05-02-two"]
    assert keys == [post.key for post in read_posts([str(folder / "b.txt"), str(folder / "a.txt")])]


def test_two_posts_of_one_date_and_title_keep_both_in_any_order(tmp_path: Path) -> None:
    other = ONE.replace("Text", "Another text")
    keys = []
    for number, text in enumerate((ONE + other, other + ONE)):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        keys.append([(post.key, post.text) for post in read_posts([str(path)])])
    assert keys[0] == keys[1]
    assert [key.partition("~")[0] for key, _ in keys[0]] == ["2020-05-01-one", "2020-05-01-one"]
    assert len({key for key, _ in keys[0]}) == 2


def test_no_title_can_take_the_key_of_a_namesake(tmp_path: Path) -> None:
    texts = (ONE, ONE.replace("Text", "Another text"), ONE.replace("One", "One 2"))
    (tmp_path / "posts.txt").write_text("".join(texts), encoding="utf-8")
    assert len({post.key for post in read_posts([str(tmp_path)])}) == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "bad.txt: the file is empty"),
        (b" \n\n", "bad.txt: the file is empty"),
        (b"\x7fELF\0\0", "bad.txt: the file is binary, not text"),
        (b"One\n\nMay 1, 2020\n\ncaf\xe9\n", "bad.txt:5: not UTF-8 at byte 21: invalid continuation byte"),
        (b"prose", "bad.txt:1: no date line ('October 9, 2025') after a title, so there is no post in it"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    with pytest.raises(InputError) as error:
        read_posts([str(tmp_path / "bad.txt")])
    assert str(error.value) == f"{tmp_path}/{reason}"


def test_what_cannot_be_read_can_be_refused_and_the_rest_read(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"\xff\xfe")
    refused: list[InputError] = []
    assert len(read_posts([str(folder)], refuse=refused.append)) == 2
    assert [error.place for error in refused] == [f"{folder}/c.txt:1"]


def test_a_name_that_is_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder"):
        read_posts([str(tmp_path / "absent")])


def test_a_folder_without_posts_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no file that can be read"):
        read_posts([str(tmp_path)])


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(ONE.encode())))
    assert [post.title for post in read_posts(["-"])] == ["One"]


def test_a_byte_order_mark_is_no_part_of_the_title(tmp_path: Path) -> None:
    (tmp_path / "bom.txt").write_bytes(b"\xef\xbb\xbf" + ONE.encode())
    assert read_posts([str(tmp_path)])[0].title == "One"
