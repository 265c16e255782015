"""Where things are and what is allowed: one frozen record, made by cli.py from options, the environment and a file."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
_BASE = re.compile(r"""https?://[^\s<>"{}|\\^`]+[/#]""")  # IRIs are made by putting a kind and a key behind it
_MAX_PORT = 65535
_STORE = Path("var")
DEFAULT_BASE = "https://w3id.org/hrkg/"


def share() -> Path:
    """The folder that holds ontology/, shapes/ and data/: inside the package when installed, beside it in a
    checkout."""
    installed = _PACKAGE / "share"
    return installed if installed.is_dir() else _PACKAGE.parent


def _of(default: Any, meaning: str, *, repr: bool = True) -> Any:
    """A field with what `hrkg serve --help` tells of it."""
    return field(default=default, repr=repr, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told from outside. Sizes are bytes, times seconds; every field has an HRKG_… variable of its name,
    and may stand under its name in a file."""

    base: str = DEFAULT_BASE
    share: Path = Path()
    store: Path = field(default=_STORE, metadata={"meaning": "the store's folder"})
    host: str = _of("127.0.0.1", "address at which the server listens")
    port: int = _of(8000, "port at which it listens")
    workers: int = _of(1, "server processes, each with query processes, queue and cache of its own")
    request_bytes: int = _of(1_000_000, "bytes of a request")
    query_timeout: float = _of(30.0, "seconds that a query may take")
    query_workers: int = _of(2, "processes that answer queries; as many again for slow ones")
    query_memory: int = _of(2_000_000_000, "bytes of memory of each of them")
    query_rows: int = _of(1_000_000, "rows or triples of an answer")
    query_bytes: int = _of(1_000_000_000, "bytes of an answer")
    query_queue: int = _of(64, "queries at work or waiting; one client has at most half")
    cache_bytes: int = _of(64_000_000, "bytes of answers kept to be given again")
    proxies: int = _of(0, "proxies in front, whose word on the client's address is taken")
    update_token: str = _of("", "whoever has it may write; without one, nobody may", repr=False)
    update_timeout: float = _of(120.0, "seconds that a change may take")
    log_requests: int = _of(0, "1: log each request, but neither who asked nor what; 2: queries too")

    @property
    def ontology(self) -> Path:
        """The folder of the ontology and concept schemes."""
        return self.share / "ontology"

    @property
    def shapes(self) -> Path:
        """The folder of the SHACL shapes."""
        return self.share / "shapes"

    @property
    def authority(self) -> Path:
        """The folder of the authority tables and word lists."""
        return self.share / "data" / "authority"

    @property
    def links(self) -> Path:
        """The judgements on who is the same, as SSSOM."""
        return self.share / "data" / "links.sssom.tsv"

    @property
    def queries(self) -> Path:
        """The folder of the example queries."""
        return self.share / "data" / "queries"

    @property
    def quality(self) -> Path:
        """The table of the measured scores of the extraction."""
        return self.share / "data" / "quality.tsv"

    @property
    def posts(self) -> Path:
        """The posts that the project ships."""
        return self.share / "data" / "posts"


def server_variables() -> list[tuple[str, str]]:
    """The variables that a server listens to, each with its meaning and default."""
    told = [f for f in fields(Settings) if "meaning" in f.metadata]
    return [(f"HRKG_{f.name.upper()}", f"{f.metadata['meaning']} [default: {_shown(f.default)}]") for f in told]


def _shown(default: object) -> object:
    return "none" if default == "" else default


def from_env(environ: Mapping[str, str] | None = None, *, file: Path | None = None, **given: object) -> Settings:
    """What is given by name (and not None), else HRKG_… variables, else the file, else the defaults.

    file: TOML, the names of the fields; None: the one that HRKG_SETTINGS names, if any. Raises ValueError for a value
    of the wrong kind, a number below 0, a base that cannot carry IRIs, and a file that is no TOML or sets what there is
    not; OSError for one that cannot be read. Unknown names are a TypeError.
    """
    environ = os.environ if environ is None else environ
    if file is None and (named := environ.get("HRKG_SETTINGS")):
        file = Path(named)
    values: dict[str, object] = {"share": share(), **(_read(file) if file is not None else {})}
    for name in Settings.__dataclass_fields__:
        text = environ.get(f"HRKG_{name.upper()}")
        if text is not None:
            values[name] = _value(name, text)
    values.update({k: v for k, v in given.items() if v is not None})
    settings = Settings(**values)  # type: ignore[arg-type]  # each value was made by its field's own type above
    if not _BASE.fullmatch(settings.base):
        raise ValueError(f"'{settings.base}' is no http(s) IRI that ends in '/' or '#'")
    for name in Settings.__dataclass_fields__:
        value = getattr(settings, name)
        if isinstance(value, int | float) and value < 0:
            raise ValueError(f"{name} is {value}, and must not be below 0")
    if settings.port > _MAX_PORT:
        raise ValueError(f"port is {settings.port}, and must not be above {_MAX_PORT}")
    return settings


def _read(file: Path) -> dict[str, object]:
    """The settings of a file. Raises ValueError, which names the file, and OSError."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        for name in told.keys() - Settings.__dataclass_fields__:
            raise ValueError(f"there is no setting '{name}'")
        return {name: _value(name, value) for name, value in told.items()}
    except ValueError as error:  # of TOML and of UTF-8 too
        raise ValueError(f"{file}: {error}") from error


def _value(name: str, given: object) -> object:
    """A value of a field's own type, of a variable's text or of what TOML made of it. Raises ValueError."""
    kind = type(getattr(_DEFAULTS, name))
    text = " ".join(map(str, given)) if isinstance(given, list) else given
    if isinstance(text, bool) or not isinstance(text, str | int | float) or (kind is int and isinstance(text, float)):
        raise ValueError(f"{name} is {given!r}, and must be {_KINDS.get(kind, 'text')}")
    try:
        return kind(text) if not issubclass(kind, Path) else Path(str(text))
    except ValueError as error:
        raise ValueError(f"{name} is '{given}', and must be {_KINDS[kind]}") from error


_DEFAULTS = Settings()
_KINDS: dict[type, str] = {int: "a whole number", float: "a number"}
