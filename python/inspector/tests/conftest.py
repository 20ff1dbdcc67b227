"""The project that each test writes and inspects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from inspected_project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project whose folder has a space and Japanese characters in its name."""
    root = tmp_path / "わたしの project"
    root.mkdir()
    return Project(root)
