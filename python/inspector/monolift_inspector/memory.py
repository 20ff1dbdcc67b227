"""Looks through the modules that are imported, without waking lazy ones."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monolift_inspector.places import Places


def values_in_memory() -> Iterator[tuple[str, str, Any]]:
    """Go through every global of every module, as module, name and value.

    A value may be a proxy that asks a database when it is looked at: compare it by identity or by `type()`.
    """
    for name, module in list(sys.modules.items()):
        if name != "__main__":
            for attribute, value in list(_names(module).items()):
                yield name, attribute, value


def modules_of_files() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Go through the modules that a file was read for, as name, file and globals."""
    for name, module in list(sys.modules.items()):
        names = _names(module)
        file = names.get("__file__")
        if isinstance(file, str):
            yield name, file, names


def own_modules(places: Places) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Go through the user's own modules, as name, file and globals."""
    return (found for found in modules_of_files() if places.is_own(found[1]))


def _names(module: Any) -> dict[str, Any]:
    try:
        names = object.__getattribute__(module, "__dict__")
    except AttributeError:  # anything may stand in sys.modules
        return {}
    return names if isinstance(names, dict) else {}
