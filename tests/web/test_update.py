"""Writing: SPARQL 1.1 Update at /update and the Graph Store Protocol at /graphs, with the token.

Ours name their graphs: the default graph is the union of all others and is not written.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hrkg.errors import QueryError, UsageError
from hrkg.settings import Settings
from hrkg.web.changes import Change, to_do
from hrkg.web.engine import RefusedError

WAYS = ("app", "http")
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-update"
TOKEN = {"Authorization": "Bearer let-me-write"}
BASE = "https://w3id.org/hrkg/"
NOTES = f"{BASE}graph/notes"
NOTE = f"INSERT DATA {{ GRAPH <{NOTES}> {{ <{BASE}x> rdfs:label 'x' }} }}"


def update(writer: FlaskClient, text: str, **headers: str) -> TestResponse:
    return writer.post("/update", data=text, content_type=DIRECT, headers={**TOKEN, **headers})


def ask(writer: FlaskClient, pattern: str) -> bool:
    told = writer.get("/sparql", query_string={"query": f"ASK {pattern}"}).json
    assert told is not None
    return bool(told["boolean"])


def version(writer: FlaskClient) -> str:
    return str(json.loads(writer.get("/health").text)["version"])


# --- what is published ---


def test_an_update_is_read_back_at_once(writer: FlaskClient) -> None:
    before = version(writer)
    assert update(writer, NOTE).status_code == 204
    assert version(writer) != before
    assert ask(writer, f"{{ GRAPH <{NOTES}> {{ ?s rdfs:label 'x' }} ?s rdfs:label 'x' }}")


def test_an_update_in_a_form(writer: FlaskClient) -> None:
    text = f"DELETE DATA {{ GRAPH <{NOTES}> {{ <{BASE}x> rdfs:label 'x' }} }}"
    assert writer.post("/update", data={"update": text}, headers=TOKEN).status_code == 204
    assert not ask(writer, f"{{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }}")


def test_a_graph_is_put_added_to_and_deleted(writer: FlaskClient) -> None:
    def send(method: str, data: str = "", **headers: str) -> int:
        address, content_type = "/graph/notes", "text/turtle"
        return writer.open(
            address, method=method, data=data, content_type=content_type, headers={**TOKEN, **headers}
        ).status_code

    def read() -> set[str]:
        response = writer.get("/graphs", query_string={"graph": NOTES}, headers={"Accept": "application/n-triples"})
        return {line.split('"')[1] for line in response.text.splitlines() if '"' in line}

    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert send("PUT", f"<x> {label} 'one' .") == 201
    assert send("PUT", f"<x> {label} 'two' .") == 204
    assert send("POST", f"<x> {label} 'three' .") == 204
    assert read() == {"two", "three"}
    assert send("DELETE", **{"If-Match": 'W/"another-turtle-0.1"'}) == 412
    tag = writer.get("/graph/notes").headers["ETag"]
    assert send("DELETE", **{"If-Match": tag}) == 204
    assert writer.get("/graph/notes").status_code == 404
    assert send("DELETE") == 404


def put(writer: FlaskClient, data: str, method: str = "PUT", address: str = "/graph/terms", **headers: str) -> int:
    headers = {**TOKEN, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return writer.open(address, method=method, data=data, content_type="text/turtle", headers=headers).status_code


LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def test_a_graph_may_be_written_only_where_it_is_not_there_or_only_where_it_is(writer: FlaskClient) -> None:
    assert put(writer, f"<x> {LABEL} 'none' .", If_Match="*") == 412
    assert put(writer, f"<x> {LABEL} 'one' .", If_None_Match="*") == 201
    assert put(writer, f"<x> {LABEL} 'two' .", If_None_Match="*") == 412
    assert put(writer, f"<x> {LABEL} 'two' .", If_Match="*") == 204
    tag = writer.get("/graph/terms").headers["ETag"]
    assert put(writer, f"<x> {LABEL} 'three' .", If_None_Match=tag) == 412
    assert put(writer, f"<x> {LABEL} 'three' .", If_None_Match='"another"') == 204
    assert put(writer, "", "DELETE") == 204


def test_a_new_graph_is_made_for_what_is_posted_to_the_store(writer: FlaskClient) -> None:
    def post() -> TestResponse:
        return writer.post("/graphs", data=f"<x> {LABEL} 'posted' .", content_type="text/turtle", headers=TOKEN)

    made = post()
    assert made.status_code == 201
    assert "posted" in writer.get(made.location).text
    again = post()
    assert (again.status_code, again.location) == (204, made.location)
    assert writer.delete(made.location, headers=TOKEN).status_code == 204


def test_several_files_are_posted_as_one_graph(writer: FlaskClient) -> None:
    def post(*files: tuple[str, str], method: str = "POST") -> int:
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\nContent-Type: {kind}\r\n\r\n{text}\r\n'
            for kind, text in files
        ]
        body, content_type = f"{''.join(parts)}--x--\r\n", "multipart/form-data; boundary=x"
        return writer.open(
            "/graph/terms", method=method, data=body, content_type=content_type, headers=TOKEN
        ).status_code

    turtle, lines = ("text/turtle", f"<x> {LABEL} 'one' ."), ("application/n-triples", f'<x:y> {LABEL} "two" .')
    assert post(turtle, lines) == 201
    told = writer.get("/graph/terms", headers={"Accept": "application/n-triples"}).text
    assert sorted(told.splitlines()) == [f'<{BASE}graph/x> {LABEL} "one" .', f'<x:y> {LABEL} "two" .']
    assert post(turtle, ("text/turtle", "<x>")) == 400
    assert post(turtle, ("text/csv", "x")) == 415
    assert post() == 400
    assert post(turtle, method="PUT") == 415
    assert put(writer, "", "DELETE") == 204


@pytest.mark.parametrize("name", ["dataset", "ontology", "quality"])
def test_what_is_made_of_the_others_is_seen_and_not_written(writer: FlaskClient, name: str) -> None:
    graph = f"{BASE}graph/{name}"
    assert update(writer, f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").status_code == 400
    assert writer.delete(f"/graph/{name}", headers=TOKEN).status_code == 400
    copy = f"INSERT {{ GRAPH <{NOTES}> {{ ?s rdfs:comment ?s }} }} WHERE {{ GRAPH <{graph}> {{ ?s a ?class }} }}"
    assert update(writer, copy).status_code == 204
    assert ask(writer, f"{{ GRAPH <{NOTES}> {{ ?s rdfs:comment ?s }} }}")
    assert update(writer, f"DROP GRAPH <{NOTES}>").status_code == 204
    assert ask(writer, f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")


def test_two_writers_at_once_both_write(connect: Callable[[], FlaskClient], writer: FlaskClient) -> None:
    statuses = []

    def write(name: str) -> None:
        statuses.append(update(connect(), NOTE.replace("'x'", f"'{name}'")).status_code)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [204, 204]
    assert ask(writer, "{ ?s rdfs:label 'a' , 'b' }")


def test_the_service_description_tells_of_updates(writer: FlaskClient) -> None:
    store = ox.Store()
    store.load(writer.get("/sparql", headers={"Accept": "text/turtle"}).data, format=ox.RdfFormat.TURTLE)
    terms = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    pattern = "?s sd:supportedLanguage sd:SPARQL11Update ; sd:endpoint <http://localhost/update>"
    assert bool(store.query(f"{terms} ASK {{ {pattern} }}"))


# --- what is refused ---


def test_what_does_not_conform_is_told_with_the_report(writer: FlaskClient) -> None:
    before = version(writer)
    pattern = "GRAPH ?g { ?post a hrkg:Post ; dcterms:title ?t }"
    response = update(writer, f"DELETE {{ GRAPH ?g {{ ?post dcterms:title ?t }} }} WHERE {{ {pattern} }}")
    assert response.status_code == 422
    told = json.loads(response.text)
    assert "title" in told["detail"]
    report = ox.Store()
    report.load(told["report"].encode(), format=ox.RdfFormat.TURTLE)
    sh = "PREFIX sh: <http://www.w3.org/ns/shacl#> "
    assert bool(report.query(f"{sh} ASK {{ ?r sh:conforms false ; sh:result/sh:focusNode ?post }}"))
    assert version(writer) == before


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA {", 400),
        ("SELECT * {}", 400),
        ("INSERT DATA { <http://a.example/> rdfs:label 'x' }", 400),
        ("LOAD <http://localhost:1/>", 403),
    ],
)
def test_an_update_that_cannot_be_done_changes_nothing(writer: FlaskClient, text: str, status: int) -> None:
    before = version(writer)
    assert update(writer, text).status_code == status
    assert version(writer) == before


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"data": NOTE, "content_type": "text/plain"}, 415),
        ({"data": NOTE, "content_type": "application/sparql-query"}, 415),
        ({"data": NOTE}, 415),
        ({"data": f"update={NOTE}"}, 415),
        ({"data": NOTE.encode("utf-16"), "content_type": DIRECT}, 400),
        ({"data": NOTE.encode("utf-16"), "content_type": f"{DIRECT}; charset=utf-16"}, 415),
        ({"data": {"update": [NOTE, NOTE]}}, 400),
        ({"data": {"update": NOTE, "query": "ASK {}"}}, 400),
        ({"data": {"query": "ASK {}"}}, 400),
        ({"data": {"update": NOTE, "using-graph-uri": "no IRI"}}, 400),
    ],
)
def test_a_post_that_is_no_update_is_refused(writer: FlaskClient, options: dict[str, object], status: int) -> None:
    response = writer.post("/update", headers=TOKEN, **options)  # type: ignore[arg-type]
    assert response.status_code == status
    assert response.content_type == "application/problem+json"


def test_an_update_by_get_is_refused(writer: FlaskClient) -> None:
    response = writer.get("/update", query_string={"update": NOTE}, headers=TOKEN)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer no"}, {"Authorization": "Basic bGV0Om1l"}])
def test_nobody_writes_without_the_token(writer: FlaskClient, given: dict[str, str]) -> None:
    for response in (
        writer.post("/update", data=NOTE, content_type=DIRECT, headers=given),
        writer.put("/graph/notes", data="", content_type="text/turtle", headers=given),
        writer.delete("/graph/names", headers=given),
    ):
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_server_without_a_token_is_not_written_to(app: Flask) -> None:
    for token in ("", "let-me-write"):
        given = {"Authorization": f"Bearer {token}"}
        assert app.test_client().post("/update", data=NOTE, content_type=DIRECT, headers=given).status_code == 403


@pytest.mark.parametrize(
    ("address", "data", "content_type", "status"),
    [
        ("/graphs?default", "# none", "text/turtle", 403),
        ("/graph/dataset", "<x> <x> <x> .", "text/turtle", 400),
        ("/graph/notes", "<x> <x>", "text/turtle", 400),
        ("/graph/notes", '{"@id": "x:g", "@graph": [{"@id": "x:s", "x:p": 1}]}', "application/ld+json", 400),
        ("/graph/notes", "[] <x> 1 .", "text/turtle", 422),
        ("/graph/notes", "# none", "application/n-quads", 415),
        ("/graph/notes", "# none", "multipart/form-data", 415),
    ],
)
def test_a_graph_that_cannot_be_written_is_refused(
    writer: FlaskClient, address: str, data: str, content_type: str, status: int
) -> None:
    before = version(writer)
    response = writer.put(address, data=data, content_type=content_type, headers=TOKEN)
    assert (response.status_code, version(writer)) == (status, before)


# --- what an update does to a store ---


def done(text: str, *, using: tuple[str, ...] = (), using_named: tuple[str, ...] = ()) -> set[str]:
    """The values that graph e:out holds after an update of graphs e:a (1), e:b (2) and their union."""
    store = ox.Store()
    for name, value in (("a", 1), ("b", 2)):
        triple = ox.Triple(ox.NamedNode("http://e.example/s"), ox.NamedNode("http://e.example/p"), ox.Literal(value))
        store.extend([ox.Quad(*triple), ox.Quad(*triple, ox.NamedNode(f"http://e.example/{name}"))])  # type: ignore[call-arg]
    graphs = [tuple(f"http://e.example/{name}" for name in names) for names in (using, using_named)]
    change = Change("update", f"PREFIX e: <http://e.example/> {text}", using=graphs[0], using_named=graphs[1])
    to_do(change, "http://e.example/")(store)
    found = store.quads_for_pattern(None, None, None, ox.NamedNode("http://e.example/out"))
    return {quad.object.value for quad in found if isinstance(quad.object, ox.Literal)}


COPY = "INSERT { GRAPH e:out { ?s ?p ?o } } WHERE { ?s ?p ?o }"
COPY_NAMED = "INSERT { GRAPH e:out { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"


@pytest.mark.parametrize(
    ("text", "using", "using_named", "expected"),
    [
        (COPY, (), (), {"1", "2"}),
        (COPY, ("a",), (), {"1"}),
        (COPY, ("a", "b"), (), {"1", "2"}),
        (COPY, (), ("a",), set()),
        (COPY_NAMED, (), ("a",), {"1"}),
        (COPY_NAMED, ("a",), (), set()),
        (COPY_NAMED, ("a",), ("b",), {"2"}),
        # Each operation has it; the word in comments, names and patterns is not the keyword.
        (
            f"{COPY}; DELETE {{}} INSERT {{}} # WHERE {{\nWHERE {{ ?s e:where 'WHERE' }}; {COPY_NAMED}",
            ("a",),
            (),
            {"1"},
        ),
        (f"{COPY}; DELETE WHERE {{ GRAPH e:out {{ ?s ?p ?o }} }}", ("a",), ("out",), set()),
        (f"{COPY}; DELETE WHERE {{ GRAPH e:out {{ ?s ?p ?o }} }}", ("a",), ("b",), {"1"}),
    ],
)
def test_the_request_names_the_data_set(
    text: str, using: tuple[str, ...], using_named: tuple[str, ...], expected: set[str]
) -> None:
    assert done(text, using=using, using_named=using_named) == expected


@pytest.mark.parametrize("text", ["USING e:a", "using named<http://e.example/a>", "USING NAMED e:a"])
def test_a_data_set_in_the_request_and_in_the_update_is_a_conflict(text: str) -> None:
    for update in (
        f"INSERT {{ GRAPH e:out {{ ?s ?p ?o }} }} {text} WHERE {{ ?s ?p ?o }}",
        "WITH e:a INSERT { ?s ?p 9 } WHERE { ?s ?p ?o }",
    ):
        for data_set in ({"using": ("b",)}, {"using_named": ("b",)}):
            with pytest.raises(UsageError, match="using-graph-uri"):
                done(update, **data_set)


def test_the_base_of_the_text_resolves_its_iris() -> None:
    text = "BASE <http://e.example/> INSERT DATA { GRAPH <out> { <s> <p> 'base' } }"
    store = ox.Store()
    to_do(Change("update", text), "http://other.example/")(store)
    assert [str(name) for name in store.named_graphs()] == ["<http://e.example/out>"]


def test_all_may_be_cleared_and_filled_anew() -> None:
    assert done("CLEAR SILENT ALL; INSERT DATA { GRAPH e:out { e:s e:p 3 } }") == {"3"}


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://localhost:1/>",
        "CLEAR ALL;load silent<http://localhost:1/> INTO GRAPH <http://e.example/a>",
        "LOADSILENT<http://localhost:1/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER EXISTS {seRVice silent ?s{ ?s ?p ?o } } }",
    ],
)
def test_nothing_is_fetched_for_an_update(text: str) -> None:
    with pytest.raises(RefusedError, match=r"(?i)load|service"):
        done(text)


def test_the_words_elsewhere_do_no_harm() -> None:
    text = "INSERT DATA { GRAPH e:out { e:load e:service 'LOAD <x:y> SERVICE' } } # SERVICE LOAD"
    assert done(text) == {"LOAD <x:y> SERVICE"}


def test_what_fails_while_it_is_done_is_told() -> None:
    with pytest.raises(QueryError, match=r"http://f\.example/"):
        done("INSERT { ?s ?p ?x } WHERE { ?s ?p ?o BIND(<http://f.example/>(1) AS ?x) }")


def test_the_token_is_not_shown(settings: Settings) -> None:
    assert "secret" not in repr(replace(settings, update_token="secret"))
