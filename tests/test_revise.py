"""A change makes the next snapshot, or nothing."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from hrkg.errors import ChangedError, NotConformingError, StoreError, UsageError
from hrkg.pipeline import build
from hrkg.revise import Place, revise
from hrkg.settings import Settings
from hrkg.store import Snapshot, draft

NOW, LATER = "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z"
BASE = "https://w3id.org/hrkg/"
NAMES = ox.NamedNode(f"{BASE}graph/names")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.fixture
def snapshot(settings: Settings, posts: Path) -> Snapshot:
    return build([str(posts)], settings, now=NOW)


@pytest.fixture
def place(settings: Settings) -> Place:
    return Place(settings.store, settings.shapes)


def updating(text: str) -> Callable[[ox.Store], None]:
    prefixes = {"g": f"{BASE}graph/", "e": BASE, "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    return lambda store: store.update(text, prefixes=prefixes)


def labels(snapshot: Snapshot, thing: str) -> set[str]:
    found = snapshot.open().quads_for_pattern(ox.NamedNode(BASE + thing), LABEL, None, ox.DefaultGraph())
    return {quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}


RENAME = """
DELETE { GRAPH g:names { ?c rdfs:label "Belarus" } } INSERT { GRAPH g:names { ?c rdfs:label "Byelorussia" } }
WHERE { ?c rdfs:label "Belarus" }
"""


def test_a_change_makes_the_next_snapshot(place: Place, snapshot: Snapshot) -> None:
    after = revise(place, updating(RENAME), now=LATER)
    assert labels(after, "country/BY") == {"Byelorussia"}
    assert Snapshot.current(place.store) == after
    assert after.manifest.built == LATER
    assert after.manifest.counts == snapshot.manifest.counts
    assert b"Byelorussia" in (after.dumps / "latest.ttl").read_bytes()
    assert after.names.stat().st_size == snapshot.names.stat().st_size
    # Nothing but the one line is another, in the same order.
    lines = [set(each.data.read_bytes().splitlines()) for each in (snapshot, after)]
    assert len(lines[0] - lines[1]) == len(lines[1] - lines[0]) == 1
    assert set(after.open().named_graphs()) == set(snapshot.open().named_graphs())
    # Who read the one before goes on reading it.
    assert labels(snapshot, "country/BY") == {"Belarus"}


def test_undoing_a_change_gives_the_same_bytes_again(place: Place, snapshot: Snapshot) -> None:
    data = snapshot.data.read_bytes()
    revise(place, updating(RENAME), now=LATER)
    names = {"Belarus": "Byelorussia", "Byelorussia": "Belarus"}
    back = re.sub("|".join(names), lambda found: names[found[0]], RENAME)
    assert revise(place, updating(back), now=LATER).data.read_bytes() == data


def test_a_change_of_nothing_makes_no_snapshot(place: Place, snapshot: Snapshot) -> None:
    again = "INSERT DATA { GRAPH g:names { e:country\\/BY rdfs:label 'Belarus' } }"
    assert revise(place, updating(again), now=LATER) == snapshot


@pytest.mark.parametrize(
    "text",
    [
        # A post without its title; a country without its code, which posts name; an edition's prize that is none.
        "DELETE { GRAPH ?g { ?p dcterms:title ?t } } WHERE { GRAPH ?g { ?p a hrkg:Post ; dcterms:title ?t } }",
        "DELETE WHERE { GRAPH g:names { e:country\\/BY hrkg:isoCode ?code } }",
        "CLEAR GRAPH g:names",
    ],
)
def test_what_does_not_conform_changes_nothing(place: Place, snapshot: Snapshot, text: str) -> None:
    terms = "PREFIX hrkg: <https://w3id.org/hrkg/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    with pytest.raises(NotConformingError) as refused:
        revise(place, updating(terms + text), now=LATER)
    assert "ValidationReport" in refused.value.report
    assert Snapshot.current(place.store) == snapshot
    assert [path.name for path in place.store.glob(".draft-*")] == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("INSERT DATA { e:x rdfs:label 'x' }", "the default graph is the union"),
        ("DELETE WHERE { ?c rdfs:label 'Belarus' }", "the default graph is the union"),
        ("INSERT DATA { GRAPH g:dataset { e:x rdfs:label 'x' } }", "is made by every build"),
    ],
)
def test_a_graph_that_is_made_of_others_is_not_written(
    place: Place, snapshot: Snapshot, text: str, reason: str
) -> None:
    with pytest.raises(UsageError, match=reason):
        revise(place, updating(text), now=LATER)
    assert Snapshot.current(place.store) == snapshot


def test_all_may_be_cleared(place: Place, snapshot: Snapshot) -> None:
    after = revise(place, updating("CLEAR ALL"), now=LATER)
    assert after.data.read_bytes() == b""
    assert after.manifest.counts["posts"] == 0


def test_a_change_of_another_version_is_refused(place: Place, snapshot: Snapshot) -> None:
    assert revise(place, updating(RENAME), now=LATER, versions=[snapshot.version]).version != snapshot.version
    with pytest.raises(ChangedError, match="the data have changed"):
        revise(place, updating(RENAME), now=LATER, versions=[snapshot.version])


def test_a_failing_change_leaves_all_as_it_was(place: Place, snapshot: Snapshot) -> None:
    with pytest.raises(SyntaxError):
        revise(place, updating("INSERT"), now=LATER)
    assert Snapshot.current(place.store) == snapshot


def test_one_change_waits_for_another(place: Place, snapshot: Snapshot) -> None:
    is_held, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with draft(place.store):
            is_held.set()
            may_end.wait(10)

    holding = threading.Thread(target=hold)
    holding.start()
    is_held.wait(10)
    with pytest.raises(StoreError, match="another build is at work"):
        revise(place, updating(RENAME), now=LATER)
    threading.Timer(0.2, may_end.set).start()
    assert labels(revise(place, updating(RENAME), now=LATER, wait=10.0), "country/BY") == {"Byelorussia"}
    holding.join()
