"""The two files by which Lambda starts what is in the zip, started as Lambda starts them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from monolift_runtime import import_path
from worker_process import RUNTIME_FOLDER, function_url_event, running_worker

APPLICATION = """
import json, os, sys

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    seen = {
        "site": not sys.flags.no_site,
        "path": sys.path,
        "pid": os.getpid(),
        "arguments": sys.argv,
        "modules": [name for name in ("django", "boto3", "pip") if _is_there(name)],
    }
    return [json.dumps(seen).encode()]

def _is_there(name):
    from importlib.util import find_spec
    return find_spec(name) is not None
"""


@pytest.fixture
def task(tmp_path: Path) -> Path:
    """A folder like ``/var/task``, read-only like it."""
    root = tmp_path / "task"
    ignored = shutil.ignore_patterns("tests", "tests_django", "__pycache__", ".*_cache")
    shutil.copytree(RUNTIME_FOLDER, root / "python/runtime", ignore=ignored)
    shutil.copy(RUNTIME_FOLDER / "exec-wrapper", root / "python/exec-wrapper")
    shutil.copy(RUNTIME_FOLDER / "monolift_handler.py", root)
    (root / "app").mkdir()
    (root / "app/site_application.py").write_text(APPLICATION)
    return root


def environment_of(task: Path) -> dict[str, str]:
    return {
        "LAMBDA_TASK_ROOT": str(task),
        "AWS_LAMBDA_EXEC_WRAPPER": str(task / "python/exec-wrapper"),
        "MONOLIFT_PATH": str(task / "app"),
        "MONOLIFT_APPLICATION": "site_application:application",
    }


class TestExecWrapper:
    def test_puts_the_worker_in_the_place_of_lambda_s_client(self, task: Path, python: str) -> None:
        # What Lambda's own bootstrap does: exec -- "$AWS_LAMBDA_EXEC_WRAPPER" interpreter client
        command = [str(task / "python/exec-wrapper"), python, "/var/runtime/bootstrap.py"]
        with running_worker(environment_of(task), command=command) as worker:
            seen = json.loads(worker.invoke(function_url_event("/")).body)
            assert seen["pid"] == worker.process.pid
            assert seen["arguments"] == [str(task / "python/runtime/bootstrap.py")]
            assert worker.output == ""
        assert not list(task.rglob("__pycache__"))

    def test_shows_nothing_that_is_beside_the_interpreter(self, task: Path, python: str) -> None:
        command = [str(task / "python/exec-wrapper"), python, "/var/runtime/bootstrap.py"]
        with running_worker(environment_of(task), command=command) as worker:
            seen = json.loads(worker.invoke(function_url_event("/")).body)
        assert seen["site"] is False
        assert seen["modules"] == []
        assert seen["path"][0] == str(task / "app")
        assert not any("site-packages" in folder for folder in seen["path"])

    def test_is_taken_from_a_folder_with_a_space(self, task: Path, python: str) -> None:
        moved = task.rename(task.parent / "var task")
        command = [str(moved / "python/exec-wrapper"), python, "/var/runtime/bootstrap.py"]
        with running_worker(environment_of(moved), command=command) as worker:
            assert worker.invoke(function_url_event("/")).status_code == 200

    def test_is_a_program(self) -> None:
        wrapper = RUNTIME_FOLDER / "exec-wrapper"
        assert os.access(wrapper, os.X_OK)
        subprocess.run(["sh", "-n", str(wrapper)], check=True)  # noqa: S603, S607


class TestHandler:
    """``monolift_handler.handler``, imported as Lambda's Python client imports it."""

    code = """
import importlib, json, os, sys
sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
handler = importlib.import_module("monolift_handler").handler

class Context:
    aws_request_id = "1"
    invoked_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:web"

    def get_remaining_time_in_millis(self):
        return 30000

print(json.dumps(handler(json.loads(sys.argv[1]), Context())))
"""

    def test_answers(self, task: Path, python: str) -> None:
        answer = self.handled(task, python, function_url_event("/"))
        assert answer["statusCode"] == 200
        assert json.loads(answer["body"])["path"][0] == str(task / "app")

    def handled(self, task: Path, python: str, event: Any) -> Any:
        done = subprocess.run(  # noqa: S603
            [python, "-B", "-c", self.code, json.dumps(event)],
            env={"PATH": os.environ["PATH"], **environment_of(task)},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


class TestTaskRoot:
    def test_variables_follow_the_code_where_an_emulator_has_put_it(self) -> None:
        environment = {
            "LAMBDA_TASK_ROOT": "/code",
            "MONOLIFT_PATH": "/var/task/app:/var/task/packages",
            "MONOLIFT_OVERLAY": '{"static_root": "/var/task/static"}',
            "OTHER": "/var/task",
        }
        import_path.follow_task_root(environment)
        assert environment["MONOLIFT_PATH"] == "/code/app:/code/packages"
        assert environment["MONOLIFT_OVERLAY"] == '{"static_root": "/code/static"}'
        assert environment["OTHER"] == "/var/task"

    def test_the_worker_finds_its_application_there(self, task: Path, python: str) -> None:
        environment = {**environment_of(task), "MONOLIFT_PATH": "/var/task/app"}
        command = [str(task / "python/exec-wrapper"), python, "/var/runtime/bootstrap.py"]
        with running_worker(environment, command=command) as worker:
            assert worker.invoke(function_url_event("/")).status_code == 200


class TestLayers:
    def test_are_found_after_the_project_s_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        packages = tmp_path / "opt/lib" / version / "site-packages"
        packages.mkdir(parents=True)
        monkeypatch.setattr(import_path, "_LAYERS", str(tmp_path / "opt"))
        monkeypatch.setattr(sys, "path", ["/standard"])
        monkeypatch.setenv("MONOLIFT_PATH", "/app")
        monkeypatch.delenv("MONOLIFT_PACK", raising=False)
        monkeypatch.setenv("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/python/exec-wrapper")
        import_path.arrange("/runtime")
        assert sys.path == ["/app", "/standard", str(packages), str(tmp_path / "opt"), "/runtime"]

    def test_are_looked_for_on_aws_only(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(import_path, "_LAYERS", str(tmp_path))
        monkeypatch.setattr(sys, "path", ["/standard"])
        monkeypatch.delenv("MONOLIFT_PATH", raising=False)
        monkeypatch.delenv("MONOLIFT_PACK", raising=False)
        monkeypatch.delenv("AWS_LAMBDA_EXEC_WRAPPER", raising=False)
        import_path.arrange("/runtime")
        assert sys.path == ["/standard", "/runtime"]
