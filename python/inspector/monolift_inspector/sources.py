"""Goes through the project's own files, imported or not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from monolift_inspector.places import Places

_LARGEST_SOURCE = 1_000_000
# Folders with other people's Python in them.
_SKIPPED_FOLDERS = {
    "node_modules",
    "__pycache__",
    "site-packages",
    "venv",
    ".venv",
    "env",
    ".git",
    "migrations",
    "tests",
}


def sources(
    path: Iterable[str], places: Places, endings: tuple[str, ...] = (".py",)
) -> Iterator[tuple[str, str]]:
    """Go through the project's own Python files, or those with other endings too, with their text."""
    for root in path:
        if not places.is_own(root):
            continue
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(
                name for name in folders if name not in _SKIPPED_FOLDERS and not name.startswith(".")
            )
            for name in sorted(files):
                file = os.path.join(folder, name)
                if (
                    name.endswith(endings)
                    and not name.startswith("test")
                    and os.path.getsize(file) <= _LARGEST_SOURCE
                ):
                    with open(file, encoding="utf-8", errors="replace") as opened:
                        yield file, opened.read()


def module_name(file: str, path: Iterable[str]) -> str | None:
    """Return the name that a file is imported by, or None when it cannot be."""
    for root in path:
        if file.startswith(root + os.sep):
            parts = os.path.relpath(file, root)[: -len(".py")].split(os.sep)
            if parts[-1] == "__init__":
                parts.pop()
            return ".".join(parts) if parts and all(part.isidentifier() for part in parts) else None
    return None
