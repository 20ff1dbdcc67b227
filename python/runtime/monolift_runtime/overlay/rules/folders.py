"""Folders that the stage provides, in the type that the project works with."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any


def folder_like(own: Any, path: str) -> str | Path:
    """Give the path as a ``Path`` where the project's own setting is one: its code may use ``/`` on it."""
    return Path(path) if isinstance(own, PurePath) else path
