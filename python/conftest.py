"""What all tests of Python need."""

from __future__ import annotations

import compileall
from pathlib import Path

import pytest

PROGRAMS = ("runtime/monolift_runtime", "inspector/monolift_inspector")


def pytest_configure(config: pytest.Config) -> None:
    """Compile what hundreds of processes import, none of which writes byte code itself."""
    if not hasattr(config, "workerinput"):
        for program in PROGRAMS:
            compileall.compile_dir(Path(__file__).parent / program, quiet=1)
