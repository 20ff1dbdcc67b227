"""Judges what is pending on PostgreSQL. Apart from the entry, for most of the time nothing is pending."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from .code_operations import judge_operation
from .course import Course
from .pending import Step, state_before, walk_plan
from .reasons import weigh
from .rows import count_rows
from .rules import judge_effects
from .statements import read_effects
from .tables import current_schema, known_columns, read_tables
from .transaction import read_only

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .effects import Effect
    from .limits import Limits
    from .reasons import Reason
    from .tables import Table

#: What is given of an operation's statements, in characters; a migration may hold a dump.
_SQL_CHARACTERS = 10_000


def judge_pending(connection: Any, loader: Any, limits: Limits) -> dict[str, Any]:
    """Judge the migrations that a database has not seen; see the package's ``judge_migrations``."""
    if not loader.applied_migrations:
        steps = walk_plan(connection, loader, state_before(loader), collects=False)
        return _answer([(step, []) for step in steps], {})
    with read_only(connection):
        return _judge(connection, loader, limits)


def _judge(connection: Any, loader: Any, limits: Limits) -> dict[str, Any]:
    state = state_before(loader)
    schema = current_schema(connection)
    known = known_columns(state.apps, schema)
    steps = list(walk_plan(connection, loader, state, collects=True))
    effects = {id(part): read_effects(part.sql or [], schema) for step in steps for part in step.parts or ()}
    tables = read_tables(connection, _names(effects.values()))
    count_rows(connection, tables.values())
    course = Course(connection, limits, dict(tables), known)
    judged = []
    for step in steps:
        reasons: list[Reason] = []
        for part in step.parts or ():
            reasons += judge_operation(part, course, step.migration.app_label)
            reasons += judge_effects(effects[id(part)], course)
        judged.append((step, reasons))
    return _answer(judged, tables)


def _names(effects: Iterable[list[Effect]]) -> set[str]:
    names = set()
    for effect in (one for listed in effects for one in listed):
        names |= {getattr(effect, "table", ""), getattr(effect, "referred_table", "")}
    return names - {""}


def _answer(judged: list[tuple[Step, list[Reason]]], tables: dict[str, Table]) -> dict[str, Any]:
    pending = []
    for migration, steps in groupby(judged, lambda one: one[0].migration):
        operations = [_operation(step, reasons) for step, reasons in steps]
        told = {"app": migration.app_label, "name": migration.name, "isAtomic": bool(migration.atomic)}
        pending.append({**told, "operations": operations})
    listed = [operation for migration in pending for operation in migration["operations"]]
    sized = [
        {"table": name, "rows": table.rows, "isExact": table.is_exact, "bytes": table.size}
        for name, table in sorted(tables.items())
    ]
    summary = {**weigh(listed), "operations": len(listed), "tables": sized}
    return {"framework": "django", "pending": pending, "summary": summary}


def _operation(step: Step, reasons: list[Reason]) -> dict[str, Any]:
    told = [reason.as_json() for reason in reasons]
    return {
        "position": step.position,
        "operation": type(step.operation).__name__,
        "description": step.operation.describe(),
        "model": step.model,
        "table": step.table,
        "column": step.column,
        **weigh(told),
        "reasons": told,
        "sql": _shown_sql(step),
    }


def _shown_sql(step: Step) -> str | None:
    """Give the statements, unless they were not asked for or a part is known only when it runs."""
    if step.parts is None or any(part.sql is None for part in step.parts):
        return None
    text = "\n".join(statement.strip() for part in step.parts for statement in part.sql or [])
    return text if len(text) <= _SQL_CHARACTERS else f"{text[:_SQL_CHARACTERS]}…"
