"""The life of a worker between its first event and its last."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from runtime_api import RuntimeApiServer
from worker_process import (
    CONFORMANCE,
    RUNTIME_FOLDER,
    Worker,
    function_url_event,
    http_api_event,
    load_balancer_event,
    running_worker,
)


@pytest.fixture
def worker(python: str):  # type: ignore[no-untyped-def]
    with running_worker(CONFORMANCE, python=python) as worker:
        yield worker


@pytest.fixture(scope="module")
def lasting_worker(python: str):  # type: ignore[no-untyped-def]
    """A worker for tests that look at its answers alone."""
    with running_worker(CONFORMANCE, python=python) as worker:
        yield worker


@pytest.fixture
def asgi_worker(python: str):  # type: ignore[no-untyped-def]
    environment = {
        **CONFORMANCE,
        "MONOLIFT_APPLICATION": "conformance.asgi:application",
        "MONOLIFT_INTERFACE": "asgi",
    }
    with running_worker(environment, python=python) as worker:
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


class TestDeadline:
    def test_a_slow_view_is_answered_504_before_the_hard_deadline(self, python: str) -> None:
        with running_worker({**CONFORMANCE, "MONOLIFT_DEADLINE_MARGIN_MS": "1500"}, python=python) as worker:
            outcome = worker.invoke(function_url_event("/sleeps/"), seconds=3.2)
            assert outcome.status_code == 504
            assert 1.5 < outcome.times[0] < 3.2

    def test_the_log_says_on_which_line_it_stood(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/sleeps/"), seconds=1)
        worker.wait_until_idle(1)
        assert "It stood here:" in worker.output
        assert "time.sleep(60)" in worker.output

    def test_the_worker_goes_on(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/sleeps/"), seconds=0.8)
        assert worker.invoke(function_url_event("/")).status_code == 200

    def test_a_quick_view_is_not_interrupted_later(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/"), seconds=0.5)
        time.sleep(0.6)
        assert worker.invoke(function_url_event("/")).status_code == 200
        assert "stood here" not in worker.output

    def test_a_long_request_is_not_ended_by_the_timer_of_a_shorter_one(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/"), seconds=1)
        outcome = worker.invoke(function_url_event("/sleeps/"), seconds=2.5)
        assert outcome.status_code == 504
        assert outcome.times[0] > 1.8
        assert worker.output.count("stood here") == 1

    def test_a_short_request_is_not_kept_by_the_timer_of_a_longer_one(self, worker: Worker) -> None:
        worker.invoke(function_url_event("/"), seconds=60)
        assert worker.invoke(function_url_event("/sleeps/"), seconds=1).status_code == 504

    def test_a_project_that_has_a_timer_of_its_own_keeps_it(self, tmp_path: Path, python: str) -> None:
        (tmp_path / "app.py").write_text(
            """
import signal, time

fired = []
signal.signal(signal.SIGALRM, lambda *_: fired.append(1))

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/alarm":
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    time.sleep(0.8)
    return [b"%d" % len(fired)]
"""
        )
        environment = {
            "MONOLIFT_PATH": str(tmp_path),
            "MONOLIFT_APPLICATION": "app:application",
            "MONOLIFT_WARMUP": "",
        }
        with running_worker(environment, python=python) as worker:
            assert worker.invoke(function_url_event("/"), seconds=0.5).body == b"0"
            assert worker.invoke(function_url_event("/alarm")).body == b"1"

    def test_it_can_be_switched_off(self, python: str) -> None:
        environment = {**CONFORMANCE, "MONOLIFT_DEADLINE_MARGIN_MS": "0"}
        with running_worker(environment, python=python) as worker:
            outcome = worker.api.submit(function_url_event("/sleeps/"), seconds=0.4)
            time.sleep(0.8)
            assert outcome.empty()
            assert "stood here" not in worker.output

    def test_an_asynchronous_view_is_ended(self, asgi_worker: Worker) -> None:
        outcome = asgi_worker.invoke(function_url_event("/sleeps-async/"), seconds=1)
        assert outcome.status_code == 504
        assert asgi_worker.invoke(function_url_event("/")).status_code == 200
        assert "asyncio.sleep(60)" in asgi_worker.output

    def test_a_worker_ends_with_a_thread_that_cannot_be_ended(self, asgi_worker: Worker) -> None:
        """Under ASGI a synchronous view runs in a thread, which the next request would have to wait for."""
        outcome = asgi_worker.invoke(function_url_event("/sleeps/"), seconds=1)
        assert outcome.status_code == 504
        assert asgi_worker.wait() == 1
        assert "time.sleep(60)" in asgi_worker.output


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


class TestPlainWsgi:
    """Applications that use what Django does not."""

    @pytest.fixture
    def run(self, tmp_path: Path, python: str):  # type: ignore[no-untyped-def]
        import contextlib

        with contextlib.ExitStack() as stack:

            def start(source: str, **environment: str) -> Worker:
                (tmp_path / "app.py").write_text(source)
                return stack.enter_context(
                    running_worker(
                        {
                            "MONOLIFT_PATH": str(tmp_path),
                            "MONOLIFT_APPLICATION": "app:application",
                            "MONOLIFT_WARMUP": "",
                            **environment,
                        },
                        python=python,
                    )
                )

            yield start

    @pytest.mark.parametrize("stream", ["", "function-url"])
    def test_write_and_late_start_response(self, run: Any, stream: str) -> None:
        worker = run(
            """
def application(environ, start_response):
    if environ["PATH_INFO"] == "/write":
        write = start_response("200 OK", [("Content-Type", "text/plain")])
        write(b"written ")
        return [b"returned"]
    def late():
        start_response("201 Created", [("Content-Type", "text/plain")])
        yield b"late"
    return late()
""",
            MONOLIFT_STREAM=stream,
        )
        assert worker.invoke(function_url_event("/write")).body == b"written returned"
        late = worker.invoke(function_url_event("/late"))
        assert (late.status_code, late.body) == (201, b"late")

    @pytest.mark.parametrize("stream", ["", "function-url"])
    def test_exc_info_replaces_the_answer_until_something_was_sent(self, run: Any, stream: str) -> None:
        worker = run(
            """
import sys

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    try:
        if environ["PATH_INFO"] == "/later":
            yield b"begun"
        raise KeyError("one", "two")
    except KeyError:
        start_response("503 Busy", [("Content-Type", "text/plain")], sys.exc_info())
    yield b"busy"
""",
            MONOLIFT_STREAM=stream,
        )
        assert worker.invoke(function_url_event("/")).status_code == 503
        later = worker.invoke(function_url_event("/later"))
        if stream:
            assert later.trailers["lambda-runtime-function-error-type"] == "Function.KeyError"
            worker.wait_until_idle(2)
            assert "KeyError: ('one', 'two')" in worker.output
        else:
            assert later.status_code == 503

    def test_an_application_that_forgets_to_start_is_a_500(self, run: Any) -> None:
        worker = run("def application(environ, start_response):\n    return [b'x']\n")
        assert worker.invoke(function_url_event("/")).status_code == 500

    def test_an_error_in_close_does_not_spoil_the_answer(self, run: Any) -> None:
        worker = run(
            """
class Body(list):
    def close(self):
        raise RuntimeError("close fails")

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return Body([b"fine"])
"""
        )
        assert worker.invoke(function_url_event("/")).body == b"fine"
        assert worker.invoke(function_url_event("/")).body == b"fine"
        assert "RuntimeError: close fails" in worker.output

    def test_seven_hundred_cookies_do_not_fit_a_single_valued_load_balancer_but_512_do(
        self, run: Any
    ) -> None:
        worker = run(
            """
def application(environ, start_response):
    cookies = [("Set-Cookie", "c%d=1" % n) for n in range(512)]
    start_response("200 OK", [("Content-Type", "text/plain"), *cookies])
    return [b"x"]
"""
        )
        outcome = worker.invoke(load_balancer_event("/", is_multiple=False))
        assert len(outcome.cookies) == 512

    def test_a_module_of_the_projects_that_is_called_bootstrap_is_not_hidden(
        self, run: Any, tmp_path: Path
    ) -> None:
        (tmp_path / "bootstrap.py").write_text("NAME = b'the project'\n")
        worker = run(
            """
import bootstrap

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [bootstrap.NAME]
"""
        )
        assert worker.invoke(function_url_event("/")).body == b"the project"

    def test_only_the_named_folders_come_before_pythons_own(self, run: Any, tmp_path: Path) -> None:
        worker = run(
            """
import sys

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["\\n".join(sys.path).encode()]
"""
        )
        path = worker.invoke(function_url_event("/")).body.decode().split("\n")
        assert path[0] == str(tmp_path)
        assert path[-1] == str(RUNTIME_FOLDER)
        assert str(RUNTIME_FOLDER) not in path[:-1]


class TestPlainAsgi:
    @pytest.mark.parametrize("stream", ["", "function-url"])
    def test_lifespan_runs_once_and_shares_its_state(self, tmp_path: Path, python: str, stream: str) -> None:
        (tmp_path / "app.py").write_text(
            """
import os

async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                scope["state"]["started"] = scope["state"].get("started", 0) + 1
                await send({"type": "lifespan.startup.complete"})
            else:
                print("shut down", flush=True)
                await send({"type": "lifespan.shutdown.complete"})
                return
    assert (await receive())["body"] == b"hello"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"started ", "more_body": True})
    await send({"type": "http.response.body", "body": b"%d" % scope["state"]["started"]})
    assert (await receive())["type"] == "http.disconnect"
"""
        )
        environment = {
            "MONOLIFT_PATH": str(tmp_path),
            "MONOLIFT_APPLICATION": "app:application",
            "MONOLIFT_INTERFACE": "asgi",
            "MONOLIFT_STREAM": stream,
            "MONOLIFT_WARMUP": "",
        }
        with running_worker(environment, python=python) as worker:
            for _ in range(2):
                assert worker.invoke(function_url_event("/", body="hello")).body == b"started 1"
            worker.wait_until_idle(2)
            worker.process.send_signal(signal.SIGTERM)
            assert worker.wait() == 0
            assert worker.output == "shut down\n"

    def test_a_task_that_outlives_its_request_is_named(self, tmp_path: Path, python: str) -> None:
        (tmp_path / "app.py").write_text(
            """
import asyncio

tasks = []

async def send_mail():
    await asyncio.sleep(600)

async def application(scope, receive, send):
    tasks.append(asyncio.get_running_loop().create_task(send_mail()))
    await send({"type": "http.response.start", "status": 200})
    await send({"type": "http.response.body"})
"""
        )
        environment = {
            "MONOLIFT_PATH": str(tmp_path),
            "MONOLIFT_APPLICATION": "app:application",
            "MONOLIFT_INTERFACE": "asgi",
            "MONOLIFT_WARMUP": "",
        }
        with running_worker(environment, python=python) as worker:
            worker.invoke(function_url_event("/"))
            worker.wait_until_idle(1)
            assert "'send_mail' goes on after the request" in worker.output
