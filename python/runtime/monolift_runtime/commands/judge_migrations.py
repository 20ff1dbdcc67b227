"""Judges the migrations that the stage's database has not seen; see :mod:`monolift_runtime.migrations`.

The answer and the errors are those of :func:`monolift_runtime.migrations.judge_migrations`. Changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .channel import Channel


def add_arguments(parser: Any) -> None:
    """Take from where on a table is large: what locks or rewrites one that is not costs nothing."""
    parser.add_argument("--large-rows", type=int, help="Rows of a large table.")
    parser.add_argument("--large-bytes", type=int, help="Bytes of a large table, with its indexes.")


def run(options: dict[str, Any], _channel: Channel) -> dict[str, Any]:
    """Judge them."""
    from django.db import connections

    from ..migrations import Limits, judge_migrations

    given = {"rows": options["large_rows"], "size": options["large_bytes"]}
    limits = Limits(**{name: value for name, value in given.items() if value is not None})
    return judge_migrations(connections["default"], limits)
