"""The plan under way: what the database looks like at this point, and what the old release knows of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .effects import DropDefault, SetDefault
from .transaction import ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .effects import Effect
    from .limits import Limits
    from .tables import Table

_NOT_NULL_CHECK = """
SELECT 1 FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid
WHERE conrelid = to_regclass(%s) AND attname = %s AND conkey = ARRAY[attnum]
  AND contype = 'c' AND convalidated
  AND strpos(pg_get_constraintdef(pg_constraint.oid), 'IS NOT NULL))') > 0
"""


@dataclass
class Course:
    """What is known while one operation after another is judged.

    Attributes
    ----------
    tables
        By name; changed as the operations would change them.
    known
        Tables and columns that the release that serves now reads and writes.
    has_run_code
        Whether anything before may have changed rows in a way that cannot be seen: rows as they are then
        prove nothing.
    """

    connection: Any
    limits: Limits
    tables: dict[str, Table]
    known: dict[str, set[str]]
    has_run_code: bool = False
    #: Tables and columns whose NULLs an operation replaced.
    filled: set[tuple[str, str]] = field(default_factory=set)
    #: Those of which the plan makes a check that they have no NULL.
    checked: set[tuple[str, str]] = field(default_factory=set)
    _lasting: set[tuple[str, str]] = field(default_factory=set)
    _passing: set[tuple[str, str]] = field(default_factory=set)

    def begin_operation(self, effects: Iterable[Effect]) -> None:
        """Note the defaults that an operation takes away again itself, as Django does."""
        listed = list(effects)
        self._passing = {(one.table, one.column) for one in listed if isinstance(one, DropDefault)}
        self._lasting = {(one.table, one.column) for one in listed if isinstance(one, SetDefault)}

    def is_passing_default(self, table: str, column: str) -> bool:
        """Tell whether the operation itself takes the column's default away again."""
        return (table, column) in self._passing

    def is_own_default(self, table: str, column: str) -> bool:
        """Tell whether the operation itself gave the column the default that it takes away."""
        return (table, column) in self._lasting

    def is_large(self, table: Table) -> bool:
        """Tell whether others would notice how long it takes to read a table."""
        return table.rows >= self.limits.rows or table.size >= self.limits.size

    def knows(self, table: str, column: str | None = None) -> bool:
        """Tell whether the release that serves now uses a table, or a column of it."""
        return table in self.known and (column is None or column in self.known[table])

    def has_volatile(self, functions: Iterable[str]) -> bool:
        """Tell whether one of the functions gives each row another value, so that the table is rewritten."""
        query = "SELECT bool_or(provolatile = 'v') FROM pg_proc WHERE proname = ANY (%s)"
        rows = ask(self.connection, query, [list(functions)])
        return bool(rows and rows[0][0])

    def has_not_null_check(self, name: str, table: Table, column: str) -> bool:
        """Tell whether a check already says ``column IS NOT NULL``: ``SET NOT NULL`` then reads no row.

        One that the plan makes counts, though it may not be validated: then it takes longer than is said.
        """
        now = table.now([column])
        if (name, column) in self.checked or now is None:
            return (name, column) in self.checked
        return bool(ask(self.connection, _NOT_NULL_CHECK, [table.name_now, now[0]]))
