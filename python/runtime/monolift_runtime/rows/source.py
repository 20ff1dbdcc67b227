"""Opens a SQLite file for reading, as one of Django's databases."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..commands.failure import CommandFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The alias under which the file is one of ``django.db.connections``.
ALIAS = "monolift_rows_source"
_MAGIC = b"SQLite format 3\x00"
#: Bytes 18 and 19 of the header are 2 for a file in write-ahead mode: https://www.sqlite.org/fileformat2.html
_WRITE_AHEAD = b"\x02\x02"


@contextmanager
def open_source(path: str) -> Iterator[Any]:
    """Open the file in one read transaction.

    Parameters
    ----------
    path
        The file.

    Yields
    ------
    django.db.backends.sqlite3.base.DatabaseWrapper
        Every query in it sees the same moment. A process that is writing meanwhile waits or goes on beside it
        (write-ahead mode); it is never disturbed, and no file is made beside the database.

    Raises
    ------
    CommandFailure
        ``rows-file-missing``, ``rows-not-sqlite``.
    """
    file = Path(path).absolute()
    write_mode = _read_header(file)
    with tempfile.TemporaryDirectory(prefix="monolift-rows-") as scratch:
        address = _address(file, write_mode, Path(scratch))
        with _registered(address) as connection:
            from django.db import transaction

            with transaction.atomic(using=ALIAS):
                yield connection


def _read_header(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            header = stream.read(100)
    except OSError as error:
        reason = (
            "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        )
        raise CommandFailure("rows-file-missing", f"{file} {reason}.", path=str(file)) from None
    if not header.startswith(_MAGIC):
        raise CommandFailure("rows-not-sqlite", f"{file} is not a SQLite database.", path=str(file))
    return header[18:20]


def _address(file: Path, write_mode: bytes, scratch: Path) -> str:
    """Choose the way of opening that sees every committed row and writes nothing beside the file."""
    log = Path(f"{file}-wal")
    if write_mode == _WRITE_AHEAD and not log.exists():
        # Nobody has it open, so all rows are in the file itself. The usual way would make -wal and -shm.
        return f"file:{quote(str(file))}?mode=ro&immutable=1"
    address = f"file:{quote(str(file))}?mode=ro"
    if _is_readable(address):
        return address
    # A process died in the middle of writing: SQLite has to finish or take back its last step before the file
    # can be read, and does so with a copy.
    copy = scratch / file.name
    for suffix in ("", "-journal", "-wal"):
        part = Path(f"{file}{suffix}")
        if part.exists():
            shutil.copyfile(part, f"{copy}{suffix}")
    return f"file:{quote(str(copy))}"


def _is_readable(address: str) -> bool:
    try:
        connection = sqlite3.connect(address, uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return False
    return True


@contextmanager
def _registered(address: str) -> Iterator[Any]:
    from django.db import connections

    connections.databases[ALIAS] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": address,
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {},
        # The zone that times without one are stored in; it is the project's choice for its database.
        "TIME_ZONE": connections["default"].settings_dict["TIME_ZONE"],
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
    }
    try:
        yield connections[ALIAS]
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]
