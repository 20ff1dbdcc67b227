"""What becomes of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..column_types import parse_type, type_change
from ..reasons import Reason
from ..rows import has_longer, has_nulls
from ..tables import Column

if TYPE_CHECKING:
    from ..course import Course
    from ..effects import (
        AddColumn,
        DropColumn,
        DropDefault,
        RenameColumn,
        SetDefault,
        SetNotNull,
        SetType,
    )
    from ..tables import Table

#: From here on, a column with a constant default is added without writing the table anew.
_POSTGRES_WITH_FAST_DEFAULTS = 110_000


def add_column(effect: AddColumn, course: Course) -> list[Reason]:
    """Judge whether rows get a value, those that are there and those that the old release adds."""
    table = course.tables.get(effect.table)
    if table is None:
        return []
    where: dict[str, Any] = {"table": effect.table, "column": effect.column}
    if effect.column in table.columns:
        if effect.is_lenient:
            return []
        return [Reason("column-exists", where, kind="irreversible", fails="will")]
    is_own_value = effect.is_numbered or effect.generated is not None
    keeps_default = effect.default is not None and not course.is_passing_default(effect.table, effect.column)
    table.columns[effect.column] = Column(
        effect.type,
        is_required=effect.is_required,
        is_generated=effect.generated is not None,
        has_default=keeps_default or is_own_value,
        is_filled=effect.default is not None or is_own_value,
    )
    reasons = []
    if effect.is_required and effect.default is None and not is_own_value and not table.is_empty:
        facts = {**where, "rows": table.rows}
        reasons.append(Reason("column-without-value", facts, kind="irreversible", fails="will"))
    if effect.is_required and not keeps_default and not is_own_value and course.knows(effect.table):
        reasons.append(Reason("column-required", where, old_release_lives="no"))
    return reasons + _values_of_new_column(effect, table, course)


def _values_of_new_column(effect: AddColumn, table: Table, course: Course) -> list[Reason]:
    is_volatile = effect.is_numbered or course.has_volatile(effect.default_calls)
    where: dict[str, Any] = {"table": effect.table, "column": effect.column, "rows": table.rows}
    reasons = []
    if effect.is_unique and effect.default is not None and not is_volatile and table.rows > 1:
        reasons.append(Reason("same-value", where, kind="irreversible", fails="will"))
    if not course.is_large(table):
        return reasons
    is_written = effect.default is not None and (
        is_volatile or course.connection.pg_version < _POSTGRES_WITH_FAST_DEFAULTS
    )
    sized = {**where, "bytes": table.size}
    if is_written or effect.is_numbered or effect.generated == "STORED":
        return [*reasons, Reason("column-rewrites", sized, kind="costly")]
    if effect.is_unique:
        return [*reasons, _costly("constraint-locks", effect.table, "UNIQUE", table)]
    if effect.has_check:
        return [*reasons, _costly("constraint-validates", effect.table, "CHECK", table)]
    # A foreign key is looked up for no row while the new column is NULL in all of them.
    if effect.has_reference and effect.default is not None:
        return [*reasons, _costly("constraint-validates", effect.table, "FOREIGN KEY", table)]
    return reasons


def drop_column(effect: DropColumn, course: Course) -> list[Reason]:
    """Judge that its values are lost, and that the old release names it in every query."""
    table = course.tables.get(effect.table)
    is_known = course.knows(effect.table, effect.column)
    course.known.get(effect.table, set()).discard(effect.column)
    column = None if table is None else table.columns.pop(effect.column, None)
    if table is None or column is None or column.name_now is None:
        return []
    is_kept = table.is_empty or column.is_generated
    facts = {"table": effect.table, "column": effect.column, "rows": table.rows}
    return [
        Reason(
            "column-removed",
            facts,
            kind="reversible" if is_kept else "irreversible",
            old_release_lives="no" if is_known else "yes",
        )
    ]


def rename_column(effect: RenameColumn, course: Course) -> list[Reason]:
    """Judge that there is a way back, but that the old release asks for the old name."""
    table = course.tables.get(effect.table)
    if table is not None and effect.column in table.columns:
        table.columns[effect.to] = table.columns.pop(effect.column)
    if not course.knows(effect.table, effect.column):
        return []
    course.known[effect.table].discard(effect.column)
    facts = {"table": effect.table, "column": effect.column, "to": effect.to}
    return [Reason("column-renamed", facts, old_release_lives="no")]


def set_type(effect: SetType, course: Course) -> list[Reason]:
    """Judge whether values fit, the table is written anew, and old code sends the right type."""
    table = course.tables.get(effect.table)
    column = None if table is None else table.columns.get(effect.column)
    if table is None or column is None or column.name_now is None:
        return []
    old, new = parse_type(column.type), parse_type(effect.type)
    facts = {"table": effect.table, "column": effect.column, "from": _short(column.type), "to": effect.type}
    column.type = effect.type
    change = type_change(old, new)
    is_shorter = change.may_lose and old.is_text and new.is_text and new.length is not None
    has_lost = None
    if is_shorter and not course.has_run_code:
        has_lost = has_longer(course.connection, table, effect.column, new.length or 0)
    is_known = course.knows(effect.table, effect.column)
    reasons = []
    if change.may_lose and not table.is_empty and has_lost is not False:
        is_silent = is_shorter and effect.is_cast
        fails = "no" if is_silent else "will" if has_lost else "may"
        lives = "maybe" if is_known else "yes"
        counted = {**facts, "rows": table.rows, "isSilent": is_silent}
        reasons.append(Reason("type-narrowed", counted, "irreversible", lives, fails))
    elif is_known and (change.is_other or change.may_lose):
        reasons.append(Reason("type-changed", facts, old_release_lives="maybe"))
    if change.rewrites and course.is_large(table):
        sized = {**facts, "rows": table.rows, "bytes": table.size}
        reasons.append(Reason("type-rewrites", sized, kind="costly"))
    return reasons


def set_not_null(effect: SetNotNull, course: Course) -> list[Reason]:
    """Judge that it fails on rows without a value, and reads them all to know."""
    table = course.tables.get(effect.table)
    column = None if table is None else table.columns.get(effect.column)
    if table is None or column is None or column.is_required:
        return []
    column.is_required = True
    where = {"table": effect.table, "column": effect.column}
    reasons = []
    if not table.is_empty:
        reasons += _nulls(effect, table, column, course)
        if course.is_large(table) and not course.has_not_null_check(effect.table, table, effect.column):
            reasons.append(_costly("constraint-validates", effect.table, "NOT NULL", table))
    if course.knows(effect.table, effect.column):
        reasons.append(Reason("null-refused", where, old_release_lives="maybe"))
    elif column.name_now is None and course.knows(effect.table) and not column.has_default:
        reasons.append(Reason("column-required", where, old_release_lives="no"))
    return reasons


def _nulls(effect: SetNotNull, table: Table, column: Column, course: Course) -> list[Reason]:
    if (effect.table, effect.column) in course.filled or column.is_filled:
        return []
    has = True if column.name_now is None else has_nulls(course.connection, table, effect.column)
    if has is False:
        return []
    is_certain = has is True and not course.has_run_code
    facts = {"table": effect.table, "column": effect.column, "rows": table.rows, "isCertain": is_certain}
    # Code that ran before was most likely written to fill the column.
    kind = "reversible" if course.has_run_code else "irreversible"
    return [Reason("nulls-present", facts, kind=kind, fails="will" if is_certain else "may")]


def set_default(effect: SetDefault, course: Course) -> list[Reason]:
    """Note it: a default helps everybody."""
    table = course.tables.get(effect.table)
    column = None if table is None else table.columns.get(effect.column)
    if column is not None and not course.is_passing_default(effect.table, effect.column):
        column.has_default = True
    return []


def drop_default(effect: DropDefault, course: Course) -> list[Reason]:
    """Judge that a release which leaves the value to the database then stores none."""
    table = course.tables.get(effect.table)
    column = None if table is None else table.columns.get(effect.column)
    if column is None or not column.has_default or course.is_own_default(effect.table, effect.column):
        return []
    column.has_default = False
    where = {"table": effect.table, "column": effect.column}
    if course.knows(effect.table, effect.column):
        return [Reason("default-removed", where, old_release_lives="maybe")]
    if course.knows(effect.table) and column.is_required:
        return [Reason("column-required", where, old_release_lives="no")]
    return []


def _short(type_name: str) -> str:
    """Write a type as Django does."""
    return type_name.replace("character varying", "varchar")


def _costly(code: str, name: str, constraint: str, table: Table) -> Reason:
    facts = {"table": name, "constraint": constraint, "rows": table.rows, "bytes": table.size}
    return Reason(code, facts, kind="costly")
