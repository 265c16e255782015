"""Every error is told as problem details or as a page, with a status that says who must act."""

import json
import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from hrkg.errors import HrkgError, NotFoundError, QueryError, StoreError, UsageError
from hrkg.web.engine import LimitError, RefusedError, UnsuitableError
from hrkg.web.problems import problem_of
from hrkg.web.workers import BusyError


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QueryError("syntax error", 1, 2), 400),
        (UsageError("'x' is no number of a page"), 400),
        (RefusedError("SERVICE is not allowed"), 403),
        (NotFoundError("there is no person 'x'"), 404),
        (UnsuitableError("the answer is triples", ["text/turtle"]), 406),
        (LimitError("time", 30), 503),
        (LimitError("rows", 10), 507),
        (LimitError("bytes", 10), 507),
        (LimitError("memory", 10), 507),
        (BusyError(30), 503),
        (StoreError("the store cannot be opened"), 503),
    ],
)
def test_each_error_has_its_status(error: HrkgError, status: int) -> None:
    problem = problem_of(error)
    assert problem.status == status
    assert problem.detail == str(error)


def test_whoever_should_come_again_is_told_when() -> None:
    assert problem_of(BusyError(30)).headers == {"Retry-After": "30"}


@pytest.mark.parametrize("accept", ["text/html", "application/problem+json"])
def test_a_fault_of_ours_tells_nothing_of_the_inside(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, accept: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr("hrkg.web.lists.find_page", fail)
    with caplog.at_level(logging.ERROR):
        response = client.get("/statement/", headers={"Accept": accept + ", text/html;q=0.1"})
    assert response.status_code == 500
    assert response.content_type.partition(";")[0] == accept
    assert "inside" not in response.text
    assert "Traceback" not in response.text
    assert "the inside" in caplog.text  # but the keepers are told
    if accept.endswith("json"):
        assert json.loads(response.text)["status"] == 500


def test_health_tells_whether_a_worker_answers(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    well = client.get("/health")
    assert (well.status_code, well.json and well.json["version"]) == (200, "abc123")
    assert well.headers["Cache-Control"] == "no-store"

    def fail(*_: object, **__: object) -> None:
        raise StoreError("the store cannot be opened")

    monkeypatch.setattr("hrkg.web.workers.Pool.ask", fail)
    ill = client.get("/health")
    assert (ill.status_code, ill.json and ill.json["reason"]) == (503, "the store cannot be opened")
