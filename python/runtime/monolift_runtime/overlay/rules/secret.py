"""``SECRET_KEY``."""

from __future__ import annotations

import ast
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

#: ``django-admin startproject`` begins its keys so; they are in version control.
_STARTPROJECT_PREFIX = "django-insecure-"
_RANDOM = re.compile(
    r"get_random_secret_key|get_random_string|token_urlsafe|token_hex|token_bytes|urandom|uuid1|uuid4"
    r"|SystemRandom|randbytes|getrandbits|random\.choices?|secrets\.choice|random\.sample"
)


def lay_over(laying: Laying, stage: Stage) -> None:
    """Give the application a secret key that lasts, without taking away the one its data hang on.

    What was signed or encrypted with the project's own key (sessions, links in e-mails, encrypted columns of
    rows that came along) can be read only with that key. So the project's key wins where it is really its
    own, and the stage's is laid over when the project has none, when it makes a new one in each process, and
    outside the local stage also when it is the insecure one of ``startproject``. A key that somebody has
    set for the stage wins over all of them.
    """
    if stage.secret_key is None:
        return
    own = str(laying.get("SECRET_KEY") or "")
    if own == stage.secret_key:
        return
    is_insecure = own.startswith(_STARTPROJECT_PREFIX) and not stage.local_http
    if not own or stage.is_key_chosen or is_insecure or _is_made_anew(own):
        laying.put("SECRET_KEY", stage.secret_key)
        laying.tell("SECRET_KEY", "secret", "set" if own else "not set", "changed" if own else "set")
    else:
        laying.tell("SECRET_KEY", "secret", "set", "left: the project's own")


def _is_made_anew(key: str) -> bool:
    """Tell whether the key comes from a random source whenever the settings are imported.

    Looks at the source of the modules that hold the key under the name ``SECRET_KEY``; a value that also is
    in the environment came from there, whatever the source says of a fallback.
    """
    if key in os.environ.values():
        return False
    for module in list(sys.modules.values()):
        values = getattr(module, "__dict__", {})
        path = values.get("__file__")
        if values.get("SECRET_KEY") == key and path and _assigns_random_key(str(path)):
            return True
    return False


def _assigns_random_key(path: str) -> bool:
    try:
        source = Path(path).read_text(encoding="utf-8", errors="replace")
        if not _RANDOM.search(source):
            return False
        tree = ast.parse(source)
    except (OSError, SyntaxError, ValueError):
        return False
    return "SECRET_KEY" in _names_from_random(tree, source)


def _names_from_random(tree: ast.Module, source: str) -> set[str]:
    """Name what is assigned or defined from a random source, directly or by way of such a name."""
    named: list[tuple[list[str], ast.AST]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            named.append(([item.id for item in node.targets if isinstance(item, ast.Name)], node.value))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            named.append(([node.target.id], node.value))
        elif isinstance(node, ast.FunctionDef):
            named.append(([node.name], node))
    found: set[str] = set()
    while True:
        more = {
            name
            for names, value in named
            for name in names
            if name not in found and (_is_random(value, source) or _mentions(value, found))
        }
        if not more:
            return found
        found |= more


def _is_random(value: ast.AST, source: str) -> bool:
    return bool(_RANDOM.search(ast.get_source_segment(source, value) or ""))


def _mentions(value: ast.AST, names: set[str]) -> bool:
    return any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(value))
