"""The function that runs commands: what it is asked, what it answers, and what it never does."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from runtime_api import WAIT_SECONDS, Outcome
from worker_process import RUNTIME_FOLDER, Worker, function_url_event, running_worker

MANAGE = """
import json, os, signal, subprocess, sys, time

def result(text):
    os.write(int(os.environ["MONOLIFT_RESULT_FD"]), text.encode())

command, *rest = sys.argv[1:]
if command == "hello":
    print("hello", *rest)
    print("warning", file=sys.stderr)
    result('{"type": "progress"}\\n{"type": ')
    result('"result"}\\n')
elif command == "exit":
    sys.exit(int(rest[0]))
elif command == "environment":
    print(json.dumps({name: os.environ.get(name) for name in rest}))
elif command == "read":
    print(json.dumps(sys.stdin.read()))
elif command == "halves":
    for byte in "\\u00e9\\uac12".encode() + b"\\xff":
        os.write(1, bytes([byte]))
        time.sleep(0.02)
elif command == "slow":
    print("first", flush=True)
    sys.stdin.read()
    time.sleep(0.3)
    print("second")
elif command == "long":
    block = ("x" * 99 + "\\n") * 1000
    for _ in range(int(rest[0])):
        print(block, end="")
    result('{"type": "result", "ok": true}\\n')
elif command == "stuck":
    if rest:
        signal.signal(signal.SIGTERM, lambda *_: print("not yet", flush=True))
    print("begun", flush=True)
    while True:
        time.sleep(60)
elif command == "leaves":
    left = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"])
    print(left.pid)
elif command == "isolated":
    print(sys.flags.no_site, os.getpgrp() == os.getpid(), os.getcwd())
"""


def environment_of(folder: Path) -> dict[str, str]:
    (folder / "manage.py").write_text(MANAGE)
    (folder / "broken.py").write_text("raise RuntimeError('the application was loaded')")
    return {
        "MONOLIFT_ROLE": "manage",
        "MONOLIFT_PATH": str(folder),
        "MONOLIFT_APP_DIR": str(folder),
        "MONOLIFT_MANAGE": "manage.py",
        "MONOLIFT_APPLICATION": "broken:application",
        "PYTHONUNBUFFERED": "1",
    }


def command(*arguments: str, **fields: Any) -> dict[str, Any]:
    return {"monolift": "command", "arguments": list(arguments), **fields}


def frames_of(text: bytes | str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def joined(frames: list[dict[str, Any]], name: str) -> str:
    return "".join(frame.get(name, "") for frame in frames)


@pytest.fixture(scope="module")
def manager(python: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """A worker that runs commands, for tests that look at its answers alone."""
    folder = tmp_path_factory.mktemp("project")
    with running_worker(environment_of(folder), python=python) as worker:
        yield worker


def run(worker: Worker, *arguments: str, seconds: float = 30, **fields: Any) -> list[dict[str, Any]]:
    outcome = worker.invoke(command(*arguments, **fields), seconds=seconds)
    assert outcome.what == "response", outcome.document
    assert outcome.is_streamed
    return frames_of(outcome.payload)


class TestFrames:
    def test_tell_all_that_a_command_says_and_its_exit_code_last(self, manager: Worker) -> None:
        frames = run(manager, "hello", "there", "you")
        assert joined(frames, "out") == "hello there you\n"
        assert joined(frames, "err") == "warning\n"
        assert joined(frames, "result") == '{"type": "progress"}\n{"type": "result"}\n'
        assert frames[-1] == {"exit": 0}

    def test_hold_whole_lines_of_the_result(self, manager: Worker) -> None:
        results = [frame["result"] for frame in run(manager, "hello") if "result" in frame]
        assert all(text.endswith("\n") for text in results)

    def test_come_while_the_command_runs(self, manager: Worker) -> None:
        outcome = manager.invoke(command("slow"))
        times = {
            name: moment
            for chunk, moment in zip(outcome.chunks, outcome.times)
            for name in ("first", "second")
            if name in chunk.decode()
        }
        assert times["second"] - times["first"] > 0.2

    def test_hold_no_half_of_a_character(self, manager: Worker) -> None:
        assert joined(run(manager, "halves"), "out") == "é값\ufffd"

    @pytest.mark.parametrize("code", [1, 2, 130])
    def test_end_with_the_exit_code(self, manager: Worker, code: int) -> None:
        assert run(manager, "exit", str(code)) == [{"exit": code}]

    def test_are_answered_one_event_after_another(self, manager: Worker) -> None:
        assert [joined(run(manager, "hello", str(number)), "out") for number in range(3)] == [
            "hello 0\n",
            "hello 1\n",
            "hello 2\n",
        ]

    def test_are_of_the_type_that_says_so(self, manager: Worker) -> None:
        assert manager.invoke(command("exit", "0")).headers["content-type"] == "application/x-ndjson"


class TestCommand:
    def test_has_the_function_s_environment_and_its_own(self, manager: Worker) -> None:
        frames = run(
            manager,
            *("environment", "MONOLIFT_ROLE", "DJANGO_SUPERUSER_PASSWORD", "TERM"),
            environment={"DJANGO_SUPERUSER_PASSWORD": "p w"},
        )
        assert json.loads(joined(frames, "out")) == {
            "MONOLIFT_ROLE": "manage",
            "DJANGO_SUPERUSER_PASSWORD": "p w",
            "TERM": None,
        }
        again = run(manager, "environment", "DJANGO_SUPERUSER_PASSWORD")
        assert json.loads(joined(again, "out")) == {"DJANGO_SUPERUSER_PASSWORD": None}

    def test_reads_nothing_unless_it_is_given_something(self, manager: Worker) -> None:
        assert joined(run(manager, "read"), "out") == '""\n'
        assert json.loads(joined(run(manager, "read", stdin="yes\né\n"), "out")) == "yes\né\n"

    def test_sees_no_shell(self, manager: Worker) -> None:
        assert joined(run(manager, "hello", "$(id)", "; id", "*"), "out") == "hello $(id) ; id *\n"

    def test_runs_as_the_worker_was_started(self, tmp_path: Path, python: str) -> None:
        started = [python, "-S", str(RUNTIME_FOLDER / "bootstrap.py")]
        with running_worker(environment_of(tmp_path), command=started) as worker:
            assert joined(run(worker, "isolated"), "out").split() == ["1", "True", str(tmp_path)]

    def test_leaves_nothing_behind(self, manager: Worker) -> None:
        left = int(joined(run(manager, "leaves"), "out").split()[0])
        limit = time.monotonic() + WAIT_SECONDS
        while _is_running(left):
            assert time.monotonic() < limit, "what a command left behind goes on"
            time.sleep(0.01)

    def test_is_named_in_the_log_without_its_arguments(self, tmp_path: Path, python: str) -> None:
        with running_worker(environment_of(tmp_path), python=python) as worker:
            run(worker, "hello", "topsecret")
            worker.wait_until_idle(1)
            assert "monolift: hello ended with exit code 0 after " in worker.output
            assert "topsecret" not in worker.output


def _is_running(pid: int) -> bool:
    with contextlib.suppress(OSError):
        # One that nobody has waited for yet is dead all the same.
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    return False


class TestTimeLimit:
    def test_a_command_is_asked_to_end_in_time(self, manager: Worker) -> None:
        frames = run(manager, "stuck", seconds=3)
        assert joined(frames, "out") == "begun\n"
        assert frames[-2:] == [{"ended": "time limit"}, {"exit": 143}]

    def test_a_command_that_does_not_is_killed(self, manager: Worker) -> None:
        outcome = manager.invoke(command("stuck", "by all means"), seconds=3)
        frames = frames_of(outcome.payload)
        after = frames[frames.index({"ended": "time limit"}) + 1 :]
        assert joined(after, "out") == "not yet\n"
        assert frames[-1] == {"exit": 137}
        assert outcome.times[-1] < 3


class TestLimits:
    def test_a_long_output_is_streamed_whole(self, manager: Worker) -> None:
        assert len(joined(run(manager, "long", "80"), "out")) == 8_000_000

    def test_an_answer_at_once_is_cut_and_says_so_but_keeps_the_result(self, handled: Any) -> None:
        text = handled(command("long", "80"))
        assert len(json.dumps(text)) < 6_291_556
        frames = frames_of(text)
        assert {"cut": 6 * 1024 * 1024} in frames
        assert 4_500_000 < len(joined(frames, "out")) < 6_000_000
        assert joined(frames, "result") == '{"type": "result", "ok": true}\n'
        assert frames[-1] == {"exit": 0}


@pytest.fixture
def handled(python: str, tmp_path: Path) -> Any:
    """Gives what Lambda's own client would get for an event."""
    code = """
import json, sys
from monolift_runtime.handler import handler

class Context:
    aws_request_id = "1"
    invoked_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:manage"

    def get_remaining_time_in_millis(self):
        return 30000

print(json.dumps(handler(json.loads(sys.argv[1]), Context())))
"""

    def handle(event: object) -> Any:
        done = subprocess.run(  # noqa: S603
            [python, "-c", code, json.dumps(event)],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(RUNTIME_FOLDER), **environment_of(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return handle


class TestHandler:
    def test_gives_all_frames_as_one_text(self, handled: Any) -> None:
        frames = frames_of(handled(command("hello", "there")))
        assert joined(frames, "out") == "hello there\n"
        assert frames[-1] == {"exit": 0}

    def test_says_that_it_is_up(self, handled: Any) -> None:
        assert handled({"monolift": "boot"}) == {"ok": True}


class TestEvents:
    @pytest.mark.parametrize(
        "fields",
        [
            {"arguments": "migrate"},
            {"arguments": [1]},
            {"arguments": ["a\0b"]},
            {"arguments": None},
            {"environment": ["A=1"]},
            {"environment": {"A": 1}},
            {"stdin": 1},
        ],
    )
    def test_a_field_that_is_none_is_named_without_its_value(
        self, manager: Worker, fields: dict[str, Any]
    ) -> None:
        outcome = manager.invoke({**command("hello"), **fields})
        assert outcome.headers["lambda-runtime-function-error-type"] == "Runtime.MalformedEvent"
        assert next(iter(fields)) in outcome.document["errorMessage"]
        assert "migrate" not in outcome.document["errorMessage"]

    def test_a_command_that_cannot_begin_is_an_error_of_the_function(self, manager: Worker) -> None:
        outcome = manager.invoke(command("hello", "x" * 200_000))
        assert outcome.headers["lambda-runtime-function-error-type"] == "Runtime.CommandNotStarted"

    @pytest.mark.parametrize(
        "event",
        [
            {**function_url_event("/"), **command("hello")},
            {**command("hello"), "requestContext": {}},
            {**command("hello"), "headers": {}},
            {**command("hello"), "httpMethod": "POST", "path": "/", "requestContext": {}},
        ],
    )
    def test_a_request_is_never_a_command(self, manager: Worker, event: Any) -> None:
        outcome = manager.invoke(event)
        assert b"hello" not in outcome.payload
        assert _is_refused(outcome)

    def test_no_other_role_runs_commands(self, tmp_path: Path, python: str) -> None:
        (tmp_path / "app.py").write_text("def application(environ, start_response): pass")
        environment = {
            **environment_of(tmp_path),
            "MONOLIFT_ROLE": "",
            "MONOLIFT_APPLICATION": "app:application",
            "MONOLIFT_WARMUP": "",
        }
        with running_worker(environment, python=python) as worker:
            outcome = worker.invoke(command("hello"))
            assert outcome.headers["lambda-runtime-function-error-type"] == "Runtime.UnknownEvent"
            assert worker.invoke({"monolift": "boot"}).document == {"ok": True}

    def test_a_function_that_runs_commands_is_up_without_its_application(self, manager: Worker) -> None:
        assert manager.invoke({"monolift": "boot"}).document == {"ok": True}

    def test_a_caller_that_hangs_up_does_not_stop_a_command(self, tmp_path: Path, python: str) -> None:
        with running_worker(environment_of(tmp_path), python=python) as worker:
            worker.invoke(command("long", "30"), hang_up_after=100_000)
            worker.wait_for_output("monolift: long ended with exit code 0")
            assert joined(run(worker, "hello"), "out") == "hello\n"


def _is_refused(outcome: Outcome) -> bool:
    return outcome.what == "error" or outcome.status_code == 500
