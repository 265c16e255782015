"""Candidates and answers -> judgements: what a person's yes, no or unsure makes of the rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from hrkg.errors import NotFoundError, UsageError
from hrkg.link.sssom import (
    ABSENT,
    CLOSE,
    NOT,
    SAME,
    Judgement,
    Judgements,
    expand,
    read_judgements,
    write_judgements,
)

_CURATED = "semapv:ManualMappingCuration"
# What each answer says of subject and object: predicate and modifier; 'none': that there is no item at all.
ANSWERS = {"yes": (SAME, ""), "no": (SAME, NOT), "unsure": (CLOSE, ""), "none": (CLOSE, "")}


def waiting(candidates: Judgements, judgements: Judgements) -> list[Judgement]:
    """The candidates that nobody has judged and no other judgement settles; the likeliest of each thing first."""
    known = {(row.subject_id, row.object_id) for row in judgements.rows}
    open_ = [
        row
        for row in candidates.rows
        if (row.subject_id, row.object_id) not in known and not _is_settled(row, judgements)
    ]
    return sorted(open_, key=lambda row: (row.subject_id, -float(row.confidence or 0), row.object_id))


def _is_settled(row: Judgement, judgements: Judgements) -> bool:
    """Whether the thing has an item or the word that there is none; of two of ours, whether they are one already."""
    if (other := row.other) is not None:
        return judgements.kept(*row.subject) == judgements.kept(*other)
    return bool(judgements.same(row.subject)) or judgements.is_absent(row.subject)


def judged(judgements: Judgements, row: Judgement, answer: str, *, author: str, date: str) -> list[Judgement]:
    """All rows with the answer of a person to one candidate. `answer` is one of `ANSWERS`. Raises UsageError for
    'none' of a candidate that is a thing of ours."""
    if answer == "none" and row.other is not None:
        raise UsageError("'none' says that there is no item elsewhere, and this is about two of ours")
    predicate, modifier = ANSWERS[answer]
    new = replace(
        row,
        predicate_id=predicate,
        predicate_modifier=modifier,
        mapping_justification=_CURATED,
        confidence="",
        author_id=author,
        mapping_date=date,
    )
    if answer == "none":
        new = replace(new, object_id=ABSENT, object_label="", comment="")
    return joined(judgements.rows, [new])


def joined(rows: Iterable[Judgement], new: Iterable[Judgement]) -> list[Judgement]:
    """Both lists; of two rows on one pair the new one."""
    return list({(row.subject_id, row.object_id): row for row in (*rows, *new)}.values())


def undone(judgements: Judgements, subject_id: str, object_id: str) -> list[Judgement]:
    """All rows but the one on a pair, so that the former IRIs come back with the next build. Raises NotFoundError."""
    rows = [row for row in judgements.rows if (row.subject_id, row.object_id) != (subject_id, object_id)]
    if len(rows) == len(judgements.rows):
        raise NotFoundError(f"nobody has judged '{subject_id}' and '{object_id}'")
    return rows


@dataclass(frozen=True)
class Desk:
    """Where a person judges candidates: each answer goes into the file of judgements at once and can be taken back.

    Read anew for every question, for one answer can settle other candidates, and somebody else may judge too. author:
    who judges, as a CURIE; date: of today, ISO.
    """

    candidates: Judgements
    path: Path
    author: str
    date: str

    def waiting(self) -> list[Judgement]:
        """What is still to be judged, the candidates of one thing together."""
        return waiting(self.candidates, read_judgements(self.path))

    def answers_to(self, row: Judgement) -> tuple[str, ...]:
        """What can be said of a candidate: of two of ours not that there is no item elsewhere."""
        return tuple(answer for answer in ANSWERS if answer != "none" or row.other is None)

    def decided(self) -> list[Judgement]:
        """All judgements, the latest first."""
        rows = read_judgements(self.path).rows
        return sorted(rows, key=lambda row: row.mapping_date, reverse=True)

    def judge(self, subject_id: str, object_id: str, answer: str) -> None:
        """Keep an answer to a candidate that waits. Raises NotFoundError, UsageError or TableError, and keeps nothing
        then."""
        if answer not in ANSWERS:
            raise UsageError(f"'{answer}' is none of the answers: {', '.join(ANSWERS)}")
        for row in self.waiting():
            if (row.subject_id, row.object_id) == (subject_id, object_id):
                rows = judged(read_judgements(self.path), row, answer, author=self.author, date=self.date)
                write_judgements(self.path, rows)
                return
        raise NotFoundError(f"'{subject_id}' and '{object_id}' do not wait to be judged")

    def undo(self, subject_id: str, object_id: str) -> None:
        """Take a judgement back; the candidate waits again. Raises NotFoundError."""
        write_judgements(self.path, undone(read_judgements(self.path), subject_id, object_id))

    def address(self, identifier: str) -> str | None:
        """Where a person can read of what an identifier stands for; None where that is nowhere on the web."""
        return None if identifier == ABSENT or identifier.startswith("hr:") else expand(identifier)
