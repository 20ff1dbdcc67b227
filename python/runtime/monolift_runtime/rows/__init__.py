"""Brings the rows of a project's SQLite file into the stage's PostgreSQL.

The way: open the file without changing it (:mod:`.source`), name the tables (:mod:`.tables`), find everything
that PostgreSQL would refuse or Django would silently read as something else (:mod:`.check`), and copy in one
transaction (:mod:`.copy`). Nothing is left of an attempt that fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .check import refuse_other_history, refuse_unfit_rows
from .copy import copy_rows
from .source import open_source
from .tables import find_tables, left_behind, refuse_geometry

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["bring_rows"]


def bring_rows(path: str, *, is_fresh: bool, tell: Callable[[str, int], None]) -> dict[str, Any]:
    """Copy all rows of all models from a SQLite file into the default database.

    Rows are read and written through the fields of the application's models, so that each value gets the type
    it has in PostgreSQL, but not through ``save()``: no signal is sent, and ``auto_now`` changes nothing.
    Content types, permissions and sites become those of the file, so that every id that points to them
    stays right.

    Parameters
    ----------
    path
        The file. Only read, also while another process writes to it; the copy is of one moment.
    is_fresh
        Whether the stage's database was made for this very release. Then rows in it are those of migrations
        and are replaced. Otherwise any row but those that every new database has is a reason to refuse.
    tell
        Called with each table and its number of rows when it is copied.

    Returns
    -------
    dict
        ``tables``: ``[{"table", "model", "rows"}]``; ``rows``: their sum; ``leftBehind``: tables that are
        not copied, ``[{"table", "rows", "why"}]`` with ``no-model``, ``unmanaged`` or ``other-database``;
        ``columnsLeftBehind``: columns with values and without a field, ``[{"table", "column", "rows"}]``;
        ``movedTimes``: local times that the clock change skips, moved by it, ``[{"table", "column",
        "rows"}]``.

    Raises
    ------
    CommandFailure
        ``rows-file-missing``, ``rows-not-sqlite``, ``rows-not-django``, ``rows-geometry``,
        ``rows-stage-lacks-tables``;
        ``rows-migrations-differ`` with ``missing`` and ``extra``; ``rows-unfit`` with ``problems`` and
        ``total``;
        ``rows-stage-has-rows`` with ``tables``; ``rows-failed`` with ``table``, ``primaryKey``, ``database``;
        ``rows-counts-differ`` with ``tables``.
    """
    with open_source(path) as source:
        refuse_other_history(source)
        tables = find_tables(source)
        refuse_geometry(tables)
        moved_times = refuse_unfit_rows(source, tables)
        copied = copy_rows(source, tables, is_fresh=is_fresh, tell=tell)
        tables_left, columns_left = left_behind(source, tables)
    return {
        "tables": copied,
        "rows": sum(table["rows"] for table in copied),
        "leftBehind": tables_left,
        "columnsLeftBehind": columns_left,
        "movedTimes": moved_times,
    }
