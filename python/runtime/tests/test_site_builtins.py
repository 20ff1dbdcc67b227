"""What a program still has where Python was started with ``-S``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUNTIME = Path(__file__).resolve().parents[1]


def run(code: str) -> subprocess.CompletedProcess[str]:
    start = (
        f"import sys; sys.path.append({str(RUNTIME)!r})\n"
        "from monolift_runtime import site_builtins; site_builtins.install()\n"
    )
    return subprocess.run(  # noqa: S603 - this very Python, and a text of ours
        [sys.executable, "-S", "-c", start + code], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["exit", "quit"])
def test_ends_a_program_as_ever(name: str) -> None:
    assert run(f"{name}(3)").returncode == 3


def test_has_the_other_builtins_of_site() -> None:
    assert run("help, copyright, credits, license").stderr == ""


def test_finds_no_package_beside_this_python() -> None:
    assert run("print([path for path in sys.path if 'packages' in path])").stdout == "[]\n"
