"""data/links.sssom.tsv, read and written: judgements on who is the same, in SSSOM (https://mapping-commons.github.io/sssom/).

A row says that a thing of ours (`hr:organisation/…`) is (owl:sameAs), may be (skos:closeMatch) or, with the modifier
'Not', is not what its object names: an item elsewhere, or another thing of ours. Where both are ours and the same, the
object is kept and the subject is merged into it. Taking a row away undoes it.
"""

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from hrkg.errors import TableError
from hrkg.vocab.iris import Iris

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
_OURS, _ITEM = "hr:", "wikidata:"
_IRIS = Iris(PREFIXES["hr"])  # 'hr:' stands for the base of the data, whatever that is
_IDENTIFIERS = ("subject_id", "predicate_id", "object_id", "mapping_justification", "author_id")
_SHARED = ("mapping_date",)  # of our columns, those that the tools write into the head where all rows have one value
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
    def other(self) -> Thing | None:
        """The object where it is a thing of ours; None where it is one elsewhere."""
        return _thing(self.object_id) if self.object_id.startswith(_OURS) else None

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
        if self.object_id.startswith(_ITEM) and not re.fullmatch(r"Q[1-9]\d*", self.object_id.removeprefix(_ITEM)):
            return f"'{self.object_id}' is no item of Wikidata"
        if self.object_id.startswith(_OURS) and (
            not _is_ours(self.object_id) or _thing(self.object_id)[0] != self.subject[0]
        ):
            return f"'{self.object_id}' is no thing of ours of the same kind"
        if self.mapping_justification not in _JUSTIFICATIONS:
            return f"'{self.mapping_justification}' is no justification that is used here"
        if self.mapping_date and not re.fullmatch(r"\d{4}-\d\d-\d\d", self.mapping_date):
            return f"'{self.mapping_date}' is no date (YYYY-MM-DD)"
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
    name = _IRIS.parse(_IRIS.base + identifier.removeprefix(_OURS)) if identifier.startswith(_OURS) else None
    return name is not None and name.kind in _KINDS


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
    """The judgements of a text. Columns stand in any order, and those that we do not use are passed over; the file may
    have prefixes of its own, and give a date for all rows in its head.

    Raises TableError where a needed column is missing, a row is at fault, a pair is judged twice, or judgements
    contradict each other.
    """
    lines = list(io.StringIO(text, newline=""))
    head = list(takewhile(lambda line: line.startswith("#"), lines))
    prefixes, shared = _metadata(head, place)
    table = csv.reader(lines[len(head) :], delimiter="\t")
    columns = next(table, None)
    if columns is None:
        return Judgements()
    needed = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
    if not needed <= set(columns):
        missing = ", ".join(sorted(needed - set(columns)))
        raise TableError(f"{place}:{len(head) + 1}", f"no column {missing}")
    rows: dict[tuple[str, str], Judgement] = {}
    for cells in filter(None, table):
        where = f"{place}:{len(head) + table.line_num}"
        if len(cells) != len(columns):
            raise TableError(where, f"{len(cells)} cells where the head has {len(columns)}")
        told = {**shared, **{k: " ".join(v.split()) for k, v in zip(columns, cells, strict=True) if v.strip()}}
        row = Judgement(**{c: _in_ours(c, told.get(c, ""), prefixes) for c in COLUMNS})
        if fault := row.fault():
            raise TableError(where, fault)
        pair = row.subject_id, row.object_id
        if rows.setdefault(pair, row) != row:
            raise TableError(where, f"'{pair[0]}' and '{pair[1]}' are judged twice")
    found = Judgements(tuple(sorted(rows.values())))
    if reason := _contradiction(found):
        raise TableError(place, reason)
    return found


def _metadata(head: Iterable[str], place: str) -> tuple[dict[str, str], dict[str, str]]:
    """(prefixes, columns that have one value in all rows) of the commented lines before the table: YAML in blocks, as
    the tools write it."""
    prefixes: dict[str, str] = {}
    shared: dict[str, str] = {}
    within = ""
    for number, line in enumerate(head, 1):
        key, colon, value = line.removeprefix("#").partition(":")
        name, value = key.strip(), value.strip().strip("'\"")
        if not colon:
            continue  # the rest of a long text
        if key.removeprefix(" ").startswith(" ") and within == "curie_map":
            prefixes[name] = value
            continue
        within = name
        if name == "curie_map" and value not in ("", "{}"):
            raise TableError(f"{place}:{number}", "the prefixes do not stand one in a line")
        if name in _SHARED:
            shared[name] = value
    return prefixes, shared


def _in_ours(column: str, value: str, prefixes: Mapping[str, str]) -> str:
    """A cell with the prefixes of its file written as ours."""
    if column not in _IDENTIFIERS:
        return value
    prefix, colon, rest = value.partition(":")
    return contract(prefixes[prefix] + rest if colon and prefix in prefixes else value)


def _contradiction(found: Judgements) -> str | None:
    """What in these judgements cannot be, in words; None where all can."""
    merges: dict[str, str] = {}
    items: dict[Thing, str] = {}
    things: dict[str, Thing] = {}
    for row in found.rows:
        if not (row.is_same and row.object_id.startswith(_OURS)):
            continue
        if row.subject_id in merges:
            return f"'{row.subject_id}' is merged into two others"
        merges[row.subject_id] = row.object_id
    for start in merges:
        at, steps = start, 0
        while at in merges and steps <= len(merges):
            at, steps = merges[at], steps + 1
        if at in merges:
            return f"'{start}' is merged in a circle"
    for row in found.rows:
        thing = row.subject[0], found.kept(*row.subject)
        if row.object_id.startswith(_OURS):
            other = _thing(row.object_id)
            if row.predicate_modifier and thing == (other[0], found.kept(*other)):
                return f"'{row.subject_id}' is not '{row.object_id}', and both are merged into one"
        elif row.is_same:
            item = row.object_id
            if item.startswith(_ITEM) and items.setdefault(thing, item) != item:
                return f"'{_OURS}{'/'.join(thing)}' is two items, '{items[thing]}' and '{item}'"
            if things.setdefault(item, thing) != thing:
                return f"'{item}' is two things, '{_OURS}{'/'.join(things[item])}' and '{_OURS}{'/'.join(thing)}'"
    return None


def to_sssom(rows: Iterable[Judgement]) -> str:
    """The text of an SSSOM file with these rows, sorted; what `parse_judgements` reads back."""
    output = io.StringIO()
    output.write("#mapping_set_id: https://w3id.org/hrkg/links\n")
    output.write("#mapping_set_description: Who is the same, who may be, and who is not; judged one by one.\n")
    output.write("#license: https://creativecommons.org/publicdomain/zero/1.0/\n#curie_map:\n")
    output.writelines(f"#  {prefix}: {space}\n" for prefix, space in sorted(PREFIXES.items()))
    table = csv.writer(output, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([" ".join(getattr(row, column).split()) for column in COLUMNS] for row in sorted(rows))
    return output.getvalue()


def write_judgements(path: Path, rows: Iterable[Judgement]) -> None:
    """Write the file of judgements anew, whole or not at all; nothing where they are at fault or contradict each other
    (TableError)."""
    text = to_sssom(rows)
    parse_judgements(text, place=path.name)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
