"""Candidates and answers -> judgements: what a person's yes, no or unsure makes of the rows."""

from collections.abc import Iterable
from dataclasses import replace

from hrkg.errors import NotFoundError
from hrkg.link.sssom import ABSENT, CLOSE, NOT, SAME, Judgement, Judgements

_CURATED = "semapv:ManualMappingCuration"
# What each answer says of subject and object: predicate and modifier; 'none': that there is no item at all.
ANSWERS = {"yes": (SAME, ""), "no": (SAME, NOT), "unsure": (CLOSE, ""), "none": (CLOSE, "")}


def waiting(candidates: Judgements, judgements: Judgements) -> list[Judgement]:
    """The candidates that nobody has judged, of things that have neither an item nor the word that there is none; the
    likeliest of each thing first."""
    known = {(row.subject_id, row.object_id) for row in judgements.rows}
    open_ = [
        row
        for row in candidates.rows
        if (row.subject_id, row.object_id) not in known
        and not judgements.same(row.subject)
        and not judgements.is_absent(row.subject)
    ]
    return sorted(open_, key=lambda row: (row.subject_id, -float(row.confidence or 0), row.object_id))


def judged(judgements: Judgements, row: Judgement, answer: str, *, author: str, date: str) -> list[Judgement]:
    """All rows with the answer of a person to one candidate. `answer` is one of `ANSWERS`."""
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
