"""Reads the source of imported modules for what behaves differently on AWS. None of it runs again.

Only imported modules of the project are read: a script or a settings module that nobody imports does nothing.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from typing import TYPE_CHECKING, Any

from monolift_inspector.memory import own_modules
from monolift_inspector.source_reader import Found, SourceReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monolift_inspector.places import Places

_LARGEST_SOURCE = 1_000_000
# Packages whose tokens are signed with SECRET_KEY unless their own setting names another key.
_SIGNING_SETTINGS = (
    ("rest_framework_simplejwt", "SIMPLE_JWT", "SIGNING_KEY"),
    ("rest_framework_jwt", "JWT_AUTH", "JWT_SECRET_KEY"),
    ("graphql_jwt", "GRAPHQL_JWT", "JWT_SECRET_KEY"),
)


def read_evidence(settings_module: str, settings: dict[str, Any], places: Places) -> dict[str, Any]:
    """Say what the source tells.

    Parameters
    ----------
    settings
        The project's own values, before anything was laid over.

    Returns
    -------
    dict
        `settings`: where each setting is given last, and whether it is written out there; `imports`: names
        of the modules that the project imports; `found`: what was come across, by kind.
    """
    trees = dict(_trees(places))
    found: list[Found] = []
    imports: set[str] = set()
    called: set[str] = set()
    fillers: list[Found] = []
    for file, (name, tree) in trees.items():
        reader = SourceReader(file)
        reader.read(tree)
        imports |= reader.imports
        called |= reader.called
        found += reader.found
        fillers += reader.fillers
        if name == settings_module:
            imports.update(str(app).partition(".")[0] for app in settings.get("INSTALLED_APPS") or ())
    found += [one for one in fillers if one["text"].rpartition(".")[2] not in called]
    where = _setting_places(settings_module, {name: (file, tree) for file, (name, tree) in trees.items()})
    found += _signing_settings(settings, where)
    return {"settings": where, "imports": sorted(imports), "found": found}


def _trees(places: Places) -> Iterator[tuple[str, tuple[str, ast.Module]]]:
    """Parse each module of the project that is imported, named as the reader knows it."""
    for name, file, _ in own_modules(places):
        if not file.endswith(".py"):
            continue
        try:
            with open(file, "rb") as opened:
                text = opened.read(_LARGEST_SOURCE + 1)
            if len(text) <= _LARGEST_SOURCE:
                yield places.name(file), (name, ast.parse(text))
        except (OSError, SyntaxError, ValueError, RecursionError):
            continue  # it was imported from somewhere else, for instance byte code


def _setting_places(module: str, trees: dict[str, tuple[str, ast.Module]]) -> dict[str, dict[str, Any]]:
    """Tell where each setting gets its last value, following `from .base import *`."""
    where: dict[str, dict[str, Any]] = {}
    _read_settings(module, trees, where, set())
    return where


def _read_settings(
    module: str, trees: dict[str, tuple[str, ast.Module]], where: dict[str, dict[str, Any]], seen: set[str]
) -> None:
    if module not in trees or module in seen:
        return
    seen.add(module)
    file, tree = trees[module]
    for statement in _statements(tree.body):
        if isinstance(statement, ast.ImportFrom) and any(alias.name == "*" for alias in statement.names):
            _read_settings(_imported(statement, module), trees, where, seen)
        for name, value in _assigned(statement):
            if name.isupper():
                where[name] = {"file": file, "line": statement.lineno, "isLiteral": _is_literal(value)}


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Go through the statements of a module, into branches but not into functions and classes."""
    for statement in body:
        yield statement
        for part in ("body", "orelse", "finalbody", "handlers"):
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                continue
            for below in getattr(statement, part, ()):
                if isinstance(below, ast.ExceptHandler):
                    yield from _statements(below.body)
                elif isinstance(below, ast.stmt):
                    yield from _statements([below])


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield target.id, statement.value
    elif isinstance(statement, ast.AnnAssign) and statement.value and isinstance(statement.target, ast.Name):
        yield statement.target.id, statement.value


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def _imported(statement: ast.ImportFrom, module: str) -> str:
    name = "." * statement.level + (statement.module or "")
    package = module if hasattr(sys.modules.get(module), "__path__") else module.rpartition(".")[0]
    try:
        return importlib.util.resolve_name(name, package or None)
    except (ImportError, ValueError):
        return ""


def _signing_settings(settings: dict[str, Any], where: dict[str, dict[str, Any]]) -> Iterator[Found]:
    """Name the packages that sign tokens with SECRET_KEY because nothing says otherwise."""
    key = settings.get("SECRET_KEY")
    for package, setting, entry in _SIGNING_SETTINGS:
        own = settings.get(setting)
        given = own.get(entry, key) if isinstance(own, dict) else key
        if package in sys.modules and key and given == key:
            place = where.get(setting) or where.get("SECRET_KEY")
            if place is not None:
                yield {"kind": "token-key", "file": place["file"], "line": place["line"], "text": package}
