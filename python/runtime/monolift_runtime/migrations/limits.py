"""From where on a table is large."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """What locks or rewrites a table is costly from either size on.

    At these a small server builds an index or reads the table in about a second, for which others wait.
    """

    rows: int = 100_000
    #: Bytes, with indexes and large values.
    size: int = 64_000_000
