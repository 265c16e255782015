"""A filled store -> what is published beside it: dumps in every format, checksums, the VoID description, the
figures."""

import gzip
import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from hrkg.coverage import coverage
from hrkg.formats import GRAPH_FORMATS, Format
from hrkg.quads import Quad, integer, iri, text, to_ntriples, transcribe
from hrkg.vocab.iris import SHARED_KINDS, Iris
from hrkg.vocab.terms import DCTERMS, HRKG, OWL, RDF, VOID

TITLE = "hrkg: the human-rights knowledge graph"
DESCRIPTION = (
    "Joint statements on human rights with those who signed them, defenders, reported detentions and incidents, and "
    "prizes, as posts tell of them; each fact with the words that say it."
)
LICENSE = "https://creativecommons.org/licenses/by/4.0/"

_COUNTED = {
    "posts": HRKG.Post,
    "statements": HRKG.Statement,
    "signatures": HRKG.Signature,
    "signatories": HRKG.Signatory,
    "defenders": HRKG.Defender,
    "detentions": HRKG.Detention,
    "incidents": HRKG.Incident,
    "prizes": HRKG.Prize,
    "editions": HRKG.PrizeEdition,
}


def count_things(store: ox.Store) -> dict[str, int]:
    """How many things of each kind the store holds, and how many triples in all."""
    counts = {
        name: len({q.subject for q in store.quads_for_pattern(None, RDF.type, cls, None)})
        for name, cls in _COUNTED.items()
    }
    return {**counts, "triples": _count_triples(store)}


def _count_triples(store: ox.Store) -> int:
    """How many triples the union of all graphs holds, which is the store's default graph."""
    return sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def date_span(store: ox.Store) -> tuple[str, str] | None:
    """The first and the last date of publication; None without posts."""
    posts = (q.subject for q in store.quads_for_pattern(None, RDF.type, HRKG.Post, None))
    issued = (q.object for post in posts for q in store.quads_for_pattern(post, DCTERMS.issued, None, None))
    dates = [date.value for date in issued if isinstance(date, ox.Literal)]
    return (min(dates), max(dates)) if dates else None


def describe(store: ox.Store, iris: Iris, version: str) -> bytes:
    """The VoID description of the data in the store, as N-Triples; its figures are counted in the store."""
    base = iris.base
    counts = count_things(store)
    dataset = iri(f"{base}dataset")
    triples = [
        ox.Triple(dataset, RDF.type, VOID.Dataset),
        ox.Triple(dataset, DCTERMS.title, text(TITLE, "en")),
        ox.Triple(dataset, DCTERMS.description, text(DESCRIPTION, "en")),
        ox.Triple(dataset, DCTERMS.license, iri(LICENSE)),
        ox.Triple(dataset, OWL.versionInfo, text(version)),
        ox.Triple(dataset, VOID.sparqlEndpoint, iri(f"{base}sparql")),
        ox.Triple(dataset, VOID.uriSpace, text(base)),
        ox.Triple(dataset, VOID.vocabulary, iri(HRKG.namespace)),
        ox.Triple(dataset, VOID.triples, integer(counts["triples"])),
    ]
    triples += [ox.Triple(dataset, VOID.dataDump, iri(f"{base}dumps/latest.{f.suffix}")) for f in DUMPS]
    for name, cls in _COUNTED.items():
        part = iri(f"{base}dataset/{name}")
        triples += [
            ox.Triple(dataset, VOID.classPartition, part),
            ox.Triple(part, VOID.class_, cls),
            ox.Triple(part, VOID.entities, integer(counts[name])),
        ]
    for covered in coverage(store):
        part = iri(f"{base}dataset/links/{covered.kind}")
        told = (
            f"{covered.kind}: {covered.confirmed} of {covered.things} have a confirmed item of Wikidata, "
            f"{covered.candidates} more a candidate"
        )
        triples += [
            ox.Triple(dataset, VOID.subset, part),
            ox.Triple(part, RDF.type, VOID.Linkset),
            ox.Triple(part, DCTERMS.description, text(told, "en")),
            ox.Triple(part, VOID.subjectsTarget, dataset),
            ox.Triple(part, VOID.objectsTarget, iri("http://www.wikidata.org/entity/")),
            ox.Triple(part, VOID.linkPredicate, OWL.sameAs),
            ox.Triple(part, VOID.triples, integer(covered.confirmed)),
        ]
    uses = Counter(quad.predicate for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    for number, property in enumerate(sorted(uses, key=str), 1):
        part = iri(f"{base}dataset/property/{number}")
        triples += [
            ox.Triple(dataset, VOID.propertyPartition, part),
            ox.Triple(part, VOID.property, property),
            ox.Triple(part, VOID.triples, integer(uses[property])),
        ]
    return to_ntriples(triples)


DUMPS: tuple[Format, ...] = tuple(f for f in GRAPH_FORMATS if f.name != "rdfxml")


def write_dumps(data: Path, folder: Path, iris: Iris) -> None:
    """Write `latest.*` of the N-Quads file `data` in every format, each also compressed, and SHA256SUMS.

    The same quads give the same bytes. Things stand in the order of the posts that tell of them, so that a dump reads
    well in an editor.
    """
    folder.mkdir()
    for form in DUMPS:
        plain = folder / f"latest.{form.suffix}"
        with plain.open("wb") as file:
            write_as(data, file, form, iris)
        _compress(plain)
    lines = [f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def write_as(data: Path, output: IO[bytes], form: Format, iris: Iris) -> None:
    """Write the N-Quads file `data` in a format; a format of triples gives the union of all graphs."""
    if form.name == "nquads":
        with data.open("rb") as file:
            shutil.copyfileobj(file, output)
        return
    quads: Iterable[Quad] = ox.parse(path=str(data), format=ox.RdfFormat.N_QUADS)
    transcribe(quads if form.kind == "dataset" else _union(quads, iris), output, form)


def _union(quads: Iterable[Quad], iris: Iris) -> Iterator[ox.Triple]:
    """The triples of all graphs, each once. Only what posts share is told by several graphs, so only that is
    remembered."""
    seen: set[ox.Triple] = set()
    subject, is_shared = None, False
    for quad in quads:
        if quad.subject != subject:
            subject = quad.subject
            name = iris.parse(subject.value) if isinstance(subject, ox.NamedNode) else None
            is_shared = name is None or name.kind in SHARED_KINDS
        if not is_shared:
            yield quad.triple
        elif quad.triple not in seen:
            seen.add(quad.triple)
            yield quad.triple


def _compress(path: Path) -> None:
    """Write path.gz, without name and time in its head, so that the same bytes give the same file."""
    with (
        path.open("rb") as source,
        path.with_name(path.name + ".gz").open("wb") as target,
        gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0) as packed,
    ):
        shutil.copyfileobj(source, packed)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
