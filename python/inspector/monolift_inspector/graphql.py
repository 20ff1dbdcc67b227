"""Reads GraphQL schemas as SDL, of graphene, strawberry and whatever else is built on graphql-core."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from monolift_inspector.memory import own_modules, values_in_memory

if TYPE_CHECKING:
    from monolift_inspector.failures import Warn
    from monolift_inspector.places import Places
    from monolift_inspector.routes import Route


def read_graphql(routes: list[Route], places: Places, warn: Warn) -> list[dict[str, Any]]:
    """Find the schemas: behind the routes, in GRAPHENE["SCHEMA"], and in the project's modules.

    The setting alone is not enough, since a view may be given its schema; the views alone are not either,
    since the setting is what graphene-django's own view falls back to.
    """
    if not {"graphql", "graphene", "strawberry"} & sys.modules.keys():
        return []
    found: list[tuple[Any, str | None]] = []
    for route in routes:
        schema = _schema_of_view(route.callback)
        if schema is not None:
            found.append((schema, str(route.facts["pattern"])))
    schemas = [schema for schema, _ in found]
    for schema in (*_from_setting(warn), *_in_own_modules(places)):
        if all(schema is not known for known in schemas):
            schemas.append(schema)
            found.append((schema, None))
    return [facts for schema, path in found if (facts := _facts(schema, path, warn)) is not None]


def _schema_of_view(callback: Any) -> Any:
    view_class = getattr(callback, "view_class", None)
    arguments = getattr(callback, "view_initkwargs", None) or {}
    schema = arguments.get("schema") or getattr(view_class, "schema", None)
    if _library(schema) is not None:
        return schema
    if view_class is not None and any(
        base.__module__.startswith("graphene_django") for base in view_class.__mro__
    ):
        return next(iter(_from_setting(lambda *_, **__: None)), None)
    return None


def _from_setting(warn: Warn) -> list[Any]:
    from django.conf import settings

    setting = getattr(settings, "GRAPHENE", None)
    dotted = setting.get("SCHEMA") if isinstance(setting, dict) else None
    if not isinstance(dotted, str):
        return [] if dotted is None or _library(dotted) is None else [dotted]
    module, _, name = dotted.rpartition(".")
    try:
        return [getattr(importlib.import_module(module), name)]
    except BaseException as error:
        warn("GRAPHQL_FAILED", error, dotted)
        return []


def _in_own_modules(places: Places) -> list[Any]:
    found: dict[int, Any] = {}
    for _, _, names in own_modules(places):
        for value in list(names.values()):
            if _library(value) is not None:
                found[id(value)] = value
    return list(found.values())


def _library(value: Any) -> str | None:
    """Tell whose schema a value is, or None when it is none; without importing any library for it."""
    if value is None or issubclass(type(value), type):
        return None
    modules = {base.__module__.partition(".")[0]: base.__name__ for base in reversed(type(value).__mro__)}
    if modules.get("strawberry", "").endswith("Schema"):
        return "strawberry"
    if "graphene" in modules and "Schema" in modules["graphene"]:
        return "graphene"
    if modules.get("graphql") == "GraphQLSchema":
        return "graphql-core"
    return None


def _facts(schema: Any, path: str | None, warn: Warn) -> dict[str, Any] | None:
    library = _library(schema)
    where = _where(schema)
    try:
        sdl = schema.as_str() if hasattr(schema, "as_str") else _print(schema)
    except BaseException as error:  # building a schema may ask the database
        warn("GRAPHQL_FAILED", error, where)
        return None
    return {"library": library, "schema": where, "sdl": sdl, "path": path}


def _print(schema: Any) -> str:
    if _library(schema) == "graphql-core":
        return str(importlib.import_module("graphql").print_schema(schema))
    return str(schema)


def _where(schema: Any) -> str:
    """Name a schema by the module that holds it, `module:attribute`; by its class where none does."""
    candidates = [f"{module}:{name}" for module, name, value in values_in_memory() if value is schema]
    kind = type(schema)
    # Where it was made comes before where it is imported: "schema" beats "urls".
    return min(
        candidates,
        key=lambda name: ("schema" not in name.partition(":")[0], name.count("."), name),
        default="",
    ) or (f"{kind.__module__}.{kind.__qualname__}")
