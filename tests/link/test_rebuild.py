"""Judgements through whole builds: what was merged stays in the data and leads to what is kept, undoing it restores the
former IRIs, and neither the order of things nor what was built before makes a difference."""

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from hrkg.cli import main
from hrkg.errors import NotConformingError
from hrkg.lexicon import load_lexicon
from hrkg.link.resolve import resolve
from hrkg.link.sssom import Judgement, Judgements, read_judgements
from hrkg.mapping.post import map_post
from hrkg.model import Post, PostFacts, Signature, Span, Statement
from hrkg.pipeline import build
from hrkg.quads import to_nquads
from hrkg.settings import Settings, share
from hrkg.store import Snapshot
from hrkg.vocab.iris import Iris
from hrkg.web.app import create_app
from tests.link.conftest import judged, settings_with

NOW = "2026-11-24T00:00:00Z"
TITLES = ("Hall of Reeds and House of Looms write to Norway", "House of Looms writes again", "Third letter to Norway")
POSTS = [
    f"{title}\n\nMay {day}, 2024\n\nOn {day} May 2024 {len(names)} organisations sent an open letter to the government "
    f"of Norway.\n\nSignatories:\n\n" + "\n".join(f"- {name}" for name in names) + "\n"
    for day, (title, names) in enumerate(
        zip(
            TITLES,
            (
                ("Hall of Reeds", "House of Looms", "Human Rights Watch"),
                ("The House of Looms", "Amnesty International", "Hall of Reeds (Norway)"),
                ("Hall of Reeds", "Committee of Weavers", "HRW"),
            ),
            strict=True,
        ),
        start=1,
    )
]
HALL, HOUSE = "organisation/hall-of-reeds", "organisation/house-of-looms"


MERGE = judged(f"hr:{HALL}", "owl:sameAs", f"hr:{HOUSE}")
ROWS = (
    MERGE,
    judged(f"hr:{HALL}", "owl:sameAs", "wikidata:Q900001"),
    judged("hr:organisation/committee-of-weavers", "skos:closeMatch", "wikidata:Q900002"),
    judged("hr:organisation/human-rights-watch", "owl:sameAs", "wikidata:Q187052", "Not"),
)


def written(folder: Path, posts: list[str] = POSTS) -> list[str]:
    paths = []
    for number, post in enumerate(posts):
        path = folder / f"{number}.txt"
        path.write_text(post, encoding="utf-8")
        paths.append(str(path))
    return paths


def built(settings: Settings, inputs: list[str], jobs: int = 1) -> Snapshot:
    return build(inputs, settings, now=NOW, strict=True, jobs=jobs)


def test_a_merged_iri_leads_to_the_kept_one_until_it_is_undone(tmp_path: Path) -> None:
    inputs = written(tmp_path)
    settings = settings_with(tmp_path)
    before = built(settings, inputs).data.read_bytes()
    settings_with(tmp_path, *ROWS)
    merged = built(settings, inputs)
    data = merged.data.read_text(encoding="utf-8")
    former, kept = (f"<{settings.base}{key}>" for key in (HALL, HOUSE))
    replaced = f"{former} <http://purl.org/dc/terms/isReplacedBy> {kept} "
    assert replaced in data
    assert [line for line in data.splitlines() if former in line and not line.startswith(replaced)] == []
    names = {line.split('"')[1] for line in data.splitlines() if line.startswith(kept) and '"' in line}
    assert {"Hall of Reeds", "House of Looms"} <= names
    app = create_app(merged, settings)
    try:
        client = app.test_client()
        for suffix in ("", ".ttl", ".jsonld"):
            response = client.get(f"/{HALL}{suffix}")
            assert (response.status_code, response.headers["Location"]) == (308, f"/{HOUSE}{suffix}")
        assert client.get(f"/{HOUSE}.ttl").status_code == 200
    finally:
        app.extensions["hrkg"].close()
    for row in ROWS:
        arguments = ["link", "undo", row.subject_id, row.object_id, "--links", str(settings.links)]
        assert CliRunner().invoke(main, arguments).exit_code == 0
    assert read_judgements(settings.links).rows == ()
    assert built(settings, inputs).data.read_bytes() == before


def test_a_build_from_nothing_in_any_order_gives_the_same_identities_and_links(tmp_path: Path) -> None:
    inputs = written(tmp_path)
    grown = settings_with(tmp_path, *ROWS)
    for number in range(1, len(inputs) + 1):  # post after post, each build on the last one
        snapshot = built(grown, inputs[:number])
    rows, shuffled = list(ROWS), inputs[:]
    random.Random(4).shuffle(rows)
    random.Random(4).shuffle(shuffled)
    fresh = built(settings_with(tmp_path, *rows, store="fresh"), shuffled, jobs=2)
    assert fresh.data.read_bytes() == snapshot.data.read_bytes()
    assert fresh.version == snapshot.version


def test_what_a_person_has_judged_goes_before_the_tables(tmp_path: Path) -> None:
    other = judged("hr:organisation/amnesty-international", "owl:sameAs", "wikidata:Q900005")
    data = built(settings_with(tmp_path, *ROWS, other), written(tmp_path)).data.read_text(encoding="utf-8")
    watch, amnesty = (
        f"<https://w3id.org/hrkg/organisation/{key}>" for key in ("human-rights-watch", "amnesty-international")
    )
    items = [line for line in data.splitlines() if "wikidata.org" in line and (watch in line or amnesty in line)]
    same, close = "<http://www.w3.org/2002/07/owl#sameAs>", "<http://www.w3.org/2004/02/skos/core#closeMatch>"
    home = "<https://w3id.org/hrkg/graph/names> ."
    assert items == [
        f"{amnesty} {same} <http://www.wikidata.org/entity/Q900005> {home}",
        f"{amnesty} {close} <http://www.wikidata.org/entity/Q42970> {home}",
    ]


def test_a_link_that_makes_two_things_of_one_item_stops_the_build_and_the_last_version_stays(tmp_path: Path) -> None:
    inputs = written(tmp_path)
    settings = settings_with(tmp_path)
    before = built(settings, inputs)
    # The tables say that this item is Human Rights Watch.
    settings_with(tmp_path, judged(f"hr:{HALL}", "owl:sameAs", "wikidata:Q187052"))
    with pytest.raises(NotConformingError, match="stands for no other"):
        built(settings, inputs)
    assert Snapshot.current(settings.store) == before


def test_undoing_what_nobody_judged_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["link", "undo", "hr:person/a", "wikidata:Q1", "--links", str(tmp_path / "x.tsv")]
    )
    assert result.exit_code == 1
    assert "nobody has judged 'hr:person/a' and 'wikidata:Q1'" in result.stderr


LEXICON = load_lexicon(share() / "data/authority", share() / "ontology")
TEXT = "Reeds\n\nHall of Reeds and House of Looms wrote a letter."
SPAN = Span.of(TEXT, 7, len(TEXT))
FACTS = PostFacts(
    Post("2024-05-01-reeds", "Reeds", "2024-05-01", TEXT),
    statements=(Statement("open-letter", (SPAN,)),),
    signatures=tuple(Signature(n, "organisation", 0, (SPAN,)) for n in ("Hall of Reeds", "House of Looms")),
)


def test_the_order_of_judgements_does_not_matter() -> None:
    def quads(*rows: Judgement) -> bytes:
        return to_nquads(map_post(resolve(FACTS, LEXICON, Judgements(rows)), Iris("https://data.example/")))

    rows = [
        judged(f"hr:{HALL}", "owl:sameAs", "wikidata:Q900001"),
        judged(f"hr:{HALL}", "skos:closeMatch", "wikidata:Q900002"),
        judged(f"hr:{HOUSE}", "owl:sameAs", "wikidata:Q900003"),
    ]
    assert quads(*rows) == quads(*reversed(rows))
    assert b"sameAs> <http://www.wikidata.org/entity/Q900003>" in quads(*rows)
