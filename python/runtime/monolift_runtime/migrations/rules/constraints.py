"""What becomes of rows when a constraint or an index is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..reasons import Reason
from ..rows import has_dangling, has_repeats, has_violations
from ..tokens import split_statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..course import Course
    from ..effects import AddConstraint, CreateIndex
    from ..tables import Table

#: They build an index while nobody may even read the table.
_INDEXED = ("unique", "primary key", "exclude")


def add_constraint(effect: AddConstraint, course: Course) -> list[Reason]:
    """Judge whether rows break it, now or when the old release writes them, and who waits meanwhile."""
    _note_not_null_check(effect, course)
    table = course.tables.get(effect.table)
    if table is None:
        return []
    constraint = effect.kind.upper()
    reasons = []
    if not _is_there(effect, table):
        reasons += _broken(effect, table, course)
        reasons += _refused(effect.table, constraint, effect.columns, course)
    if course.is_large(table) and effect.is_validated and not effect.has_index:
        code = "constraint-locks" if effect.kind in _INDEXED else "constraint-validates"
        facts = {"table": effect.table, "constraint": constraint, "rows": table.rows, "bytes": table.size}
        reasons.append(Reason(code, facts, kind="costly"))
    return reasons


def create_index(effect: CreateIndex, course: Course) -> list[Reason]:
    """Judge who waits until it is built; a unique one may be refused."""
    table = course.tables.get(effect.table)
    if table is None:
        return []
    reasons = []
    if effect.is_unique:
        reasons += _repeats(effect.table, effect.columns, table, course)
        reasons += _refused(effect.table, "UNIQUE", effect.columns, course)
    if course.is_large(table) and not effect.is_concurrent:
        facts = {"table": effect.table, "index": effect.name, "rows": table.rows, "bytes": table.size}
        reasons.append(Reason("index-locks", facts, kind="costly"))
    return reasons


def _note_not_null_check(effect: AddConstraint, course: Course) -> None:
    tokens = (split_statements(effect.condition) or [[]])[0]
    words = [token.value.upper() for token in tokens]
    if words[1:] == ["IS", "NOT", "NULL"]:
        course.checked.add((effect.table, tokens[0].value.strip('"')))


def _is_there(effect: AddConstraint, table: Table) -> bool:
    """Tell whether the database has it as it is: when types change, Django makes keys anew."""
    now = None if effect.columns is None else table.now(effect.columns)
    return now is not None and (effect.kind, frozenset(now)) in table.keys


def _broken(effect: AddConstraint, table: Table, course: Course) -> list[Reason]:
    if effect.kind in ("unique", "primary key"):
        return [] if effect.has_index else _repeats(effect.table, effect.columns, table, course)
    if not effect.is_validated or table.is_empty:
        return []
    has: bool | None = None
    if effect.kind == "check":
        has = has_violations(course.connection, table, effect.condition)
    referred = course.tables.get(effect.referred_table)
    if effect.kind == "foreign key" and referred is not None:
        has = has_dangling(course.connection, table, effect.columns, (referred, effect.referred_columns))
    if has is False or _is_new(effect.columns, table):
        return []
    is_certain = has is True and not course.has_run_code
    facts = {
        "table": effect.table,
        "constraint": effect.kind.upper(),
        "rows": table.rows,
        "isCertain": is_certain,
    }
    kind = "irreversible" if is_certain else "reversible"
    return [Reason("rows-violate", facts, kind=kind, fails="will" if is_certain else "may")]


def _repeats(name: str, columns: Sequence[str] | None, table: Table, course: Course) -> list[Reason]:
    if (table.is_exact and table.rows < 2) or _is_new(columns, table):
        return []
    has = has_repeats(course.connection, table, columns)
    if has is False:
        return []
    is_certain = has is True and not course.has_run_code
    facts = {
        "table": name,
        "columns": list(columns or ()),
        "rows": table.rows,
        "isCertain": is_certain,
    }
    return [Reason("values-repeat", facts, kind="irreversible", fails="will" if is_certain else "may")]


def _refused(name: str, constraint: str, columns: Sequence[str] | None, course: Course) -> list[Reason]:
    table = course.tables[name]
    if not course.knows(name) or _is_new(columns, table):
        return []
    facts = {"table": name, "constraint": constraint, "columns": list(columns or ())}
    return [Reason("rows-refused", facts, old_release_lives="maybe")]


def _is_new(columns: Sequence[str] | None, table: Table) -> bool:
    """Tell whether a column is among them that has no value in any row, nor in those of the old release."""
    found = [table.columns.get(name) for name in columns or ()]
    return any(
        column is not None and column.name_now is None and not column.is_filled and not column.has_default
        for column in found
    )
