"""The operator's page: the same answers as in the terminal, for who has the address, on this machine alone."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from hrkg.link.review import Desk
from hrkg.link.sssom import ABSENT, Judgement, Judgements, read_judgements, to_sssom
from hrkg.web.review import create_review
from tests.corpora import ROOT
from tests.web.test_pages import Page

HOST = {"Host": "127.0.0.1:8010"}


def candidate(subject: str, label: str, item: str, confidence: str = "0.85") -> Judgement:
    return Judgement(
        f"hr:{subject}", label, "skos:closeMatch", "", f"wikidata:{item}", f"{label} <b>elsewhere</b>",
        "semapv:CompositeMatching", confidence, "hr:software", "2024-05-01", "an association; country agrees",
    )  # fmt: skip


ROWS = (
    candidate("organisation/reed-house", "Reed House", "Q900001"),
    candidate("organisation/reed-house", "Reed House", "Q900002", "0.70"),
    candidate("prize/reed-prize", "Reed Prize", "Q900003"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Judgements(ROWS), tmp_path / "links.sssom.tsv", "orcid:0", "2024-05-02")


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return create_review(desk, "secret", 8010).test_client()


def judge(client: FlaskClient, item: str, answer: str, subject: str = "organisation/reed-house") -> int:
    form = {"subject": f"hr:{subject}", "object": f"wikidata:{item}", "answer": answer}
    return client.post("/secret/judge", data=form, headers=HOST).status_code


def kept(desk: Desk) -> list[tuple[str, str, str]]:
    rows = read_judgements(desk.path).rows
    return [(row.object_id, row.predicate_id, row.predicate_modifier) for row in rows]


def test_the_page_shows_candidates_with_their_evidence_and_where_to_read_of_them(client: FlaskClient) -> None:
    response = client.get("/secret/", headers=HOST)
    page = Page(response.text)
    assert [text for text in page.texts if text in ("Reed House", "Reed Prize")] == ["Reed House", "Reed Prize"]
    assert "an association; country agrees" in response.text
    assert "<b>" not in response.text
    links = [a["href"] for tag, a in page.attributes if tag == "a"]
    assert links == [f"http://www.wikidata.org/entity/Q90000{n}" for n in (1, 2, 3)]
    assert all(a["rel"] == "noopener noreferrer" for tag, a in page.attributes if tag == "a")
    buttons = [a["value"] for tag, a in page.attributes if tag == "button"]
    assert buttons == ["yes", "no", "unsure", "none"] * 3


def test_of_two_of_ours_nobody_is_asked_whether_there_is_an_item(desk: Desk) -> None:
    pair = replace(ROWS[0], object_id="hr:organisation/reed-hall")
    both = Desk(Judgements((pair,)), desk.path, "orcid:0", "2024-05-02")
    page = Page(create_review(both, "secret", 8010).test_client().get("/secret/", headers=HOST).text)
    assert [a["value"] for tag, a in page.attributes if tag == "button"] == ["yes", "no", "unsure"]
    assert [a for tag, a in page.attributes if tag == "a"] == []


def test_each_answer_is_kept_as_the_dialogue_keeps_it(client: FlaskClient, desk: Desk) -> None:
    assert judge(client, "Q900002", "no") == 303
    assert kept(desk) == [("wikidata:Q900002", "owl:sameAs", "Not")]
    assert judge(client, "Q900001", "yes") == 303
    assert ("wikidata:Q900001", "owl:sameAs", "") in kept(desk)
    assert judge(client, "Q900003", "none", "prize/reed-prize") == 303
    assert (ABSENT, "skos:closeMatch", "") in kept(desk)
    assert "Nothing is left to judge" in client.get("/secret/", headers=HOST).text
    assert {(row.author_id, row.mapping_date) for row in desk.decided()} == {("orcid:0", "2024-05-02")}


def test_a_judgement_can_be_taken_back_and_its_candidate_waits_again(client: FlaskClient, desk: Desk) -> None:
    judge(client, "Q900001", "yes")
    assert [row.object_id for row in desk.waiting()] == ["wikidata:Q900003"]
    form = {"subject": "hr:organisation/reed-house", "object": "wikidata:Q900001"}
    assert client.post("/secret/undo", data=form, headers=HOST).status_code == 303
    assert kept(desk) == []
    assert len(desk.waiting()) == 3
    again = client.post("/secret/undo", data=form, headers=HOST)
    assert again.status_code == 400
    assert "nobody has judged" in again.text


@pytest.mark.parametrize(
    ("item", "answer", "reason"),
    [("Q900009", "yes", "do not wait"), ("Q900001", "perhaps", "none of the answers"), ("", "yes", "do not wait")],
)
def test_what_cannot_be_judged_is_told_and_changes_nothing(
    client: FlaskClient, desk: Desk, item: str, answer: str, reason: str
) -> None:
    form = {"subject": "hr:organisation/reed-house", "object": f"wikidata:{item}", "answer": answer}
    response = client.post("/secret/judge", data=form, headers=HOST)
    assert response.status_code == 400
    assert reason in response.text
    assert not desk.path.exists()


def test_an_answer_that_contradicts_another_is_refused(client: FlaskClient, desk: Desk) -> None:
    other = candidate("organisation/iron-gate", "Iron Gate", "Q900001")
    both = Desk(Judgements((ROWS[0], other)), desk.path, "orcid:0", "2024-05-02")
    client = create_review(both, "secret", 8010).test_client()
    assert judge(client, "Q900001", "yes") == 303
    response = client.post(
        "/secret/judge",
        data={"subject": "hr:organisation/iron-gate", "object": "wikidata:Q900001", "answer": "yes"},
        headers=HOST,
    )
    assert response.status_code == 400
    assert "is two things" in response.text
    assert len(kept(desk)) == 1


def test_only_who_has_the_address_is_let_in(client: FlaskClient) -> None:
    for path in ("/", "/other/", "/judge", "/undo"):
        assert client.get(path, headers=HOST).status_code == 404
        assert client.post(path, headers=HOST).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "evil.example:8010"])
def test_a_name_that_others_made_to_lead_here_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/secret/", headers={"Host": host}).status_code == 421
    assert client.get("/secret/", headers={"Host": "localhost:8010"}).status_code == 200


def test_the_page_runs_no_script_and_asks_nobody(client: FlaskClient) -> None:
    response = client.get("/secret/", headers=HOST)
    page = Page(response.text)
    assert page.tags["script"] == page.tags["img"] == page.tags["iframe"] == 0
    fetched = [a["href"] for tag, a in page.attributes if tag == "link"]
    assert fetched == ["/static/site.css"]
    with client.get("/static/site.css", headers=HOST) as sheet:
        assert sheet.status_code == 200
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"


def test_the_command_serves_the_page_until_it_is_told_to_end(tmp_path: Path) -> None:
    (tmp_path / "candidates.tsv").write_text(to_sssom(ROWS), encoding="utf-8")
    links = tmp_path / "links.sssom.tsv"
    command = [sys.executable, "-m", "hrkg", "link", "review", str(tmp_path / "candidates.tsv"), "--author", "orcid:0"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command += ["--page", "--port", str(port), "--links", str(links)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        address = process.stderr.readline().strip()
        assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/[\w-]{{20,}}/", address)
        form = {"subject": "hr:prize/reed-prize", "object": "wikidata:Q900003", "answer": "unsure"}
        with urllib.request.urlopen(f"{address}judge", urllib.parse.urlencode(form).encode()) as response:
            assert "may be" in response.read().decode()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/")
        assert [row.predicate_id for row in read_judgements(links).rows] == ["skos:closeMatch"]
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, said) == (0, "")
