"""The operations that ``migrate`` would run, with their statements; none of them runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .transaction import begin_again

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Part:
    """An operation that is none of ``SeparateDatabaseAndState``, and what it would do.

    Attributes
    ----------
    sql
        Its statements; None where they are known only when it runs.
    failure
        Why Django could not write them.
    """

    operation: Any
    sql: list[str] | None = None
    failure: str | None = None


@dataclass(frozen=True)
class Step:
    """One entry of ``Migration.operations``.

    Attributes
    ----------
    position
        From 0 in its migration.
    parts
        More or fewer than one only for ``SeparateDatabaseAndState``; None where statements were not wanted.
    model, table, column
        What it is about, as it is called before it ran, or after where it makes it.
    """

    migration: Any
    position: int
    operation: Any
    parts: tuple[Part, ...] | None
    model: str | None
    table: str | None
    column: str | None


def walk_plan(connection: Any, loader: Any, state: Any, *, collects: bool) -> Iterator[Step]:
    """Go through the pending migrations in the order in which they would run.

    Parameters
    ----------
    connection
        Where they would run.
    loader
        The code's migrations and those that the database has seen.
    state
        The models as the applied migrations leave them; changed as operations change them.
    collects
        Whether statements are wanted. Without them models are not rendered, which takes most of the time.
    """
    for key in _plan(loader):
        if key in loader.applied_migrations:
            continue
        migration = loader.graph.nodes[key]
        editor = connection.schema_editor(collect_sql=True, atomic=migration.atomic)
        for position, operation in enumerate(migration.operations):
            before = state.clone()
            operation.state_forwards(migration.app_label, state)
            parts = None
            if collects:
                parts = tuple(_collect(operation, migration.app_label, editor, before, state))
            about = _describe_target(operation, migration.app_label, before, state, connection)
            yield Step(migration, position, operation, parts, *about)


def state_before(loader: Any) -> Any:
    """Make the state of the models as the applied migrations leave them, as ``migrate`` does."""
    from django.db.migrations.state import ProjectState

    state = ProjectState(real_apps=loader.unmigrated_apps)
    for key in _plan(loader):
        if key in loader.applied_migrations:
            loader.graph.nodes[key].mutate_state(state, preserve=False)
    return state


def _plan(loader: Any) -> list[tuple[str, str]]:
    leaves = loader.graph.leaf_nodes()
    return list(dict.fromkeys(key for leaf in leaves for key in loader.graph.forwards_plan(leaf)))


def _collect(operation: Any, app_label: str, editor: Any, before: Any, after: Any) -> list[Part]:
    from django.db.migrations.operations import SeparateDatabaseAndState

    if not _is_djangos(operation):
        return [Part(operation)]
    if isinstance(operation, SeparateDatabaseAndState):
        parts: list[Part] = []
        for inner in operation.database_operations:
            after = before.clone()
            inner.state_forwards(app_label, after)
            parts += _collect(inner, app_label, editor, before, after)
            before = after
        return parts
    if not operation.reduces_to_sql:
        return [Part(operation)]
    editor.collected_sql, editor.deferred_sql = [], []
    try:
        operation.database_forwards(app_label, editor, before, after)
    except Exception as error:  # a field or an index of the application's own may raise anything
        begin_again(editor.connection)
        return [Part(operation, failure=" ".join(str(error).split()) or type(error).__name__)]
    deferred = [f"{statement};" for statement in editor.deferred_sql]
    return [Part(operation, [*editor.collected_sql, *deferred])]


def _is_djangos(operation: Any) -> bool:
    """Tell whether asking for an operation's statements runs Django's code only.

    Code of others would have to be run to know what it does.
    """
    return str(type(operation).database_forwards.__module__).startswith("django.")


def _describe_target(
    operation: Any, app_label: str, before: Any, after: Any, connection: Any
) -> tuple[str | None, str | None, str | None]:
    from django.db.migrations.operations.base import Operation
    from django.db.migrations.operations.fields import FieldOperation

    is_field = isinstance(operation, FieldOperation)
    named = getattr(operation, "model_name", None) or getattr(operation, "old_name", None)
    named = named or (None if is_field else getattr(operation, "name", None))
    if not isinstance(operation, Operation) or not isinstance(named, str):
        return None, None, None
    key = (app_label, named.lower())
    model = before.models.get(key) or after.models.get(key)
    if model is None:
        return None, None, None
    label = f"{app_label}.{model.name}"
    column = None
    if is_field:
        field_name = getattr(operation, "old_name", None) or operation.name
        field = model.fields.get(field_name) or after.models[key].fields.get(field_name)
        column = None if field is None else _column(field, field_name)
    return label, _table(model, app_label, connection), column


def _table(model: Any, app_label: str, connection: Any) -> str | None:
    from django.db.backends.utils import truncate_name

    if model.options.get("proxy"):
        return None
    named = model.options.get("db_table")
    automatic = f"{app_label}_{model.name.lower()}"
    return str(named or truncate_name(automatic, connection.ops.max_name_length()))


def _column(field: Any, name: str) -> str | None:
    if field.many_to_many:
        return None
    named = field.clone()
    named.set_attributes_from_name(name)
    return str(named.column)
