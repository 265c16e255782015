"""The example queries that the project ships: one file each, what it is about in comments at its head."""

import re
from dataclasses import dataclass
from pathlib import Path

from hrkg.errors import TableError

_HEAD = re.compile(r"# (title|question|topic|federated): (.+)")


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its name (that of its file), title, the question that it answers, and the topic it belongs to.

    federated: the endpoint elsewhere that it asks, None where it asks none. An endpoint runs such a query only where
    its operator allows that.
    """

    name: str
    title: str
    question: str
    topic: str
    query: str
    federated: str | None = None


def load_examples(folder: Path) -> tuple[Example, ...]:
    """The queries of a folder in the order of their names; none where the folder has none.

    Raises TableError for a file whose head lacks title, question or topic.
    """
    return tuple(_load(path) for path in sorted(folder.glob("*.rq")))


def _load(path: Path) -> Example:
    text = path.read_text(encoding="utf-8")
    head = {m[1]: m[2].strip() for line in text.splitlines() if (m := _HEAD.fullmatch(line))}
    missing = {"title", "question", "topic"} - set(head)
    if missing:
        raise TableError(path.name, f"no '# {sorted(missing)[0]}: …' at the head")
    query = "\n".join(line for line in text.splitlines() if not _HEAD.fullmatch(line)).strip() + "\n"
    return Example(path.stem, head["title"], head["question"], head["topic"], query, head.get("federated"))
