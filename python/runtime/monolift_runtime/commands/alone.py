"""Lets one process at a time change the schema of a database.

A command whose caller was killed goes on by itself, and whoever asks next must not run the same migrations
beside it.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .channel import Channel

#: Known to nobody else, and the same in every version: "monolift" in eight bytes.
_KEY = int.from_bytes(b"monolift", "big")

_PAUSE_SECONDS = 0.1


@contextmanager
def alone(connection: Any, channel: Channel) -> Iterator[None]:
    """Wait until nobody else is at it; only PostgreSQL has such locks.

    The lock belongs to the session, so it ends with a process that is killed. It is asked for again and again
    and not waited for inside the database, where a waiting statement would hold up ``CREATE INDEX
    CONCURRENTLY`` for ever.

    Progress::

        {"type": "progress", "event": "waiting"}

    See Also
    --------
    https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
    """
    if connection.vendor != "postgresql":
        yield
        return
    if not _ask(connection, "pg_try_advisory_lock"):
        channel.progress(event="waiting")
        while not _ask(connection, "pg_try_advisory_lock"):
            time.sleep(_PAUSE_SECONDS)
    try:
        yield
    finally:
        # A session that is gone has taken the lock along; asking would open another one.
        if connection.connection is not None and not connection.in_atomic_block and connection.is_usable():
            _ask(connection, "pg_advisory_unlock")


def _ask(connection: Any, function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_KEY])
        return bool(cursor.fetchone()[0])
