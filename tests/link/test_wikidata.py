"""Wikidata as its documentation tells of its answers, played by a server on this machine: faults included."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from hrkg.cli import main
from hrkg.errors import NetError, UsageError
from hrkg.lexicon import load_lexicon
from hrkg.link.review import joined, judged, waiting
from hrkg.link.sssom import Judgements, read_judgements, to_sssom
from hrkg.link.suggest import Hint, between, doubts, quickstatements, rate, suggest
from hrkg.link.wikidata import Item, Wikidata
from hrkg.model import Unlinked
from hrkg.net import Client
from hrkg.pipeline import build
from hrkg.settings import share
from tests.link.conftest import judged as judgement
from tests.link.conftest import settings_with

Reply = tuple[int, dict[str, str], bytes]
LEXICON = load_lexicon(share() / "data/authority", share() / "ontology")
NORWAY = "Q20"


def entity(
    identifier: str, label: str, *, classes: str = "Q43229", country: str = "", website: str = ""
) -> dict[str, object]:
    """An item as wbgetentities tells it."""

    def term(language: str, value: str) -> dict[str, str]:
        return {"language": language, "value": value}

    def claim(of: str, value: object, type_: str, rank: str = "normal") -> dict[str, object]:
        snak = {"snaktype": "value", "property": of, "hash": "0" * 40, "datavalue": {"value": value, "type": type_}}
        return {"mainsnak": snak, "type": "statement", "id": f"{identifier}$1", "rank": rank}

    def link(of: str, item: str, rank: str = "normal") -> dict[str, object]:
        value = {"entity-type": "item", "numeric-id": int(item[1:]), "id": item}
        return claim(of, value, "wikibase-entityid", rank)

    claims: dict[str, object] = {"P31": [link("P31", classes), link("P31", "Q1", "deprecated")]}
    if country:
        unknown = {"mainsnak": {"snaktype": "novalue", "property": "P17"}, "type": "statement", "rank": "normal"}
        claims["P17"] = [link("P17", country), unknown]
    if website:
        claims["P856"] = [claim("P856", website, "string")]
    return {
        "pageid": 1, "ns": 0, "title": identifier, "lastrevid": 2, "modified": "2024-05-01T00:00:00Z", "type": "item",
        "id": identifier,
        "labels": {"en": term("en", label)},
        "descriptions": {"en": term("en", "an\tassociation")},
        "aliases": {"fr": [term("fr", f"{label} (fr)")]},
        "claims": claims,
    }  # fmt: skip


def hit(identifier: str, label: str = "Reed House") -> dict[str, object]:
    """What wbsearchentities tells of an item."""
    return {
        "id": identifier, "title": identifier, "pageid": 1, "repository": "wikidata", "label": label,
        "concepturi": f"http://www.wikidata.org/entity/{identifier}",
        "url": f"//www.wikidata.org/wiki/{identifier}",
        "display": {"label": {"value": label, "language": "en"}},
        "match": {"type": "label", "language": "en", "text": label},
    }  # fmt: skip


class Server:
    """Answers each request with the next of `replies`, or with what `search` (in the language that `speaks` names) and
    `items` hold; `merged` leads from an item to that which it was merged into."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[dict[str, str]] = []
        self.agents: set[str] = set()
        self.search: list[str] = []
        self.speaks = "en"
        self.items: dict[str, dict[str, object]] = {}
        self.merged: dict[str, str] = {}
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
            found = self.search if asked["language"] == self.speaks else []
            told = {"searchinfo": {"search": asked["search"]}, "search": list(map(hit, found)), "success": 1}
        else:
            told = {"entities": {i: self.told_of(i) for i in asked["ids"].split("|")}, "success": 1}
        return ok(told)

    def told_of(self, identifier: str) -> dict[str, object]:
        if identifier in self.merged:
            kept = self.merged[identifier]
            return {**self.items[kept], "redirects": {"from": identifier, "to": kept}}
        return self.items.get(identifier, {"id": identifier, "missing": ""})


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
    server.items, server.merged = {"Q900002": entity("Q900002", "Reed House")}, {"Q900001": "Q900002"}
    found = wikidata().items(["Q900001", "Q900003"])
    assert {asked: item.id for asked, item in found.items()} == {"Q900001": "Q900002"}
    # Some versions tell a merged item under its new id.
    merged = {**entity("Q900002", "Reed House"), "redirects": {"from": "Q900001", "to": "Q900002"}}
    server.replies = [ok({"entities": {"Q900002": merged}, "success": 1})]
    assert {asked: item.id for asked, item in wikidata().items(["Q900001"]).items()} == {"Q900001": "Q900002"}


def test_what_is_no_id_of_an_item_is_passed_over(server: Server, wikidata: Callable[..., Wikidata]) -> None:
    found = {"search": [hit("Q900001"), hit("P31"), hit("Q1\tQ2"), {"label": "x"}, "Q5"], "success": 1}
    server.replies = [ok(found)]
    assert wikidata().search("Reed House") == ["Q900001"]


def test_a_refusal_is_not_kept_and_an_old_or_spoilt_answer_is_asked_for_anew(server: Server, tmp_path: Path) -> None:
    day, at = 86400.0, [1_000_000.0]
    client = Client(tmp_path, keep=14 * day, sleep=lambda seconds: None, now=lambda: at[0])
    asked = Wikidata(client, server.url)
    server.search, server.replies = ["Q900001"], [ok({"error": {"code": "x", "info": "not now"}})]
    with pytest.raises(NetError, match="not now"):
        asked.search("Reed House")
    assert list(tmp_path.iterdir()) == []

    def count() -> int:
        before = len(server.asked)
        assert asked.search("Reed House") == ["Q900001"]
        return len(server.asked) - before

    assert count() == 1
    (kept,) = tmp_path.iterdir()
    at[0] = kept.stat().st_mtime + 14 * day
    assert count() == 0
    at[0] += 1
    assert count() == 1
    kept.write_bytes(b'{"search": [')
    assert count() == 1


def test_a_name_is_searched_for_in_the_languages_of_its_script(
    server: Server, wikidata: Callable[..., Wikidata]
) -> None:
    for name, spoken, expected in (
        ("Maison du roseau", "fr", ["en", "fr"]),
        ("Тростниковый дом", "uk", ["ru", "uk"]),
        ("بيت القصب", "fa", ["ar", "fa"]),
        ("芦苇之家", "zh", ["zh"]),
        ("1917", "none", ["en", "fr", "es"]),
    ):
        server.asked, server.search, server.speaks = [], ["Q900001"], spoken
        thing = Unlinked("organisation", "x", name, (name,), None, 1)
        list(suggest([thing], wikidata(), LEXICON, Judgements(), date="2024-05-01"))
        assert [a["language"] for a in server.asked if a["action"] == "wbsearchentities"] == expected


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
    assert rate(HOUSE, bare, Hint(country=NORWAY))[0] == 0.7
    assert rate(HOUSE, here, Hint(country=NORWAY, website="http://reed.example/about"))[0] == 0.99
    assert rate(HOUSE, here, Hint(country="Q30"))[0] == 0.5
    assert rate(HOUSE, here, Hint(website="https://reed.example.org"))[0] == 0.6
    assert rate(HOUSE, bare, Hint(item=("Q1",), seen="[1] x")) == (0.8, ["names 1.00", "the tables name it: [1] x"])


def test_what_cannot_be_the_thing_is_no_candidate() -> None:
    human = Item("Q1", "Reed House", "", ("Reed House",), frozenset({"Q5"}))
    page = Item("Q1", "Reed House", "", ("Reed House",), frozenset({"Q4167410"}))
    assert [rate(HOUSE, item, Hint())[0] for item in (human, page)] == [0.0, 0.0]
    ada = Item("Q2", "Ada Weaver", "", ("Ada Weaver",), frozenset({"Q5"}))
    assert rate(ADA, ada, Hint(country=NORWAY))[0] == 0.0  # no country that agrees
    assert (
        rate(ADA, Item("Q2", "", "", ("Ada Weaver",), ada.classes, frozenset({NORWAY})), Hint(country=NORWAY))[0]
        == 0.85
    )


def test_candidates_are_rows_that_link_nothing(server: Server, wikidata: Callable[..., Wikidata]) -> None:
    server.search = ["Q900001", "Q900002", "Q900003"]
    server.items = {
        "Q900001": entity("Q900001", "Reed House"),
        "Q900002": entity("Q900002", "Reed House", country=NORWAY),
        "Q900003": entity("Q900003", "Iron Gate"),
        "Q43229": entity("Q43229", "organization"),
    }
    rows = list(suggest([HOUSE], wikidata(), LEXICON, Judgements(), date="2024-05-01"))
    assert [(row.object_id, row.predicate_id, row.confidence) for row in rows] == [
        ("wikidata:Q900002", "skos:closeMatch", "0.85"),
        ("wikidata:Q900001", "skos:closeMatch", "0.70"),
    ]
    assert [row.mapping_justification for row in rows] == ["semapv:CompositeMatching", "semapv:LexicalMatching"]
    assert rows[0].comment == "an association; is a organization; names 1.00; country agrees"
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


def test_two_of_ours_that_have_one_name_wait_until_somebody_says_what_they_are() -> None:
    twin = Unlinked("person", "ada-weaver-se", "Ada Weaver", ("Ada Weaver",), "SE", 0)
    (row,) = between([(ADA, twin)], Judgements(), date="2024-05-01")
    assert (row.subject_id, row.object_id) == ("hr:person/ada-weaver-no", "hr:person/ada-weaver-se")
    assert row.comment == "NO, 1 signatures and SE, 0 signatures"
    candidates = Judgements((row,))
    item = judgement(row.subject_id, "owl:sameAs", "wikidata:Q900001")
    assert waiting(candidates, Judgements((item,))) == [row]  # an item elsewhere settles nothing between them
    no = Judgements(tuple(judged(Judgements(), row, "no", author="orcid:0", date="2024-05-02")))
    assert no.apart(("person", "ada-weaver-se")) == {"person/ada-weaver-no"}
    assert list(between([(ADA, twin)], no, date="2024-05-03")) == []
    yes = Judgements(tuple(judged(Judgements(), row, "yes", author="orcid:0", date="2024-05-02")))
    assert yes.kept("person", "ada-weaver-no") == "ada-weaver-se"
    assert waiting(candidates, yes) == []
    with pytest.raises(UsageError, match="two of ours"):
        judged(Judgements(), row, "none", author="orcid:0", date="2024-05-02")


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


def test_the_item_that_the_tables_name_is_looked_at_even_where_no_search_finds_it(
    server: Server, wikidata: Callable[..., Wikidata]
) -> None:
    row = next(row for row in LEXICON.organisations if row["qid"] and row["qid_evidence"].startswith("[1] "))
    server.items = {row["qid"]: entity(row["qid"], row.label)}
    thing = Unlinked("organisation", row.id, row.label, (row.label,), None, 3)
    (candidate,) = suggest([thing], wikidata(), LEXICON, Judgements(), date="2024-05-01")
    assert (candidate.object_id, candidate.confidence) == (f"wikidata:{row['qid']}", "0.80")
    assert "the tables name it: [1]" in candidate.comment


def test_strings_are_as_quickstatements_reads_them() -> None:
    thing = Unlinked("prize", "x", 'The "Reed"  Prize', ('The "Reed"  Prize', "Prix du roseau", "جائزة القصب"), None, 0)
    absent = judgement("hr:prize/x", "skos:closeMatch", "sssom:NoTermFound")
    lines = list(quickstatements([thing], [], {}, LEXICON, Judgements((absent,))))
    assert lines == [
        "CREATE",
        'LAST\tLen\t"The "Reed" Prize"',
        "LAST\tP31\tQ618779",
        'LAST\tAen\t"Prix du roseau"',
    ]


def test_links_that_no_longer_hold_are_told(server: Server, wikidata: Callable[..., Wikidata]) -> None:
    server.items = {
        "Q900001": entity("Q900001", "Reed House", country=NORWAY),
        "Q900002": entity("Q900002", "Reed House", classes="Q5"),
        "Q900004": entity("Q900004", "Iron Gate"),
    }
    server.merged = {"Q900000": "Q900001"}
    linked = [(HOUSE, f"Q90000{n}") for n in range(5)]
    assert list(doubts(linked, wikidata().items(i for _, i in linked), LEXICON)) == [
        "organisation/reed-house (wikidata:Q900000): the item was merged into wikidata:Q900001",
        "organisation/reed-house (wikidata:Q900002): 'Reed House' is hardly 'Reed House' (it is of another kind)",
        "organisation/reed-house (wikidata:Q900003): the item was deleted",
        "organisation/reed-house (wikidata:Q900004): 'Iron Gate' is hardly 'Reed House' (names 0.00)",
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one post with an organisation that the tables link and a person whom somebody has linked."""
    folder = tmp_path_factory.mktemp("built")
    post = folder / "posts.txt"
    post.write_text(
        "Two organisations call on Norway to free Ada Weaver\n\nMay 1, 2021\n\nIn an open letter two bodies call "
        "on the authorities of Norway to release Norwegian lawyer Ada Weaver, who was arrested on 17 January 2021.\n\n"
        "Signatories:\n\n- Human Rights Watch\n- Reed House\n",
        encoding="utf-8",
    )
    settings = settings_with(folder, judgement("hr:person/ada-weaver-no", "owl:sameAs", "wikidata:Q900008"))
    build([str(post)], settings, now="2026-11-24T00:00:00Z", strict=True)
    return settings.store


def test_the_commands_that_ask_about_what_is_linked(server: Server, built: Path, tmp_path: Path) -> None:
    server.items = {
        "Q187052": entity("Q187052", "Human Rights Watch", country="Q30"),
        "Q900009": entity("Q900009", "Ada Weaver", classes="Q5", country=NORWAY),
    }
    server.merged = {"Q900008": "Q900009"}
    asking = ["--api", server.url, "--pause", "0", "--store", str(built), "--cache", str(tmp_path / "cache")]
    result = CliRunner().invoke(main, ["link", "check", *asking])
    assert result.exit_code == 1
    assert "person/ada-weaver-no (wikidata:Q900008): the item was merged into wikidata:Q900009" in result.stdout
    absent = judgement("hr:organisation/reed-house", "skos:closeMatch", "sssom:NoTermFound")
    person = judgement("hr:person/ada-weaver-no", "skos:closeMatch", "sssom:NoTermFound")
    (tmp_path / "links.tsv").write_text(to_sssom([absent, person]), encoding="utf-8")
    lines = run("quickstatements", *asking, "--links", str(tmp_path / "links.tsv")).stdout.splitlines()
    assert lines[:3] == ["CREATE", 'LAST\tLen\t"Reed House"', "LAST\tP31\tQ43229"]
    # Of a person no item is made, whatever was judged; names go to the item that there is now.
    assert lines.count("CREATE") == 1
    assert all(line.startswith(("CREATE", "LAST\t", "Q187052\tA", "Q900009\tA")) for line in lines)
    assert not any("Weaver" in line for line in lines if line.startswith("LAST"))


def test_without_a_network_every_other_command_works(built: Path, tmp_path: Path) -> None:
    links = ["--links", str(tmp_path / "links.tsv")]
    (tmp_path / "more.tsv").write_text(to_sssom([judgement("hr:prize/a", "owl:sameAs", "wikidata:Q900001")]))
    assert "organisation/reed-house\tReed House\t\t1" in run("unlinked", "--store", str(built)).output
    run("import", str(tmp_path / "more.tsv"), *links)
    run("review", str(tmp_path / "more.tsv"), "--author", "orcid:0", *links)
    run("export", *links)
    run("undo", "hr:prize/a", "wikidata:Q900001", *links)
    assert read_judgements(tmp_path / "links.tsv").rows == ()


LISTED = "id\tlabel\tcountry\tsignatures\norganisation/reed-house\tReed House\tNO\t5\n"


def run(*arguments: str, **more: str) -> Result:
    result = CliRunner().invoke(main, ["link", *arguments], **more)
    assert result.exit_code == 0, result.output
    return result


def test_from_the_list_of_the_unlinked_to_a_link(server: Server, tmp_path: Path) -> None:
    """What a person with a network and an hour does: suggest, review, and look at what was judged."""
    server.search = ["Q900001", "Q900002"]
    server.items = {
        "Q900001": entity("Q900001", "Reed House", classes="Q11424"),
        "Q900002": entity("Q900002", "Reed House", country=NORWAY),
    }
    (tmp_path / "unlinked.tsv").write_text(LISTED, encoding="utf-8")
    found, links = tmp_path / "candidates.tsv", tmp_path / "links.sssom.tsv"
    shared = ["--links", str(links)]
    asking = ["suggest", "--unlinked", str(tmp_path / "unlinked.tsv"), "--api", server.url, "--pause", "0"]
    run(*asking, "--cache", str(tmp_path / "cache"), *shared, "-o", str(found))
    assert [row.object_id for row in read_judgements(found).rows] == ["wikidata:Q900001", "wikidata:Q900002"]
    asked = len(server.asked)
    run(*asking, "--cache", str(tmp_path / "cache"), *shared, "-o", str(found))
    assert len(server.asked) == asked  # all of it was kept
    told = run("review", str(found), "--author", "orcid:0", *shared, input="yes\n")
    assert "Reed House (wikidata:Q900002) 0.85" in told.output
    assert "country agrees" in told.output
    (row,) = read_judgements(links).rows
    assert (row.subject_id, row.predicate_id, row.object_id) == (
        "hr:organisation/reed-house", "owl:sameAs", "wikidata:Q900002",
    )  # fmt: skip
    assert run("export", *shared).output == links.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("reply", "said"), [((403, {}, b""), "status 403"), (ok({"error": {"info": "blocked"}}), "blocked")]
)
def test_a_command_that_gets_no_answer_says_so_and_writes_nothing(
    server: Server, tmp_path: Path, reply: Reply, said: str
) -> None:
    (tmp_path / "unlinked.tsv").write_text(LISTED, encoding="utf-8")
    server.replies = [reply]
    arguments = ["link", "suggest", "--unlinked", str(tmp_path / "unlinked.tsv"), "--api", server.url]
    arguments += ["--cache", str(tmp_path / "cache"), "-o", str(tmp_path / "found.tsv")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"hrkg: {server.url}") or result.stderr.startswith("hrkg: http://127.0.0.1")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "found.tsv").exists()


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
