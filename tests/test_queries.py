"""Every example query runs on the data that the project ships, and gives rows."""

from pathlib import Path

import pytest

from hrkg.errors import TableError
from hrkg.pipeline import build
from hrkg.settings import from_env
from hrkg.store import Snapshot
from hrkg.web.queries.examples import Example, load_examples
from hrkg.web.queries.reader import Reader

EXAMPLES = load_examples(from_env({}).queries)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    settings = from_env({}, store=tmp_path_factory.mktemp("shipped"))
    return build([str(settings.posts)], settings, now="2026-01-01T00:00:00Z")


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_each_example_gives_rows(example: Example, shipped: Snapshot) -> None:
    rows = Reader(shipped.open()).rows(example.query)
    assert rows
    # Columns that nothing ever fills tell of a term misspelt.
    assert all(any(row[column] is not None for row in rows) for column in range(len(rows[0])))


def test_titles_are_not_used_twice() -> None:
    assert len({example.title for example in EXAMPLES}) == len(EXAMPLES) >= 12


def test_an_example_without_a_head_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.rq").write_text("# title: Bare\nASK {}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"bare\.rq: no '# question: …' at the head"):
        load_examples(tmp_path)
