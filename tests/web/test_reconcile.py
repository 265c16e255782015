"""The reconciliation service: OpenRefine's requests, as its documentation and the specification give them, replayed."""

import json
import logging
import math
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.conftest import BASE
from tests.web.reconciliation import (
    DRAFT_EXTENSION,
    DRAFT_MANIFEST,
    DRAFT_RESULTS,
    EXTENSION,
    FLYOUT,
    MANIFEST,
    PROPOSAL,
    RESULTS,
    SUGGESTIONS,
    faults,
)

TIDEWATCH = "organisation/tidewatch"
NEREUS = "person/nereus-doe-xa"
STATEMENT = "statement/2024-03-02-two-groups-write-to-atlantis/1"


def batch(client: FlaskClient, **queries: object) -> Any:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200
    assert response.content_type == "application/json"
    assert faults(response.json, RESULTS) == []
    return response.json


def best(client: FlaskClient, name: str, **more: object) -> Any:
    return batch(client, q0={"query": name, **more})["q0"]["result"][0]


def test_the_schemas_tell_what_is_wrong() -> None:
    candidate = {"id": "x", "name": "y", "score": 1, "match": True, "type": [{"id": "t", "name": "t"}]}
    assert faults({"q0": {"result": [candidate]}}, RESULTS) == []
    for wrong in (
        {**candidate, "score": "100"},
        {**candidate, "score": 100.5},
        {**candidate, "id": ""},
        {**candidate, "shoe": 1},
        {**candidate, "features": [{"id": "name"}]},
        {key: value for key, value in candidate.items() if key != "name"},
    ):
        assert len(faults({"q0": {"result": [wrong]}}, RESULTS)) == 1, wrong
    assert faults({"q0": {}}, RESULTS)
    assert faults([], RESULTS)
    assert faults({"meta": [], "rows": {"x": {"p": [{"id": "y"}]}}}, EXTENSION)


def test_manifest(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").json
    assert faults(manifest, MANIFEST) == []
    assert "0.2" in manifest["versions"]
    assert manifest["identifierSpace"] == BASE
    assert [t["id"] for t in manifest["defaultTypes"]] == ["Statement", "Prize", "Country", "Organisation", "Person"]
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    assert "${id}" in manifest["suggest"]["entity"]["flyout_service_path"]


def test_manifest_of_the_draft(client: FlaskClient) -> None:
    manifest = client.get("/reconcile/1.0").json
    assert faults(manifest, DRAFT_MANIFEST) == []
    assert manifest["versions"] == ["1.0-draft"]
    assert manifest["standardizedScore"] is True


def test_the_view_of_an_id_is_its_page(client: FlaskClient) -> None:
    address = client.get("/reconcile").json["view"]["url"].replace("{{id}}", TIDEWATCH)
    assert client.get(address, headers={"Accept": "text/html"}).status_code == 200


def test_queries_by_form_post(client: FlaskClient) -> None:
    answers = batch(
        client,
        q0={"query": "Tidewatch", "type": "Organisation", "limit": 3, "type_strict": "should"},
        q1={"query": "Coral Price"},
    )
    assert list(answers) == ["q0", "q1"]
    assert answers["q0"]["result"][0] == {
        "id": TIDEWATCH,
        "name": "Tidewatch",
        "description": "Organisation; 1 statement signed",
        "type": [{"id": "Organisation", "name": "Organisation"}],
        "score": 100.0,
        "match": True,
        "features": [{"id": "name", "value": 100.0}],
    }
    assert answers["q1"]["result"][0]["id"] == "prize/coral-prize"
    assert answers["q1"]["result"][0]["match"] is False


def test_queries_by_get(client: FlaskClient) -> None:
    answer = client.get("/reconcile", query_string={"queries": json.dumps({"q0": {"query": "tidewatch"}})}).json
    assert answer["q0"]["result"][0]["id"] == TIDEWATCH


def test_a_single_query_as_version_0_1_has_it(client: FlaskClient) -> None:
    for query in ("Tidewatch", json.dumps({"query": "Tidewatch", "limit": 1})):
        answer = client.get("/reconcile", query_string={"query": query}).json
        assert [c["id"] for c in answer["result"]][:1] == [TIDEWATCH]


def test_jsonp_where_it_is_asked_for(client: FlaskClient) -> None:
    response = client.get("/reconcile", query_string={"callback": "jsonp1_"})
    assert response.content_type.startswith("application/javascript")
    assert response.text.startswith("/**/jsonp1_({")
    assert response.text.endswith("});")
    refused = client.get("/reconcile", query_string={"callback": "alert(1)//"})
    assert refused.status_code == 400


def test_a_type_keeps_others_out(client: FlaskClient) -> None:
    assert batch(client, q={"query": "Atlantis", "type": "Country"})["q"]["result"][0]["id"] == "country/XA"
    assert all(c["id"] != "country/XA" for c in batch(client, q={"query": "Atlantis", "type": "Prize"})["q"]["result"])


def test_statements_are_found_by_their_title(client: FlaskClient) -> None:
    assert best(client, "Two groups write to Atlantis", type="Statement")["id"] == STATEMENT


def test_a_person_is_no_match_by_name_alone(client: FlaskClient) -> None:
    alone = best(client, "Nereus Doe")
    assert (alone["id"], alone["score"], alone["match"]) == (NEREUS, 100.0, False)
    for value in ("Atlantis", "XA", {"id": "country/XA", "name": "Atlantis"}):
        supported = best(client, "Nereus Doe", properties=[{"pid": "country", "v": value}])
        assert (supported["score"], supported["match"]) == (100.0, True)
    elsewhere = best(client, "Nereus Doe", properties=[{"pid": "country", "v": "Lemuria"}])
    assert (elsewhere["score"], elsewhere["match"]) == (80.0, False)


@pytest.mark.parametrize(
    "identifier",
    [
        TIDEWATCH,
        f"{BASE}{TIDEWATCH}",
        "http://www.wikidata.org/entity/Q0",
        " Q0 ",
        "organisation/tide-watch",  # which was merged into it
    ],
)
def test_an_identifier_finds_its_thing_and_is_sure(client: FlaskClient, identifier: str) -> None:
    found = best(client, identifier)
    assert (found["id"], found["score"], found["match"]) == (TIDEWATCH, 100.0, True)
    assert [
        s["id"] for s in client.get("/reconcile/suggest/entity", query_string={"prefix": identifier}).json["result"]
    ] == [TIDEWATCH]
    assert batch(client, q={"query": identifier, "type": "Person"})["q"]["result"] == []


def test_things_are_found_by_what_is_told_of_them_alone(client: FlaskClient) -> None:
    def found(*properties: tuple[str, object], **more: object) -> list[tuple[str, float, bool]]:
        asked = [{"pid": pid, "v": value} for pid, value in properties]
        result = batch(client, q={"properties": asked, **more})["q"]["result"]
        return [(c["id"], c["score"], c["match"]) for c in result]

    assert found(("sameAs", "http://www.wikidata.org/entity/Q0")) == [(TIDEWATCH, 100.0, True)]
    for country in ("XA", "Atlantis", {"id": "country/XA"}):
        assert found(("country", country), type="Person") == [(NEREUS, 100.0, True)]
    assert found(("country", "XA"), ("role", "lawyer")) == [(NEREUS, 100.0, False), (STATEMENT, 100.0, False)]
    assert found(("signed", STATEMENT))[0] == ("organisation/open-reef", 100.0, False)
    assert found(("kind", "open-letter")) == [(STATEMENT, 100.0, True)]
    assert found(("country", "Lemuria")) == []


def test_a_score_means_the_same_in_every_batch(client: FlaskClient) -> None:
    alone = best(client, "Tide watch")["score"]
    among = batch(client, a={"query": "Tidewatch"}, b={"query": "Tide watch", "limit": 1}, c={"query": "Coral"})
    assert among["b"]["result"][0]["score"] == alone == 98.0


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"query": ""}, "no name"),
        ({"type": "Person"}, "no name"),
        ({"query": "x" * 501}, "more than 500"),
        ({"query": "Tidewatch", "type": "Spaceship"}, "'Spaceship' is no type"),
        ({"query": "Tidewatch", "limit": 0}, "'limit'"),
        ({"query": "Tidewatch", "limit": math.inf}, "'limit'"),
        ({"query": "Tidewatch", "limit": math.nan}, "'limit'"),
        ({"query": "Tide\ud800watch"}, "half a character"),
        ({"query": "Tidewatch", "properties": [{"pid": "country", "v": "\udfff"}]}, "half a character"),
        ({"properties": [{"pid": "shoe", "v": "x"}]}, "no name"),
        ({"query": "Tidewatch", "properties": {"pid": "country"}}, "'properties'"),
        ("Tidewatch", "no object"),
    ],
)
def test_a_query_at_fault_fails_alone_and_visibly(client: FlaskClient, query: object, reason: str) -> None:
    answers = batch(client, bad=query, good={"query": "Tidewatch"})
    assert answers["bad"]["result"] == []
    assert answers["bad"]["error"]["status"] == "error"
    assert reason in answers["bad"]["error"]["message"]
    assert answers["good"]["result"][0]["id"] == TIDEWATCH


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PROPERTY = st.fixed_dictionaries(
    {}, optional={"pid": st.sampled_from(["country", "sameAs", "signed", "kind"]) | JSON, "v": JSON, "id": JSON}
)
QUERY = st.fixed_dictionaries(
    {},
    optional={
        "query": st.sampled_from(["Tidewatch", ""]) | JSON,
        "type": st.sampled_from(["Person", [{"id": "Person"}]]) | JSON,
        "limit": JSON,
        "properties": st.lists(PROPERTY, max_size=3) | JSON,
        "conditions": JSON,
    },
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERY | JSON)
def test_whatever_a_query_holds_the_others_of_its_batch_are_answered(client: FlaskClient, query: object) -> None:
    answers = batch(client, any=query, good={"query": "Tidewatch"})
    assert answers["good"]["result"][0]["id"] == TIDEWATCH
    drafted = [query, {"conditions": [{"matchType": "name", "propertyValue": "Tidewatch"}]}]
    answer = client.post("/reconcile/match", data=json.dumps({"queries": drafted}), content_type="application/json")
    assert faults(answer.json, DRAFT_RESULTS) == []
    assert answer.json["results"][1]["candidates"][0]["id"] == TIDEWATCH


@pytest.mark.parametrize("queries", ["{", "[]", '"text"'])
def test_a_batch_that_is_no_object_is_refused(client: FlaskClient, queries: str) -> None:
    response = client.post("/reconcile", data={"queries": queries})
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"


def test_a_batch_of_too_many_queries_is_refused(client: FlaskClient) -> None:
    response = client.post("/reconcile", data={"queries": json.dumps({str(i): {} for i in range(2001)})})
    assert response.status_code == 413
    assert client.get("/reconcile").json["batchSize"] == client.get("/reconcile/1.0").json["batchSize"] == 2000


def test_a_large_batch_in_another_script_is_answered(client: FlaskClient) -> None:
    # As form data, a letter of Arabic is six characters of JSON, and more when those are encoded.
    answers = batch(client, **{f"q{i}": {"query": "منظمة حقوق الإنسان في أتلانتس " * 4} for i in range(1000)})
    assert len(answers) == 1000


@pytest.mark.parametrize("address", ["/reconcile/match", "/reconcile/1.0/match"])
@pytest.mark.parametrize("names", [("propertyId", "propertyValue"), ("pid", "v")])
def test_match_of_the_draft(client: FlaskClient, address: str, names: tuple[str, str]) -> None:
    pid, value = names
    queries = [
        {
            "type": "Person",
            "limit": 2,
            "conditions": [
                {"matchType": "name", value: "Nereus Doe"},
                {"matchType": "property", pid: "country", value: ["Lemuria", "Atlantis"], "matchQuantifier": "any"},
            ],
        },
        {"conditions": []},
    ]
    answer = client.post(address, json={"queries": queries}).json
    assert faults(answer, DRAFT_RESULTS) == []
    first, second = answer["results"]
    assert (first["candidates"][0]["id"], first["candidates"][0]["match"]) == (NEREUS, True)
    assert second["candidates"] == []
    assert "conditions" in second["error"]["message"]


@pytest.mark.parametrize(
    ("quantifier", "values", "required", "expected"),
    [
        ("any", ["Lemuria", "Atlantis"], False, (100.0, True)),
        ("all", ["Lemuria", "Atlantis"], False, (80.0, False)),
        ("all", ["XA", "Atlantis"], True, (100.0, True)),
        ("none", ["Lemuria"], True, (100.0, True)),
        ("none", ["Atlantis"], False, (80.0, False)),
        ("any", ["Lemuria"], True, None),
        ("none", ["Atlantis"], True, None),
    ],
)
def test_conditions_of_the_draft(
    client: FlaskClient, quantifier: str, values: list[str], required: bool, expected: object
) -> None:
    condition = {
        "matchType": "property", "propertyId": "country", "propertyValue": values,
        "matchQuantifier": quantifier, "required": required,
    }  # fmt: skip
    query = {"type": "Person", "conditions": [{"matchType": "name", "propertyValue": "Nereus Doe"}, condition]}
    candidates = client.post("/reconcile/match", json={"queries": [query]}).json["results"][0]["candidates"]
    assert [(c["score"], c["match"]) for c in candidates] == ([expected] if expected else [])


def test_a_required_condition_of_which_nothing_is_told_is_not_met(client: FlaskClient) -> None:
    role = {"matchType": "property", "propertyId": "role", "propertyValue": "lawyer", "required": True}
    query = {"conditions": [{"matchType": "name", "propertyValue": "Nereus Doe"}, role]}
    assert client.post("/reconcile/match", json={"queries": [query]}).json["results"][0]["candidates"] == []


def test_a_quantifier_that_there_is_not_is_told(client: FlaskClient) -> None:
    some = {"matchType": "property", "propertyId": "country", "propertyValue": "XA", "matchQuantifier": "some"}
    answer = client.post("/reconcile/match", json={"queries": [{"conditions": [some]}]}).json
    assert "'matchQuantifier' is none of any, all, none" in answer["results"][0]["error"]["message"]


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/reconcile"), ("POST", "/reconcile"), ("GET", "/reconcile/1.0"), ("POST", "/reconcile/match"),
        ("GET", "/reconcile/suggest/entity"), ("GET", "/reconcile/flyout/entity"), ("GET", "/reconcile/preview"),
        ("GET", "/reconcile/properties"), ("POST", "/reconcile/extend"),
    ],
)  # fmt: skip
def test_any_site_may_ask(client: FlaskClient, method: str, address: str) -> None:
    told = client.open(address, method=method, headers={"Origin": "https://elsewhere.example"})
    assert told.headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.options(
        address, headers={"Origin": "https://x.example", "Access-Control-Request-Method": method}
    )
    assert preflight.status_code == 200
    assert method in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]


def test_openrefine_from_the_first_request_to_the_last(client: FlaskClient) -> None:
    """A table of two rows, reconciled as OpenRefine does it: it reads the manifest, guesses the type from a sample,
    reconciles against it with a column as a property, searches by hand, looks at a preview and fetches columns."""
    manifest = client.get("/reconcile", headers={"Accept": "application/json"}).json
    here = "http://localhost/reconcile"

    def at(service: dict[str, str], part: str = "service") -> str:
        return (service[f"{part}_url"] + service[f"{part}_path"]).replace("http://localhost", "")

    sample = batch(client, q0={"query": "Tidewatch", "limit": 3}, q1={"query": "Open Reef", "limit": 3})
    guessed = {answer["result"][0]["type"][0]["id"] for answer in sample.values()}
    assert guessed == {"Organisation"}
    proposed = client.get(
        at(manifest["extend"]["propose_properties"]), query_string={"type": "Organisation", "limit": 200}
    )
    assert faults(proposed.json, PROPOSAL) == []
    country = client.get(at(manifest["suggest"]["property"]), query_string={"prefix": "coun", "callback": "jsonp1"})
    assert country.text.startswith('/**/jsonp1({"result": [{"id": "country"')
    rows = batch(
        client,
        q0={
            "query": "Tidewatch", "type": "Organisation", "type_strict": "should", "limit": 5,
            "properties": [{"pid": "country", "v": "Atlantis"}],
        },
        q1={"query": "Open Reefs", "type": "Organisation", "type_strict": "should", "properties": []},
    )  # fmt: skip
    assert (rows["q0"]["result"][0]["id"], rows["q0"]["result"][0]["match"]) == (TIDEWATCH, True)
    assert rows["q1"]["result"][0]["match"] is False
    by_hand = client.get(
        at(manifest["suggest"]["entity"]), query_string={"prefix": "open", "type": "Organisation"}
    ).json
    assert [found["id"] for found in by_hand["result"]] == ["organisation/open-reef"]
    assert (
        client.get(at(manifest["suggest"]["entity"]), query_string={"prefix": "open", "type": "Person"}).json["result"]
        == []
    )
    flyout = at(manifest["suggest"]["entity"], "flyout_service").replace("${id}", "organisation%2Fopen-reef")
    assert "Open Reef" in client.get(flyout).json["html"]
    preview = manifest["preview"]["url"].replace("http://localhost", "").replace("{{id}}", "organisation/open-reef")
    assert client.get(preview).status_code == 200
    view = manifest["view"]["url"].replace("http://localhost", "").replace("{{id}}", "organisation/open-reef")
    assert client.get(view).status_code == 200
    wanted = {
        "ids": [TIDEWATCH, "organisation/open-reef"],
        "properties": [{"id": "sameAs", "settings": {}}, {"id": "signed"}],
    }
    columns = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json
    assert faults(columns, EXTENSION) == []
    assert [list(columns["rows"][identifier]) for identifier in wanted["ids"]] == [["sameAs", "signed"]] * 2
    assert manifest["suggest"]["entity"]["service_url"] == here


def test_suggest_entities(client: FlaskClient) -> None:
    for prefix in ("tide", "Tidewatch"):
        answer = client.get("/reconcile/suggest/entity", query_string={"prefix": prefix}).json
        assert faults(answer, SUGGESTIONS) == []
        assert [s["id"] for s in answer["result"]] == [TIDEWATCH]
    assert [s["id"] for s in client.get("/reconcile/suggest/entity?prefix=doe").json["result"]] == [NEREUS]
    assert client.get("/reconcile/suggest/entity?prefix=doe&cursor=1").json == {"result": []}
    assert client.get("/reconcile/suggest/entity?prefix=").json == {"result": []}
    assert client.get("/reconcile/suggest/entity?prefix=a&cursor=x").status_code == 400


def test_suggest_properties_and_types(client: FlaskClient) -> None:
    properties = client.get("/reconcile/suggest/property?prefix=cou").json
    assert properties == {"result": [{"id": "country", "name": "country"}]}
    assert client.get("/reconcile/suggest/type?prefix=pe").json == {"result": [{"id": "Person", "name": "Person"}]}


def test_flyouts(client: FlaskClient) -> None:
    for kind, identifier in (("entity", TIDEWATCH), ("property", "country"), ("type", "Person")):
        answer = client.get(f"/reconcile/flyout/{kind}", query_string={"id": identifier}).json
        assert faults(answer, FLYOUT) == []
        assert answer["id"] == identifier
        assert client.get(f"/reconcile/flyout/{kind}?id=nothing").status_code == 404


def test_a_preview_may_stand_in_a_frame_and_runs_no_script(client: FlaskClient) -> None:
    response = client.get("/reconcile/preview", query_string={"id": "organisation/open-reef"})
    assert response.headers.getlist("Content-Security-Policy") == [
        "default-src 'none'; style-src 'self'; frame-ancestors *"
    ]
    assert "<script>" not in response.text
    assert "Open Reef" in response.text
    assert client.get("/reconcile/preview?id=organisation/nothing").status_code == 404


def test_properties_are_proposed_by_type(client: FlaskClient) -> None:
    proposed = client.get("/reconcile/properties?type=Country").json
    assert "isoCode" in [p["id"] for p in proposed["properties"]]
    assert "role" not in [p["id"] for p in proposed["properties"]]
    assert len(client.get("/reconcile/properties?type=Country&limit=1").json["properties"]) == 1


def test_extension(client: FlaskClient) -> None:
    wanted = [{"id": "country"}, {"id": "detentions"}, {"id": "sameAs"}, {"id": "signed"}]
    asked = {"ids": [NEREUS, TIDEWATCH, "person/nobody"], "properties": wanted}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)}).json
    assert faults(answer, EXTENSION) == []
    assert [m["id"] for m in answer["meta"]] == ["country", "detentions", "sameAs", "signed"]
    assert answer["rows"][NEREUS] == {
        "country": [{"id": "country/XA", "name": "Atlantis"}],
        "detentions": [{"int": 1}],
        "sameAs": [],
        "signed": [],
    }
    assert answer["rows"][TIDEWATCH]["sameAs"] == [{"str": "http://www.wikidata.org/entity/Q0"}]
    assert [v["id"] for v in answer["rows"][TIDEWATCH]["signed"]] == [STATEMENT]
    assert answer["rows"]["person/nobody"]["country"] == []
    listed = client.post("/reconcile/extend", json=asked).json
    assert faults(listed, DRAFT_EXTENSION) == []
    assert listed["rows"][0]["id"] == NEREUS
    assert listed["rows"][0]["properties"][1] == {"id": "detentions", "values": [{"int": 1}]}


@pytest.mark.parametrize("asked", [{}, {"ids": "x", "properties": []}, {"ids": [], "properties": [{"id": "shoe"}]}])
def test_an_extension_at_fault_is_refused(client: FlaskClient, asked: object) -> None:
    assert client.post("/reconcile", data={"extend": json.dumps(asked)}).status_code == 400


def test_names_that_are_asked_for_stand_in_no_log(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        batch(client, a={"query": "Nereus Doe"}, b={"query": "Nereus Doe", "limit": -1})
    assert "Nereus" not in caplog.text


def test_a_thousand_queries_in_one_batch(client: FlaskClient) -> None:
    answers = batch(client, **{f"q{i}": {"query": f"Tidewatch {i}"} for i in range(1000)})  # how fast: make bench
    assert list(answers) == [f"q{i}" for i in range(1000)]
    assert all(answer["result"][0]["id"] == TIDEWATCH for answer in answers.values())


def test_what_was_merged_leads_to_what_was_kept(client: FlaskClient) -> None:
    for suffix in ("", ".ttl"):
        response = client.get(f"/organisation/tide-watch{suffix}")
        assert (response.status_code, response.headers["Location"]) == (308, f"/{TIDEWATCH}{suffix}")
