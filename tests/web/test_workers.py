"""The pool: a query that is too heavy ends with its process, and nobody else notices."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hrkg.errors import HrkgError, QueryError, StoreError
from hrkg.web.engine import LimitError, Question, RefusedError
from hrkg.web.worker import IN_MEMORY
from hrkg.web.workers import QUICK_SECONDS, BusyError, GreedyError, Pool
from tests.web.conftest import BASE, CROWD
from tests.web.running import SLACK, is_alive, until

Runner = Callable[..., Pool]

NEXT = "<https://data.example/x/next>"
CROSS = f"{{ ?a {NEXT} ?b . ?c {NEXT} ?d . ?e {NEXT} ?f . ?g {NEXT} ?h }}"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {CROSS}"
HUNGRY = f"SELECT * {CROSS} ORDER BY ?b ?d ?f"
SMALL = "ASK {}"


def question(query: str, **limits: int) -> Question:
    return Question(query, **{"rows": 10_000_000, "bytes": 1_000_000_000, **limits})


def test_an_answer_is_whole(runner: Runner) -> None:
    answer = runner().ask(question("SELECT ?n { <https://data.example/x/7> ?p ?n }"))
    assert b"".join(answer.chunks()) == (
        b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"7"}}]}}'
    )
    assert answer.format.name == "json"


def test_a_large_answer_comes_through_a_file_that_has_no_name(runner: Runner, tmp_path: Path) -> None:
    pool = runner()
    query = "SELECT ?a ?c { ?a <https://data.example/x/next> ?b . ?c <https://data.example/x/next> ?d }"
    for _ in range(2):
        answer = pool.ask(question(query))
        data = b"".join(answer.chunks())
        assert len(data) == answer.size > IN_MEMORY
        assert data.count(b'"a":{') == CROWD * CROWD
        assert answer.file is not None
        assert answer.file.closed


def test_a_query_is_ended_within_a_second_of_its_limit_while_small_ones_go_on(runner: Runner) -> None:
    pool = runner(query_timeout=2.0)
    ended: list[float] = []

    def ask_endlessly() -> None:
        start = time.monotonic()
        with pytest.raises(LimitError, match="2 seconds"):
            pool.ask(question(ENDLESS))
        ended.append(time.monotonic() - start)

    before = set(pool.pids)
    heavy = threading.Thread(target=ask_endlessly)
    heavy.start()
    waits = []
    while heavy.is_alive():
        start = time.monotonic()
        pool.ask(question(SMALL))
        waits.append(time.monotonic() - start)
    assert 2.0 <= ended[0] < 2.0 + SLACK
    assert len(waits) > 10
    assert sorted(waits)[len(waits) // 2] < QUICK_SECONDS
    (gone,) = before - set(pool.pids)
    assert until(lambda: not is_alive(gone), seconds=1.0)


def test_more_heavy_queries_than_workers_do_not_stop_small_ones(runner: Runner) -> None:
    pool = runner(query_timeout=2.0)
    took: list[float] = []

    def ask_endlessly() -> None:
        start = time.monotonic()
        with pytest.raises((LimitError, BusyError)):
            pool.ask(question(ENDLESS))
        took.append(time.monotonic() - start)

    heavy = [threading.Thread(target=ask_endlessly) for _ in range(4)]
    for thread in heavy:
        thread.start()
    start = time.monotonic()
    longest = 0.0
    while time.monotonic() - start < 2.0:
        asked = time.monotonic()
        pool.ask(question(SMALL))
        longest = max(longest, time.monotonic() - asked)
    for thread in heavy:
        thread.join()
    assert len(took) == len(heavy)
    assert max(took) < 2.0 + SLACK
    assert longest < 2.0 + SLACK  # each heavy query holds a quick worker for QUICK_SECONDS at the most


def test_a_client_may_ask_for_less_time(runner: Runner) -> None:
    pool = runner(query_timeout=20.0)
    for seconds in (QUICK_SECONDS / 2, QUICK_SECONDS * 4):
        start = time.monotonic()
        with pytest.raises(LimitError, match=f"{seconds:g} seconds"):
            pool.ask(question(ENDLESS), timeout=seconds)
        assert time.monotonic() - start < seconds + SLACK


def test_a_client_may_not_ask_for_more_time(runner: Runner) -> None:
    with pytest.raises(LimitError, match=r"0\.1 seconds"):
        runner(query_timeout=0.1).ask(question(ENDLESS), timeout=20.0)


def test_a_query_is_ended_at_the_limit_of_memory(runner: Runner) -> None:
    pool = runner(query_timeout=60.0, query_memory=400_000_000)
    with pytest.raises(LimitError, match="400,000,000 bytes of memory"):
        pool.ask(question(HUNGRY))
    assert pool.ask(question(SMALL)).body


def test_the_query_s_own_faults_come_back_as_they_are(runner: Runner) -> None:
    pool = runner()
    with pytest.raises(QueryError) as fault:
        pool.ask(question("SELECT * {\n ?s ?p }"))
    assert fault.value.line == 2
    with pytest.raises(RefusedError):
        pool.ask(question("SELECT * { SERVICE <http://localhost:1/> {} }"))
    with pytest.raises(LimitError, match="3 rows"):
        pool.ask(question("SELECT * { ?s ?p ?o }", rows=3))


def test_a_worker_that_dies_idle_is_replaced_unnoticed(runner: Runner) -> None:
    pool = runner(query_workers=1)
    pool.ask(question(SMALL))
    (pid,) = pool.pids
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not is_alive(pid))
    assert pool.ask(question(SMALL)).body
    assert pid not in pool.pids


def test_a_query_that_no_worker_has_read_goes_to_another(runner: Runner) -> None:
    pool = runner(query_workers=1)
    pool.ask(question(SMALL))
    (pid,) = pool.pids
    os.kill(pid, signal.SIGSTOP)  # it is asked, and dies before it looks
    threading.Timer(QUICK_SECONDS / 2, os.kill, (pid, signal.SIGKILL)).start()
    assert pool.ask(question(SMALL)).body
    assert pid not in pool.pids


def test_a_worker_that_dies_at_work_is_replaced_and_the_query_is_told(runner: Runner) -> None:
    pool = runner(query_workers=1)
    pool.ask(question(SMALL))
    (pid,) = pool.pids
    threading.Timer(QUICK_SECONDS / 2, os.kill, (pid, signal.SIGKILL)).start()
    with pytest.raises(StoreError, match="please ask again"):
        pool.ask(question(ENDLESS))
    assert pool.ask(question(SMALL)).body


def test_a_full_queue_refuses_at_once(runner: Runner) -> None:
    pool = runner(query_timeout=3.0, query_queue=1)

    def ask_endlessly() -> None:
        with pytest.raises(LimitError):
            pool.ask(question(ENDLESS))

    heavy = threading.Thread(target=ask_endlessly)
    heavy.start()
    time.sleep(QUICK_SECONDS * 2)
    with pytest.raises(BusyError) as refused:
        pool.ask(question(SMALL))
    assert heavy.is_alive()  # it did not wait
    assert refused.value.seconds == 3
    heavy.join()
    assert pool.ask(question(SMALL)).body


def test_a_store_that_cannot_be_opened_is_told(runner: Runner, settings: object, tmp_path: Path) -> None:
    pool = Pool(tmp_path / "none", BASE, settings)  # type: ignore[arg-type]
    for _ in range(5):
        with pytest.raises(StoreError, match="cannot be opened"):
            pool.ask(question(SMALL))
    assert len(pool.pids) <= 2
    pool.close()


def test_workers_end_with_their_pool(runner: Runner) -> None:
    pool = runner()
    pool.ask(question(SMALL))
    pids = pool.pids
    pool.close()
    assert not any(is_alive(pid) for pid in pids)


def test_workers_end_with_the_server_even_at_work(snapshot: object, tmp_path: Path) -> None:
    """The server is killed outright, and its worker is in the midst of a query."""
    script = f"""
import os, sys, threading, time
from pathlib import Path
from hrkg.settings import Settings
from hrkg.web.engine import Question
from hrkg.web.workers import Pool
pool = Pool(Path({str(snapshot.store_path)!r}), {BASE!r}, Settings(query_workers=1))
threading.Thread(target=pool.ask, args=(Question({ENDLESS!r}, rows=1, bytes=1000),), daemon=True).start()
time.sleep(1)
print(*pool.pids, flush=True)
os.kill(os.getpid(), 9)
"""
    server = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    pids = [int(pid) for pid in server.stdout.split()]
    assert server.returncode == -signal.SIGKILL
    assert len(pids) == 2  # the one at work, and the one that took its place
    assert until(lambda: not any(is_alive(pid) for pid in pids))


def test_a_worker_opens_no_connection() -> None:
    """The second wall: even where the refusal of SERVICE failed, a sealed process could not connect."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        script = f"""
import pyoxigraph as ox, socket
from hrkg.web.seal import seal
assert seal()
try:
    list(ox.Store().query("SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
except OSError as error:
    print("refused")
try:
    socket.create_connection(("127.0.0.1", {port}))
except PermissionError:
    print("refused")
"""
        sealed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
        assert sealed.stdout.split() == ["refused", "refused"], sealed.stderr
        with pytest.raises(TimeoutError):
            listener.accept()


# Longer than a quick worker has for it, shorter than any limit.
MEDIUM = f"SELECT (COUNT(*) AS ?n) {{ ?a {NEXT} ?b . ?c {NEXT} ?d . ?e {NEXT} ?f FILTER(STRLEN(?f) = 2) }}"


def ask_often(pool: Pool, query: str, client: str, times: int) -> list[threading.Thread]:
    """One client's many queries at once; how each ends does not matter."""

    def ask() -> None:
        with contextlib.suppress(HrkgError):
            pool.ask(question(query), client=client)

    threads = [threading.Thread(target=ask) for _ in range(times)]
    for thread in threads:
        thread.start()
    return threads


def test_one_client_s_heavy_queries_leave_room_for_another_s(runner: Runner) -> None:
    pool = runner(query_timeout=20.0, query_queue=40)
    threads = ask_often(pool, ENDLESS, "heavy", 12)
    time.sleep(1.0)
    assert pool.ask(question(SMALL), client="light").size
    assert b'"value":"' in b"".join(pool.ask(question(MEDIUM), client="middling").chunks())
    # It waited for none of them.
    assert any(thread.is_alive() for thread in threads)
    for thread in threads:
        thread.join()


def test_one_client_fills_half_of_the_queue(runner: Runner) -> None:
    pool = runner(query_timeout=2.0, query_queue=4)
    threads = ask_often(pool, ENDLESS, "greedy", 2)
    assert until(lambda: pool.asking == 2)
    with pytest.raises(GreedyError):
        pool.ask(question(SMALL), client="greedy")
    assert pool.ask(question(SMALL), client="other").size
    for thread in threads:
        thread.join()
    assert pool.ask(question(SMALL), client="greedy").size
