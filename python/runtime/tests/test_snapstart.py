"""The way through a snapshot."""

from __future__ import annotations

from pathlib import Path

import pytest
from worker_process import Worker, function_url_event, running_worker

APPLICATION = """
import random, sys, types
from monolift_runtime import snapstart

aws = types.ModuleType("snapshot_restore_py")
aws.get_before_snapshot = lambda: [(print, ("aws before",), {"flush": True})]
aws.get_after_restore = lambda: [(print, ("aws after",), {"flush": True})]
sys.modules["snapshot_restore_py"] = aws
random.seed(1)

def say(text):
    return lambda: print(text, flush=True)

snapstart.before_snapshot(say("before 1"))
snapstart.before_snapshot(say("before 2"))
snapstart.after_restore(say("after 1"))
snapstart.after_restore(say("after 2"))

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(random.random()).encode()]
"""


@pytest.fixture
def start(tmp_path: Path, python: str):  # type: ignore[no-untyped-def]
    def run(source: str):  # type: ignore[no-untyped-def]
        (tmp_path / "app.py").write_text(source)
        return running_worker(
            {
                "MONOLIFT_PATH": str(tmp_path),
                "MONOLIFT_APPLICATION": "app:application",
                "MONOLIFT_WARMUP": "",
                "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
            },
            python=python,
        )

    return run


def test_hooks_run_around_the_snapshot_in_order(start) -> None:  # type: ignore[no-untyped-def]
    with start(APPLICATION) as worker:
        worker.api.wait_for_log("GET /runtime/restore/next")
        assert worker.output.split("\n")[:-1] == ["before 2", "before 1", "aws before"]
        worker.api.restored.set()
        worker.wait_until_idle(0)
        assert worker.output.split("\n")[3:-1] == ["after 1", "after 2", "aws after"]
        assert worker.api.log == ["GET /runtime/restore/next", "GET /runtime/invocation/next"]
        # The connection from before the snapshot is not used again.
        assert worker.api.connection_count == 2


def test_copies_of_a_snapshot_have_other_random_numbers(start) -> None:  # type: ignore[no-untyped-def]
    numbers = set()
    for _ in range(2):
        with start(APPLICATION) as worker:
            worker.api.restored.set()
            numbers.add(worker.invoke(function_url_event("/")).body)
    assert len(numbers) == 2


def test_a_hook_that_fails_before_the_snapshot_is_an_init_error(start) -> None:  # type: ignore[no-untyped-def]
    with start(APPLICATION + "snapstart.before_snapshot(lambda: 1 / 0)\n") as worker:
        assert worker.wait() == 64
        ((headers, document),) = worker.api.init_errors
        assert headers["lambda-runtime-function-error-type"] == "Runtime.BeforeSnapshotError"
        assert document["errorType"] == "ZeroDivisionError"


def test_a_hook_that_fails_after_the_restore_is_a_restore_error(start) -> None:  # type: ignore[no-untyped-def]
    with start(APPLICATION + "snapstart.after_restore(lambda: 1 / 0)\n") as worker:
        worker.api.restored.set()
        assert worker.wait() == 65
        ((headers, document),) = worker.api.restore_errors
        assert headers["lambda-runtime-function-error-type"] == "Runtime.AfterRestoreError"
        assert document["errorType"] == "ZeroDivisionError"


def test_database_connections_are_closed_before_the_snapshot(tmp_path: Path, python: str) -> None:
    (tmp_path / "site_settings.py").write_text(
        "SECRET_KEY = 'x'\nROOT_URLCONF = 'site_urls'\nALLOWED_HOSTS = ['*']\n"
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'x.sqlite3',\n"
        "                         'CONN_MAX_AGE': None}}\n"
    )
    (tmp_path / "site_urls.py").write_text(
        """
from django.db import connection
from django.http import HttpResponse
from django.urls import path

def view(request):
    was_open = connection.connection is not None
    connection.ensure_connection()
    return HttpResponse(str(was_open))

urlpatterns = [path("", view)]
"""
    )
    environment = {
        "MONOLIFT_PATH": str(tmp_path),
        "MONOLIFT_APPLICATION": "monolift_runtime.django_application:wsgi",
        "DJANGO_SETTINGS_MODULE": "site_settings",
        "MONOLIFT_WARMUP": "/",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
    }
    with running_worker(environment, python=python) as worker:
        worker.api.restored.set()
        assert worker.invoke(function_url_event("/")).body == b"False"
    environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand"
    with running_worker(environment, python=python) as worker:
        # The one that the warm-up opened works, and saves the first user its opening.
        assert worker.invoke(function_url_event("/")).body == b"True"


def test_other_sandboxes_ask_for_no_restore(python: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APPLICATION)
    environment = {"MONOLIFT_PATH": str(tmp_path), "MONOLIFT_APPLICATION": "app:application"}
    with running_worker(environment, python=python) as worker:
        worker.wait_until_idle(0)
        assert_no_hooks(worker)


def assert_no_hooks(worker: Worker) -> None:
    assert worker.output == ""
    assert worker.api.log == ["GET /runtime/invocation/next"]
