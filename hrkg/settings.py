"""Where things are and what is allowed: one frozen record, made once by cli.py from the environment and options."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent
_BASE = re.compile(r"""https?://[^\s<>"{}|\\^`]+[/#]""")  # IRIs are made by putting a kind and a key behind it
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
    """What a run is told from outside. Sizes are bytes, times seconds; every field has an HRKG_… variable of its
    name."""

    base: str = DEFAULT_BASE
    share: Path = Path()
    store: Path = Path("var")
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
    return [(f"HRKG_{f.name.upper()}", f"{f.metadata['meaning']} [default: {f.default or 'none'}]") for f in told]


def from_env(environ: Mapping[str, str] | None = None, **given: object) -> Settings:
    """Settings from HRKG_… variables; what is given by name (and not None) goes before them.

    Raises ValueError for a number that is none or below 0, and for a base that cannot carry IRIs; unknown names are
    a TypeError.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {"share": share()}
    defaults = Settings()
    for name in Settings.__dataclass_fields__:
        text = environ.get(f"HRKG_{name.upper()}")
        if text is not None:
            values[name] = type(getattr(defaults, name))(text) if name not in ("share", "store") else Path(text)
    values.update({k: v for k, v in given.items() if v is not None})
    settings = Settings(**values)  # type: ignore[arg-type]  # each value was made by its field's own type above
    if not _BASE.fullmatch(settings.base):
        raise ValueError(f"'{settings.base}' is no http(s) IRI that ends in '/' or '#'")
    for name in Settings.__dataclass_fields__:
        value = getattr(settings, name)
        if isinstance(value, int | float) and value < 0:
            raise ValueError(f"{name} is {value}, and must not be below 0")
    return settings
