"""Applications that are not Django's: what WSGI and ASGI allow besides."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest
from worker_process import RUNTIME_FOLDER, Worker, function_url_event, load_balancer_event, running_worker


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
