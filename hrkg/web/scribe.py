"""The scribe: a process that does one change and ends. It works on a copy, and no reader waits for it.

`python -m hrkg.web.scribe`, its standard input the socket on which it is told (wire.py). Like a query worker it can
open no connection, is bounded in memory, and ends with the process that asks.
"""

import resource
import signal
import socket
from pathlib import Path
from typing import cast

from hrkg.errors import HrkgError
from hrkg.revise import Place, revise
from hrkg.web.changes import Change, to_do
from hrkg.web.engine import LimitError
from hrkg.web.lifeline import end_with_peer
from hrkg.web.seal import seal
from hrkg.web.wire import Json, receive, send, to_fault


def _done(task: Json) -> Json:
    """The version that is current after the change; the fault where it is refused."""
    change = Change.from_json(cast(Json, task["change"]))
    versions, unless = (cast("list[str] | None", task[name]) for name in ("versions", "unless"))
    place = Place(Path(str(task["store"])), Path(str(task["shapes"])))
    try:
        work = to_do(change, str(task["base"]))
        wait = float(str(task["wait"]))
        done = revise(place, work, now=str(task["now"]), versions=versions, unless=unless or (), wait=wait)
        return {"version": done.version}
    except HrkgError as error:
        return to_fault(error)
    except MemoryError:
        return to_fault(LimitError("memory", resource.getrlimit(resource.RLIMIT_DATA)[0]))


def main() -> None:
    """Do what is asked, once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a change that was begun is ended by the one who asked for it
    seal()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = socket.socket(fileno=0)
    end_with_peer(connection)
    task = receive(connection).told
    memory = int(str(task["memory"]))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    send(connection, _done(task))


if __name__ == "__main__":
    main()
