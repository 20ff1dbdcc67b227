"""Judges the pending migrations before they run; nothing is changed.

The way: take the plan and let Django write, but not execute, each operation's statements (:mod:`.pending`);
read what they do (:mod:`.statements`); weigh that against the tables as they are and the models that the
release that serves now knows (:mod:`.rules`).
"""

from __future__ import annotations

from typing import Any

from ..commands.failure import CommandFailure
from ..commands.history import has_seen_all, load_history, refuse_conflicts
from .limits import Limits

__all__ = ["Limits", "judge_migrations"]

#: The answer where nothing is pending.
_NOTHING = {"kind": "reversible", "oldReleaseLives": "yes", "fails": "no", "operations": 0, "tables": []}


def judge_migrations(connection: Any, limits: Limits) -> dict[str, Any]:
    """Judge what ``migrate`` would do.

    A database that has seen no migration yet has nothing to lose and no release that serves it: there all
    is listed, without statements, and nothing is looked at.

    Parameters
    ----------
    connection
        A connection of Django to PostgreSQL.
    limits
        From where on a table is large.

    Returns
    -------
    dict
        ``framework``, ``pending`` and ``summary`` as ``src/facts/migrations.ts`` has them.

    Raises
    ------
    CommandFailure
        ``migration-graph-broken``, ``migration-conflict`` with ``conflicts``; ``judging-needs-postgresql``
        with ``vendor`` when something is pending and the database is another one.
    """
    nothing = {"framework": "django", "pending": [], "summary": _NOTHING}
    if has_seen_all(connection):
        return nothing
    loader = load_history(connection)
    refuse_conflicts(loader)
    if loader.graph.nodes.keys() <= loader.applied_migrations.keys():
        return nothing
    if connection.vendor != "postgresql":
        message = f"Migrations can be judged on PostgreSQL only; this database is {connection.vendor}."
        raise CommandFailure("judging-needs-postgresql", message, vendor=connection.vendor)
    from .judge import judge_pending

    return judge_pending(connection, loader, limits)
