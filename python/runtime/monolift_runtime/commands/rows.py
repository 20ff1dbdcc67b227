"""Brings the rows of a SQLite file into the stage's database; see :mod:`monolift_runtime.rows`.

Progress: ``{"type": "progress", "event": "table", "table", "rows"}``. The answer and the errors are those of
:func:`monolift_runtime.rows.bring_rows`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .channel import Channel


def add_arguments(parser: Any) -> None:
    """Take the file, and whether the stage's rows may go."""
    parser.add_argument("--from", dest="source", required=True, help="The SQLite file; only read.")
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="The stage's database was made for this release: its rows are the migrations' and may go.",
    )


def run(options: dict[str, Any], channel: Channel) -> dict[str, Any]:
    """Bring the rows."""
    from ..rows import bring_rows

    def tell(table: str, rows: int) -> None:
        channel.progress(event="table", table=table, rows=rows)

    return bring_rows(options["source"], is_fresh=options["fresh"], tell=tell)
