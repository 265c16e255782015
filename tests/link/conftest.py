"""All that the project ships, with judgements of a test's own."""

from dataclasses import replace
from pathlib import Path

from hrkg.link.sssom import Judgement, to_sssom
from hrkg.settings import Settings, from_env, share

_SHIPPED = ("ontology", "shapes", "data/authority", "data/queries", "data/posts", "data/quality.tsv")


def settings_with(folder: Path, *rows: Judgement, store: str = "store") -> Settings:
    """Settings whose judgements are these, and whose store is folder/store; made anew with others, they replace the
    former ones."""
    shared = folder / "share"
    (shared / "data").mkdir(parents=True, exist_ok=True)
    for name in _SHIPPED:
        if not (shared / name).exists():
            (shared / name).symlink_to(share() / name)
    (shared / "data" / "links.sssom.tsv").write_text(to_sssom(rows), encoding="utf-8")
    return replace(from_env({}), share=shared, store=folder / store)


def judged(subject: str, predicate: str, target: str, modifier: str = "") -> Judgement:
    """A person's judgement."""
    curated = "semapv:ManualMappingCuration"
    return Judgement(subject, "", predicate, modifier, target, "", curated, "", "orcid:0", "2024-05-01", "")
