"""Makes the tables that no migration makes: those of database caches. Safe to repeat.

May run before or after ``migrate``. Answers ``{"created": [table], "existing": [table]}``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .channel import Channel


def add_arguments(parser: Any) -> None:
    """Take no arguments."""


def run(_options: dict[str, Any], _channel: Channel) -> dict[str, Any]:
    """Run ``createcachetable`` and tell what came of it."""
    from django.core.management import call_command
    from django.db import connections

    wanted = _cache_tables()
    before = set(connections["default"].introspection.table_names())
    if wanted:
        call_command("createcachetable", verbosity=0)
    after = set(connections["default"].introspection.table_names())
    return {
        "created": [table for table in wanted if table in after and table not in before],
        "existing": [table for table in wanted if table in before],
    }


def _cache_tables() -> list[str]:
    from django.conf import settings
    from django.core.cache import caches
    from django.core.cache.backends.db import BaseDatabaseCache

    tables = []
    for alias, cache in settings.CACHES.items():
        # Only a backend that may be one is loaded: another one may want a server that is not there yet.
        if "cache" in str(cache.get("BACKEND", "")).lower() and isinstance(caches[alias], BaseDatabaseCache):
            tables.append(caches[alias]._table)
    return tables
