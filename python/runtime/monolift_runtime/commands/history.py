"""Which migrations the code has, and which of them a database has seen."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from .failure import CommandFailure

if TYPE_CHECKING:
    from collections.abc import Iterable


def load_history(connection: Any) -> Any:
    """Load the migrations of all installed applications beside what a database recorded.

    Returns
    -------
    django.db.migrations.loader.MigrationLoader

    Raises
    ------
    CommandFailure
        ``migration-graph-broken`` when a migration depends on one that is not there.
    """
    from django.db.migrations.exceptions import NodeNotFoundError
    from django.db.migrations.loader import MigrationLoader

    try:
        return MigrationLoader(connection)
    except NodeNotFoundError as error:
        raise CommandFailure("migration-graph-broken", str(error)) from error


def has_seen_all(connection: Any) -> bool:
    """Tell whether a database recorded every migration that the code has, by their names alone.

    To load some hundred migrations takes longer than to ask the database. False also where it takes more to
    know: a squashed migration need not be recorded itself.
    """
    from django.apps import apps
    from django.db.migrations.recorder import MigrationRecorder

    recorded = MigrationRecorder(connection).applied_migrations()
    return all(
        (config.label, name) in recorded
        for config in apps.get_app_configs()
        for name in _names_on_disk(config.label)
    )


def _names_on_disk(app_label: str) -> list[str]:
    from django.db.migrations.loader import MigrationLoader

    package, _ = MigrationLoader.migrations_module(app_label)
    if package is None:
        return []
    try:
        path = getattr(import_module(package), "__path__", ())
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        return []
    modules = [module for module in iter_modules(path) if not module.ispkg]
    return [module.name for module in modules if module.name[0] not in "_~"]


def refuse_conflicts(loader: Any) -> None:
    """Refuse migrations that do not say in which order they come.

    Raises
    ------
    CommandFailure
        ``migration-conflict`` with ``conflicts``, the names by application.
    """
    conflicts = loader.detect_conflicts()
    if conflicts:
        listed = "; ".join(f"{app}: {', '.join(sorted(names))}" for app, names in sorted(conflicts.items()))
        raise CommandFailure(
            "migration-conflict",
            f"Two migrations each claim to be the last ({listed}). "
            "`makemigrations --merge` writes one that joins them.",
            conflicts={app: sorted(names) for app, names in conflicts.items()},
        )


def unapplied(loader: Any) -> list[dict[str, str]]:
    """Name the migrations that ``migrate`` would apply, in that order."""
    plan: dict[tuple[str, str], None] = {}
    for leaf in loader.graph.leaf_nodes():
        plan.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    return as_names(key for key in plan if key not in loader.applied_migrations)


def unknown(loader: Any) -> list[dict[str, str]]:
    """Name the migrations that the database has seen and the code has no more.

    Those that a squashed migration replaces are known, and those of applications that are not installed any
    more are nobody's.
    """
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    labels = _installed_labels()
    return as_names(
        key
        for key in loader.applied_migrations
        if key not in loader.disk_migrations and key not in replaced and key[0] in labels
    )


def apps_without_migrations() -> list[str]:
    """Name the applications whose models get no table, because they have no migrations at all.

    The folder ``migrations`` is often kept out of version control by mistake.
    """
    from django.apps import apps
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    labels = []
    for config in apps.get_app_configs():
        tables = [model for model in config.get_models() if model._meta.can_migrate(connections["default"])]
        if tables and config.label in loader.unmigrated_apps:
            labels.append(config.label)
    return labels


def as_names(keys: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Turn the keys of migrations into ``{"app", "name"}``."""
    return [{"app": app, "name": name} for app, name in keys]


def _installed_labels() -> set[str]:
    from django.apps import apps

    return {config.label for config in apps.get_app_configs()}
