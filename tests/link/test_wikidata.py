"""Wikidata as its documentation tells of its answers, played by a server on this machine: faults included."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from hrkg.cli import main
from hrkg.errors import NetError
from hrkg.lexicon import load_lexicon
from hrkg.link.review import joined, judged, waiting
from hrkg.link.sssom import Judgement, Judgements, read_judgements, to_sssom
from hrkg.link.suggest import quickstatements, rate, suggest
from hrkg.link.wikidata import Item, Wikidata
from hrkg.model import Unlinked
from hrkg.net import Client
from hrkg.settings import share

Reply = tuple[int, dict[str, str], bytes]
LEXICON = load_lexicon(share() / "data/authority", share() / "ontology")
NORWAY = "Q20"


def entity(
    identifier: str, label: str, *, classes: str = "Q43229", country: str = "", website: str = ""
) -> dict[str, object]:
    def claim(value: object, rank: str = "normal") -> dict[str, object]:
        return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": rank}

    claims: dict[str, object] = {"P31": [claim({"id": classes}), claim({"id": "Q1"}, "deprecated")]}
    if country:
        claims["P17"] = [claim({"id": country}), {"mainsnak": {"snaktype": "novalue"}, "rank": "normal"}]
    if website:
        claims["P856"] = [claim(website)]
    return {
        "id": identifier,
        "labels": {"en": {"value": label}},
        "aliases": {"fr": [{"value": f"{label} (fr)"}]},
        "descriptions": {"en": {"value": "an\tassociation"}},
        "claims": claims,
    }


class Server:
    """Answers each request with the next of `replies`, or with what `search` and `items` hold."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[dict[str, str]] = []
        self.agents: set[str] = set()
        self.search: list[str] = []
        self.items: dict[str, object] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
                outer.asked.append(asked)
                outer.agents.add(self.headers["User-Agent"])
                status, headers, body = outer.replies.pop(0) if outer.replies else outer.answer(asked)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/w/api.php"

    def answer(self, asked: dict[str, str]) -> Reply:
        if asked["action"] == "wbsearchentities":
            return ok({"search": [{"id": i} for i in self.search], "success": 1})
        return ok({"entities": {i: self.items[i] for i in asked["ids"].split("|")}, "success": 1})


def ok(told: object, **headers: str) -> Reply:
    return 200, headers, json.dumps(told).encode()


LAG = ok({"error": {"code": "maxlag", "info": "Waiting for a replica: 7 seconds lagged"}}, **{"Retry-After": "5"})


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.http.shutdown()
    made.http.server_close()
    thread.join()


class Clock:
    """A time that passes by sleeping alone."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wikidata(server: Server, clock: Clock) -> Callable[..., Wikidata]:
    def make(cache: Path | None = None) -> Wikidata:
        return Wikidata(Client(cache, sleep=clock.sleep, clock=lambda: clock.now, timeout=5), server.url)

    return make


def test_requests_are_polite(server: Server, clock: Clock, wikidata: Callable[..., Wikidata]) -> None:
    asked = wikidata()
    for _ in range(3):
        asked.search("Reed House")
    assert server.asked[0]["maxlag"] == "5"
    assert all(agent.startswith("hrkg/") for agent in server.agents)
    assert clock.slept == [1.0, 1.0]


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        ((429, {"Retry-After": "7"}, b""), 7.0),
        ((503, {}, b"busy"), 1.0),
        ((503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, b""), 1.0),
        ((503, {"Retry-After": "100000"}, b""), 120.0),
        (LAG, 5.0),
        ((200, {}, b'{"search": [{"id": "Q'), 1.0),
        ((200, {"Content-Length": "500"}, b'{"search": []}'), 1.0),
    ],
)
def test_a_fault_that_passes_is_waited_for(
    server: Server, clock: Clock, wikidata: Callable[..., Wikidata], fault: Reply, waits: float
) -> None:
    server.replies, server.search = [fault], ["Q900001"]
    assert wikidata().search("Reed House") == ["Q900001"]
    assert clock.slept == [waits]


def test_waiting_grows_and_ends(server: Server, clock: Clock, wikidata: Callable[..., Wikidata]) -> None:
    server.replies = [(503, {}, b"")] * 5
    with pytest.raises(NetError, match="no answer in 5 tries, the last time: status 503"):
        wikidata().search("Reed House")
    assert clock.slept == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ((404, {}, b""), "status 404"),
        ((403, {}, b""), "status 403"),
        (ok({"error": {"code": "badvalue", "info": "no such language"}}), "no such language"),
        (ok({"success": 1}), "without 'search'"),
        (ok([]), "refuses"),
    ],
)
def test_a_fault_that_stays_is_told_at_once(
    server: Server, clock: Clock, wikidata: Callable[..., Wikidata], reply: Reply, reason: str
) -> None:
    server.replies = [reply]
    with pytest.raises(NetError, match=reason):
        wikidata().search("Reed House")
    assert (len(server.asked), clock.slept) == (1, [])


def test_a_redirect_is_followed_but_only_to_http(server: Server, wikidata: Callable[..., Wikidata]) -> None:
    server.search = ["Q900001"]
    server.replies = [(302, {"Location": f"{server.url}?action=wbsearchentities"}, b"")]
    assert wikidata().search("Reed House") == ["Q900001"]
    server.replies = [(302, {"Location": "file:///etc/hostname"}, b"")]
    with pytest.raises(NetError):
        wikidata().search("Reed House")


def test_nothing_is_asked_twice_with_a_cache(server: Server, tmp_path: Path, wikidata: Callable[..., Wikidata]) -> None:
    server.search = ["Q900001"]
    server.replies = [(200, {}, b"cut")]
    assert [wikidata(tmp_path).search("Reed House") for _ in range(2)] == [["Q900001"]] * 2
    assert len(server.asked) == 2  # the cut answer was not kept


def test_items_merged_and_deleted(server: Server, wikidata: Callable[..., Wikidata]) -> None:
    merged = {**entity("Q900002", "Reed House"), "redirects": {"from": "Q900001", "to": "Q900002"}}
    server.replies = [ok({"entities": {"Q900002": merged, "Q900003": {"id": "Q900003", "missing": ""}}})]
    found = wikidata().items(["Q900001", "Q900003"])
    assert {asked: item.id for asked, item in found.items()} == {"Q900001": "Q900002"}


def test_an_item_holds_what_it_states_and_not_what_is_deprecated(
    server: Server, wikidata: Callable[..., Wikidata]
) -> None:
    server.items = {"Q900001": entity("Q900001", "Reed House", country=NORWAY, website="https://reed.example/")}
    item = wikidata().items(["Q900001"])["Q900001"]
    assert item.names == ("Reed House", "Reed House (fr)")
    assert (item.classes, item.countries) == (frozenset({"Q43229"}), frozenset({NORWAY}))
    assert item.websites == ("https://reed.example/",)


HOUSE = Unlinked("organisation", "reed-house", "Reed House", ("Reed House", "Maison du roseau"), "NO", 5)
ADA = Unlinked("person", "ada-weaver-no", "Ada Weaver", ("Ada Weaver",), "NO", 1)


def test_a_name_alone_is_never_as_sure_as_a_name_with_support() -> None:
    bare = Item("Q1", "Reed House", "", ("Reed House",))
    here = Item(
        "Q1", "Reed House", "", ("Reed House",), frozenset(), frozenset({NORWAY}), ("https://www.reed.example",)
    )
    assert rate(HOUSE, bare, NORWAY, "")[0] == 0.7
    assert rate(HOUSE, here, NORWAY, "http://reed.example/about")[0] == 0.99
    assert rate(HOUSE, here, "Q30", "")[0] == 0.5


def test_what_cannot_be_the_thing_is_no_candidate() -> None:
    human = Item("Q1", "Reed House", "", ("Reed House",), frozenset({"Q5"}))
    page = Item("Q1", "Reed House", "", ("Reed House",), frozenset({"Q4167410"}))
    assert [rate(HOUSE, item, "", "")[0] for item in (human, page)] == [0.0, 0.0]
    ada = Item("Q2", "Ada Weaver", "", ("Ada Weaver",), frozenset({"Q5"}))
    assert rate(ADA, ada, NORWAY, "")[0] == 0.0  # no country that agrees
    assert rate(ADA, Item("Q2", "", "", ("Ada Weaver",), ada.classes, frozenset({NORWAY})), NORWAY, "")[0] == 0.85


def judgement(subject: str, predicate: str, target: str, modifier: str = "") -> Judgement:
    return Judgement(subject, "", predicate, modifier, target, "", "semapv:ManualMappingCuration", "", "", "", "")


def test_candidates_are_rows_that_link_nothing(server: Server, wikidata: Callable[..., Wikidata]) -> None:
    server.search = ["Q900001", "Q900002", "Q900003"]
    server.items = {
        "Q900001": entity("Q900001", "Reed House"),
        "Q900002": entity("Q900002", "Reed House", country=NORWAY),
        "Q900003": entity("Q900003", "Iron Gate"),
    }
    rows = list(suggest([HOUSE], wikidata(), LEXICON, Judgements(), date="2024-05-01"))
    assert [(row.object_id, row.predicate_id, row.confidence) for row in rows] == [
        ("wikidata:Q900002", "skos:closeMatch", "0.85"),
        ("wikidata:Q900001", "skos:closeMatch", "0.70"),
    ]
    assert [row.mapping_justification for row in rows] == ["semapv:CompositeMatching", "semapv:LexicalMatching"]
    assert "\t" not in rows[0].comment
    refused = judgement("hr:organisation/reed-house", "owl:sameAs", "wikidata:Q900002", "Not")
    again = suggest([HOUSE], wikidata(), LEXICON, Judgements((refused,)), date="2024-05-01")
    assert [row.object_id for row in again] == ["wikidata:Q900001"]
    linked = judgement("hr:organisation/reed-house", "owl:sameAs", "wikidata:Q900002")
    assert list(suggest([HOUSE], wikidata(), LEXICON, Judgements((linked,)), date="2024-05-01")) == []


def test_answers_become_judgements() -> None:
    first = judgement("hr:organisation/reed-house", "skos:closeMatch", "wikidata:Q900001")
    second = judgement("hr:organisation/reed-house", "skos:closeMatch", "wikidata:Q900002")
    candidates, thing = Judgements((first, second)), ("organisation", "reed-house")

    def after(answer: str) -> Judgements:
        return Judgements(tuple(judged(Judgements(), first, answer, author="orcid:0", date="2024-05-01")))

    assert after("yes").same(thing) == ("http://www.wikidata.org/entity/Q900001",)
    assert waiting(candidates, after("yes")) == []
    assert after("no").apart(thing) == {"http://www.wikidata.org/entity/Q900001"}
    assert waiting(candidates, after("no")) == [second]
    assert after("unsure").close(thing) == ("http://www.wikidata.org/entity/Q900001",)
    assert after("none").is_absent(thing)
    assert after("none").close(thing) == ()
    assert waiting(candidates, after("none")) == []
    assert joined([first], judged(Judgements((first,)), first, "yes", author="", date=""))[0].is_same


def test_quickstatements_make_no_item_for_a_person() -> None:
    absent = [judgement(f"hr:{t.kind}/{t.key}", "skos:closeMatch", "sssom:NoTermFound") for t in (HOUSE, ADA)]
    known = Item("Q900009", "Ada Weaver", "", ("A. Weaver",), frozenset({"Q5"}))
    lines = list(
        quickstatements([HOUSE, ADA], [(ADA, "Q900009")], {"Q900009": known}, LEXICON, Judgements(tuple(absent)))
    )
    assert lines == [
        "CREATE",
        'LAST\tLen\t"Reed House"',
        "LAST\tP31\tQ43229",
        f"LAST\tP17\t{NORWAY}",
        'LAST\tAen\t"Maison du roseau"',
        'Q900009\tAen\t"Ada Weaver"',
    ]
    assert list(quickstatements([HOUSE], [], {}, LEXICON, Judgements())) == []


def test_the_dialogue_keeps_each_answer(tmp_path: Path) -> None:
    rows = [judgement("hr:organisation/reed-house", "skos:closeMatch", f"wikidata:Q90000{n}") for n in (1, 2, 3)]
    (tmp_path / "candidates.tsv").write_text(to_sssom(rows), encoding="utf-8")
    links = tmp_path / "links.tsv"
    arguments = ["link", "review", str(tmp_path / "candidates.tsv"), "--author", "orcid:0", "--links", str(links)]
    result = CliRunner().invoke(main, arguments, input="no\nskip\nyes\n")
    assert result.exit_code == 0, result.output
    assert [(r.object_id, r.predicate_modifier) for r in read_judgements(links).rows] == [
        ("wikidata:Q900003", ""),
        ("wikidata:Q900001", "Not"),
    ]
    exported = CliRunner().invoke(main, ["link", "export", "--links", str(links)])
    assert exported.output == links.read_text(encoding="utf-8")
    more = tmp_path / "more.tsv"
    assert CliRunner().invoke(main, ["link", "import", str(links), "--links", str(more)]).exit_code == 0
    assert more.read_text(encoding="utf-8") == links.read_text(encoding="utf-8")
