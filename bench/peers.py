"""The peers over the same data: the native Oxigraph server, and rdflib-endpoint, from PyPI in an environment of their
own."""

import subprocess
import venv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyoxigraph as ox

from bench.processes import Server, free_port, serving
from bench.run import HRKG, Run
from hrkg.store import Snapshot

_PACKAGES = ("oxigraph", "rdflib-endpoint[cli]")


def install(run: Run) -> Path:
    """The folder of the peers' commands; what is there already is kept."""
    home = run.folder / "peers"
    if not (home / "ready").exists():
        run.say(f"install {', '.join(_PACKAGES)} in {home}")
        venv.create(home, clear=True, with_pip=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *_PACKAGES], check=True, stdout=subprocess.DEVNULL)
        (home / "ready").touch()
    return home / "bin"


def versions(commands: Path) -> str:
    """What was installed."""
    code = (
        "from importlib.metadata import version as v; print(*(f'{n} {v(n)}' for n in ('oxigraph', 'rdflib-endpoint')))"
    )
    return subprocess.run([commands / "python", "-c", code], check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def all_serving(snapshot: Snapshot, commands: Path, run: Run) -> Iterator[dict[str, Server]]:
    """hrkg with one and with two server processes and the peers, all over the default graph of one snapshot, by short
    names."""
    store = str(snapshot.path.parent)
    with ExitStack() as stack:
        found = {}
        for workers in (1, 2):
            port = free_port()
            command = [*HRKG, "serve", "--store", store, "--port", str(port), "--workers", str(workers)]
            found[f"hrkg {workers}"] = stack.enter_context(serving(f"hrkg serve --workers {workers}", command, port))
        port = free_port()
        command = [str(commands / "oxigraph"), "serve-read-only"]
        command += ["--location", str(snapshot.store_path), "--bind", f"127.0.0.1:{port}"]
        found["native"] = stack.enter_context(serving("oxigraph serve-read-only", command, port, "/query"))
        port = free_port()
        run.say("rdflib-endpoint reads the data")
        triples = run.folder / "default-graph.nt"
        snapshot.open().dump(str(triples), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        command = [str(commands / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port)]
        command += [str(triples)]
        found["rdflib"] = stack.enter_context(serving("rdflib-endpoint", command, port, "/"))
        yield found
