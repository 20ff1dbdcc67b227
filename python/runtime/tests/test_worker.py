"""The life of a worker between its first event and its last."""

from __future__ import annotations

import json
import signal
from typing import Any

import pytest
from runtime_api import RuntimeApiServer
from worker_process import (
    CONFORMANCE,
    Worker,
    function_url_event,
    http_api_event,
    load_balancer_event,
    running_worker,
)


@pytest.fixture(scope="module")
def lasting_worker(python: str):  # type: ignore[no-untyped-def]
    """A worker for tests that look at its answers alone."""
    with running_worker(CONFORMANCE, python=python) as worker:
        yield worker


@pytest.fixture(scope="module")
def behind_cloudfront(python: str):  # type: ignore[no-untyped-def]
    with running_worker({**CONFORMANCE, "MONOLIFT_PROXY_HOPS": "1"}, python=python) as worker:
        yield worker


def seen(worker: Worker, path: str) -> Any:
    return json.loads(worker.invoke(function_url_event(path)).body)


class TestFailures:
    def test_an_exception_of_a_view_is_logged_with_its_traceback_though_debug_is_off(
        self, worker: Worker
    ) -> None:
        assert worker.invoke(function_url_event("/fails/")).status_code == 500
        worker.wait_until_idle(1)
        assert worker.output.count("ValueError: the view fails") == 1
        assert "Internal Server Error: /fails/" in worker.output

    @pytest.mark.parametrize("fixture", ["worker", "asgi_worker"])
    def test_a_view_that_exits_does_not_end_the_worker(
        self, python: str, fixture: str, request: pytest.FixtureRequest
    ) -> None:
        worker = request.getfixturevalue(fixture)
        outcome = worker.invoke(function_url_event("/exits/"))
        assert outcome.status_code == 500
        assert b"SystemExit" not in outcome.body
        assert worker.invoke(function_url_event("/")).status_code == 200
        assert worker.output.count("SystemExit: 3") == 1
        assert "never retrieved" not in worker.output

    def test_the_log_of_a_failure_does_not_hold_the_query(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/exits/", "token=topsecret"))
        worker.wait_until_idle(1)
        assert "GET /exits/" in worker.output
        assert "topsecret" not in worker.output

    def test_an_answer_over_six_megabytes_is_explained(self, worker: Worker) -> None:
        outcome = worker.invoke(function_url_event("/large/7000000/"))
        assert outcome.status == 413
        assert worker.invoke(function_url_event("/")).status_code == 200
        assert "larger than the 6 MB" in worker.output

    def test_an_answer_over_a_load_balancer_s_limit_is_explained(self, worker: Worker) -> None:
        worker.invoke(load_balancer_event("/large/1000000/"))
        worker.wait_until_idle(1)
        assert worker.output == ""
        worker.invoke(load_balancer_event("/large/1100000/"))
        worker.wait_until_idle(2)
        assert "1 MB that a load balancer takes" in worker.output

    def test_text_just_under_the_limit_is_not_made_larger(self, lasting_worker: Worker) -> None:
        assert lasting_worker.invoke(function_url_event("/large/6000000/")).status == 202

    @pytest.mark.parametrize("status", [400, 403, 500])
    def test_a_refused_answer_does_not_end_the_worker(self, python: str, status: int) -> None:
        with RuntimeApiServer() as api, running_worker(CONFORMANCE, python=python, api=api) as worker:
            api.refuses_with = status
            worker.invoke(function_url_event("/"))
            api.refuses_with = 0
            assert worker.invoke(function_url_event("/")).status_code == 200
            assert f"status {status}" in worker.output


class TestEvents:
    @pytest.mark.parametrize(
        "event",
        [
            {"manage": ["flush", "--no-input"]},
            {"command": "shell"},
            {"exec": "import os"},
            {"Records": [{"eventSource": "aws:sqs", "body": "x"}]},
            {},
            None,
            "text",
            [1],
            {
                "type": "REQUEST",
                "methodArn": "arn:aws:execute-api:x",
                "httpMethod": "GET",
                "requestContext": {},
            },
            {"version": "1.0", "requestContext": {"condition": "Success"}, "requestPayload": {}},
        ],
    )
    def test_an_event_that_is_no_request_is_an_error_of_the_function(
        self, lasting_worker: Worker, event: Any
    ) -> None:
        outcome = lasting_worker.invoke(event)
        assert outcome.what == "error"
        assert outcome.headers["lambda-runtime-function-error-type"] == "Runtime.UnknownEvent"
        assert outcome.document["errorType"] == "RuntimeFaultError"
        assert lasting_worker.invoke(function_url_event("/")).status_code == 200

    def test_the_values_of_an_unknown_event_are_not_told(self, worker: Worker) -> None:
        outcome = worker.invoke({"password": "topsecret"})
        worker.wait_until_idle(1)
        assert "password" in outcome.document["errorMessage"]
        assert "topsecret" not in outcome.payload.decode() + worker.output

    def test_a_request_without_its_fields_is_an_error_of_the_function(self, lasting_worker: Worker) -> None:
        outcome = lasting_worker.invoke({"httpMethod": "GET"})
        assert outcome.headers["lambda-runtime-function-error-type"] == "Runtime.MalformedEvent"

    def test_an_event_that_is_not_json_is_an_error_of_the_function(self, lasting_worker: Worker) -> None:
        outcome = lasting_worker.invoke(b"{")
        assert outcome.what == "error"
        assert outcome.headers["lambda-runtime-function-error-type"] == "Function.JSONDecodeError"

    def test_an_event_with_half_a_surrogate_pair_is_answered(self, lasting_worker: Worker) -> None:
        assert lasting_worker.invoke(function_url_event("/", "q=\ud800")).status_code == 200

    def test_a_large_event_arrives_whole(self, lasting_worker: Worker) -> None:
        event = function_url_event("/", method="POST", body="x" * 2_000_000)
        assert json.loads(lasting_worker.invoke(event).body)["length"] == "2000000"


class TestRuntimeApi:
    def test_one_connection_serves_many_events(self, worker: Worker) -> None:
        for _ in range(5):
            worker.invoke(function_url_event("/"))
        assert worker.api.connection_count == 1

    def test_a_connection_that_is_closed_after_each_answer_is_opened_again(self, python: str) -> None:
        with RuntimeApiServer() as api, running_worker(CONFORMANCE, python=python, api=api) as worker:
            api.closes_connections = True
            for _ in range(3):
                assert worker.invoke(function_url_event("/")).status_code == 200

    @pytest.mark.parametrize("path", ["/", "/nothing/", "/exits/"])
    def test_the_next_event_is_asked_for_early_where_the_server_says_so(
        self, worker: Worker, path: str
    ) -> None:
        worker.api.holds_answers = True
        for _ in range(3):
            worker.invoke(function_url_event(path))
        worker.wait_until_idle(3)
        assert worker.api.connection_count == 1

    def test_asking_early_survives_a_connection_that_is_closed(self, worker: Worker) -> None:
        worker.api.holds_answers = worker.api.closes_connections = True
        assert [worker.invoke(function_url_event("/")).status_code for _ in range(3)] == [200] * 3

    def test_an_event_that_fails_is_answered_early_too(self, worker: Worker) -> None:
        worker.api.holds_answers = True
        assert worker.invoke({"unknown": 1}).what == "error"
        assert worker.invoke(function_url_event("/")).status_code == 200

    def test_the_worker_ends_when_the_runtime_api_is_gone(self, python: str) -> None:
        with RuntimeApiServer() as api:
            context = running_worker(CONFORMANCE, python=python, api=api)
            worker = context.__enter__()
            worker.wait_until_idle(0)
        try:
            assert worker.wait() == 1
            assert "The worker ends" in worker.output
        finally:
            context.__exit__(None, None, None)

    def test_a_trace_id_is_in_the_environment_while_its_event_runs(self, worker: Worker) -> None:
        path = "/environment/_X_AMZN_TRACE_ID/"
        traced = worker.invoke(function_url_event(path), headers={"Lambda-Runtime-Trace-Id": "Root=1-2-3"})
        assert json.loads(traced.body) == {"value": "Root=1-2-3"}
        assert seen(worker, path) == {"value": None}


class TestEnd:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_waiting_worker_ends_cleanly(self, worker: Worker, number: int) -> None:
        worker.wait_until_idle(0)
        worker.process.send_signal(number)
        assert worker.wait() == 0
        assert worker.output == ""

    def test_a_busy_worker_answers_first(self, worker: Worker) -> None:
        outcome = worker.api.submit(function_url_event("/sleeps/"), seconds=1.5)
        worker.wait_for_output("asleep")
        worker.process.send_signal(signal.SIGTERM)
        assert outcome.get(timeout=10).status_code == 504  # type: ignore[union-attr]
        assert worker.wait() == 0


class TestLeftRunning:
    def test_a_thread_that_outlives_its_request_is_named_once(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/thread/send-mail/"))
        worker.invoke(function_url_event("/thread/send-mail/"))
        worker.invoke(function_url_event("/"))
        worker.wait_until_idle(3)
        assert worker.output.count("'send-mail' goes on after the request") == 1
        assert "give the work to a task or a job" in worker.output

    def test_requests_without_threads_are_not_mentioned(self, asgi_worker: Worker) -> None:
        for _ in range(3):
            asgi_worker.invoke(function_url_event("/"))
        asgi_worker.wait_until_idle(3)
        assert "goes on" not in asgi_worker.output


class TestProxies:
    @pytest.mark.parametrize(
        ("forwarded", "source", "client"),
        [
            ("198.51.100.1", "130.176.0.1", "198.51.100.1"),
            ("198.51.100.1, 130.176.0.1", "130.176.0.1", "198.51.100.1"),
            ("10.0.0.1, 198.51.100.1, 130.176.0.1", "130.176.0.1", "198.51.100.1"),
            ("130.176.0.1", "130.176.0.1", "130.176.0.1"),
        ],
        ids=["not appended", "appended", "spoofed", "came around the proxy"],
    )
    def test_the_client_is_the_one_the_trusted_proxy_saw(
        self, behind_cloudfront: Worker, forwarded: str, source: str, client: str
    ) -> None:
        event = function_url_event("/", headers={"x-forwarded-for": forwarded}, source_ip=source)
        assert json.loads(behind_cloudfront.invoke(event).body)["client"] == client

    def test_a_load_balancers_client_is_further_left_too(self, behind_cloudfront: Worker) -> None:
        event = load_balancer_event("/", headers={"x-forwarded-for": ["10.0.0.1, 198.51.100.1, 130.176.0.1"]})
        assert json.loads(behind_cloudfront.invoke(event).body)["client"] == "198.51.100.1"

    def test_the_host_is_the_one_the_browser_asked_for(self, behind_cloudfront: Worker) -> None:
        event = function_url_event("/x/", headers={"x-forwarded-host": "blog.example.com"})
        assert json.loads(behind_cloudfront.invoke(event).body)["url"] == "https://blog.example.com/x/"

    def test_without_a_proxy_nobody_may_say_another_host(self, worker: Worker) -> None:
        event = http_api_event("/", headers={"x-forwarded-host": "evil.example"})
        assert "evil" not in json.loads(worker.invoke(event).body)["host"]
