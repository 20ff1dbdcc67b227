"""Which migrations the code has, and which of them a database has seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .failure import CommandFailure

if TYPE_CHECKING:
    from collections.abc import Iterable


def load_history(connection: Any) -> Any:
    """Load the migrations of all installed applications beside what a database recorded.

    Parameters
    ----------
    connection
        A connection of Django.

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
