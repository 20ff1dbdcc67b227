"""Finds what stands in the way before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..commands.failure import CommandFailure
from ..commands.history import load_history, unapplied, unknown
from .values import FIXES, SHOWN, make_check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .tables import Table

#: Problems that are listed one by one; all are counted.
_LISTED_AT_MOST = 50
_SHOWN_CHARACTERS = 40


def refuse_other_history(source: Any) -> None:
    """Refuse a file that is not at the code's migrations: its columns would mean something else.

    Raises
    ------
    CommandFailure
        ``rows-not-django``, or ``rows-migrations-differ`` with ``missing`` (the code has them, the file
        does not) and ``extra`` (the other way round).
    """
    if "django_migrations" not in source.introspection.table_names():
        raise CommandFailure(
            "rows-not-django", "The file has no table django_migrations: it is no Django database."
        )
    loader = load_history(source)
    missing, extra = unapplied(loader), unknown(loader)
    if not missing and not extra:
        return
    parts = []
    if missing:
        parts.append(
            f"it lacks {_names(missing)}; "
            "`python manage.py migrate` with the project's own settings applies them"
        )
    if extra:
        parts.append(f"it has {_names(extra)}, which the code has not; take the code that it was made with")
    message = f"The file is not at the same migrations as the code: {', and '.join(parts)}."
    raise CommandFailure("rows-migrations-differ", message, missing=missing, extra=extra)


def _names(migrations: list[dict[str, str]]) -> str:
    return ", ".join(f"{migration['app']}.{migration['name']}" for migration in migrations)


def refuse_unfit_rows(source: Any, tables: Iterable[Table]) -> list[dict[str, Any]]:
    """Refuse rows that PostgreSQL does not take or Django reads as something else, all at once.

    Parameters
    ----------
    source
        Connection to the file.
    tables
        What is to be copied.

    Returns
    -------
    list of dict
        Columns with local times that do not exist, because the clock skips them: ``{"table", "column",
        "rows"}``.

    Raises
    ------
    CommandFailure
        ``rows-unfit`` with ``total`` and ``problems``, the first of them:
        ``{"table", "column", "primaryKey", "problem", "fix"}``, and ``value`` for numbers, dates and the
        like.
    """
    listed: list[dict[str, Any]] = []
    total = 0
    moved: dict[tuple[str, str], int] = {}
    for table in tables:
        for problem in (*_unfit_values(source, table, moved), *_dangling(source, table)):
            total += 1
            if len(listed) < _LISTED_AT_MOST:
                listed.append(problem)
    if total:
        first = listed[0]
        where = f"{first['table']}.{first['column']} of row {first['primaryKey']!r}"
        more = f", and {total - 1} more" if total > 1 else ""
        message = f"{total} value(s) cannot be brought along: {where} ({first['problem']}){more}."
        raise CommandFailure("rows-unfit", message, problems=listed, total=total)
    return [{"table": table, "column": column, "rows": rows} for (table, column), rows in moved.items()]


def _unfit_values(source: Any, table: Table, moved: dict[tuple[str, str], int]) -> Iterator[dict[str, Any]]:
    from django.db import connections

    quoted = source.ops.quote_name
    columns = [field.column for field in table.fields]
    checks = [make_check(field, connections["default"]) for field in table.fields]
    skipped_times = _skipped_time_checks(table)
    # The plus keeps Python's sqlite3 from converting a value by the column's declared type.
    selected = ", ".join(f"+{quoted(column)}" for column in (*table.key_columns, *columns))
    width = len(table.key_columns)
    with _lenient_text(source.connection):
        for row in source.connection.execute(f"SELECT {selected} FROM {quoted(table.name)}"):  # noqa: S608
            for column, check, value in zip(columns, checks, row[width:]):
                if value is None:
                    continue
                problem = check(value)
                if problem is not None:
                    yield _problem(table, column, row[:width], problem, value)
                elif column in skipped_times and skipped_times[column](value):
                    moved[(table.name, column)] = moved.get((table.name, column), 0) + 1


class _lenient_text:
    """Lets a connection give text that is not UTF-8, so that it can be reported."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.text_factory = lambda text: text.decode(errors="surrogateescape")

    def __exit__(self, *_: object) -> None:
        self._connection.text_factory = str


def _skipped_time_checks(table: Table) -> dict[str, Any]:
    """Give, for projects without ``USE_TZ``, what tells local times that the clock skips.

    PostgreSQL stores moments, SQLite what the clock on the wall said. The hour that is skipped in spring
    has no moment; PostgreSQL moves it.
    """
    from django.conf import settings
    from django.utils import timezone
    from django.utils.dateparse import parse_datetime

    if settings.USE_TZ:
        return {}
    zone = timezone.get_default_timezone()

    def is_skipped(value: str) -> bool:
        naive = parse_datetime(value)
        try:
            return naive is not None and timezone.make_naive(_aware(naive, zone), zone) != naive
        except Exception:  # pytz, which Django 3.2 has, raises its own error for such a time
            return True

    times = [field.column for field in table.fields if field.get_internal_type() == "DateTimeField"]
    return dict.fromkeys(times, is_skipped)


def _aware(naive: Any, zone: Any) -> Any:
    from datetime import timezone as fixed

    from django.utils import timezone

    # By way of UTC: comparing within one zone would compare the clocks' hands again.
    return timezone.make_aware(naive, zone).astimezone(fixed.utc)


def _dangling(source: Any, table: Table) -> Iterator[dict[str, Any]]:
    """Find references to rows that are not there; SQLite checks them only when it is asked to."""
    quoted = source.ops.quote_name
    keys = ", ".join(f"own.{quoted(column)}" for column in table.key_columns)
    for field in table.fields:
        if field.remote_field is None or not getattr(field, "db_constraint", True):
            continue
        target = field.target_field
        if not target.model._meta.managed:
            continue
        column = f"own.{quoted(field.column)}"
        query = (
            f"SELECT {keys}, +{column} FROM {quoted(table.name)} own "  # noqa: S608 - quoted names
            f"WHERE {column} IS NOT NULL "
            f"AND NOT EXISTS (SELECT 1 FROM {quoted(target.model._meta.db_table)} other "
            f"WHERE other.{quoted(target.column)} = {column})"
        )
        width = len(table.key_columns)
        for row in source.connection.execute(query):
            problem = _problem(table, field.column, row[:width], "points-nowhere", None)
            yield {**problem, "value": _shown(row[width]), "pointsTo": target.model._meta.db_table}


def _problem(table: Table, column: str, key: tuple[Any, ...], problem: str, value: Any) -> dict[str, Any]:
    shown = {"value": _shown(value)} if problem in SHOWN else {}
    return {
        "table": table.name,
        "column": column,
        "primaryKey": _shown(key[0]) if len(key) == 1 else [_shown(part) for part in key],
        "problem": problem,
        "fix": FIXES[problem],
        **shown,
    }


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()[:_SHOWN_CHARACTERS]
    if isinstance(value, str):
        return value.encode(errors="replace").decode()[:_SHOWN_CHARACTERS]
    return value
