"""The handler for Lambda's own Python runtime, called as that calls it."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest
from worker_process import (
    CONFORMANCE,
    RUNTIME_FOLDER,
    function_url_event,
    http_api_event,
    load_balancer_event,
    rest_event,
)

CLIENT = """
import json, sys
from importlib import import_module

handle = import_module("monolift_runtime.handler").handler

class Context:
    aws_request_id = "4c1e5bd0-0000-4000-8000-000000000001"
    invoked_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:web"

    def get_remaining_time_in_millis(self):
        return 30000

for line in sys.stdin:
    try:
        print(json.dumps(handle(json.loads(line), Context())), flush=True)
    except Exception as error:
        kind = getattr(error, "error_type", "")
        print(json.dumps({"error": type(error).__name__, "type": kind}), flush=True)
"""


@pytest.fixture(scope="module", params=["wsgi", "asgi"])
def handled(python: str, request: pytest.FixtureRequest) -> Any:
    """Gives the handler's answer to an event."""
    process = subprocess.Popen(  # noqa: S603
        [python, "-c", CLIENT],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(RUNTIME_FOLDER),
            **CONFORMANCE,
            "MONOLIFT_INTERFACE": request.param,
            "MONOLIFT_APPLICATION": f"conformance.{request.param}:application",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout

    def handle(event: object) -> Any:
        process.stdin.write(json.dumps(event) + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        return json.loads(process.stdout.readline())  # type: ignore[union-attr]

    yield handle
    process.stdin.close()
    process.wait(30)
    process.stdout.close()


@pytest.mark.parametrize(
    "make",
    [function_url_event, http_api_event, rest_event, load_balancer_event],
    ids=lambda make: make.__name__,
)
def test_requests_of_every_kind_are_answered(handled: Any, make: Any) -> None:
    answer = handled(make("/x/"))
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"])["path_info"] == "/x/"


def test_bytes_travel_as_base64(handled: Any) -> None:
    assert handled(function_url_event("/binary/"))["isBase64Encoded"] is True


def test_an_answer_is_never_streamed(handled: Any) -> None:
    assert handled(function_url_event("/large/200000/"))["body"] == "x" * 200_000


def test_a_view_that_exits_is_a_500(handled: Any) -> None:
    assert handled(function_url_event("/exits/"))["statusCode"] == 500
    assert handled(function_url_event("/"))["statusCode"] == 200


def test_the_invocation_is_lambdas(handled: Any) -> None:
    seen = json.loads(handled(function_url_event("/context/"))["body"])
    assert seen["request_id"] == "4c1e5bd0-0000-4000-8000-000000000001"
    assert 29_000 < seen["remaining"] <= 30_000


def test_an_event_that_is_no_request_is_an_error(handled: Any) -> None:
    assert handled({"manage": "flush"}) == {"error": "RuntimeFaultError", "type": "Runtime.UnknownEvent"}
