"""Where things are and what is allowed: one frozen record, made once by cli.py from the environment and options."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
DEFAULT_BASE = "https://w3id.org/hrkg/"


def share() -> Path:
    """The folder that holds ontology/, shapes/ and data/: inside the package when installed, beside it in a
    checkout."""
    installed = _PACKAGE / "share"
    return installed if installed.is_dir() else _PACKAGE.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is told from outside. Sizes are bytes, times seconds; every field has an HRKG_… variable of its
    name."""

    base: str = DEFAULT_BASE
    share: Path = Path()
    store: Path = Path("var")
    query_timeout: float = 30.0
    query_workers: int = 2
    query_memory: int = 2_000_000_000
    query_rows: int = 1_000_000
    query_bytes: int = 1_000_000_000
    query_queue: int = 64
    cache_bytes: int = 64_000_000
    proxies: int = 0  # in front of the server, whose word on the client's address is taken
    update_token: str = field(default="", repr=False)  # without one, nobody writes
    update_timeout: float = 120.0

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


def from_env(environ: Mapping[str, str] | None = None, **given: object) -> Settings:
    """Settings from HRKG_… variables; what is given by name (and not None) goes before them.

    Raises ValueError for a number that is none; unknown names are a TypeError.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {"share": share()}
    defaults = Settings()
    for name in Settings.__dataclass_fields__:
        text = environ.get(f"HRKG_{name.upper()}")
        if text is not None:
            values[name] = type(getattr(defaults, name))(text) if name not in ("share", "store") else Path(text)
    values.update({k: v for k, v in given.items() if v is not None})
    return Settings(**values)  # type: ignore[arg-type]  # each value was made by its field's own type above
