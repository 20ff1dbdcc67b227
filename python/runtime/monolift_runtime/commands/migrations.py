"""Lists the migrations that the stage's database has not seen; changes nothing.

Answers ``{"unapplied": [{"app", "name"}], "applied": number, "unknown": [{"app", "name"}],
"appsWithoutMigrations": [label]}``; ``unknown`` are migrations that the database has seen and the code has no
more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .history import apps_without_migrations, load_history, unapplied, unknown

if TYPE_CHECKING:
    from .channel import Channel


def add_arguments(parser: Any) -> None:
    """Take no arguments."""


def run(_options: dict[str, Any], _channel: Channel) -> dict[str, Any]:
    """Compare the code's migrations with the database's."""
    from django.db import connections

    loader = load_history(connections["default"])
    return {
        "unapplied": unapplied(loader),
        "applied": len(loader.applied_migrations),
        "unknown": unknown(loader),
        "appsWithoutMigrations": apps_without_migrations(),
    }
