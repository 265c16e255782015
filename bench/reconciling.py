"""A batch of a thousand queries to the reconciliation service, over the store of invented posts: names as they stand,
names with a slip of the pen, and the same with a property to weigh; and names that nothing in the data is like."""

import json
import random
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from bench.endpoint import built
from bench.figures import Figure
from bench.processes import Server, free_port, serving
from bench.run import HRKG, Run
from hrkg.vocab.terms import RDFS

_QUERIES = 1000
_GOAL = "below 10"
_FORM = "application/x-www-form-urlencoded"


def measure(run: Run) -> Iterator[tuple[str, list[Figure]]]:
    """(title, figures) of the table."""
    snapshot = built(run)
    chance = random.Random(7)
    labels = sorted({q.object.value for q in snapshot.open().quads_for_pattern(None, RDFS.label, None, None)})
    some = chance.sample(labels, min(_QUERIES, len(labels)))
    asked = {
        "names as they stand": [{"query": name} for name in some],
        "names with a slip": [{"query": _slip(name, chance), "limit": 5} for name in some],
        "the same, with a type and a property": [
            {"query": _slip(name, chance), "type": "Person", "properties": [{"pid": "country", "v": "Egypt"}]}
            for name in some
        ],
        "names that nothing is like": [{"query": f"Zq{number} wxyq {number}"} for number in range(_QUERIES)],
    }
    port = free_port()
    command = [*HRKG, "serve", "--store", str(snapshot.path.parent), "--port", str(port)]
    figures = []
    with serving("hrkg serve", command, port) as server:
        for what, queries in asked.items():
            run.say(f"reconcile {what}")
            seconds = tuple(_seconds(server, queries) for _ in range(run.rounds))
            figures.append(Figure(what, seconds, "s", _GOAL))
    yield f"one batch of {_QUERIES:,} reconciliation queries, {len(labels):,} labels", figures


def _seconds(server: Server, queries: list[dict[str, object]]) -> float:
    """How long one batch takes. Raises OSError where it is not answered whole."""
    body = urlencode({"queries": json.dumps({f"q{n}": query for n, query in enumerate(queries)})}).encode()
    start = time.perf_counter()
    status, _, answer = server.get("/reconcile", body=body, body_type=_FORM)
    seconds = time.perf_counter() - start
    if status != 200 or len(json.loads(answer)) != len(queries):
        raise OSError(f"the batch was answered with {status}: {answer[:300].decode(errors='replace')}")
    return seconds


def _slip(name: str, chance: random.Random) -> str:
    """A name without one of its letters."""
    at = chance.randrange(len(name))
    return name[:at] + name[at + 1 :]
