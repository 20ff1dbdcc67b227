"""A transaction that cannot change anything, for looking at a database that others work with."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Nobody waits long for a judgement: neither it for others' locks, nor for a slow disk.
_LIMITS = "SET TRANSACTION READ ONLY; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s'"


@contextmanager
def read_only(connection: Any) -> Iterator[None]:
    """Let PostgreSQL refuse every change until the end of the block.

    Not ``atomic()``: Django's operations that want no transaction around them refuse to be asked in one.
    """
    connection.set_autocommit(False)
    try:
        _begin(connection)
        yield
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def begin_again(connection: Any) -> None:
    """Go on after an error, which ends a transaction of PostgreSQL."""
    connection.rollback()
    _begin(connection)


def ask(connection: Any, query: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]] | None:
    """Ask within the transaction; None when the database refuses or takes too long."""
    from django.db import DatabaseError

    try:
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows
    except DatabaseError:
        begin_again(connection)
        return None


def _begin(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LIMITS)
