"""The reconciliation service: OpenRefine's requests, as its documentation and the specification give them, replayed."""

import json
import logging
import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import BASE

TIDEWATCH = "organisation/tidewatch"
NEREUS = "person/nereus-doe-xa"
STATEMENT = "statement/2024-03-02-two-groups-write-to-atlantis/1"

# What the specification's JSON schemas ask of an answer, in our own words: a type, (a tuple) one of several, a list of
# one shape, an object with needed members, and optional ones marked '?'.
TYPE = {"id": str, "name?": str}
CANDIDATE = {
    "id": str,
    "name": str,
    "description?": str,
    "score": (int, float),
    "match?": bool,
    "type?": [TYPE],
    "features?": [{"id": str, "value": (int, float, bool)}],
}
DRAFT_CANDIDATE = {**CANDIDATE, "features?": [{"id": str, "name": str, "value": (int, float, bool)}]}
SUGGESTION = {"id": str, "name": str, "description?": str, "notable?": [TYPE]}
SERVICE = {"service_url?": str, "service_path?": str, "flyout_service_url?": str, "flyout_service_path?": str}
MANIFEST = {
    "versions": [str],
    "name": str,
    "identifierSpace": str,
    "schemaSpace": str,
    "documentation?": str,
    "serviceVersion?": str,
    "defaultTypes?": [{"id": str, "name": str}],
    "view?": {"url": str},
    "preview?": {"url": str, "width": int, "height": int},
    "suggest?": {"entity?": SERVICE, "property?": SERVICE, "type?": SERVICE},
    "extend?": {"propose_properties?": {"service_url?": str, "service_path?": str}, "property_settings?": [dict]},
}
DRAFT_MANIFEST = {
    "versions": [str],
    "name": str,
    "view": {"url": str},
    "preview?": {"width": int, "height": int},
    "suggest?": {"entity": bool, "property": bool, "type": bool},
    "extend?": {"proposeProperties?": bool, "propertySettings?": [dict]},
    "standardizedScore?": bool,
}
META = [{"id": str, "name": str}]


def conforms(value: object, shape: Any) -> bool:
    if isinstance(shape, dict):
        needed = {name for name in shape if not name.endswith("?")}
        return (
            isinstance(value, dict)
            and needed <= set(value)
            and all(conforms(value[n], s) for name, s in shape.items() if (n := name.rstrip("?")) in value)
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(conforms(item, shape[0]) for item in value)
    return isinstance(value, shape)


def batch(client: FlaskClient, **queries: object) -> Any:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200
    assert response.content_type == "application/json"
    return response.json


def best(client: FlaskClient, name: str, **more: object) -> Any:
    return batch(client, q0={"query": name, **more})["q0"]["result"][0]


def test_a_shape_that_lacks_a_member_does_not_conform() -> None:
    assert not conforms({"id": "x"}, CANDIDATE)
    assert not conforms({"id": "x", "name": "y", "score": "100"}, CANDIDATE)
    assert conforms({"id": "x", "name": "y", "score": 1}, CANDIDATE)


def test_manifest(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").json
    assert conforms(manifest, MANIFEST)
    assert "0.2" in manifest["versions"]
    assert manifest["identifierSpace"] == BASE
    assert [t["id"] for t in manifest["defaultTypes"]] == ["Statement", "Prize", "Country", "Organisation", "Person"]
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    assert "${id}" in manifest["suggest"]["entity"]["flyout_service_path"]


def test_manifest_of_the_draft(client: FlaskClient) -> None:
    manifest = client.get("/reconcile/1.0").json
    assert conforms(manifest, DRAFT_MANIFEST)
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
    assert all(conforms(answer, {"result": [CANDIDATE]}) for answer in answers.values())
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


@pytest.mark.parametrize("queries", ["{", "[]", '"text"'])
def test_a_batch_that_is_no_object_is_refused(client: FlaskClient, queries: str) -> None:
    response = client.post("/reconcile", data={"queries": queries})
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"


def test_a_batch_of_too_many_queries_is_refused(client: FlaskClient) -> None:
    response = client.post("/reconcile", data={"queries": json.dumps({str(i): {} for i in range(2001)})})
    assert response.status_code == 400


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
    assert conforms(answer, {"results": [{"candidates": [DRAFT_CANDIDATE]}]})
    first, second = answer["results"]
    assert (first["candidates"][0]["id"], first["candidates"][0]["match"]) == (NEREUS, True)
    assert second["candidates"] == []
    assert "conditions" in second["error"]["message"]


def test_suggest_entities(client: FlaskClient) -> None:
    for prefix in ("tide", "Tidewatch"):
        answer = client.get("/reconcile/suggest/entity", query_string={"prefix": prefix}).json
        assert conforms(answer, {"result": [SUGGESTION]})
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
        assert conforms(answer, {"id": str, "html": str})
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
    assert conforms(answer, {"meta": META, "rows": dict})
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
    begun = time.monotonic()
    answers = batch(client, **{f"q{i}": {"query": f"Tidewatch {i}"} for i in range(1000)})
    assert len(answers) == 1000
    assert time.monotonic() - begun < 60


def test_what_was_merged_leads_to_what_was_kept(client: FlaskClient) -> None:
    for suffix in ("", ".ttl"):
        response = client.get(f"/organisation/tide-watch{suffix}")
        assert (response.status_code, response.headers["Location"]) == (308, f"/{TIDEWATCH}{suffix}")
