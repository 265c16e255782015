"""The corridor: calls the stages in order. It holds no rule of its own."""

import hashlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from hrkg.errors import HrkgError, InputError, NotConformingError
from hrkg.extract.post import find_facts
from hrkg.lexicon import Lexicon, load_lexicon
from hrkg.link.resolve import resolve
from hrkg.link.sssom import Judgements, read_judgements
from hrkg.mapping.identity import Names, settle_names
from hrkg.mapping.post import map_post
from hrkg.model import Post
from hrkg.names import write_names
from hrkg.publish import count_things, date_span, describe, write_dumps
from hrkg.quads import ValidQuads, from_nquads, to_nquads, to_ntriples
from hrkg.quality import measurements, read_scores
from hrkg.read.source import read_posts
from hrkg.settings import DEFAULT_BASE, Settings
from hrkg.store import Cache, Manifest, Snapshot, draft
from hrkg.validate import Report, Shapes, admit, validate
from hrkg.vocab.iris import Iris

_FEW = 64  # posts, below which a second process costs more than it saves
_CHUNK = 16  # posts that a process takes at a time


@dataclass(frozen=True, slots=True)
class Converted:
    """A post's quads as N-Quads: those of its own graph, and its part of the graph of names.

    report: None where nothing was validated; fault: why the facts cannot be written as RDF, None where they can.
    """

    post: Post
    graph: bytes
    names: bytes
    report: Report | None = None
    fault: str | None = None


# Wraps the posts as they are done, to show how far the work has come: (done, how many) -> the same.
Progress = Callable[[Iterable[Converted], int], Iterable[Converted]]


def _unseen(done: Iterable[Converted], total: int) -> Iterable[Converted]:
    return done


def convert(
    inputs: Iterable[str], settings: Settings, *, jobs: int | None = None, progress: Progress = _unseen
) -> Iterator[bytes]:
    """The posts of the inputs as N-Quads: each post's graph in the order of their keys, then the graph of names.

    The same posts give the same bytes, in any order of inputs and with any number of jobs (processes; None: one for a
    few posts, else as many as the machine has processors). Raises InputError, before the first piece, where an input
    cannot be read.
    """
    return _pieces(read_posts(inputs), settings, jobs, progress)


def _pieces(posts: Sequence[Post], settings: Settings, jobs: int | None, progress: Progress) -> Iterator[bytes]:
    names = Names(Iris(settings.base))
    for done in progress(_each(posts, settings, jobs, validating=False), len(posts)):
        if done.fault is not None:
            raise InputError(done.post.place, done.fault)
        yield done.graph
        names.add(from_nquads(done.names, place="names"))
    yield to_nquads(names.settled())


def build(
    inputs: Iterable[str],
    settings: Settings,
    *,
    now: str,
    strict: bool = False,
    jobs: int | None = None,
    progress: Progress = _unseen,
    tell: Callable[[str], None] = lambda line: None,
) -> Snapshot:
    """The posts of the inputs as the new current snapshot; posts that have not changed are not done again, and where
    nothing has changed the current snapshot stays.

    What cannot be read or does not conform is set aside, its reason told and kept in the manifest, and the rest is
    published; with `strict` InputError or NotConformingError is raised and the last snapshot stays.
    `now` is the time of the build (ISO 8601, UTC).
    """
    aside: list[str] = []

    def refuse(error: HrkgError) -> None:
        if strict:
            raise error
        aside.append(str(error))
        tell(f"set aside: {error}")

    posts = read_posts(inputs, refuse=refuse)
    if not posts:
        raise InputError("the input", "no post in it could be read")
    recipe = _recipe(settings)
    digests = {post.key: _digest(repr(replace(post, place="")), recipe) for post in posts}
    made_from = _digest(*digests.values(), _digest_of(settings.quality), *aside)
    with draft(settings.store) as version:
        current = version.before()
        if current is not None and current.manifest.made_from == made_from and not (strict and current.manifest.aside):
            return current
        cache = Cache(settings.store / "posts")
        changed = [post for post in posts if cache.get(digests[post.key]) is None]
        for done in progress(_each(changed, settings, jobs, validating=True), len(changed)):
            if done.report is None:
                refuse(InputError(done.post.place, done.fault or "was not validated"))
            elif done.report.conforms:
                cache.put(digests[done.post.key], admit(done.graph + done.names, done.report))
            else:
                wrong = [violation.line() for violation in done.report.violations if violation.is_grave]
                refuse(NotConformingError(f"{done.post.place}: {'; '.join(wrong)}"))
        iris = Iris(settings.base)
        content = version.fill(_graphs(cache, digests.values(), settings, iris))
        store = version.open()
        span = date_span(store)
        if span is None:
            raise NotConformingError("not one post conforms, so nothing is published")
        describing = {
            "dataset": describe(store, iris, content),
            "quality": to_ntriples(measurements(read_scores(settings.quality), iris)),
            "ontology": ontology(settings),
        }
        counts = count_things(store)
        store = version.load({iris.graph(name): triples for name, triples in describing.items()})
        write_dumps(version.data, version.dumps, iris)
        write_names(store, iris, version.names)
        snapshot = version.commit(Manifest(content, made_from, settings.base, now, span, counts, aside=tuple(aside)))
        cache.keep_only(set(digests.values()))
        return snapshot


def validate_files(paths: Iterable[str], settings: Settings) -> Report:
    """The report on graphs in files of any RDF format, told by the suffix. Raises InputError with file, line and
    reason."""
    quads: set[ox.Quad] = set()
    for path in paths:
        form = ox.RdfFormat.from_extension(Path(path).suffix.removeprefix("."))
        if form is None:
            raise InputError(path, "the suffix tells no RDF format (.nq, .trig, .ttl, .nt, .jsonld, .rdf)")
        try:
            quads.update(ox.parse(path=path, format=form, rename_blank_nodes=True))
        except SyntaxError as error:
            raise InputError(f"{path}:{error.lineno or 1}", str(error.msg)) from error
        except OSError as error:
            raise InputError(path, f"cannot be read: {error.strerror or error}") from error
    return validate(to_nquads(quads), Shapes.load(settings.shapes))


def _graphs(cache: Cache, digests: Iterable[str], settings: Settings, iris: Iris) -> Iterator[ValidQuads]:
    """The graph of each post that was admitted, and in the end the graph of names of them all."""
    kept = [digest for digest in digests if cache.get(digest) is not None]
    home = iris.graph("names")
    for digest in kept:
        yield _part(cache, digest, home, inside=False)
    parts = (from_nquads(_part(cache, digest, home, inside=True).data, place=digest) for digest in kept)
    names = to_nquads(settle_names(parts, iris))
    yield admit(names, validate(names, Shapes.load(settings.shapes)))


def _part(cache: Cache, digest: str, home: ox.NamedNode, *, inside: bool) -> ValidQuads:
    """The quads of a post that stand in the graph of names, or those that do not."""
    quads = cache.get(digest)
    assert quads is not None  # one build runs at a time, so nobody else removes it
    end = f"{home} .\n".encode()
    return replace(quads, data=b"".join(x for x in quads.data.splitlines(keepends=True) if x.endswith(end) == inside))


def ontology(settings: Settings) -> bytes:
    """The ontology and the concept schemes as N-Triples, the concepts under the base of this data set."""
    triples: set[ox.Triple] = set()
    for path in sorted(settings.ontology.glob("*.ttl")):
        triples.update(quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    concepts = f"<{DEFAULT_BASE}concept/", f"<{settings.base}concept/"
    return to_ntriples(triples).replace(concepts[0].encode(), concepts[1].encode())


def _recipe(settings: Settings) -> str:
    """A digest of all that decides what a post becomes: code, tables, ontology, shapes and the base of the IRIs."""
    code = Path(__file__).parent
    folders = (code, settings.authority, settings.ontology, settings.shapes)
    files = sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in (".py", ".tsv", ".ttl"))
    files += [settings.links] if settings.links.exists() else []
    return _digest(settings.base, *map(_digest_of, files))


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class _Tools:
    """What each process that converts posts holds; shapes only where it validates."""

    lexicon: Lexicon
    judgements: Judgements
    iris: Iris
    shapes: Shapes | None

    @classmethod
    def of(cls, settings: Settings, validating: bool) -> "_Tools":
        shapes = Shapes.load(settings.shapes) if validating else None
        lexicon = load_lexicon(settings.authority, settings.ontology)
        return cls(lexicon, read_judgements(settings.links), Iris(settings.base), shapes)

    def convert(self, post: Post) -> Converted:
        linked = resolve(find_facts(post, self.lexicon), self.lexicon, self.judgements)
        home = self.iris.graph("names")
        try:
            quads = list(map_post(linked, self.iris))
        except ValueError as error:  # a fault of ours in one post must not keep back the others
            return Converted(post, b"", b"", fault=f"its facts cannot be written as RDF: {error}")
        graph = to_nquads(q for q in quads if q.graph_name != home)
        names = [q for q in quads if q.graph_name == home]
        report = None
        if self.shapes is not None:
            report = validate(graph + to_nquads(settle_names([names], self.iris)), self.shapes)
        return Converted(post, graph, to_nquads(names), report)


def _each(posts: Sequence[Post], settings: Settings, jobs: int | None, *, validating: bool) -> Iterator[Converted]:
    """Each post converted, in the order of the posts."""
    if jobs is None:
        jobs = 1 if len(posts) < _FEW else os.cpu_count() or 1
    if jobs == 1 or len(posts) < 2:
        yield from map(_Tools.of(settings, validating).convert, posts)
        return
    # 'spawn': a fork would copy the threads' locks of a progress bar in whatever state they are.
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs, _start, (settings, validating, os.getpid())) as pool:
        yield from pool.imap(_convert_here, posts, chunksize=_CHUNK)


_here: dict[str, _Tools] = {}  # the tools of this process, where it is one of a pool


def _start(settings: Settings, validating: bool, parent: int) -> None:
    _here["tools"] = _Tools.of(settings, validating)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """A pool waits for ever for a parent that was killed; so each process looks whether it is still there."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _convert_here(post: Post) -> Converted:
    return _here["tools"].convert(post)
