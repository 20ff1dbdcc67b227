"""Streamed answers: what is sent when, and what happens when they go wrong."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path

import pytest
from runtime_api import RuntimeApiServer
from worker_process import CONFORMANCE, Worker, function_url_event, http_api_event, rest_event, running_worker

MEGABYTE = 1024 * 1024


@pytest.fixture
def wsgi_worker(python: str):  # type: ignore[no-untyped-def]
    environment = {**CONFORMANCE, "MONOLIFT_STREAM": "function-url"}
    with running_worker(environment, python=python) as worker:
        yield worker


def test_the_answer_says_that_it_is_streamed(streaming_worker: Worker) -> None:
    outcome = streaming_worker.invoke(function_url_event("/"))
    assert outcome.headers["lambda-runtime-function-response-mode"] == "streaming"
    assert outcome.headers["transfer-encoding"] == "chunked"
    assert outcome.headers["content-type"] == "application/vnd.awslambda.http-integration-response"
    assert (
        outcome.headers["trailer"] == "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"
    )
    assert outcome.prelude["statusCode"] == 200
    assert outcome.trailers == {}


def test_a_whole_answer_is_one_chunk(streaming_worker: Worker) -> None:
    assert len(streaming_worker.invoke(function_url_event("/large/5000/")).chunks) == 1


def test_the_prelude_comes_with_the_first_part(streaming_worker: Worker) -> None:
    outcome = streaming_worker.invoke(function_url_event("/stream/3/"))
    assert outcome.chunks[0].endswith(b"\0" * 8 + b"part 0\n")
    assert outcome.body == b"part 0\npart 1\npart 2\n"


def test_cookies_travel_in_the_prelude(streaming_worker: Worker) -> None:
    assert len(streaming_worker.invoke(function_url_event("/cookies/3/")).prelude["cookies"]) == 3


def test_a_page_that_is_asked_for_without_a_door_is_not_streamed(streaming_worker: Worker) -> None:
    event = function_url_event("/")
    event["requestContext"]["apiId"] = "monolift"
    outcome = streaming_worker.invoke(event)
    assert (outcome.is_streamed, outcome.status_code) == (False, 200)


def test_rest_streams_with_lists_of_header_values(streaming_worker: Worker) -> None:
    outcome = streaming_worker.invoke(rest_event("/cookies/3/"))
    assert outcome.is_streamed
    assert len(outcome.prelude["multiValueHeaders"]["Set-Cookie"]) == 3


def test_kinds_that_cannot_stream_are_buffered(streaming_worker: Worker) -> None:
    assert not streaming_worker.invoke(http_api_event("/stream/3/")).is_streamed


@pytest.mark.parametrize("path", ["/redirect/", "/stream-empty/", "/large/0/"])
def test_an_empty_body_is_filled_because_doors_hang_on_it(streaming_worker: Worker, path: str) -> None:
    outcome = streaming_worker.invoke(function_url_event(path))
    assert outcome.body == b"\n"
    assert outcome.answer_headers.get("content-length", "1") == "1"


@pytest.mark.parametrize("path", ["/status/204/", "/status/304/"])
def test_an_answer_without_a_body_is_not_empty_either(streaming_worker: Worker, path: str) -> None:
    assert streaming_worker.invoke(function_url_event(path)).body == b"\n"


def test_head_keeps_its_length_and_makes_no_body(streaming_worker: Worker) -> None:
    outcome = streaming_worker.invoke(function_url_event("/large/1000/", method="HEAD"))
    assert outcome.answer_headers["content-length"] == "1000"
    assert outcome.body == b"\n"


def test_head_of_a_stream_does_not_run_it(wsgi_worker: Worker) -> None:
    outcome = wsgi_worker.invoke(function_url_event("/stream-fails-later/", method="HEAD"))
    assert outcome.status_code == 200
    assert outcome.trailers == {}
    assert json.loads(wsgi_worker.invoke(function_url_event("/closed/")).body) == ["closed"]


def test_a_stream_that_fails_at_once_is_a_500(streaming_worker: Worker) -> None:
    outcome = streaming_worker.invoke(function_url_event("/stream-fails-first/"))
    assert outcome.status_code == 500
    assert outcome.trailers == {}


def test_a_stream_that_fails_later_ends_in_trailers_and_not_in_its_body(wsgi_worker: Worker) -> None:
    outcome = wsgi_worker.invoke(function_url_event("/stream-fails-later/"))
    assert outcome.body == b"the beginning"
    assert outcome.trailers["lambda-runtime-function-error-type"] == "Function.ValueError"
    document = json.loads(base64.b64decode(outcome.trailers["lambda-runtime-function-error-body"]))
    assert document == {"errorType": "ValueError", "errorMessage": "after the first part", "stackTrace": []}
    wsgi_worker.wait_until_idle(1)
    assert wsgi_worker.output.count("ValueError: after the first part") == 1


def test_close_is_called_after_the_last_byte_and_before_the_next_event(wsgi_worker: Worker) -> None:
    wsgi_worker.invoke(function_url_event("/stream-fails-later/"))
    assert json.loads(wsgi_worker.invoke(function_url_event("/closed/")).body) == ["closed"]


def test_a_deadline_inside_a_stream_ends_it_with_trailers(wsgi_worker: Worker) -> None:
    outcome = wsgi_worker.invoke(function_url_event("/stream-stalls/"), seconds=3)
    assert outcome.body == b"the beginning"
    assert outcome.trailers["lambda-runtime-function-error-type"] == "Function.DeadlineExceeded"
    assert outcome.times[0] < 2
    assert json.loads(wsgi_worker.invoke(function_url_event("/closed/")).body) == ["closed"]


def test_a_client_that_hangs_up_does_not_end_the_worker(wsgi_worker: Worker) -> None:
    outcome = wsgi_worker.api.submit(
        function_url_event(f"/stream-of/{64 * MEGABYTE}/"), hang_up_after=MEGABYTE
    )
    assert len(outcome.get(timeout=30).payload) < 8 * MEGABYTE  # type: ignore[union-attr]
    assert wsgi_worker.invoke(function_url_event("/")).status_code == 200
    assert "The client hung up" in wsgi_worker.output
    assert "Traceback" not in wsgi_worker.output


def test_two_hundred_megabytes_pass_without_staying_in_memory(wsgi_worker: Worker) -> None:
    wsgi_worker.invoke(function_url_event(f"/stream-of/{MEGABYTE}/"))
    before = wsgi_worker.resident_kb()
    outcome = wsgi_worker.invoke(function_url_event(f"/stream-of/{200 * MEGABYTE}/"))
    assert sum(map(len, outcome.chunks)) > 200 * MEGABYTE
    assert wsgi_worker.resident_kb() - before < 4096


def test_a_large_file_passes_in_large_pieces(wsgi_worker: Worker, tmp_path: Path) -> None:
    file = tmp_path / "large.bin"
    file.write_bytes(bytes(range(256)) * 4096 * 20)
    outcome = wsgi_worker.invoke(function_url_event("/file/", f"path={file}"))
    assert outcome.body == file.read_bytes()
    assert outcome.answer_headers["content-length"] == str(file.stat().st_size)
    assert min(map(len, outcome.chunks[:-1])) >= 64 * 1024


def test_one_large_piece_passes_whole(streaming_worker: Worker) -> None:
    assert len(streaming_worker.invoke(function_url_event(f"/large/{20 * MEGABYTE}/")).body) == 20 * MEGABYTE


def test_parts_are_sent_as_they_come(tmp_path: Path, python: str) -> None:
    """The second part is made only after the first one has arrived."""
    (tmp_path / "app.py").write_text(
        """
import os, time

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/event-stream")])
    def parts():
        yield b"data: 1\\n\\n"
        while not os.path.exists(environ["QUERY_STRING"]):
            time.sleep(0.01)
        yield b"data: 2\\n\\n"
    return parts()
"""
    )
    arrived = tmp_path / "arrived"

    class Server(RuntimeApiServer):
        def _serve_one(self, connection, stream):  # type: ignore[no-untyped-def]
            if not arrived.exists() and b"data: 1" in stream.peek():
                arrived.touch()
            return super()._serve_one(connection, stream)

    with Server() as api:
        environment = {
            "MONOLIFT_PATH": str(tmp_path),
            "MONOLIFT_APPLICATION": "app:application",
            "MONOLIFT_STREAM": "function-url",
            "MONOLIFT_WARMUP": "",
        }
        with running_worker(environment, python=python, api=api) as worker:
            started = time.monotonic()
            outcome = worker.invoke(function_url_event("/", str(arrived)))
            assert outcome.body == b"data: 1\n\ndata: 2\n\n"
            assert time.monotonic() - started < 20
