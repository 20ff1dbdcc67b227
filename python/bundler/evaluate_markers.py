"""Answers questions about dependencies, for the interpreter that runs this file, with ``packaging``.

Standard input is ``{"markers": [...], "matches": [[specifier, version], ...], "environment": {...}}``;
standard output is ``{"markers": [...], "matches": [...]}`` with true, false, or null where a text is not of
PEP 508 or PEP 440. What ``environment`` says of another machine (``python_version``, ``platform_machine``)
takes the place of what is true here; it may be left out.

The library is the copy inside pip, or the one in the folder named by the first argument.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def load_packaging() -> tuple[Any, Any]:
    """Find ``packaging.markers`` and ``packaging.specifiers``, in pip where there is pip.

    Returns
    -------
    tuple
        The two modules.
    """
    if len(sys.argv) > 1:
        sys.path.append(sys.argv[1])
    try:
        from pip._vendor.packaging import markers, specifiers
    except ImportError:
        from packaging import markers, specifiers  # type: ignore[no-redef]
    return markers, specifiers


def evaluate_marker(markers: Any, text: str, environment: dict[str, str]) -> bool | None:
    """Say whether a marker holds, with no extra asked for.

    Parameters
    ----------
    markers : module
        ``packaging.markers``.
    text : str
        For instance ``python_version < "3.11" and sys_platform == "linux"``.
    environment : dict
        Names of marker variables and their values on another machine; this interpreter's own otherwise.

    Returns
    -------
    bool or None
        None when the text is no marker.
    """
    try:
        return bool(markers.Marker(text).evaluate({**environment, "extra": ""}))
    except (markers.InvalidMarker, markers.UndefinedComparison, markers.UndefinedEnvironmentName):
        return None


def is_match(specifiers: Any, specifier: str, version: str) -> bool | None:
    """Say whether a version satisfies a specifier; pre-releases count.

    Parameters
    ----------
    specifiers : module
        ``packaging.specifiers``.
    specifier : str
        For instance ``>=4.2,<5``; an empty one is satisfied by everything.
    version : str
        For instance ``4.2.1``.

    Returns
    -------
    bool or None
        None when one of the two is not of PEP 440.
    """
    try:
        return bool(specifiers.SpecifierSet(specifier).contains(version, prereleases=True))
    except ValueError:
        return None


def main() -> None:
    """Answer what standard input asks."""
    markers, specifiers = load_packaging()
    questions = json.load(sys.stdin)
    environment = questions.get("environment", {})
    answers = {
        "markers": [evaluate_marker(markers, text, environment) for text in questions["markers"]],
        "matches": [is_match(specifiers, *pair) for pair in questions["matches"]],
    }
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
