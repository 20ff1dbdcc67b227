"""What a class descends from, read from its source without importing it.

While settings are being loaded nothing may be imported that itself reads settings, and a storage or database
backend does. But whether ``config.storages.StaticStorage`` keeps files on a disk or sends them away decides
what the stage may lay over it.
"""

from __future__ import annotations

import ast
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FARTHEST = 12


def ancestors(dotted: str) -> frozenset[str]:
    """Name everything a class descends from, as far as source code tells.

    A name that is not a class is followed too: an import from elsewhere, and everything that an assignment or
    a function mentions (``MediaStorage = lambda: S3Boto3Storage(…)``).

    Parameters
    ----------
    dotted
        ``package.module.Class``.

    Returns
    -------
    frozenset of str
        Dotted names with ``dotted`` itself among them. Names whose source is not found are in it, but nothing
        beyond them; Django's own are not followed either. Never raises.
    """
    found: set[str] = set()
    waiting = [(dotted, 0)]
    while waiting:
        name, distance = waiting.pop()
        if name in found or distance > _FARTHEST:
            continue
        found.add(name)
        if name.startswith("django."):
            continue
        waiting += [(parent, distance + 1) for parent in _parents(name)]
    return frozenset(found)


def _parents(dotted: str) -> list[str]:
    module_name, _, name = dotted.rpartition(".")
    tree, is_package = _read_module(module_name)
    if tree is None:
        return []
    names = _imported_names(tree, module_name, is_package=is_package)
    definitions = list(_definitions(tree, name))
    if not definitions:
        return [names[name]] if name in names else []
    local = {node.name for node in ast.walk(tree) if isinstance(node, (ast.ClassDef, ast.FunctionDef))}
    mentioned = {text for definition in definitions for text in _mentioned(definition)}
    return [parent for text in mentioned for parent in _resolve(text, names, local, module_name)]


def _read_module(name: str) -> tuple[ast.Module | None, bool]:
    path, spec, walked = None, None, ""
    for part in name.split("."):
        walked = f"{walked}.{part}" if walked else part
        spec = PathFinder.find_spec(walked, path)
        if spec is None:
            return None, False
        path = list(spec.submodule_search_locations or [])
    if spec is None or not spec.has_location or not (spec.origin or "").endswith(".py"):
        return None, False
    try:
        source = Path(spec.origin or "").read_bytes()
        return ast.parse(source), spec.submodule_search_locations is not None
    except (OSError, SyntaxError, ValueError):
        return None, False


def _imported_names(tree: ast.Module, module_name: str, *, is_package: bool) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                above = module_name.split(".")
                above = above[: len(above) - node.level + (1 if is_package else 0)]
                origin = ".".join([*above, origin] if origin else above)
            names.update({alias.asname or alias.name: f"{origin}.{alias.name}" for alias in node.names})
    return names


def _definitions(tree: ast.Module, name: str) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name:
            yield node
        elif isinstance(node, ast.Assign):
            targets = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if name in targets:
                yield node.value


def _mentioned(definition: ast.AST) -> Iterator[str]:
    roots = definition.bases if isinstance(definition, ast.ClassDef) else [definition]
    for root in roots:
        for node in ast.walk(root):
            if isinstance(node, (ast.Name, ast.Attribute)):
                text = _dotted_text(node)
                if text is not None:
                    yield text


def _dotted_text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted_text(node.value)
        return None if before is None else f"{before}.{node.attr}"
    return None


def _resolve(text: str, names: dict[str, str], local: set[str], module_name: str) -> Iterator[str]:
    first, _, rest = text.partition(".")
    if first in names:
        yield f"{names[first]}.{rest}" if rest else names[first]
    elif first in local and not rest:
        yield f"{module_name}.{first}"
