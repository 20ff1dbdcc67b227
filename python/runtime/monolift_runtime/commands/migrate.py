"""Applies the migrations that the stage's database has not seen, once, telling each.

Progress::

    {"type": "progress", "event": "waiting"} while another process migrates this database
    {"type": "progress", "event": "plan", "migrations": [{"app", "name"}]}
    {"type": "progress", "event": "started", "app", "name"}
    {"type": "progress", "event": "applied", "app", "name", "durationMs"}

The answer is ``{"applied": [{"app", "name", "durationMs"}], "appsWithoutMigrations": [label]}``. Errors:
``migration-failed`` with ``app``, ``name``, ``file``, ``isRolledBack`` (false when the migration is not
atomic, so that half of it may be there), ``applied`` (those before it stay) and ``database``;
``migration-conflict``; ``migration-graph-broken``; ``migrate-failed`` for what fails before or after the
migrations, such as a signal.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from .alone import alone
from .failure import CommandFailure, describe_database_error
from .history import apps_without_migrations, load_history, refuse_conflicts, unapplied

if TYPE_CHECKING:
    from .channel import Channel


def add_arguments(parser: Any) -> None:
    """Take no arguments."""


def run(_options: dict[str, Any], channel: Channel) -> dict[str, Any]:
    """Run the project's ``migrate`` without asking anything."""
    from django.core.management import call_command
    from django.db import connections

    with alone(connections["default"], channel):
        loader = load_history(connections["default"])
        refuse_conflicts(loader)
        channel.progress(event="plan", migrations=unapplied(loader))
        watch = _Watch(channel)
        try:
            call_command(watch.around(_find_command("migrate")), interactive=False, verbosity=1)
        except Exception as error:
            raise watch.explain(error) from error
    return {"applied": watch.applied, "appsWithoutMigrations": apps_without_migrations()}


class _Watch:
    """Listens to the command as it applies migrations."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._current: Any = None
        self._started = 0.0
        self.applied: list[dict[str, Any]] = []

    def around(self, command: Any) -> Any:
        """Put itself between the command and its own report, which goes on as ever."""
        report = command.migration_progress_callback

        def listen(action: str, migration: Any = None, fake: bool = False) -> None:
            if action == "apply_start":
                self._current, self._started = migration, time.monotonic()
                self._channel.progress(event="started", app=migration.app_label, name=migration.name)
            elif action == "apply_success":
                self._finish(migration)
            report(action, migration, fake)

        command.migration_progress_callback = listen
        return command

    def _finish(self, migration: Any) -> None:
        self._current = None
        duration_ms = round((time.monotonic() - self._started) * 1000, 1)
        done = {"app": migration.app_label, "name": migration.name, "durationMs": duration_ms}
        self.applied.append(done)
        self._channel.progress(event="applied", **done)

    def explain(self, error: Exception) -> CommandFailure:
        """Say which migration failed, when one did."""
        import inspect

        database = describe_database_error(error)
        words = database["message"] if database else (str(error).strip() or type(error).__name__)
        facts: dict[str, Any] = {"applied": self.applied}
        if self._current is None:
            return CommandFailure(
                "migrate-failed", f"migrate failed outside of any migration: {words}", **facts
            )
        migration = self._current
        facts.update(
            app=migration.app_label,
            name=migration.name,
            file=inspect.getsourcefile(type(migration)),
            isRolledBack=bool(migration.atomic),
        )
        return CommandFailure("migration-failed", words, **facts)


def _find_command(name: str) -> Any:
    """Load a command as Django would: a project's own before Django's."""
    from django.core.management import get_commands, load_command_class

    owner = get_commands()[name]
    return load_command_class(owner, name) if isinstance(owner, str) else owner
