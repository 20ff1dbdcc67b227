"""JSON files as variables.

The names are those of ``src/platform/functions/flatten-secrets.ts``: a project finds the same on AWS as
locally.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOT_OF_A_NAME = re.compile(r"\W", re.ASCII)


def flatten(files: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Give the values of files as variables; a later file wins.

    Nested keys are joined by two underscores, and what a variable's name can't have becomes one. A text
    stands as it is, anything else as JSON writes it; null is left out.
    """
    return {name: text for file in files for name, text in _leaves((), file["content"])}


def _leaves(keys: tuple[str, ...], value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and (value or not keys):
        for key, below in value.items():
            yield from _leaves((*keys, key), below)
    elif value is not None:
        yield _name_of(keys), value if isinstance(value, str) else _as_json(value)


def _name_of(keys: tuple[str, ...]) -> str:
    name = _NOT_OF_A_NAME.sub("_", "__".join(keys))
    return f"_{name}" if name[:1].isdecimal() else name


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
