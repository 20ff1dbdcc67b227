"""Requests that come around the stage's door, and what is believed of those that come through it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from worker_process import (
    CONFORMANCE,
    Worker,
    function_url_event,
    http_api_event,
    load_balancer_event,
    rest_event,
    running_worker,
)

WORD = "9f86d081884c7d65"
THROUGH = {"x-monolift-origin": WORD}
KINDS = [function_url_event, http_api_event, rest_event, load_balancer_event]
kinds = pytest.mark.parametrize("make", KINDS, ids=[make.__name__ for make in KINDS])


@pytest.fixture(scope="module", params=["wsgi", "asgi"])
def guarded(request: pytest.FixtureRequest, python: str) -> Iterator[Worker]:
    """A worker that knows the word."""
    environment = {
        **CONFORMANCE,
        "MONOLIFT_ORIGIN_WORD": WORD,
        "MONOLIFT_INTERFACE": request.param,
        "MONOLIFT_APPLICATION": f"conformance.{request.param}:application",
    }
    with running_worker(environment, python=python) as worker:
        yield worker


def made(make: Any, path: str = "/", **headers: str) -> dict[str, Any]:
    """An event of any kind with these headers more."""
    is_single = make in (function_url_event, http_api_event)
    event: dict[str, Any] = make(
        path, headers={name: text if is_single else [text] for name, text in headers.items()}
    )
    return event


@kinds
def test_a_request_that_says_the_word_is_answered(guarded: Worker, make: Any) -> None:
    assert guarded.invoke(made(make, **THROUGH)).status_code == 200


@kinds
@pytest.mark.parametrize("word", [{}, {"x-monolift-origin": "9f86"}, {"x-monolift-origin": "é"}])
def test_any_other_is_turned_away(guarded: Worker, make: Any, word: dict[str, str]) -> None:
    outcome = guarded.invoke(made(make, "/fails/", **word))
    assert outcome.status_code == 403
    assert json.loads(outcome.body)["error"] == "forbidden"
    assert outcome.answer_headers["content-type"] == "application/json; charset=utf-8"
    guarded.invoke(made(make, **THROUGH))
    assert "ValueError" not in guarded.output


def test_a_browser_gets_a_page(guarded: Worker) -> None:
    outcome = guarded.invoke(made(function_url_event, accept="text/html,*/*;q=0.8"))
    assert outcome.status_code == 403
    assert outcome.answer_headers["content-type"] == "text/html; charset=utf-8"
    assert b"by its own name" in outcome.body


def test_a_stream_is_turned_away_as_one(python: str) -> None:
    environment = {**CONFORMANCE, "MONOLIFT_ORIGIN_WORD": WORD, "MONOLIFT_STREAM": "function-url,rest"}
    with running_worker(environment, python=python) as worker:
        outcome = worker.invoke(function_url_event("/"))
        assert (outcome.is_streamed, outcome.status_code) == (True, 403)
        assert worker.invoke(made(rest_event, **THROUGH)).status_code == 200


@kinds
def test_the_application_never_sees_the_word(guarded: Worker, make: Any) -> None:
    spelled = {"X-Monolift-Origin": WORD}
    event = made(make, **(spelled if make is rest_event else THROUGH))
    seen = json.loads(guarded.invoke(event).body)
    assert "X-Monolift-Origin" not in seen["headers"]
    told = json.loads(guarded.invoke(made(make, "/event/", **THROUGH)).body)
    assert WORD not in json.dumps(told)
    value = guarded.invoke(made(make, "/environment/MONOLIFT_ORIGIN_WORD/", **THROUGH))
    assert json.loads(value.body) == {"value": None}


def test_the_browser_s_host_and_address_are_believed(guarded: Worker) -> None:
    event = function_url_event(
        "/x/",
        headers={
            **THROUGH,
            "x-forwarded-host": "blog.example.com",
            "x-forwarded-for": "10.0.0.1, 198.51.100.7",
        },
        source_ip="130.176.0.1",
    )
    seen = json.loads(guarded.invoke(event).body)
    assert seen["url"] == "https://blog.example.com/x/"
    assert seen["client"] == "198.51.100.7"


def test_a_browser_cannot_choose_its_address(guarded: Worker) -> None:
    event = function_url_event(
        "/",
        headers={
            **THROUGH,
            "x-forwarded-for": "198.51.100.7",
            "cloudfront-viewer-address": "10.0.0.1:50000",
        },
        source_ip="130.176.0.1",
    )
    assert json.loads(guarded.invoke(event).body)["client"] == "198.51.100.7"


def test_without_a_word_everybody_is_let_in(worker: Worker) -> None:
    seen = json.loads(worker.invoke(made(function_url_event, **THROUGH)).body)
    assert "X-Monolift-Origin" not in seen["headers"]
