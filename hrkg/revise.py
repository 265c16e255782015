"""A snapshot + a change -> the next snapshot, or what is wrong with it and nothing changed."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from hrkg.errors import ChangedError, NotConformingError, UsageError
from hrkg.names import write_names
from hrkg.publish import count_things, date_span, describe, write_dumps
from hrkg.quads import to_nquads, to_ntriples
from hrkg.store import Draft, Snapshot, draft
from hrkg.validate import Shapes, admit, validate
from hrkg.vocab.iris import Iris

# A graph's IRI -> its quads as sorted N-Quads.
Graphs = dict[str, bytes]
_FROM_BUILD = ("ontology", "quality")  # graphs that only a build can make; a change takes them over
_MANY = 1000  # things changed, from which on all posts are validated rather than looked through


@dataclass(frozen=True, slots=True)
class Place:
    """Where snapshots are kept, and the folder of the shapes that they conform to."""

    store: Path
    shapes: Path


def revise(
    place: Place,
    change: Callable[[ox.Store], None],
    *,
    now: str,
    versions: Collection[str] | None = None,
    unless: Collection[str] = (),
    wait: float = 0.0,
) -> Snapshot:
    """The current snapshot as `change` leaves it, made current; the same one where nothing changes.

    change: works on a store in memory that holds all graphs, and as its default graph their union, which it may read
    but not write. versions: of these the current one must be, where they are given; unless: and of these none. wait:
    seconds for which it waits while another change or a build is at work. now: the time (ISO 8601, UTC).

    The next build starts from the posts again: it makes anew what was changed here.

    Raises ChangedError where another version is current, NotConformingError with the report, UsageError for a change
    of a graph that cannot be written, StoreError, and whatever `change` raises.
    """
    with draft(place.store, wait=wait) as version:
        current = Snapshot.current(place.store)
        if (versions is not None and current.version not in versions) or current.version in unless:
            raise ChangedError(current.version)
        iris = Iris(current.manifest.base)
        store = _working_copy(current, iris)
        before = _graphs(store)
        change(store)
        after = _graphs(store)
        _refuse_unwritable(store, before, after, iris)
        for name in _made(iris):
            before.pop(name, None)
            after.pop(name, None)
        if after == before:
            return current
        report = validate(_to_validate(before, after, iris), Shapes.load(place.shapes))
        # What has not changed was admitted when it came in.
        content = version.fill(admit(after[name], report) for name in sorted(after, key=_order(iris)))
        return _finish(version, current, content, now)


def _made(iris: Iris) -> list[str]:
    """The graphs that a build makes, and no change."""
    return [iris.graph(name).value for name in ("dataset", *_FROM_BUILD)]


def _working_copy(snapshot: Snapshot, iris: Iris) -> ox.Store:
    """All that queries see."""
    store = ox.Store()
    store.bulk_load(path=str(snapshot.data), format=ox.RdfFormat.N_QUADS)
    opened = snapshot.open()
    for name in _made(iris):
        store.extend(opened.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    store.bulk_extend([ox.Quad(*quad.triple) for quad in store])
    return store


def _graphs(store: ox.Store) -> Graphs:
    """All graphs that hold anything; the default one is none of them."""
    names = [name for name in store.named_graphs() if isinstance(name, ox.NamedNode)]
    found = {name.value: to_nquads(store.quads_for_pattern(None, None, None, name)) for name in names}
    return {name: data for name, data in found.items() if data}


def _refuse_unwritable(store: ox.Store, before: Graphs, after: Graphs, iris: Iris) -> None:
    """Raises UsageError where the union was written to, which would change no graph, or a graph that is made of the
    others, and NotConformingError for blank nodes, of which no dump could be compared with another."""
    default = {quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    if default != _union(before) and default != _union(after):
        raise UsageError("the default graph is the union of all others and is not written; name one by GRAPH or WITH")
    made = _made(iris)
    # To clear all graphs is to clear all that can be written.
    if any(name in after for name in made):
        for name in made:
            if after.get(name) != before.get(name):
                raise UsageError(f"the graph <{name}> is made by every build and is not written")
    written = (data for name, data in after.items() if before.get(name) != data)
    for quad in (quad for data in written for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS)):
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise NotConformingError(f"the graph {quad.graph_name} would hold a blank node; each thing needs an IRI")


def _union(graphs: Graphs) -> set[ox.Triple]:
    return {quad.triple for data in graphs.values() for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS)}


def _to_validate(before: Graphs, after: Graphs, iris: Iris) -> bytes:
    """What the change may have spoilt: the graphs that it changed, the posts that name things of which it changed what
    the posts share, and all that they share."""
    posts = iris.post_graph("").value
    shared = {name for name in before.keys() | after.keys() if not name.startswith(posts)}
    things = _leading_to(_changed(before, after, shared), [after[name] for name in shared & after.keys()])

    def concerns(name: str, data: bytes) -> bool:
        return name in shared or before.get(name) != data or len(things) > _MANY or any(t in data for t in things)

    return b"".join(data for name, data in after.items() if concerns(name, data))


def _changed(before: Graphs, after: Graphs, names: Iterable[str]) -> set[bytes]:
    """The things of which these graphs no longer say the same, as N-Quads has them."""
    lines: set[bytes] = set()
    for name in names:
        lines |= set(before.get(name, b"").splitlines()) ^ set(after.get(name, b"").splitlines())
    return {line.split(b" ", 1)[0] for line in lines}


def _leading_to(things: set[bytes], graphs: Iterable[bytes]) -> set[bytes]:
    """The things, and those from which these graphs lead to them: a prize is judged with its editions."""
    sources: dict[bytes, list[bytes]] = {}
    for data in graphs:
        for subject, _, target, *_ in (line.split(b" ", 3) for line in data.splitlines()):
            sources.setdefault(target, []).append(subject)
    found, ends = set(things), [*things]
    while ends:
        more = [source for source in sources.get(ends.pop(), ()) if source not in found]
        found.update(more)
        ends += more
    return found


def _order(iris: Iris) -> Callable[[str], tuple[bool, str]]:
    """Posts by their keys, the graph of names last, as a build has them."""
    last = iris.graph("names").value
    return lambda name: (name == last, name)


def _finish(version: Draft, current: Snapshot, content: str, now: str) -> Snapshot:
    iris = Iris(current.manifest.base)
    store = version.open()
    span, counts = date_span(store), count_things(store)
    describing = {iris.graph("dataset"): describe(store, iris, content)}
    describing |= {iris.graph(name): to_ntriples(_said_in(current, iris.graph(name))) for name in _FROM_BUILD}
    store = version.load(describing)
    write_dumps(version.data, version.dumps, iris)
    write_names(store, iris, version.names)
    manifest = replace(
        current.manifest,
        version=content,
        made_from=hashlib.sha256(f"{current.manifest.made_from}\n{content}".encode()).hexdigest(),
        built=now,
        span=span,
        counts=counts,
    )
    return version.commit(manifest)


def _said_in(snapshot: Snapshot, graph: ox.NamedNode) -> Iterator[ox.Triple]:
    quads: Iterable[ox.Quad] = snapshot.open().quads_for_pattern(None, None, None, graph)
    return (quad.triple for quad in quads)
