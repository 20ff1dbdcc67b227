"""What becomes of whole tables, and of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..reasons import Reason
from ..tables import Table

if TYPE_CHECKING:
    from ..course import Course
    from ..effects import CreateTable, DeleteRows, DropTable, RenameTable, Unclear, UpdateRows


def create_table(effect: CreateTable, course: Course) -> list[Reason]:
    """Judge that a new table is nobody's yet, and that one which is there already is refused."""
    if effect.table in course.tables:
        if effect.is_lenient:
            return []
        return [Reason("table-exists", {"table": effect.table}, kind="irreversible", fails="will")]
    course.tables[effect.table] = Table()
    return []


def drop_table(effect: DropTable, course: Course) -> list[Reason]:
    """Judge that rows are lost; where there are none, nothing is."""
    table = course.tables.pop(effect.table, None)
    is_known = course.known.pop(effect.table, None) is not None
    if table is None or table.name_now is None:
        return []
    facts = {"table": effect.table, "rows": table.rows, "bytes": table.size}
    kind = "reversible" if table.is_empty else "irreversible"
    return [Reason("table-removed", facts, kind=kind, old_release_lives="no" if is_known else "yes")]


def rename_table(effect: RenameTable, course: Course) -> list[Reason]:
    """Judge that there is a way back, but that the old release looks for the old name."""
    table = course.tables.pop(effect.table, None)
    is_known = course.known.pop(effect.table, None) is not None
    if table is not None:
        course.tables[effect.to] = table
    if not is_known:
        return []
    facts = {"table": effect.table, "to": effect.to}
    return [Reason("table-renamed", facts, old_release_lives="no")]


def update_rows(effect: UpdateRows, course: Course) -> list[Reason]:
    """Judge that every row which changes is written anew, and locked until the migration ends."""
    if effect.filled_column is None:
        course.has_run_code = True
    else:
        course.filled.add((effect.table, effect.filled_column))
    table = course.tables.get(effect.table)
    if table is None or not course.is_large(table):
        return []
    facts = {"table": effect.table, "rows": table.rows, "bytes": table.size}
    return [Reason("rows-rewritten", facts, kind="costly")]


def delete_rows(effect: DeleteRows, course: Course) -> list[Reason]:
    """Judge that no reverse brings rows back."""
    course.has_run_code = True
    table = course.tables.get(effect.table)
    if table is None or table.is_empty:
        return []
    return [Reason("rows-removed", {"table": effect.table, "rows": table.rows}, kind="irreversible")]


def unclear(effect: Unclear, course: Course) -> list[Reason]:
    """Judge that what is not understood here may be anything."""
    course.has_run_code = True
    return [Reason("sql-unclear", {"statement": effect.statement}, old_release_lives="maybe")]
