"""Processes that do not outlive those that they work for."""

import os
import select
import signal
import socket
import threading
import time

_LOOK_SECONDS = 0.5


def end_with_peer(connection: socket.socket) -> None:
    """End this process at once when the other side of a connection is gone, in the midst of anything.

    (A parent-death signal would come when the *thread* that started us ends.)
    """
    gone = select.poll()
    gone.register(connection, 0)  # a hang-up is told unasked

    def watch() -> None:
        gone.poll()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def end_with_parent() -> None:
    """Tell this process to end (SIGTERM) when its parent has gone without telling it to."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
