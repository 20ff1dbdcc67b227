"""Connections to AWS; what TLS trusts is read once and not for each of them."""

from __future__ import annotations

import os
from functools import cache
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssl import SSLContext

#: All of AWS's own endpoints have certificates of these five roots, in Regions whose names end so. Those that
#: have an IPv6 address, too, are mostly below the second: https://docs.aws.amazon.com/general/latest/gr/rande.html
_OWN_DOMAINS = (".amazonaws.com", ".api.aws")
_OWN_ROOTS = Path(__file__).with_name("amazon_roots.pem")

#: What OpenSSL reads besides the system's roots; who sets them has other roots in mind.
_OTHER_ROOTS = ("SSL_CERT_FILE", "SSL_CERT_DIR")


def connect(scheme: str, host: str, seconds: float) -> HTTPConnection:
    """Open a connection.

    The 140 roots of a system take some 20 ms to read, at every cold start. AWS's own five take one, so
    they are tried first; where somebody else answers for AWS (a firewall that looks into TLS), the system's
    are.

    Parameters
    ----------
    host
        With a port where it is not the scheme's own.
    seconds
        How long to wait for the connection, and after that for each piece of an answer.

    Raises
    ------
    OSError
        Nobody answers, or nobody that can be trusted.
    """
    if scheme == "http":
        return _opened(HTTPConnection(host, timeout=seconds))
    if host.endswith(_OWN_DOMAINS) and not any(os.environ.get(name) for name in _OTHER_ROOTS):
        from ssl import SSLCertVerificationError

        try:
            return _opened(HTTPSConnection(host, timeout=seconds, context=_trust(_OWN_ROOTS)))
        except SSLCertVerificationError:
            pass
    return _opened(HTTPSConnection(host, timeout=seconds, context=_trust(None)))


def _opened(connection: HTTPConnection) -> HTTPConnection:
    try:
        connection.connect()
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def _trust(roots: Path | None) -> SSLContext:
    """Make a context that trusts these roots; the system's for None."""
    from ssl import create_default_context

    return create_default_context(cafile=None if roots is None else str(roots))
