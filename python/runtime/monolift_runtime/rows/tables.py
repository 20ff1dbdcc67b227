"""The tables to copy, and what is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..commands.failure import CommandFailure

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Made by Django and SQLite for themselves.
_NOT_DATA = ("django_migrations", "sqlite_sequence")


class Table(NamedTuple):
    """A model's own table.

    Attributes
    ----------
    fields
        The fields with a column of this table, without computed ones; of a model that inherits another's
        table, only its own.
    """

    model: Any
    name: str
    fields: tuple[Any, ...]

    @property
    def key_columns(self) -> tuple[str, ...]:
        """Columns of the primary key; several from Django 5.2 on."""
        meta = self.model._meta
        return tuple(field.column for field in getattr(meta, "pk_fields", None) or [meta.pk])


def find_tables(source: Any) -> list[Table]:
    """Name the tables of all models, those that others refer to first.

    Automatically made tables of many-to-many fields are among them. Proxies and swapped models have no table
    of their own; unmanaged ones and those that the project keeps in another database are not the stage's.

    Parameters
    ----------
    source
        Connection to the file.

    Raises
    ------
    CommandFailure
        ``rows-stage-lacks-tables`` when the stage has no table for a model that the file has one for;
        ``rows-migrations-differ`` when a table or column of a model is not in the file, although the
        migrations are the same.
    """
    in_file, in_stage = set(source.introspection.table_names()), set(_stage_tables())
    found = [_table(model) for model in _models() if _kept_out(model) is None]
    # An application without migrations has no tables, unless somebody made them.
    found = [table for table in found if table.name in in_file or table.name in in_stage]
    lacking = [table.name for table in found if table.name not in in_stage]
    if lacking:
        raise CommandFailure(
            "rows-stage-lacks-tables",
            f"The stage's database has no table {', '.join(lacking)}: the applications of these models have "
            "no migrations. `makemigrations` with the application's name makes them.",
            tables=lacking,
        )
    _refuse_missing_columns(source, found)
    return _referred_first(found)


def _stage_tables() -> list[str]:
    from django.db import connections

    names: list[str] = connections["default"].introspection.table_names()
    return names


def _models() -> list[Any]:
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    return [model for model in models if not model._meta.proxy and not model._meta.swapped]


def _kept_out(model: Any) -> str | None:
    from django.db import router

    if not model._meta.managed:
        return "unmanaged"
    return None if router.allow_migrate_model("default", model) else "other-database"


def _table(model: Any) -> Table:
    meta = model._meta
    fields = tuple(field for field in meta.local_concrete_fields if not getattr(field, "generated", False))
    return Table(model, meta.db_table, fields)


def _referred_first(tables: list[Table]) -> list[Table]:
    by_name = {table.name: table for table in tables}
    ordered: dict[str, Table] = {}
    under_way: set[str] = set()

    def place(table: Table) -> None:
        if table.name in ordered or table.name in under_way:
            return
        under_way.add(table.name)
        for field in table.fields:
            if field.remote_field is not None:
                referred = by_name.get(field.target_field.model._meta.db_table)
                if referred is not None:
                    place(referred)
        ordered[table.name] = table

    for table in tables:
        place(table)
    return list(ordered.values())


def refuse_geometry(tables: Iterable[Table]) -> None:
    """Refuse columns that SQLite cannot read without SpatiaLite."""
    for table in tables:
        for field in table.fields:
            if getattr(field, "geom_type", None):
                where = f"{table.name}.{field.column}"
                raise CommandFailure(
                    "rows-geometry",
                    f"{where} holds geometries, which cannot be brought along from SQLite. "
                    "Use `dumpdata` with the project's own settings, and `loaddata` in the stage.",
                    column=where,
                )


def columns_of(source: Any, table: str) -> list[str]:
    """Name the columns of a table of the file; none when there is no such table."""
    quoted = source.ops.quote_name(table)
    return [row[1] for row in source.connection.execute(f"PRAGMA table_xinfo({quoted})")]


def _refuse_missing_columns(source: Any, tables: Iterable[Table]) -> None:
    missing = []
    for table in tables:
        columns = {column.lower() for column in columns_of(source, table.name)}
        if not columns:
            missing.append(table.name)
        else:
            lacking = [field.column for field in table.fields if field.column.lower() not in columns]
            missing += [f"{table.name}.{column}" for column in lacking]
    if missing:
        raise CommandFailure(
            "rows-migrations-differ",
            f"The file lacks what the code's models have: {', '.join(missing)}. Its migrations are "
            "recorded as applied, but its tables are other ones; `makemigrations` and `migrate` with the "
            "project's own settings make them equal.",
            missing=[],
            extra=[],
            lacking=missing,
        )


def left_behind(source: Any, tables: Iterable[Table]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Name what is in the file and was not copied.

    Returns
    -------
    tuple of list and list
        Tables with rows, ``{"table", "rows", "why"}``, and columns with values, ``{"table", "column",
        "rows"}``.
    """
    copied = {table.name: table for table in tables}
    reasons = {model._meta.db_table: _kept_out(model) for model in _models()}
    tables_left = []
    for (name,) in source.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ):
        if name in copied or name in _NOT_DATA or name.startswith("sqlite_"):
            continue
        rows = count_rows(source, name)
        if rows:
            tables_left.append({"table": name, "rows": rows, "why": reasons.get(name) or "no-model"})
    return tables_left, [entry for table in copied.values() for entry in _columns_left(source, table)]


def _columns_left(source: Any, table: Table) -> list[dict[str, Any]]:
    known = {field.column.lower() for field in table.model._meta.local_concrete_fields}
    entries = []
    for column in columns_of(source, table.name):
        if column.lower() not in known:
            quoted = source.ops.quote_name
            query = f"SELECT count({quoted(column)}) FROM {quoted(table.name)}"  # noqa: S608 - quoted names
            (rows,) = source.connection.execute(query).fetchone()
            if rows:
                entries.append({"table": table.name, "column": column, "rows": rows})
    return entries


def count_rows(connection: Any, table: str) -> int:
    """Count the rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - quoted name
        return int(cursor.fetchone()[0])
