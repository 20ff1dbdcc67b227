"""Markers and versions are answered for the interpreter that runs the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "evaluate_markers.py"


def ask(
    markers: list[str], matches: list[list[str]], environment: dict[str, str] | None = None
) -> dict[str, list[bool | None]]:
    asked = {"markers": markers, "matches": matches}
    questions = json.dumps(asked if environment is None else {**asked, "environment": environment})
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT)], input=questions, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_markers_are_of_this_interpreter() -> None:
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    answers = ask([f'python_version == "{minor}"', f'python_version < "{minor}"', 'extra == "docs"'], [])
    assert answers["markers"] == [True, False, False]


def test_a_text_that_is_no_marker_has_no_answer() -> None:
    assert ask(["python >= 3"], [])["markers"] == [None]


def test_versions_are_compared_as_pip_does() -> None:
    same = [["==5.0", "5.0.0"], ["", "1"]]
    between = [[">=4.2,<5", "4.2.11"], [">=4.2", "4.10"], ["<2", "2.0rc1"]]
    assert ask([], same)["matches"] == [True, True]
    assert ask([], between)["matches"] == [True, True, False]
    assert ask([], [["^4", "4.1"]])["matches"] == [None]


def test_markers_are_of_another_machine_where_its_environment_is_given() -> None:
    other = {"python_version": "3.99", "python_full_version": "3.99.0", "platform_machine": "toaster"}
    markers = ['python_version == "3.99"', 'platform_machine == "toaster"', 'python_full_version < "3.99"']
    assert ask(markers, [])["markers"] == [False, False, True]
    assert ask(markers, [], other)["markers"] == [True, True, False]
