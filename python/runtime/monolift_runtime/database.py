"""The stage's database: its address, and connections that outlive a request."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

#: Since this version a server ends idle sessions (https://www.postgresql.org/docs/14/release-14.html).
_ENDS_IDLE_SESSIONS = 140_000

#: A server that acknowledges nothing for so long is gone. A query may take longer: it is acknowledged first.
_UNHEARD_MS = 15_000

_SCHEMES = ("postgres", "postgresql", "pgsql", "postgis")


class DatabaseUrlError(ValueError):
    """A text is not the address of a PostgreSQL database. The text of the error never holds the address."""


@dataclass(frozen=True)
class Database:
    """Where a PostgreSQL database is.

    Attributes
    ----------
    host
        Host name, address, or the folder of a Unix socket.
    port
        Text as Django wants it; empty for the default port.
    options
        The parameters of the address, for instance ``{"sslmode": "require"}``.
    """

    name: str
    user: str
    password: str = field(repr=False)
    host: str
    port: str
    options: dict[str, str] = field(default_factory=dict)

    def describe(self) -> str:
        """Tell where it is, without the user and the password."""
        return f"{self.host}:{self.port or 5432}/{self.name}"


def parse_database_url(url: str) -> Database:
    """Read a ``postgresql://user:password@host:port/name?option=value`` address.

    User, password, host and name may be percent-encoded (a password with ``/`` or ``@``, a socket's folder as
    host).

    Parameters
    ----------
    url
        The address.

    Returns
    -------
    Database

    Raises
    ------
    DatabaseUrlError
        For another scheme, without a name, or with a port that is no number.

    See Also
    --------
    https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
    """
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES:
        raise DatabaseUrlError(f"has the scheme {parts.scheme!r}; it has to begin with postgresql://")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise DatabaseUrlError("names no database: it has to end with /NAME")
    try:
        port = parts.port
    except ValueError:
        raise DatabaseUrlError("has a port that is no number from 0 to 65535") from None
    return Database(
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(parts.hostname or ""),
        port="" if port is None else str(port),
        options=dict(parse_qsl(parts.query)),
    )


def check_connections_before_requests() -> None:
    """Drop dead connections when a request begins, on a Django that cannot do so itself.

    Django before 4.1 has no ``CONN_HEALTH_CHECKS``: a persistent connection that the server closed while the
    process was frozen fails the first query after it. This closes such a connection before the view runs;
    Django then opens another.

    See Also
    --------
    https://docs.djangoproject.com/en/4.1/ref/settings/#conn-health-checks
    """
    from django.core.signals import request_started

    request_started.connect(_close_dead_connections, dispatch_uid="monolift.connections")


def _close_dead_connections(**_: object) -> None:
    from django.db import connections

    for alias in connections:
        connection = connections[alias]
        in_use = connection.connection is not None and not connection.in_atomic_block
        if in_use and not connection.is_usable():
            connection.close()


def prepare_sessions(idle_seconds: int | None) -> None:
    """Make the sessions of the default database fit for a sandbox that is frozen between requests.

    A connection whose other end went away meanwhile, without a word, is noticed within 15 seconds and not
    when the system gives up after as many minutes. And the server itself ends a session of which it hears
    nothing: a frozen one would keep a database awake that sleeps when nobody is connected.

    Parameters
    ----------
    idle_seconds
        After how long the server ends a session that asks nothing; None for never. Set by a command after
        connecting: a server before PostgreSQL 14 and many poolers refuse a connection that begins with it.

    See Also
    --------
    https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-SESSION-TIMEOUT
    """
    from .overlay.after_import import after_import

    # Now, while settings are being loaded, none of Django's database modules may be imported.
    after_import("django.db.backends.signals", partial(_prepare_each_session, idle_seconds))


def _prepare_each_session(idle_seconds: int | None, signals: Any) -> None:
    receiver = partial(_prepare_session, idle_seconds)
    signals.connection_created.connect(receiver, weak=False, dispatch_uid="monolift.sessions")


def _prepare_session(idle_seconds: int | None, *, connection: Any, **_: object) -> None:
    if connection.alias != "default" or connection.vendor != "postgresql":
        return
    _limit_silence(connection.connection.fileno())
    if idle_seconds is not None and connection.pg_version >= _ENDS_IDLE_SESSIONS:
        with connection.connection.cursor() as cursor:
            cursor.execute(f"SET idle_session_timeout = '{int(idle_seconds)}s'")
        if not connection.get_autocommit():
            # Or it would be undone with the first transaction that is.
            connection.connection.commit()


def _limit_silence(descriptor: int) -> None:
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    if option is None:
        return
    with socket.socket(fileno=os.dup(descriptor)) as connected, suppress(OSError):
        # A Unix socket knows no such option, and needs none.
        connected.setsockopt(socket.IPPROTO_TCP, option, _UNHEARD_MS)
