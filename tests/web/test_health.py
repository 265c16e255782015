"""What those who watch over the server are told."""

import re

from flask.testing import FlaskClient


def figure(client: FlaskClient, name: str, labels: str = "") -> float:
    """A figure of /metrics; 0 where there is none yet."""
    text = client.get("/metrics").text
    found = re.search(rf'^{name}\{{(?:{labels},)?process="\d+"\}} (\S+)$', text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_live_and_ready_are_told_apart(client: FlaskClient) -> None:
    assert client.get("/health/live").json == {"status": "ok"}
    ready = client.get("/health").json
    assert ready is not None
    assert (ready["status"], ready["version"]) == ("ok", "abc123")


def test_metrics_are_in_the_format_of_prometheus(client: FlaskClient) -> None:
    response = client.get("/metrics")
    assert response.content_type == "text/plain; version=0.0.4; charset=utf-8"
    sample = re.compile(r'[a-z_]+(_bucket|_sum|_count)?\{([a-z]+="[^"]*",)*process="\d+"\} [0-9.e+-]+')
    names = set()
    for line in response.text.splitlines():
        if line.startswith("# TYPE"):
            names.add(line.split()[2])
        assert line.startswith(("# HELP", "# TYPE")) or sample.fullmatch(line), line
    assert {"hrkg_queries_total", "hrkg_query_seconds", "hrkg_workers_killed_total", "hrkg_snapshot_info"} <= names
    assert 'version="abc123"' in response.text


def test_queries_are_counted_by_how_they_end(client: FlaskClient) -> None:
    asked = {
        "answered": "ASK { ?never_asked_before ?p ?o }",
        "fault": "ASK {",
        "refused": "ASK { SERVICE <http://localhost:1/> {} }",
        "limit-time": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    }
    for outcome, query in asked.items():
        label = f'outcome="{outcome}"'
        before = figure(client, "hrkg_queries_total", label), figure(client, "hrkg_query_seconds_count")
        killed = figure(client, "hrkg_workers_killed_total")
        client.get("/sparql", query_string={"query": query, "timeout": "0.5"})
        assert figure(client, "hrkg_queries_total", label) == before[0] + 1
        assert figure(client, "hrkg_query_seconds_count") == before[1] + 1
        assert figure(client, "hrkg_workers_killed_total") == killed + (outcome == "limit-time")
    assert figure(client, "hrkg_query_seconds_bucket", r'le="\+Inf"') == figure(client, "hrkg_query_seconds_count")


def test_metrics_hold_neither_addresses_nor_queries(client: FlaskClient) -> None:
    client.get("/sparql", query_string={"query": "ASK { ?tell_tale ?p ?o }"}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    text = client.get("/metrics").text
    assert "tell_tale" not in text
    assert "192.0.2" not in text
