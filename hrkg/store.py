"""Valid quads -> a snapshot on disk, whole or not at all; and the current snapshot, opened read-only.

A store folder holds `posts/` (quads of posts that need not be done again), one folder per version, and `current`, a
symbolic link to the version that is served. A version is filled under a name that begins with '.' and gets its own
name and the link in one step each, so readers never see half a store; what an interrupted build left is removed by the
next one. One build runs at a time.
"""

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from hrkg.errors import NotFoundError, StoreError
from hrkg.quads import ValidQuads

_LOOK_SECONDS = 0.05
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is.

    version: the digest of its content; made_from: that of its posts and of all that decides what becomes of them; base:
    of its IRIs; built: when (ISO 8601, UTC); span: first and last date of publication; counts: of the things of each
    kind; aside: what was set aside, with the reasons.
    """

    version: str
    made_from: str
    base: str
    built: str
    span: tuple[str, str] | None
    counts: Mapping[str, int]
    aside: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The manifest as the text of manifest.json."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return json.dumps(fields, indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """The manifest of a text of manifest.json. Raises ValueError, KeyError or TypeError where it is none."""
        fields = json.loads(text)
        span = tuple(fields["span"]) if fields["span"] else None
        return cls(**{**fields, "span": span, "aside": tuple(fields["aside"])})


@dataclass(frozen=True, slots=True)
class _Version:
    """The files of a version."""

    path: Path

    @property
    def store_path(self) -> Path:
        """The folder of the Oxigraph store: all graphs, and as its default graph their union, each triple once."""
        return self.path / "store"

    @property
    def data(self) -> Path:
        """All quads as N-Quads, post after post in order of their keys, the graph of names last."""
        return self.path / "data.nq"

    @property
    def dumps(self) -> Path:
        """The folder of the published files."""
        return self.path / "dumps"

    @property
    def names(self) -> Path:
        """The index of names (names.py)."""
        return self.path / "names.db"

    def open(self) -> ox.Store:
        """The store, read-only: many processes can hold it open at once. Raises StoreError."""
        try:
            return ox.Store.read_only(str(self.store_path))
        except OSError as error:
            raise StoreError(f"the store '{self.store_path}' cannot be opened: {error}") from error


@dataclass(frozen=True, slots=True)
class Snapshot(_Version):
    """A finished version: never written again."""

    manifest: Manifest

    @property
    def version(self) -> str:
        """The digest of the version's content."""
        return self.manifest.version

    def hold(self) -> int:
        """A file handle; as long as it is open, in whatever process, the version is not removed. Raises StoreError."""
        try:
            handle = os.open(self.path / _MANIFEST, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise StoreError(f"the version '{self.path}' is gone: {error.strerror}") from error
        fcntl.flock(handle, fcntl.LOCK_SH)
        return handle

    @classmethod
    def at(cls, path: Path) -> "Snapshot":
        """The version in a folder. Raises StoreError where its manifest cannot be read."""
        try:
            return cls(path, Manifest.from_json((path / _MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"'{path}' is no version of a store: {error}") from error

    @classmethod
    def current(cls, folder: Path) -> "Snapshot":
        """The version that is served. Raises NotFoundError where nothing was built yet."""
        link = folder / "current"
        if not link.exists():
            raise NotFoundError(f"the store '{folder}' holds no snapshot yet; 'hrkg build' makes one")
        return cls.at(link.resolve())


@dataclass(frozen=True, slots=True)
class Draft(_Version):
    """A version in the making, in a folder of its own that no reader looks into; `folder` is the store's."""

    folder: Path

    def before(self) -> Snapshot | None:
        """The version that is current while this one is made; None where there is none, or none that can be opened."""
        try:
            current = Snapshot.current(self.folder)
            current.open()
        except (NotFoundError, StoreError):
            return None
        return current

    def fill(self, graphs: Iterable[ValidQuads]) -> str:
        """Write the quads, load them into an Oxigraph store, and return the digest of the content."""
        digest = hashlib.sha256()
        with self.data.open("wb") as file:
            for graph in graphs:
                digest.update(graph.data)
                file.write(graph.data)
        store = ox.Store(str(self.store_path))
        store.bulk_load(path=str(self.data), format=ox.RdfFormat.N_QUADS)
        # The engine's own union of all graphs gives a triple as often as there are graphs that say it, and goes before
        # FROM; so the union is kept as the default graph.
        quads = ox.parse(path=str(self.data), format=ox.RdfFormat.N_QUADS)
        store.bulk_extend(ox.Quad(*quad.triple) for quad in quads)
        store.flush()
        return digest.hexdigest()[:16]

    def load(self, graphs: Mapping[ox.NamedNode, bytes]) -> ox.Store:
        """Add named graphs that describe the data and are no part of them: N-Triples, not in the file of all quads.

        Returns the store, open anew. One that was opened before must not be read any more: it opens its files as it
        needs them, and they are gone.
        """
        store = ox.Store(str(self.store_path))
        for name, triples in graphs.items():
            store.bulk_load(input=triples, format=ox.RdfFormat.N_TRIPLES, to_graph=name)
            store.bulk_load(input=triples, format=ox.RdfFormat.N_TRIPLES)
        store.optimize()
        store.flush()
        del store
        return self.open()

    def commit(self, manifest: Manifest) -> Snapshot:
        """Give the version its name and make it the current one; older versions but the last are removed, where nobody
        holds them."""
        (self.path / _MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        final = self.folder / manifest.version
        number = 1
        while final.exists():  # the same content, made again by other code: its files may differ
            number += 1
            final = self.folder / f"{manifest.version}-{number}"
        before = (self.folder / "current").resolve()
        self.path.rename(final)
        link = self.folder / ".current"
        link.unlink(missing_ok=True)
        link.symlink_to(final.name)
        link.replace(self.folder / "current")
        # A command may be reading the one before.
        _remove_versions(self.folder, keep={final.name, before.name})
        return Snapshot.at(final)


@contextmanager
def draft(folder: Path, *, wait: float = 0.0) -> Iterator[Draft]:
    """A new version to fill; what is not committed when the block ends is removed.

    Raises StoreError where another build is still at work after `wait` seconds, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            if not _locked(lock, wait):
                raise StoreError(f"another build is at work in '{folder}'")
            _remove_left(folder)
            path = folder / f".draft-{os.getpid()}"
            path.mkdir()
            try:
                yield Draft(path, folder)
            finally:
                shutil.rmtree(path, ignore_errors=True)
    except OSError as error:
        raise StoreError(f"the store '{folder}' cannot be written: {error}") from error


def _locked(lock: IO[str], wait: float) -> bool:
    """Whether the lock could be had within so many seconds."""
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_LOOK_SECONDS)
        else:
            return True


def _remove_left(folder: Path) -> None:
    """Remove what builds that were killed have left."""
    for path in folder.glob(".draft-*"):
        shutil.rmtree(path)


def _remove_versions(folder: Path, *, keep: set[str]) -> None:
    """Remove all other versions but those that are held, which a later build removes."""
    for path in folder.iterdir():
        if (path / _MANIFEST).exists() and not path.is_symlink() and path.name not in keep:
            with (path / _MANIFEST).open() as manifest:
                if not _locked(manifest, wait=0.0):
                    continue
                # Under a name by which the next build knows it, should this one be ended now.
                gone = path.rename(folder / f".draft-{path.name}")
            shutil.rmtree(gone)


@dataclass(frozen=True, slots=True)
class Cache:
    """The quads of posts that have not changed, by the digest of all that they were made of. It gives back only what
    was admitted when it was put in."""

    folder: Path

    def get(self, digest: str) -> ValidQuads | None:
        """The quads kept under a digest, None where there are none, or not to the letter what was put in."""
        try:
            head, _, data = (self.folder / f"{digest}.nq").read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        return ValidQuads(data) if head == _seal(data) else None

    def put(self, digest: str, quads: ValidQuads) -> None:
        """Keep quads, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{digest}"
        with part.open("wb") as file:
            file.write(_seal(quads.data) + b"\n" + quads.data)
        part.replace(self.folder / f"{digest}.nq")

    def keep_only(self, digests: set[str]) -> None:
        """Remove all that the last build did not use."""
        for path in self.folder.glob("*.nq"):
            if path.stem not in digests:
                path.unlink()
        for path in self.folder.glob(".*"):
            path.unlink()


def _seal(data: bytes) -> bytes:
    """The digest of quads, as a comment of N-Quads: what a failing disk or a power cut has spoilt is found out."""
    return b"# sha256 " + hashlib.sha256(data).hexdigest().encode()
