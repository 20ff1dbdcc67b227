"""From what statements do to reasons: one function for each kind of effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import effects as kinds
from . import columns, constraints, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..course import Course
    from ..effects import Effect
    from ..reasons import Reason

_RULES: Mapping[type, Callable[[Any, Course], list[Reason]]] = {
    kinds.CreateTable: tables.create_table,
    kinds.DropTable: tables.drop_table,
    kinds.RenameTable: tables.rename_table,
    kinds.UpdateRows: tables.update_rows,
    kinds.DeleteRows: tables.delete_rows,
    kinds.Unclear: tables.unclear,
    kinds.AddColumn: columns.add_column,
    kinds.DropColumn: columns.drop_column,
    kinds.RenameColumn: columns.rename_column,
    kinds.SetType: columns.set_type,
    kinds.SetNotNull: columns.set_not_null,
    kinds.SetDefault: columns.set_default,
    kinds.DropDefault: columns.drop_default,
    kinds.AddConstraint: constraints.add_constraint,
    kinds.CreateIndex: constraints.create_index,
}


def judge_effects(effects: list[Effect], course: Course) -> list[Reason]:
    """Judge what an operation does, and go on with the database as it leaves it."""
    course.begin_operation(effects)
    return [reason for effect in effects for reason in _RULES[type(effect)](effect, course)]
