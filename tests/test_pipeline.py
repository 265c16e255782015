"""The corridor: the same posts give the same bytes; nothing is lost, nothing half done."""

import random
from collections import Counter
from pathlib import Path

import pytest

from hrkg import pipeline
from hrkg.errors import InputError, NotConformingError
from hrkg.pipeline import build, convert
from hrkg.settings import Settings
from hrkg.store import Snapshot
from tests.conftest import THREE_POSTS

NOW = "2026-11-24T00:00:00Z"


def converted(*inputs: Path, settings: Settings, jobs: int = 1) -> bytes:
    return b"".join(convert(map(str, inputs), settings, jobs=jobs))


def test_any_order_and_any_number_of_jobs_give_the_same_bytes(settings: Settings, tmp_path: Path) -> None:
    once = converted(settings.posts, settings=settings)
    files = sorted(settings.posts.glob("*.txt"))
    random.Random(7).shuffle(files)
    assert converted(*reversed(files), settings=settings) == once
    assert converted(*files, settings=settings, jobs=3) == once
    assert len(once) > 1_000_000


def test_no_blank_node_is_made(settings: Settings) -> None:
    assert b"\n_:" not in converted(settings.posts, settings=settings)
    assert b" _:" not in converted(settings.posts, settings=settings)


def test_what_convert_writes_the_store_gives_back(settings: Settings, posts: Path) -> None:
    snapshot = build([str(posts)], settings, now=NOW)
    assert snapshot.data.read_bytes() == converted(posts, settings=settings)
    graphs = {str(quad) for quad in snapshot.open() if "/graph/post/" in str(quad.graph_name)}
    assert len(graphs) == sum(b"/graph/post/" in line for line in snapshot.data.read_bytes().splitlines())


def test_an_unreadable_post_is_set_aside_and_the_rest_is_published(settings: Settings, posts: Path) -> None:
    posts.write_text(THREE_POSTS + "\nCut off\n\nMay 1, 2020\n", encoding="utf-8")
    told: list[str] = []
    snapshot = build([str(posts)], settings, now=NOW, tell=told.append)
    assert snapshot.manifest.counts["posts"] == 3
    assert len(snapshot.manifest.aside) == 1
    assert "'Cut off' has no text after its date line" in told[0]


def test_a_post_that_does_not_conform_is_set_aside(
    settings: Settings, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the extractors do wrong, nothing that does not conform reaches the store."""
    spoil_the_prize(monkeypatch)
    told: list[str] = []
    snapshot = build([str(posts)], settings, now=NOW, tell=told.append)
    assert snapshot.manifest.counts["posts"] == 2
    assert "2019-06-02-lawyer-tomas-iriarte-wins-the-lantern-prize" in told[0]
    assert b"tomas-iriarte-wins" not in snapshot.data.read_bytes()


def test_strict_publishes_nothing(settings: Settings, posts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build([str(posts)], settings, now=NOW)
    spoil_the_prize(monkeypatch)
    posts.write_text(THREE_POSTS.replace("1 June", "3 June"), encoding="utf-8")
    with pytest.raises(NotConformingError, match="tomas-iriarte-wins"):
        build([str(posts)], settings, now=NOW, strict=True)
    assert Snapshot.current(settings.store) == before
    posts.write_text(THREE_POSTS + "\nCut off\n\nMay 1, 2020\n", encoding="utf-8")
    with pytest.raises(InputError, match="seems cut off"):
        build([str(posts)], settings, now=NOW, strict=True)
    assert Snapshot.current(settings.store) == before


def spoil_the_prize(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the extractors tell of a prize whose entries close before they open."""
    true = pipeline.find_facts

    def spoilt(post, lexicon):  # type: ignore[no-untyped-def]
        facts = true(post, lexicon)
        prizes = [pipeline.replace(p, opens="2019-05-02", deadline="2019-05-01") for p in facts.prizes]
        return pipeline.replace(facts, prizes=tuple(prizes))

    monkeypatch.setattr(pipeline, "find_facts", spoilt)


def test_posts_that_have_not_changed_are_not_done_again(
    settings: Settings, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([str(posts)], settings, now=NOW)
    done = []
    true = pipeline.find_facts
    monkeypatch.setattr(pipeline, "find_facts", lambda post, lexicon: done.append(post.key) or true(post, lexicon))
    posts.write_text(THREE_POSTS.replace("three rivers", "four rivers"), encoding="utf-8")
    snapshot = build([str(posts)], settings, now=NOW)
    assert done == ["2018-04-01-a-film-on-rivers"]
    assert snapshot.manifest.counts["posts"] == 3


def test_where_nothing_has_changed_the_snapshot_stays(settings: Settings, posts: Path) -> None:
    first = build([str(posts)], settings, now=NOW)
    assert build([str(posts)], settings, now="2027-01-01T00:00:00Z") == first


def test_the_version_is_that_of_the_content(settings: Settings, posts: Path, tmp_path: Path) -> None:
    first = build([str(posts)], settings, now=NOW)
    other = build([str(posts)], Settings(share=settings.share, store=tmp_path / "other"), now="2027-01-01T00:00:00Z")
    assert first.version == other.version
    assert (first.dumps / "SHA256SUMS").read_text() == (other.dumps / "SHA256SUMS").read_text()
    posts.write_text(THREE_POSTS.replace("three rivers", "four rivers"), encoding="utf-8")
    assert build([str(posts)], settings, now=NOW).version != first.version


def test_the_base_of_all_iris_can_be_chosen(settings: Settings, posts: Path, tmp_path: Path) -> None:
    own = Settings(base="https://example.org/rights/", share=settings.share, store=tmp_path / "own")
    data = converted(posts, settings=own)
    assert b"<https://w3id.org/hrkg/" not in data.replace(b"<https://w3id.org/hrkg/ontology#", b"")
    assert b"<https://example.org/rights/concept/" in data
    snapshot = build([str(posts)], own, now=NOW)
    base = "https://example.org/rights"
    detained = f"<{base}/concept/status/detained>"
    assert snapshot.open().query(f"ASK {{ GRAPH <{base}/graph/ontology> {{ {detained} ?p ?o }} }}")


def test_where_no_post_conforms_the_last_version_stays(
    settings: Settings, posts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build([str(posts)], settings, now=NOW)
    spoil_the_prize(monkeypatch)
    only = THREE_POSTS.split("\n\n")
    start = next(i for i, part in enumerate(only) if part.startswith("Lawyer Tomás"))
    posts.write_text("\n\n".join(only[start : start + 3]).replace("1 June", "4 June"), encoding="utf-8")
    with pytest.raises(NotConformingError, match="not one post conforms"):
        build([str(posts)], settings, now=NOW)
    assert Snapshot.current(settings.store) == before


def test_strict_refuses_what_a_lax_build_has_set_aside(settings: Settings, posts: Path) -> None:
    posts.write_text(THREE_POSTS + "\nCut off\n\nMay 1, 2020\n", encoding="utf-8")
    build([str(posts)], settings, now=NOW)
    with pytest.raises(InputError, match="seems cut off"):
        build([str(posts)], settings, now=NOW, strict=True)


def test_a_spoilt_cache_is_not_believed(settings: Settings, posts: Path) -> None:
    build([str(posts)], settings, now=NOW)
    for path in (settings.store / "posts").glob("*.nq"):
        path.write_bytes(path.read_bytes()[:-200])
    posts.write_text(THREE_POSTS.replace("three rivers", "four rivers"), encoding="utf-8")
    assert build([str(posts)], settings, now=NOW).manifest.counts["posts"] == 3


def test_a_link_that_is_no_iri_does_not_keep_back_the_post(settings: Settings, posts: Path) -> None:
    posts.write_text(THREE_POSTS.replace("to the sea.", "to the sea: http://a.org:b/ and on."), encoding="utf-8")
    assert b"a-film-on-rivers" in converted(posts, settings=settings)


def test_no_post_at_all_is_an_error(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match="no post in it could be read"):
        build([str(tmp_path / "empty.txt")], settings, now=NOW)


def test_the_description_tells_each_property_and_how_often_it_is_used(settings: Settings, posts: Path) -> None:
    snapshot = build([str(posts)], settings, now=NOW)
    told = snapshot.open().query(
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?p ?n { ?d void:propertyPartition ?part "
        ". ?part void:property ?p ; void:triples ?n }"
    )
    said = {tuple(line.split(b" ")[:-2]) for line in snapshot.data.read_bytes().splitlines()}
    counts = Counter(predicate.decode() for _, predicate, *_ in said)
    assert {str(row["p"]): int(row["n"].value) for row in told} == counts
