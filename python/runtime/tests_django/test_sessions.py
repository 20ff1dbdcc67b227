"""Sessions of the stage's database, in a sandbox that is frozen between requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .application import Application, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from .postgres_server import PostgresServer

SETUP = """
import django
django.setup()
from django.db import close_old_connections, connection

def ask(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
"""


@pytest.fixture
def site(python: str, tmp_path: Path, overlay: dict[str, Any], postgres: PostgresServer) -> Application:
    folder = write_files(tmp_path / "site", {"config/settings.py": "SECRET_KEY = 'k'\nDATABASES = {}\n"})
    stage = {"DATABASE_URL": postgres.create_database()}
    return Application(python, folder, overlay, stage, manage=None)


@pytest.mark.parametrize("connections", ["persistent", "per-request"])
def test_the_server_ends_a_session_that_asks_nothing(site: Application, connections: str) -> None:
    site.overlay.update(connections=connections, idle_session_timeout=90)
    assert site.python_code(f"{SETUP}result = ask('SHOW idle_session_timeout')") == "90s"


def test_it_does_not_unless_the_stage_says_so(site: Application) -> None:
    assert site.python_code(f"{SETUP}result = ask('SHOW idle_session_timeout')") == "0"


def test_a_transaction_that_is_undone_does_not_undo_it(site: Application) -> None:
    """With ``AUTOCOMMIT`` off every statement begins one."""
    database = "{'ENGINE': 'django.db.backends.postgresql', 'AUTOCOMMIT': False}"
    source = f"SECRET_KEY = 'k'\nDATABASES = {{'default': {database}}}\n"
    write_files(site.folder, {"config/settings.py": source})
    site.overlay["idle_session_timeout"] = 90
    code = f"{SETUP}ask('SELECT 1'); connection.rollback(); result = ask('SHOW idle_session_timeout')"
    assert site.python_code(code) == "90s"


def test_an_older_server_is_left_alone(site: Application) -> None:
    site.overlay["idle_session_timeout"] = 90
    code = f"""{SETUP}
from django.db.backends.postgresql.base import DatabaseWrapper
DatabaseWrapper.pg_version = 130_012
# Django's own opinion of such a server.
DatabaseWrapper.check_database_version_supported = lambda self: None
result = ask("SHOW idle_session_timeout")
"""
    assert site.python_code(code) == "0"


def test_a_session_that_was_ended_meanwhile_is_noticed_before_the_first_query(site: Application) -> None:
    site.overlay["idle_session_timeout"] = 1
    code = f"""{SETUP}
import select
first = ask("SELECT pg_backend_pid()")
close_old_connections()
# The server says good-bye on the connection; a frozen sandbox would not read it.
select.select([connection.connection.fileno()], [], [], 20)
close_old_connections()
result = [first, ask("SELECT pg_backend_pid()")]
"""
    first, second = site.python_code(code)
    assert first != second


def test_a_server_that_went_away_without_a_word_is_given_up_soon(site: Application) -> None:
    code = f"""{SETUP}
import os, socket
ask("SELECT 1")
with socket.socket(fileno=os.dup(connection.connection.fileno())) as held:
    result = held.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
"""
    assert site.python_code(code) == 15_000
