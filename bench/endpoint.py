"""The endpoint beside its peers and the bare engine, all over one store of invented posts: small look-ups, the same
while heavy queries are ended, the example queries, and a large answer."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

import pyoxigraph as ox

from bench import peers
from bench.figures import Figure, ratio
from bench.load import CONNECTIONS, Look, Rate, meanwhile, trivial
from bench.posts import ROOT, write_invented
from bench.processes import Peak, Server, memory, tree
from bench.run import HRKG, Run
from hrkg.store import Snapshot

_CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_KILLED_AFTER = 2.0  # seconds
_ROWS = 100_000
_LARGE = f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {_ROWS}"
_THINGS = "SELECT DISTINCT ?s WHERE { ?s a ?class . ?x ?y ?s } LIMIT 50000"
_JSON = ox.QueryResultsFormat.JSON


def measure(run: Run) -> Iterator[tuple[str, list[Figure]]]:
    """(title, figures) of each table."""
    snapshot = built(run)
    store = snapshot.open()
    commands = peers.install(run)
    triples = snapshot.manifest.counts["triples"]
    where = f"{run.store_posts:,} posts, {triples:,} triples, {peers.versions(commands)}"
    solutions = store.query(_THINGS)
    assert isinstance(solutions, ox.QuerySolutions)  # it is a SELECT
    look = Look([row["s"].value for row in solutions if isinstance(row["s"], ox.NamedNode)])
    with peers.all_serving(snapshot, commands, run) as servers:
        yield f"small distinct look-ups, {CONNECTIONS} connections, {where}", _look_ups(servers, look, run)
        yield (
            f"look-ups while a cross product is ended after {_KILLED_AFTER:g} s, again and again",
            _beside(servers["hrkg 1"], look, run),
        )
        yield "the example queries of data/queries, one after the other", _examples(servers, store, run)
        yield f"one answer of {_ROWS:,} rows", _large(servers, store, run)


def built(run: Run) -> Snapshot:
    """The snapshot that all serve. The posts are the same in every run, so one that is there is not built again."""
    path, store = run.folder / f"invented-{run.store_posts}.txt", run.folder / f"store-{run.store_posts}"
    write_invented(run.store_posts, path)
    run.say(f"build {run.store_posts:,} invented posts")
    subprocess.run([*HRKG, "build", str(path), "--store", str(store)], check=True, stderr=subprocess.DEVNULL)
    return Snapshot.current(store)


def _look_ups(servers: Mapping[str, Server], look: Look, run: Run) -> list[Figure]:
    _compare(list(servers.values()), look)
    rates: dict[str, list[Rate]] = {}
    with trivial() as nothing:
        everybody = {"client": nothing, **servers}
        for number in range(run.rounds):
            for short, server in everybody.items():
                run.say(f"look-ups, round {number + 1}: {server.name}")
                look.round(server, min(1.0, run.seconds))  # warm
                rates.setdefault(short, []).append(look.round(server, run.seconds))
    found = {short: Figure("", tuple(rate.rate for rate in some)) for short, some in rates.items()}
    figures = []
    for short, server in everybody.items():
        figures += [
            Figure(f"{server.name}: answers a second", found[short].values),
            Figure(f"{server.name}: p50", tuple(rate.half * 1000 for rate in rates[short]), "ms"),
            Figure(f"{server.name}: p99", tuple(rate.late * 1000 for rate in rates[short]), "ms"),
            Figure(f"{server.name}: failed", tuple(float(rate.failed) for rate in rates[short]), "", "0"),
        ]
    for short in ("hrkg 1", "hrkg 2"):
        name = servers[short].name
        figures += [
            ratio(f"{name} against the native server", found[short], found["native"], "at least 0.2, better 0.5"),
            ratio(f"{name} against rdflib-endpoint", found[short], found["rdflib"], "at least 4"),
        ]
    return [*figures, ratio("the client's most against the native server", found["client"], found["native"], "above 1")]


def _compare(servers: Sequence[Server], look: Look) -> None:
    """Raises OSError where servers differ in how many rows they answer a look-up with: they would not do the same
    work."""
    for query in islice(look.queries(), 20):
        counts = {server.name: len(json.loads(server.ask(query))["results"]["bindings"]) for server in servers}
        if len(set(counts.values())) != 1:
            raise OSError(f"the servers answer '{query}' differently: {counts}")


def _beside(server: Server, look: Look, run: Run) -> list[Figure]:
    """The look-ups in quiet and beside heavy queries, in turn."""
    quiet, loud, ended = [], [], []
    for number in range(run.rounds):
        run.say(f"beside a cross product, round {number + 1}")
        quiet.append(look.round(server, run.seconds))
        with meanwhile(server, _CROSS_PRODUCT, timeout=_KILLED_AFTER) as answered:
            loud.append(look.round(server, max(run.seconds, _KILLED_AFTER + 1)))
        ended += answered
    rates, late = (
        [Figure("", tuple(getattr(rate, name) for rate in some)) for some in (loud, quiet)] for name in ("rate", "late")
    )
    return [
        ratio(f"{server.name}: answers a second against those in quiet", rates[0], rates[1]),
        ratio(f"{server.name}: p99 against that in quiet", late[0], late[1], "below 5"),
        Figure(f"{server.name}: failed", tuple(float(rate.failed) for rate in loud), "", "0"),
        Figure("the cross product is answered after", tuple(ended), "s", f"below {_KILLED_AFTER + 1:g}"),
    ]


def _engine(store: ox.Store, query: str) -> bytes:
    """The answer of the bare engine, in this process."""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)  # those asked for here are SELECTs
    body = found.serialize(format=_JSON)
    assert body is not None  # without a file as output, pyoxigraph returns the bytes
    return body


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _examples(servers: Mapping[str, Server], store: ox.Store, run: Run) -> list[Figure]:
    """rdflib-endpoint is left out: some of the queries take it minutes."""
    queries = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "queries").glob("*.rq"))]
    selects = [query for query in queries if "SELECT" in query]
    ours, native, engine = [], [], []
    for number in range(run.rounds):
        run.say(f"example queries, round {number + 1}")
        asked = [f"{query}\n# round {number}" for query in selects]
        native.append(_seconds(lambda asked=asked: [servers["native"].ask(query) for query in asked]))  # type: ignore[misc]
        ours.append(_seconds(lambda asked=asked: [servers["hrkg 1"].ask(query) for query in asked]))  # type: ignore[misc]
        engine.append(_seconds(lambda asked=asked: [_engine(store, query) for query in asked]))  # type: ignore[misc]
    hrkg, peer, bare = (Figure(f"{len(selects)} queries", tuple(some), "s") for some in (ours, native, engine))
    return [
        Figure("bare engine, all queries", bare.values, "s"),
        Figure(f"{servers['hrkg 1'].name}, all queries", hrkg.values, "s"),
        ratio("against the native server", hrkg, peer, "at most 1.1"),
        ratio("against the bare engine", hrkg, bare),
    ]


def _large(servers: Mapping[str, Server], store: ox.Store, run: Run) -> list[Figure]:
    seconds: dict[str, list[float]] = {}
    before: dict[str, list[float]] = {}
    most: dict[str, list[float]] = {}
    for number in range(run.rounds):
        run.say(f"{_ROWS:,} rows, round {number + 1}")
        seconds.setdefault("engine", []).append(_seconds(lambda: _engine(store, _LARGE)))
        for short, server in servers.items():
            before.setdefault(short, []).append(memory(tree(server.pid)) / 1e6)
            with Peak(server.pid) as peak:
                seconds.setdefault(short, []).append(_seconds(lambda server=server: server.ask(_LARGE)))  # type: ignore[misc]
            most.setdefault(short, []).append(peak.bytes / 1e6)
    times = {short: Figure("bare engine: time", tuple(some), "s") for short, some in seconds.items()}
    figures = [times["engine"]]
    for short, server in servers.items():
        figures += [
            Figure(f"{server.name}: time", times[short].values, "s"),
            Figure(f"{server.name}: memory before", tuple(before[short]), "MB"),
            Figure(f"{server.name}: most memory", tuple(most[short]), "MB"),
        ]
    return [
        *figures,
        ratio("hrkg serve --workers 1 against the bare engine", times["hrkg 1"], times["engine"], "about 1.2"),
        ratio("hrkg serve --workers 1 against the native server", times["hrkg 1"], times["native"]),
    ]
