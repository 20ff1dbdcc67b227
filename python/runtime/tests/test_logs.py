"""What reaches Lambda's log, and in what form."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from worker_process import CONFORMANCE, function_url_event, running_worker


def frames(data: bytes) -> list[tuple[int, int, str]]:
    """Type, microseconds and message of each telemetry frame."""
    found = []
    while data:
        kind, length = int.from_bytes(data[:4], "big"), int.from_bytes(data[4:8], "big")
        found.append((kind, int.from_bytes(data[8:16], "big"), data[16 : 16 + length].decode()))
        data = data[16 + length :]
    return found


@pytest.fixture
def telemetry(tmp_path: Path, python: str):  # type: ignore[no-untyped-def]
    """Runs some paths with a telemetry descriptor and gives the frames."""

    def run(*paths: str, **environment: str) -> list[tuple[int, int, str]]:
        file = tmp_path / "telemetry"
        descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        try:
            variables = {**CONFORMANCE, "_LAMBDA_TELEMETRY_LOG_FD": str(descriptor), **environment}
            with running_worker(variables, python=python, pass_fds=(descriptor,)) as worker:
                for path in paths:
                    worker.invoke(function_url_event(path))
                worker.wait_until_idle(len(paths))
                assert worker.output == ""
        finally:
            os.close(descriptor)
        return frames(file.read_bytes())

    return run


def test_prints_arrive_before_the_sandbox_is_frozen(python: str) -> None:
    with running_worker(CONFORMANCE, python=python) as worker:
        worker.invoke(function_url_event("/prints/"))
        worker.wait_until_idle(1)
        assert worker.output.splitlines() == ["printed to stdout", "printed to stderr", "half a line"]


def test_a_traceback_is_one_event(telemetry: Any) -> None:
    ((kind, moment, message),) = telemetry("/fails/")
    assert kind == 0xA55A0017
    assert moment > 1_700_000_000_000_000
    assert message.startswith("[ERROR]\t")
    assert message.endswith("ValueError: the view fails")


def test_failed_answers_are_a_metric_where_somebody_counts_them(python: str) -> None:
    function = {
        "AWS_LAMBDA_LOG_FORMAT": "JSON",
        "AWS_LAMBDA_FUNCTION_NAME": "blog-production-web",
        "AWS_LAMBDA_FUNCTION_VERSION": "7",
    }
    for variables, statuses in (({}, []), ({"MONOLIFT_REPORT_5XX": "1"}, [503, 500])):
        with running_worker(CONFORMANCE | function | variables, python=python) as worker:
            for path in ("/status/404/", "/status/503/", "/exits/", "/status/200/"):
                worker.invoke(function_url_event(path))
            worker.wait_until_idle(4)
            lines = [json.loads(line) for line in worker.output.splitlines() if line.startswith("{")]
            told = [line for line in lines if "_aws" in line]
            assert [line["message"] for line in told] == [f"Answered with status {one}." for one in statuses]
            for line in told:
                (directive,) = line["_aws"]["CloudWatchMetrics"]
                assert directive["Namespace"] == "Monolift"
                assert directive["Dimensions"] == [["FunctionName", "ExecutedVersion"]]
                assert directive["Metrics"] == [{"Name": "FailedAnswers", "Unit": "Count"}]
                assert line["_aws"]["Timestamp"] > 1_700_000_000_000
                assert [line[name] for name in ("FunctionName", "ExecutedVersion", "FailedAnswers")] == [
                    "blog-production-web",
                    "7",
                    1,
                ]


def test_prints_are_events_without_a_level(telemetry: Any) -> None:
    assert [(kind, message) for kind, _, message in telemetry("/prints/")] == [
        (0xA55A0003, "printed to stdout"),
        (0xA55A0003, "printed to stderr"),
        (0xA55A0003, "half a line"),
    ]


def test_programs_that_the_application_starts_do_not_get_the_descriptor(telemetry: Any, python: str) -> None:
    with running_worker(CONFORMANCE | {"_LAMBDA_TELEMETRY_LOG_FD": "2"}, python=python) as worker:
        seen = worker.invoke(function_url_event("/environment/_LAMBDA_TELEMETRY_LOG_FD/"))
        assert json.loads(seen.body) == {"value": None}


def test_records_hold_the_request_id(python: str) -> None:
    with running_worker(CONFORMANCE, python=python) as worker:
        seen = json.loads(worker.invoke(function_url_event("/context/")).body)
        outcome = worker.invoke(function_url_event("/logs/"))
        assert outcome.status_code == 200
        worker.wait_until_idle(2)
        level, moment, request_id, message = worker.output.rstrip("\n").split("\t")
        assert (level, message) == ("[ERROR]", "a record of the shop")
        assert len(request_id) == 36
        assert request_id != seen["request_id"]
        assert moment.endswith("Z")


def test_records_are_json_when_lambda_is_told_so(python: str) -> None:
    with running_worker(CONFORMANCE | {"AWS_LAMBDA_LOG_FORMAT": "JSON"}, python=python) as worker:
        worker.invoke(function_url_event("/logs/"))
        worker.invoke(function_url_event("/fails/"))
        worker.wait_until_idle(2)
        record, failure = map(json.loads, worker.output.splitlines())
    assert (record["level"], record["logger"], record["message"]) == ("ERROR", "shop", "a record of the shop")
    assert len(record["requestId"]) == 36
    assert failure["errorType"] == "ValueError"
    assert failure["errorMessage"] == "the view fails"
    assert failure["stackTrace"][-1] == "ValueError: the view fails"


def test_json_frames_say_that_they_are_json(telemetry: Any) -> None:
    ((kind, _, message),) = telemetry("/logs/", AWS_LAMBDA_LOG_FORMAT="JSON")
    assert kind == 0xA55A0016
    assert json.loads(message)["message"] == "a record of the shop"


APPLICATION = """
import logging
{setup}
def application(environ, start_response):
    logging.getLogger("shop").info("information")
    logging.getLogger("shop").warning("warning")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]
"""


@pytest.mark.parametrize(
    ("setup", "environment", "expected"),
    [
        ("", {}, ["warning"]),
        ("", {"AWS_LAMBDA_LOG_LEVEL": "INFO"}, ["information", "warning"]),
        (
            "logging.basicConfig(level='INFO', format='mine %(message)s')",
            {},
            ["mine information", "mine warning"],
        ),
        (
            "logging.basicConfig(format='%(aws_request_id)s %(message)s')",
            {"AWS_LAMBDA_LOG_LEVEL": "INFO"},
            ["warning"],
        ),
    ],
    ids=["as Python has it", "Lambda's level", "set up by the application", "the application's level counts"],
)
def test_each_record_is_shown_once(
    tmp_path: Path, python: str, setup: str, environment: dict[str, str], expected: list[str]
) -> None:
    (tmp_path / "app.py").write_text(APPLICATION.format(setup=setup))
    variables = {
        "MONOLIFT_PATH": str(tmp_path),
        "MONOLIFT_APPLICATION": "app:application",
        "MONOLIFT_WARMUP": "",
    }
    with running_worker({**variables, **environment}, python=python) as worker:
        worker.invoke(function_url_event("/"))
        worker.wait_until_idle(1)
        lines = worker.output.splitlines()
    assert len(lines) == len(expected)
    for line, text in zip(lines, expected):
        assert line.endswith(text)


def test_a_project_that_shows_its_errors_itself_shows_them_once(tmp_path: Path, python: str) -> None:
    (tmp_path / "loud_settings.py").write_text(
        "from conformance.settings import *\n"
        "LOGGING = {'version': 1, 'handlers': {'c': {'class': 'logging.StreamHandler'}},\n"
        "           'loggers': {'django': {'handlers': ['c'], 'level': 'INFO'}}}\n"
    )
    environment = {
        **CONFORMANCE,
        "DJANGO_SETTINGS_MODULE": "loud_settings",
        "MONOLIFT_PATH": f"{tmp_path}{os.pathsep}{CONFORMANCE['MONOLIFT_PATH']}",
    }
    with running_worker(environment, python=python) as worker:
        worker.invoke(function_url_event("/fails/"))
        worker.wait_until_idle(1)
        assert worker.output.count("ValueError: the view fails") == 1
