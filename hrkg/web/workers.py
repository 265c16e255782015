"""The pool of query workers: every query from outside runs in a process that can be ended.

The engine can neither cancel a query nor bound its memory, so each worker is a process of its own, killed at the limit
and replaced.

Two lanes keep small queries quick. Each query starts on a quick worker; one that is not done after QUICK_SECONDS gives
up its place to a fresh worker and goes on in the slow lane, at low priority, or, where that is full, waits for it and
begins anew. So no number of heavy queries holds a quick worker for longer than that. Both lanes are shared fairly
between clients, and no client holds more than half of the slow one, nor of the queue.
"""

import logging
import math
import os
import queue
import signal
import socket
import struct
import subprocess
import threading
import time
import weakref
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hrkg.errors import HrkgError, StoreError
from hrkg.formats import BY_NAME, Format
from hrkg.settings import Settings
from hrkg.web.engine import LimitError, Question
from hrkg.web.lane import Lane
from hrkg.web.processes import start
from hrkg.web.wire import Message, UnreadError, from_fault, receive, send

QUICK_SECONDS = 0.25
_START_SECONDS = 30.0  # to open the store, on a busy machine
_LOW_PRIORITY = 10
_CHUNK = 1 << 18
_TIMEVAL = struct.Struct("@ll")
_log = logging.getLogger(__name__)


class BusyError(HrkgError):
    """Too many queries are waiting; `seconds` from now it is worth asking again."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too many queries are waiting; please ask again later")
        self.seconds = seconds


class GreedyError(BusyError):
    """As many queries of this one client are waiting as it may have."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its format, its size in bytes, and the bytes, in memory or in a file without a name."""

    format: Format
    size: int
    body: bytes
    file: IO[bytes] | None = None

    def chunks(self) -> Iterator[bytes]:
        """The bytes, once; the file is closed after them."""
        if self.file is None:
            yield self.body
            return
        with self.file:
            while chunk := self.file.read(_CHUNK):
                yield chunk

    def close(self) -> None:
        """Give the file up, where the bytes are not wanted."""
        if self.file is not None:
            self.file.close()


class _Gone(Exception):
    """The worker died: an event for the pool, told to nobody else."""


class _Unasked(_Gone):
    """It died before it read the query, which is not to blame."""


class _Worker:
    """One process, used by one thread at a time."""

    def __init__(self, store: Path, base: str, memory: int) -> None:
        self.process, self._connection = start("hrkg.web.worker", str(store), base, str(memory))
        self._is_ready = False
        self._patience = 0.0

    def ask(self, question: Question) -> None:
        """Hand the query over, once the worker has opened the store. Raises _Gone, _Unasked, StoreError."""
        try:
            if not self._is_ready:
                message = self._receive(_START_SECONDS)
                if message is None:
                    raise _Gone
                if "fault" in message.told:
                    raise from_fault(message.told)
                self._is_ready = True
            send(self._connection, question.to_json())
        except (EOFError, OSError) as error:
            raise _Unasked from error

    def answer(self, seconds: float) -> Answer | None:
        """The answer; None when it is not there within the time. Raises _Gone, _Unasked, or the query's own fault."""
        try:
            message = self._receive(seconds)
        except UnreadError as error:
            raise _Unasked from error
        except EOFError as error:
            raise _Gone from error
        if message is None:
            return None
        if "fault" in message.told:
            raise from_fault(message.told)
        form, size = BY_NAME[str(message.told["format"])], int(str(message.told["size"]))
        if message.handle is None:
            return Answer(form, size, message.body)
        file = os.fdopen(message.handle, "rb", buffering=0)
        file.seek(0)
        return Answer(form, size, b"", file)

    def _receive(self, seconds: float) -> Message | None:
        """The next message; None when it does not begin within the time."""
        seconds = max(seconds, 0.001)  # for 0 is without end
        if seconds != self._patience:
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _TIMEVAL.pack(*_parts(seconds)))
            self._patience = seconds
        try:
            return receive(self._connection)
        except BlockingIOError:
            return None

    def slow_down(self) -> None:
        """Let all others go first."""
        try:
            os.setpriority(os.PRIO_PROCESS, self.process.pid, _LOW_PRIORITY)
        except OSError:  # it died; its answer will tell
            return

    def kill(self) -> None:
        """End it at once. To free what it held may take the system a second, for which nobody waits."""
        self._connection.close()
        self.process.kill()
        threading.Thread(target=self.process.wait, daemon=True).start()

    def end(self, *, grace: float = 0.0) -> int:
        """Kill it, if it still lives after `grace` seconds, and return how it ended, as subprocess tells it."""
        try:
            self.process.wait(grace)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._connection.close()
        return self.process.wait()


def _parts(seconds: float) -> tuple[int, int]:
    """Whole seconds and microseconds, which the system wants."""
    return int(seconds), int(seconds % 1 * 1_000_000)


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())


def _end_all(workers: set[_Worker]) -> None:
    while workers:
        workers.pop().end()


class Pool:
    """Workers over one store. They end with the pool's last user, so a pool need not be closed, but may be."""

    def __init__(self, store: Path, base: str, settings: Settings) -> None:
        self._store = store
        self._base = base
        self._settings = settings
        self._lock = threading.Lock()
        self._asking: Counter[str] = Counter()
        self._killed = 0
        self._workers: set[_Worker] = set()
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        places = max(1, settings.query_workers)
        self._quick = Lane(places, share=places)
        self._slow = Lane(places, share=max(1, places // 2))
        self.close = weakref.finalize(self, _end_all, self._workers)
        for _ in range(places):
            self._idle.put(self._start())

    @property
    def pids(self) -> list[int]:
        """The process ids of the workers that live."""
        return [worker.process.pid for worker in tuple(self._workers)]

    @property
    def asking(self) -> int:
        """How many queries are being worked on or waiting."""
        with self._lock:
            return self._asking.total()

    @property
    def killed(self) -> int:
        """How many workers were ended in the midst of a query."""
        return self._killed

    def ask(self, question: Question, *, timeout: float | None = None, client: str = "") -> Answer:
        """The whole answer.

        timeout: seconds for all of it, where the client wants fewer than the limit. client: who asks, by any name.
        Raises the query's own fault (engine.py), LimitError, GreedyError, BusyError, and StoreError where a worker
        fails.
        """
        limit = min(timeout or self._settings.query_timeout, self._settings.query_timeout)
        deadline = time.monotonic() + limit
        with self._counted(client):
            if not self._quick.enter(client, timeout=limit):
                raise self._busy()
            try:
                worker, answer = self._try(question, deadline)
            finally:
                self._quick.leave(client)
            if answer is not None:
                return answer
            # Not a quick one.
            if self._slow.enter(client, timeout=0.0):
                answer = self._go_on(worker, client, deadline)
                fault: HrkgError = LimitError("time", limit)
            else:
                self._end(worker)  # it would only keep others from the cores
                answer = self._begin_anew(question, client, deadline)
                fault = self._busy()  # for the waiting took its time
            if answer is None:
                raise fault
            return answer

    def _try(self, question: Question, deadline: float) -> tuple[_Worker, Answer | None]:
        """The answer of a quick worker, or the worker still at it when its time is over. Its place is taken at once,
        whatever becomes of it."""
        worker = self._idle.get()
        try:
            try:
                answer = self._quick_answer(worker, question, deadline)
            except _Unasked:  # it died while it was idle, by no fault of this query
                self._end(worker)
                worker = self._start()
                answer = self._quick_answer(worker, question, deadline)
        except _Gone:
            self._idle.put(self._start())
            raise self._failure(worker) from None
        except HrkgError:
            self._idle.put(worker)
            raise
        self._idle.put(self._start() if answer is None else worker)
        return worker, answer

    @staticmethod
    def _quick_answer(worker: _Worker, question: Question, deadline: float) -> Answer | None:
        worker.ask(question)
        return worker.answer(min(_left(deadline), QUICK_SECONDS))

    def _begin_anew(self, question: Question, client: str, deadline: float) -> Answer | None:
        """The answer of a fresh worker in the slow lane, as soon as there is room; None where there is none in time."""
        if not self._slow.enter(client, timeout=_left(deadline)):
            return None
        return self._go_on(self._start(), client, deadline, question)

    def _go_on(self, worker: _Worker, client: str, deadline: float, question: Question | None = None) -> Answer | None:
        """The answer of a worker in the slow lane, which it leaves; None where it is not done in time.

        question: what it is to begin with, where it is not at work yet.
        """
        try:
            worker.slow_down()
            if question is not None:
                worker.ask(question)
            return worker.answer(_left(deadline))
        except _Gone:
            raise self._failure(worker) from None
        finally:
            self._end(worker)
            self._slow.leave(client)

    @contextmanager
    def _counted(self, client: str) -> Iterator[None]:
        with self._lock:
            if self._asking.total() >= self._settings.query_queue:
                raise self._busy()
            if self._asking[client] >= max(1, self._settings.query_queue // 2):
                raise GreedyError(math.ceil(self._settings.query_timeout))
            self._asking[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._asking[client] -= 1
                if not self._asking[client]:
                    del self._asking[client]

    def _busy(self) -> BusyError:
        return BusyError(math.ceil(self._settings.query_timeout))

    def _start(self) -> _Worker:
        worker = _Worker(self._store, self._base, self._settings.query_memory)
        self._workers.add(worker)
        return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._killed += 1
        self._workers.discard(worker)
        worker.kill()

    def _failure(self, worker: _Worker) -> HrkgError:
        """Why a worker is gone: the engine aborts where it gets no more memory."""
        self._workers.discard(worker)
        code = worker.end(grace=1.0)
        if code == -signal.SIGABRT:
            return LimitError("memory", self._settings.query_memory)
        _log.warning("a query worker ended with %d and was replaced", code)
        return StoreError("the process that worked on the query was ended; please ask again")
