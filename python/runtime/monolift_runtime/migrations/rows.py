"""Looks at the rows of small tables: whether they would stand in the way.

Each question has the answers yes and no, and None where the table is too large to be read, or where the plan
has changed too much for the rows as they are to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .tokens import identifier, split_statements
from .transaction import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .tables import Table


def count_rows(connection: Any, tables: Iterable[Table]) -> None:
    """Replace the estimates of small tables by exact numbers."""
    small = [table for table in tables if table.is_cheap and not table.is_exact]
    if not small:
        return
    counts = [
        f"SELECT {place}, count(*) FROM {table.name_now}"  # noqa: S608 - quoted name
        for place, table in enumerate(small)
    ]
    for place, rows in ask(connection, " UNION ALL ".join(counts)) or []:
        small[place].rows, small[place].is_exact = rows, True


def has_nulls(connection: Any, table: Table, column: str) -> bool | None:
    """Tell whether a row has no value in a column."""
    names = table.now([column])
    return _exists(connection, table, None if names is None else f"{_quote(connection, names[0])} IS NULL")


def has_longer(connection: Any, table: Table, column: str, length: int) -> bool | None:
    """Tell whether a text is longer than so many characters."""
    names = table.now([column])
    condition = None if names is None else f"char_length({_quote(connection, names[0])}) > {length}"
    return _exists(connection, table, condition)


def has_repeats(connection: Any, table: Table, columns: Sequence[str] | None) -> bool | None:
    """Tell whether two rows have the same values in columns; rows without a value differ from all others."""
    names = None if columns is None else table.now(columns)
    if names is None:
        return None
    quoted = [_quote(connection, name) for name in names]
    filled = " AND ".join(f"{name} IS NOT NULL" for name in quoted)
    return _exists(connection, table, f"{filled} GROUP BY {', '.join(quoted)} HAVING count(*) > 1")


def has_violations(connection: Any, table: Table, condition: str) -> bool | None:
    """Tell whether a row breaks a check."""
    named = {identifier(token) for tokens in split_statements(condition) for token in tokens if token.is_name}
    own = [name for name in table.columns if name in named]
    is_as_ever = table.now(own) == own
    return _exists(connection, table, f"NOT ({condition})" if condition and is_as_ever else None)


def has_dangling(
    connection: Any, table: Table, columns: Sequence[str] | None, referred: tuple[Table, Sequence[str]]
) -> bool | None:
    """Tell whether a row refers to one that is not there."""
    target, target_columns = referred
    own = None if columns is None else table.now(columns)
    theirs = target.now(target_columns)
    if not own or not theirs or not target.is_cheap:
        return None
    pairs = [(f"own.{_quote(connection, a)}", f"other.{_quote(connection, b)}") for a, b in zip(own, theirs)]
    filled = " AND ".join(f"{mine} IS NOT NULL" for mine, _ in pairs)
    equal = " AND ".join(f"{mine} = {other}" for mine, other in pairs)
    missing = f"NOT EXISTS (SELECT 1 FROM {target.name_now} other WHERE {equal})"  # noqa: S608
    return _exists(connection, table, f"{filled} AND {missing}")


def _exists(connection: Any, table: Table, condition: str | None) -> bool | None:
    if table.is_empty:
        return False
    if condition is None or not table.is_cheap:
        return None
    rows = ask(connection, f"SELECT EXISTS (SELECT 1 FROM {table.name_now} own WHERE {condition})")  # noqa: S608
    return None if rows is None else bool(rows[0][0])


def _quote(connection: Any, name: str) -> str:
    quoted: str = connection.ops.quote_name(name)
    return quoted
