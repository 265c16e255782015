"""Processes of ours that work beside the server, each over a socket of its own (wire.py)."""

import os
import socket
import subprocess
import sys
import tempfile


def start(module: str, *arguments: str) -> tuple["subprocess.Popen[bytes]", socket.socket]:
    """A process that runs a module, its standard input the other end of the socket. It knows nothing of the server's
    environment.

    It is started by `subprocess` and not by `multiprocessing`: fork is unsafe in a server with threads, and spawn would
    import the server's main module again.
    """
    connection, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # for the engine's last words may quote the query
            env={
                "PYTHONPATH": os.pathsep.join(entry or os.getcwd() for entry in sys.path),
                "TMPDIR": tempfile.gettempdir(),
            },
        )
    return process, connection
