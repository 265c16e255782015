"""Queries cut, spoilt and hostile: every answer is whole or an error, and the server is afterwards as it was before."""

import csv
import io
import json
import random
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote_plus, urlencode

import pyoxigraph as ox

from bench.processes import Server, free_port, handles, memory, serving, tree, until
from bench.run import HRKG
from hrkg.settings import from_env
from hrkg.store import Snapshot
from hrkg.web.queries.examples import load_examples
from tests.soak.run import Result, Run

_LIMITS = {"HRKG_QUERY_TIMEOUT": "1", "HRKG_QUERY_MEMORY": "700000000", "HRKG_QUERY_BYTES": "50000000"}
_CLIENTS = 4
_WARM = 40  # queries before the server is weighed for the first time
_REST = 15.0  # seconds within which all is quiet again
_GROWN = 80_000_000  # bytes by which a server may have grown: what allocators keep
_REFUSALS = {400, 403, 405, 406, 413, 414, 415, 422, 429, 503, 507}
_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
_PROBLEM = "application/problem+json"
_MOST = 1 << 20  # bytes of a request
_ACCEPT = (
    *("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"),
    *("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml", "application/trig"),
    *("*/*", "text/html", "application/json", "text/*;q=0.5, */*;q=0.1", "image/png", "nonsense", ""),
)
_WORDS = """
SELECT * ASK CONSTRUCT DESCRIBE WHERE { } ( ) [ ] < > ?x $y . ; , a / | ^ ! + * ? <urn:x> _:b hrkg:Post 'x' \""" 1 -1
1e400 true NaN OPTIONAL UNION MINUS GRAPH SERVICE FILTER BIND VALUES UNDEF GROUP BY HAVING ORDER LIMIT 0 OFFSET
99999999999999999999 EXISTS NOT IN COUNT(*) AS REPLACE REGEX CONCAT NOW() RAND() BASE PREFIX : # \\u0000 \\U0010FFFF
\ufffe \u202e é 𝔸 % & INSERT DELETE LOAD CLEAR DROP
"""
_TOKENS = (*_WORDS.split(), "\x00", "\u2028", " ")
HOSTILE: tuple[Callable[[], str], ...] = (
    lambda: "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    lambda: "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    lambda: "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    lambda: "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY RAND()",
    lambda: "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    lambda: "SELECT * { ?s (<urn:a>|!<urn:a>)* ?o }",
    lambda: "SELECT * { ?s (((!<urn:a>)*)*)* ?o . ?o (!<urn:b>)+ ?s }",
    lambda: "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    lambda: "DESCRIBE ?s WHERE { ?s ?p ?o }",
    lambda: "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    lambda: "LOAD <http://127.0.0.1:9/>",
    lambda: "DROP ALL",
    lambda: "SELECT * { BIND(" + "CONCAT(" * 200 + "'x'" + ",'y')" * 200 + " AS ?x) }",
    lambda: "SELECT * " + "{" * 5000 + "}" * 5000,
    lambda: "SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    lambda: "SELECT * { FILTER(" + "!" * 20000 + "true) }",
    lambda: "SELECT * { FILTER(" + "1+" * 20000 + "1) }",
    lambda: "SELECT * { ?s <urn:a>" + "/<urn:a>" * 5000 + " ?o }",
    lambda: "SELECT * { VALUES ?x { " + "1 " * 200_000 + "} }",
    lambda: "SELECT * { ?s ?p '" + "x" * 900_000 + "' }",
    lambda: "ASK {} #" + "x" * (1 << 20),
    lambda: "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(a*)*(a*)*(a*)*b')) }",
    lambda: "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '" + "(a{1,999}){1,999}" + "')) }",
    lambda: "SELECT * { { SELECT * { ?s ?p ?o } } UNION { SELECT * { ?s ?p ?o } } . ?x ?y ?z } LIMIT 2000000",
    lambda: "SELECT " + " ".join(f"?v{n}" for n in range(5000)) + " { ?v0 ?v1 ?v2 }",
    lambda: "",
    lambda: "\x00",
)


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randint(0, len(text))]


def _without(text: str, chance: random.Random) -> str:
    start = chance.randint(0, len(text))
    return text[:start] + text[start + chance.randint(1, 40) :]


def _twice(text: str, chance: random.Random) -> str:
    start = chance.randint(0, len(text))
    return text[:start] + text[start : start + chance.randint(1, 80)] * 2 + text[start + 1 :]


def _with_token(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice(_TOKENS)
    return " ".join(words)


def _swapped(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


_AS_IT_IS, _HOSTILE, _SPOILT = range(3)
_MUTATIONS = (_cut, _without, _twice, _with_token, _with_token, _swapped)


def spoilt(text: str, chance: random.Random) -> str:
    """A query with some changes."""
    for mutate in chance.choices(_MUTATIONS, k=chance.randint(1, 4)):
        text = mutate(text, chance)
    return text


def is_whole(media_type: str, body: bytes) -> bool:
    """Whether an answer is well formed to its very end. Raises ValueError where a parser says why not; an unknown media
    type is not whole."""
    if media_type in ("application/sparql-results+json", "application/json", "application/ld+json"):
        json.loads(body)
    elif media_type in ("application/sparql-results+xml", "application/rdf+xml"):
        ET.fromstring(body)
    elif media_type == "text/csv":
        widths = {len(row) for row in csv.reader(io.StringIO(body.decode(), newline=""))}
        return (body.endswith(b"\r\n") and len(widths) == 1) or body in (b"true", b"false")
    elif media_type == "text/tab-separated-values":
        widths = {line.count("\t") for line in body.decode().split("\n")[:-1]}
        return (body.endswith(b"\n") and len(widths) == 1) or body in (b"true", b"false")
    elif media_type == "text/html":
        return body.rstrip().endswith(b"</html>")
    elif media_type in _GRAPHS:
        for _ in ox.parse(body, format=_GRAPHS[media_type]):
            pass
        return media_type != "application/n-triples" or body.endswith(b".\n") or not body
    else:
        return False
    return True


_GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


def wrong_with(status: int, media_type: str, body: bytes) -> str | None:
    """What is wrong with an answer; None when it is whole, or an error told as errors are."""
    if status == 200:
        try:
            return None if is_whole(media_type, body) else f"200 with a cut or unknown answer, {media_type}"
        except (ValueError, SyntaxError, csv.Error) as error:
            return f"200 with an answer that does not parse, {media_type}: {error}"
    if status not in _REFUSALS:
        return f"status {status}"
    if b"Traceback" in body or b'.py", line' in body:
        return f"{status} with a stack trace"
    if media_type == _PROBLEM and json.loads(body)["status"] != status:
        return f"{status} told as {json.loads(body)['status']}"
    if media_type not in (_PROBLEM, "text/html"):
        return f"{status} told as {media_type}"
    return None


def fuzz_queries(run: Run) -> Result:
    """Send the cases; a fault is told by the number of its case."""
    texts = [example.query for example in load_examples(from_env({}).queries) if example.federated is None]

    def send(case: int) -> tuple[int, str | None]:
        """(status, what was wrong) of one case."""
        chance = run.chance("queries", case)
        text = chance.choice(texts)
        kind = chance.choice((_AS_IT_IS, *[_HOSTILE] * 2, *[_SPOILT] * 7))
        if kind == _HOSTILE:
            text = chance.choice(HOSTILE)()
        elif kind == _SPOILT:
            text = spoilt(text, chance)
        status, media_type, body = _sent(server, text, chance)
        wrong = wrong_with(status, media_type, body)
        if kind == _AS_IT_IS and wrong is None:
            wrong = _wrong_rows(status, media_type, body, rows[text])
        return status, wrong and f"case {case}: {wrong}: {text[:200]!r}"

    with tempfile.TemporaryDirectory() as folder:
        spool = Path(folder) / "tmp"
        spool.mkdir()
        store = Path(folder) / "var"
        subprocess.run([*HRKG, "build", "--store", str(store)], check=True, stderr=subprocess.DEVNULL)
        rows = {text: _count(Snapshot.current(store).open(), text) for text in texts}
        port = free_port()
        command = [*HRKG, "serve", "--store", str(store), "--port", str(port)]
        with serving("hrkg serve", command, port, env={**_LIMITS, "TMPDIR": str(spool)}) as server:
            with ThreadPoolExecutor(_CLIENTS) as clients:
                list(clients.map(send, range(-_WARM, 0)))
                before = _Weight.of(server)
                futures = {case: clients.submit(send, case) for case in run.cases(run.size.queries)}
                faults, statuses = [], []
                for case, future in futures.items():
                    if (error := future.exception()) is not None:
                        faults.append(f"case {case}: no whole answer: {error!r}")
                        continue
                    status, wrong = future.result()
                    statuses.append(status)
                    faults += [wrong] if wrong else []
            faults += before.grown(server)
        left = [path.name for path in spool.iterdir()]
        faults += [f"the server leaves a file: {name}" for name in left]
    told = ", ".join(f"{status}: {statuses.count(status)}" for status in sorted(set(statuses)))
    return Result(f"{len(futures)} queries ({told})", tuple(faults))


def _count(store: ox.Store, text: str) -> int | None:
    """How many rows the engine itself gives; None for a query that gives triples."""
    found = store.query(text)
    return sum(1 for _ in found) if isinstance(found, ox.QuerySolutions) else None


def _wrong_rows(status: int, media_type: str, body: bytes, rows: int | None) -> str | None:
    """What is wrong with the answer to a query that nobody spoilt; only JSON is counted."""
    if status not in (200, 406, 503):
        return f"status {status} for a good query"
    if status == 200 and media_type == "application/sparql-results+json":
        found = len(json.loads(body)["results"]["bindings"])
        return None if found == rows else f"{found} rows where the engine gives {rows}"
    return None


def _sent(server: Server, text: str, chance: random.Random) -> tuple[int, str, bytes]:
    """The answer to a query, sent in one of the ways of the protocol."""
    accept = chance.choice(_ACCEPT)
    fields = urlencode({"query": text}).encode()
    way = chance.randrange(3)
    if way == 0 and len(fields) < 30_000:
        return server.get(f"/sparql?query={quote_plus(text)}", accept=accept)
    body, kind = (fields, _FORM) if way == 1 else (text.encode(), _DIRECT)
    try:
        return server.get("/sparql", accept=accept, body=body, body_type=kind)
    except URLError as error:
        # What is too large is refused while it is still being sent, and then this client never looks for the answer.
        if len(body) > _MOST and isinstance(error.reason, ConnectionError):
            return 413, _PROBLEM, b'{"status": 413}'
        raise


class _Weight:
    """What a server at rest takes: how many processes it has, what they hold open, and their memory."""

    def __init__(self, processes: int, handles: int, memory: int) -> None:
        self.processes, self.handles, self.memory = processes, handles, memory

    @classmethod
    def of(cls, server: Server) -> "_Weight":
        """Weighed once nothing is at work any more."""
        time.sleep(2)
        pids = tree(server.pid)
        return cls(len(pids), handles(pids), memory(pids))

    def grown(self, server: Server) -> list[str]:
        """In what a server takes more than before, when all has had time to end."""
        until(lambda: len(tree(server.pid)) <= self.processes and handles(tree(server.pid)) <= self.handles, _REST)
        now = _Weight.of(server)
        found = []
        if now.processes > self.processes:
            found.append(f"{now.processes} processes where there were {self.processes}")
        if now.handles > self.handles:
            found.append(f"{now.handles} open files where there were {self.handles}")
        if now.memory > self.memory + _GROWN:
            found.append(f"{now.memory / 1e6:.0f} MB where there were {self.memory / 1e6:.0f}")
        return found
