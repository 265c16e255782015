"""data/links.sssom.tsv, read and written: judgements on who is the same, in SSSOM (https://mapping-commons.github.io/sssom/).

A row says that a thing of ours (`hr:organisation/…`) is (owl:sameAs), may be (skos:closeMatch) or, with the modifier
'Not', is not what its object names: an item elsewhere, or another thing of ours. Where both are ours and the same, the
object is kept and the subject is merged into it. Taking a row away undoes it.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from hrkg.errors import TableError

SAME, CLOSE, NOT = "owl:sameAs", "skos:closeMatch", "Not"
ABSENT = "sssom:NoTermFound"  # the object of a row that says: a person has looked, and there is no item
PREFIXES = {
    "hr": "https://w3id.org/hrkg/",
    "orcid": "https://orcid.org/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "ror": "https://ror.org/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "wikidata": "http://www.wikidata.org/entity/",
}
_OURS = "hr:"
_KINDS = ("organisation", "person", "prize", "law")
_JUSTIFICATIONS = frozenset(
    f"semapv:{name}"
    for name in ("ManualMappingCuration", "LexicalMatching", "LexicalSimilarityThresholdMatching", "CompositeMatching")
)

Thing = tuple[str, str]  # kind and key of a thing of ours


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """One row. confidence is from 0 to 1, '' where none is told; mapping_date an ISO date."""

    subject_id: str
    subject_label: str
    predicate_id: str
    predicate_modifier: str
    object_id: str
    object_label: str
    mapping_justification: str
    confidence: str
    author_id: str
    mapping_date: str
    comment: str

    @property
    def subject(self) -> Thing:
        """The thing of ours that is judged."""
        return _thing(self.subject_id)

    @property
    def is_same(self) -> bool:
        """Whether subject and object are one."""
        return self.predicate_id == SAME and not self.predicate_modifier

    def fault(self) -> str | None:
        """What is wrong with the row, in words; None where nothing is."""
        if not _is_ours(self.subject_id):
            return f"'{self.subject_id}' is no thing of ours (hr:organisation/…, hr:person/…, hr:prize/…, hr:law/…)"
        if self.predicate_id not in (SAME, CLOSE):
            return f"'{self.predicate_id}' is neither {SAME} nor {CLOSE}"
        if self.predicate_modifier not in ("", NOT):
            return f"'{self.predicate_modifier}' is no modifier: '{NOT}' or nothing"
        if not expand(self.object_id) or self.object_id == self.subject_id:
            return f"'{self.object_id}' is no identifier of another thing"
        if self.object_id.startswith(_OURS) and (
            not _is_ours(self.object_id) or _thing(self.object_id)[0] != self.subject[0]
        ):
            return f"'{self.object_id}' is no thing of ours of the same kind"
        if self.mapping_justification not in _JUSTIFICATIONS:
            return f"'{self.mapping_justification}' is no justification that is used here"
        try:
            sure = float(self.confidence or "1")
        except ValueError:
            sure = -1
        return None if 0 <= sure <= 1 else f"'{self.confidence}' is no confidence from 0 to 1"


COLUMNS = tuple(field.name for field in fields(Judgement))


@dataclass(frozen=True, eq=False)
class Judgements:
    """All rows, and what follows from them for each thing."""

    rows: tuple[Judgement, ...] = ()

    def kept(self, kind: str, key: str) -> str:
        """The key of the thing that this one was merged into; its own where it was not."""
        seen = {key}
        while (after := self._merged.get((kind, key))) is not None and after not in seen:
            key = after
            seen.add(key)
        return key

    def merged_into(self, kind: str, key: str) -> tuple[str, ...]:
        """The keys of all things that were merged into this one, in order."""
        return self._into.get((kind, key), ())

    def same(self, thing: Thing) -> tuple[str, ...]:
        """The IRIs of items elsewhere that a person has confirmed."""
        return self._objects(thing, SAME)

    def close(self, thing: Thing) -> tuple[str, ...]:
        """The IRIs of candidates, and of things of ours that may be the same, those as 'kind/key'."""
        return self._objects(thing, CLOSE)

    def apart(self, thing: Thing) -> frozenset[str]:
        """The IRIs of what this thing is not; of things of ours 'kind/key', named first or last."""
        return self._apart.get(thing, frozenset())

    def is_absent(self, thing: Thing) -> bool:
        """Whether a person has looked for an item elsewhere and found that there is none."""
        return any(row.object_id == ABSENT for row in self._of.get(thing, ()))

    def _objects(self, thing: Thing, predicate: str) -> tuple[str, ...]:
        found = []
        for row in self._of.get(thing, ()):
            ours = row.object_id.startswith(_OURS)
            if row.object_id == ABSENT:
                continue
            if row.predicate_id == predicate and not row.predicate_modifier and not (ours and row.is_same):
                found.append(row.object_id.removeprefix(_OURS) if ours else str(expand(row.object_id)))
        return tuple(found)

    @cached_property
    def _of(self) -> Mapping[Thing, tuple[Judgement, ...]]:
        found: dict[Thing, list[Judgement]] = {}
        for row in self.rows:
            kind, key = row.subject
            found.setdefault((kind, self.kept(kind, key)), []).append(row)
        return {thing: tuple(rows) for thing, rows in found.items()}

    @cached_property
    def _merged(self) -> Mapping[Thing, str]:
        ours = (row for row in self.rows if row.is_same and row.object_id.startswith(_OURS))
        return {row.subject: _thing(row.object_id)[1] for row in ours}

    @cached_property
    def _into(self) -> Mapping[Thing, tuple[str, ...]]:
        found: dict[Thing, list[str]] = {}
        for kind, key in sorted(self._merged):
            found.setdefault((kind, self.kept(kind, key)), []).append(key)
        return {thing: tuple(keys) for thing, keys in found.items()}

    @cached_property
    def _apart(self) -> Mapping[Thing, frozenset[str]]:
        found: dict[Thing, set[str]] = {}
        for row in self.rows:
            if row.predicate_modifier != NOT:
                continue
            if row.object_id.startswith(_OURS):
                found.setdefault(row.subject, set()).add(row.object_id.removeprefix(_OURS))
                found.setdefault(_thing(row.object_id), set()).add(row.subject_id.removeprefix(_OURS))
            else:
                found.setdefault(row.subject, set()).add(str(expand(row.object_id)))
        return {thing: frozenset(objects) for thing, objects in found.items()}


def _is_ours(identifier: str) -> bool:
    kind, _, key = identifier.removeprefix(_OURS).partition("/")
    return identifier.startswith(_OURS) and kind in _KINDS and bool(key)


def _thing(identifier: str) -> Thing:
    kind, _, key = identifier.removeprefix(_OURS).partition("/")
    return kind, key


def expand(identifier: str) -> str | None:
    """The IRI of a CURIE; None for a prefix that the file does not declare."""
    prefix, colon, rest = identifier.partition(":")
    return PREFIXES[prefix] + rest if colon and rest and prefix in PREFIXES else None


def contract(iri: str) -> str:
    """The CURIE of an IRI; the IRI itself where no prefix fits."""
    found = [f"{p}:{iri.removeprefix(space)}" for p, space in PREFIXES.items() if iri.startswith(space)]
    return found[0] if found else iri


def read_judgements(path: Path) -> Judgements:
    """The judgements of a file; none where there is no such file. Raises TableError with file, line and reason."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Judgements()
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(str(path), f"cannot be read as a table: {error}") from error
    return parse_judgements(text, place=path.name)


def parse_judgements(text: str, *, place: str) -> Judgements:
    """The judgements of a text. Columns stand in any order, and those that we do not use are passed over.

    Raises TableError where a needed column is missing, a row is at fault, a pair is judged twice, or things are merged
    in a circle.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        return Judgements()
    head = lines[0][1].split("\t")
    needed = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
    if not needed <= set(head):
        raise TableError(f"{place}:{lines[0][0]}", f"no column {', '.join(sorted(needed - set(head)))}")
    rows: dict[tuple[str, str], Judgement] = {}
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(head):
            raise TableError(f"{place}:{number}", f"{len(cells)} cells where the head has {len(head)}")
        told = dict(zip(head, cells, strict=True))
        row = Judgement(**{column: told.get(column, "").strip() for column in COLUMNS})
        if fault := row.fault():
            raise TableError(f"{place}:{number}", fault)
        pair = row.subject_id, row.object_id
        if rows.setdefault(pair, row) != row:
            raise TableError(f"{place}:{number}", f"'{pair[0]}' and '{pair[1]}' are judged twice")
    found = Judgements(tuple(sorted(rows.values())))
    _refuse_circles(found, place)
    return found


def _refuse_circles(found: Judgements, place: str) -> None:
    merges = {row.subject_id: row.object_id for row in found.rows if row.is_same and row.object_id.startswith(_OURS)}
    if len(merges) < sum(row.is_same and row.object_id.startswith(_OURS) for row in found.rows):
        raise TableError(place, "a thing is merged into two others")
    for start in merges:
        at, steps = start, 0
        while at in merges and steps <= len(merges):
            at, steps = merges[at], steps + 1
        if at in merges:
            raise TableError(place, f"'{start}' is merged in a circle")


def to_sssom(rows: Iterable[Judgement]) -> str:
    """The text of an SSSOM file with these rows, sorted; what `parse_judgements` reads back."""
    output = io.StringIO()
    output.write("#mapping_set_id: https://w3id.org/hrkg/links\n")
    output.write("#mapping_set_description: Who is the same, who may be, and who is not; judged one by one.\n")
    output.write("#license: https://creativecommons.org/publicdomain/zero/1.0/\n#curie_map:\n")
    output.writelines(f"#  {prefix}: {space}\n" for prefix, space in sorted(PREFIXES.items()))
    table = csv.writer(output, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([getattr(row, column) for column in COLUMNS] for row in sorted(rows))
    return output.getvalue()
