"""Reads migrations: which the database has not yet, and which are missing or in conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monolift_inspector.failures import Warn


def read_migrations(is_live: bool, warn: Warn) -> dict[str, Any]:
    """Read the migrations of all apps.

    Parameters
    ----------
    is_live
        Whether the database may be asked. When it may not, or does not answer, no migration counts as
        applied. It is only read: a table that is not there is not made.

    Returns
    -------
    dict
        `unapplied` in the order in which `migrate` would apply them, `missing` app labels (what
        `makemigrations --check` complains of), `conflicts` app labels with more than one leaf, and
        `cacheTables` that database caches need and the database has not.
    """
    tables: set[str] = set()
    loader = None
    if is_live:
        try:
            loader, tables = _ask_database()
        except Exception as error:
            warn("DATABASE_NOT_ASKED", error, "default")
    cache_tables = sorted(_cache_tables() - tables)
    try:
        loader = loader or _offline_loader()
    except Exception as error:
        warn("MIGRATIONS_FAILED", error, "migrations")
        return {"unapplied": [], "missing": [], "conflicts": [], "cacheTables": cache_tables}
    conflicts = sorted(loader.detect_conflicts())
    try:
        missing = [] if conflicts else _missing(loader)
    except Exception as error:
        warn("MIGRATIONS_FAILED", error, "migrations")
        missing = []
    return {
        "unapplied": _unapplied(loader),
        "missing": missing,
        "conflicts": conflicts,
        "cacheTables": cache_tables,
    }


def _offline_loader() -> Any:
    from django.db.migrations.loader import MigrationLoader

    return MigrationLoader(None, ignore_no_migrations=True)


def _ask_database() -> tuple[Any, set[str]]:
    """Load the migrations with what the database has applied, and the names of its tables."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    try:
        loader = MigrationLoader(connection, ignore_no_migrations=True)
        return loader, set(connection.introspection.table_names())
    finally:
        connection.close()


def _cache_tables() -> set[str]:
    """Name the tables of database caches, which no migration makes (`createcachetable` does)."""
    from django.conf import settings

    backends = {alias: str(cache.get("BACKEND", "")) for alias, cache in settings.CACHES.items()}
    aliases = [alias for alias, backend in backends.items() if backend.endswith(".DatabaseCache")]
    return {str(settings.CACHES[alias]["LOCATION"]) for alias in aliases}


def _unapplied(loader: Any) -> list[dict[str, str]]:
    """Walk the way that `migrate` walks (`MigrationExecutor.migration_plan`)."""
    applied = set(loader.applied_migrations)
    seen: dict[tuple[str, str], None] = {}
    for target in loader.graph.leaf_nodes():
        for node in loader.graph.forwards_plan(target):
            if node not in applied:
                seen.setdefault(node)
    return [{"app": app, "name": name} for app, name in seen]


def _missing(loader: Any) -> list[str]:
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.questioner import MigrationQuestioner
    from django.db.migrations.state import ProjectState

    detector = MigrationAutodetector(
        loader.project_state(),
        ProjectState.from_apps(apps),
        MigrationQuestioner({"ask_initial": True}),
    )
    changes: Iterable[str] = detector.changes(graph=loader.graph)
    return sorted(changes)
