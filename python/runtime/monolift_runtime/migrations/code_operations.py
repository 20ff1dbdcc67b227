"""Operations whose doing is code: what can be said without running it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reasons import Reason

if TYPE_CHECKING:
    from .course import Course
    from .pending import Part


def judge_operation(part: Part, course: Course, app_label: str) -> list[Reason]:
    """Judge what the operation itself says of its way back, and that it runs code.

    Parameters
    ----------
    part
        Any operation; those of Django that only make statements have a way back and give no reason.
    course
        Learns of code, which may change rows.
    app_label
        The application of the migration.
    """
    operation = part.operation
    if _does_nothing(part, course, app_label):
        return []
    facts = {"operation": type(operation).__name__}
    if part.failure is not None:
        told = {**facts, "message": part.failure}
        return [Reason("not-judged", told, kind="irreversible", old_release_lives="maybe", fails="may")]
    reasons = []
    if not operation.reversible:
        reasons.append(Reason("no-way-back", facts, kind="irreversible"))
    if part.sql is None:
        course.has_run_code = True
        reasons.append(Reason("code-runs", facts, old_release_lives="maybe"))
    return reasons


def _does_nothing(part: Part, course: Course, app_label: str) -> bool:
    from django.db import router
    from django.db.migrations.operations import RunPython, RunSQL

    operation = part.operation
    if isinstance(operation, RunPython):
        is_allowed = router.allow_migrate(course.connection.alias, app_label, **operation.hints)
        return operation.code is RunPython.noop or not is_allowed
    return isinstance(operation, RunSQL) and part.sql == []
