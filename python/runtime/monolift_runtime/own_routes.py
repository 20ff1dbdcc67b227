"""Loads first what answers a function's own paths, and the rest of the URLconf when it is needed.

A function that the file isolates runs the whole application, but is asked for a part of it only. Django
imports every included URLconf, with its views and all that these import, before it answers anything. Here an
``include("shop.urls")`` keeps the name, which Django itself knows how to import later: when a path begins
like it, or when ``reverse()`` looks for a name that is not found before. So every address and every redirect
stays right.
"""

from __future__ import annotations

import re
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from monolift_runtime.overlay.after_import import after_import

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

_APP_NAME = re.compile(r"""^app_name\s*(?::\s*\w+\s*)?=\s*(["'])([\w.:-]+)\1\s*(?:#.*)?$""", re.MULTILINE)
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}<]")


def install() -> None:
    """Let ``include()`` keep names from now on; to be called before the URLconf is imported."""
    after_import("django.urls.conf", _patch)


def load(own_paths: Sequence[str]) -> None:
    """Import every included URLconf that may have a route for one of the paths.

    Parameters
    ----------
    own_paths
        What the paths begin with, percent-encoded, with the first slash: ``/reports/``.

    Raises
    ------
    BaseException
        Whatever importing a URLconf raises.
    """
    from django.urls import get_resolver

    for path in own_paths:
        _descend(get_resolver(), unquote(path).lstrip("/"))


def _patch(conf: ModuleType) -> None:
    conf.include = partial(_include, conf.include)  # type: ignore[attr-defined]


def _include(original: Callable[..., Any], arg: Any, namespace: str | None = None) -> Any:
    """Do what Django's ``include()`` does, without the import where that is sure to give the same.

    What is wrong with an included URLconf is found by the function that has everything, which loads all of it
    before a release is served. See https://docs.djangoproject.com/en/stable/ref/urls/#include.
    """
    if isinstance(arg, str):
        is_sure, app_name = _app_name(arg)
        if is_sure and (app_name or not namespace):
            return arg, app_name, namespace or app_name
    return original(arg, namespace)


def _app_name(module: str) -> tuple[bool, str | None]:
    """Read the ``app_name`` of a URLconf from its source, and tell whether that is sure."""
    try:
        spec = find_spec(module)
        source = Path(spec.origin).read_text("utf-8") if spec is not None and spec.origin else None
    except (ImportError, ValueError, OSError):
        source = None
    if source is None or "import *" in source:
        return False, None
    assigned = _APP_NAME.findall(source)
    if len(assigned) > 1 or len(re.findall(r"\bapp_name\b", source)) != len(assigned):
        return False, None
    return True, assigned[0][1] if assigned else None


def _descend(resolver: Any, path: str) -> None:
    """Import what the includes of a resolver have for a path, all of it where the path says nothing more.

    An include for every path (``path("", include(...))``) may have a route for this one too. It is left for
    later where another one begins like the path: Django imports it when a request is not answered before.
    """
    from django.urls import URLResolver

    resolvers = [entry for entry in resolver.url_patterns if isinstance(entry, URLResolver)]
    below = [(entry, _rest(str(entry.pattern), path)) for entry in resolvers]
    includes = [(entry, rest) for entry, rest in below if rest is not None]
    named = [(entry, rest) for entry, rest in includes if rest != path or not path]
    for entry, rest in named or includes:
        _descend(entry, rest)


def _rest(pattern: str, path: str) -> str | None:
    """Give what is left of a path below a pattern: empty for anything, None where it leads elsewhere."""
    text = pattern.lstrip("^")
    special = _SPECIAL.search(text)
    literal = text if special is None else text[: special.start()]
    if path.startswith(literal):
        return path[len(literal) :] if special is None else ""
    return "" if literal.startswith(path) else None
