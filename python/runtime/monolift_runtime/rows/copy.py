"""Copies tables in one transaction."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from ..commands.failure import CommandFailure, describe_database_error
from .source import ALIAS
from .tables import count_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .tables import Table

_BATCH_ROWS = 1000
#: A statement has at most 65535 parameters where the server binds them.
_BATCH_VALUES = 30_000
#: Roughly, in characters and bytes: what one batch keeps in memory.
_BATCH_SIZE = 4_000_000

#: Models whose rows every new database has from ``migrate``.
_MADE_BY_MIGRATE = {"contenttypes.ContentType", "auth.Permission", "sites.Site"}
#: Models whose rows only use of the application makes, never a migration.
_MADE_BY_USE = {"sessions.Session", "admin.LogEntry"}
_FIRST_SITE = "example.com"


def copy_rows(
    source: Any, tables: list[Table], *, is_fresh: bool, tell: Callable[[str, int], None]
) -> list[dict[str, Any]]:
    """Replace the rows of the tables by those of the file.

    Parameters
    ----------
    source
        Connection to the file.
    tables
        In an order in which referred tables come first.
    is_fresh
        See :func:`monolift_runtime.rows.bring_rows`.
    tell
        Called after each table.

    Returns
    -------
    list of dict
        ``{"table", "model", "rows"}`` in the order of the tables.

    Raises
    ------
    CommandFailure
        ``rows-stage-has-rows``, ``rows-failed``, ``rows-counts-differ``; nothing has changed then.
    """
    from django.db import DatabaseError, connections, transaction

    target = connections["default"]
    with transaction.atomic():
        _lock(target, tables)
        _make_room(target, tables, is_fresh=is_fresh)
        copied = []
        for table in tables:
            rows = _copy_table(table)
            tell(table.name, rows)
            copied.append({"table": table.name, "model": table.model._meta.label, "rows": rows})
        try:
            target.check_constraints()
        except DatabaseError as error:
            raise _failure("a reference between tables", error) from error
        _set_sequences(source, target, tables)
        _compare_counts(source, target, tables)
    return copied


def _lock(target: Any, tables: list[Table]) -> None:
    """Keep a release that is serving from writing meanwhile; it may go on reading."""
    names = ", ".join(target.ops.quote_name(table.name) for table in tables)
    if names:
        with target.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _make_room(target: Any, tables: list[Table], *, is_fresh: bool) -> None:
    filled = {table: count_rows(target, table.name) for table in tables}
    filled = {table: rows for table, rows in filled.items() if rows}
    foreign = [table for table, rows in filled.items() if not _may_go(table, rows, is_fresh=is_fresh)]
    if foreign:
        listed = [{"table": table.name, "rows": filled[table]} for table in foreign]
        first = ", ".join(f"{entry['table']} ({entry['rows']})" for entry in listed[:5])
        raise CommandFailure(
            "rows-stage-has-rows",
            f"The stage's database has rows of its own: {first}. Rows are only brought into an empty one.",
            tables=listed,
        )
    with target.cursor() as cursor:
        for table in reversed(list(filled)):
            cursor.execute(f"DELETE FROM {target.ops.quote_name(table.name)}")  # noqa: S608 - quoted name


def _may_go(table: Table, rows: int, *, is_fresh: bool) -> bool:
    label = table.model._meta.label
    if is_fresh:
        return label not in _MADE_BY_USE
    if label == "sites.Site":
        return rows == 1 and table.model._base_manager.filter(domain=_FIRST_SITE).exists()
    return label in _MADE_BY_MIGRATE


def _copy_table(table: Table) -> int:
    rows = 0
    for batch in _batches(table):
        _insert(table, batch)
        rows += len(batch)
    return rows


def _batches(table: Table) -> Iterator[list[SimpleNamespace]]:
    most = max(1, min(_BATCH_ROWS, _BATCH_VALUES // len(table.fields)))
    batch: list[SimpleNamespace] = []
    size = 0
    for row in _read(table):
        batch.append(row)
        size += sum(len(value) for value in vars(row).values() if isinstance(value, (str, bytes)))
        if len(batch) >= most or size >= _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(table: Table) -> Iterator[SimpleNamespace]:
    """Read rows through the fields' own conversions.

    Only the table's own columns are named, so that a model that inherits another's table is not joined to
    it, and neither the model's managers nor its ordering take part: both may leave rows out.
    """
    from django.db.models import QuerySet

    names = [field.attname for field in table.fields]
    queryset = QuerySet(model=table.model, using=ALIAS).order_by().values_list(*names)
    read = 0
    try:
        for row in queryset.iterator(chunk_size=500):
            read += 1
            yield SimpleNamespace(**dict(zip(names, row)))
    except Exception as error:
        place = f"{table.name}, after {read} rows"
        raise CommandFailure(
            "rows-failed", f"A value cannot be read from {place}: {error}", table=table.name
        ) from error


def _insert(table: Table, batch: list[SimpleNamespace]) -> None:
    from django.db import transaction

    try:
        with transaction.atomic():
            _insert_raw(table, batch)
    except Exception as error:
        if len(batch) == 1:
            raise _failure(f"{table.name}, row {_key(table, batch[0])!r}", error, table, batch[0]) from error
        for row in batch:
            _insert(table, [row])
        raise _failure(table.name, error, table) from error


def _insert_raw(table: Table, batch: list[SimpleNamespace]) -> None:
    from django.db.models.sql import InsertQuery

    query = InsertQuery(table.model)
    # "Raw" takes the values as they are instead of asking fields for new ones (auto_now).
    query.insert_values(table.fields, batch, raw=True)
    query.get_compiler(using="default").execute_sql()


def _key(table: Table, row: SimpleNamespace) -> Any:
    names = {field.column: field.attname for field in table.fields}
    values = [getattr(row, names[column]) for column in table.key_columns]
    return values[0] if len(values) == 1 else values


def _failure(
    place: str, error: Exception, table: Table | None = None, row: SimpleNamespace | None = None
) -> CommandFailure:
    database = describe_database_error(error)
    facts: dict[str, Any] = {}
    if table is not None:
        facts["table"] = table.name
        if row is not None:
            facts["primaryKey"] = str(_key(table, row))
    words = database["message"] if database else f"{type(error).__name__}: {error}"
    return CommandFailure("rows-failed", f"PostgreSQL refused {place}: {words}", **facts)


def _set_sequences(source: Any, target: Any, tables: list[Table]) -> None:
    """Let the next id follow the largest one, or the largest that SQLite ever gave, where it knows."""
    from django.core.management.color import no_style

    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(statement)
        given = _given_ids(source)
        for table in tables:
            key = table.model._meta.auto_field
            if key is None or key not in table.fields or not given.get(table.name):
                continue
            quoted = target.ops.quote_name
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), "  # noqa: S608 - quoted names
                f"greatest(%s, max({quoted(key.column)}))) FROM {quoted(table.name)}",
                [quoted(table.name), key.column, given[table.name]],
            )


def _given_ids(source: Any) -> dict[str, int]:
    has_any = source.connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"
    ).fetchone()
    return dict(source.connection.execute("SELECT name, seq FROM sqlite_sequence")) if has_any else {}


def _compare_counts(source: Any, target: Any, tables: list[Table]) -> None:
    differing = []
    for table in tables:
        counts = count_rows(source, table.name), count_rows(target, table.name)
        if counts[0] != counts[1]:
            differing.append({"table": table.name, "source": counts[0], "stage": counts[1]})
    if differing:
        first = differing[0]
        raise CommandFailure(
            "rows-counts-differ",
            f"{first['table']} has {first['source']} rows in the file and {first['stage']} in the stage; "
            "nothing was brought along.",
            tables=differing,
        )
