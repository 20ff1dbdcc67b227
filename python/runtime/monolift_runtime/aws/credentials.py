"""The key with which a function signs: its role's, which is exchanged while the function lives.

Lambda puts it into the environment. Where a sandbox is made from a snapshot (SnapStart), and in a container,
there is an address instead at which it is asked for.

See Also
--------
https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html
https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
"""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta, timezone
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .connection import connect
from .errors import CredentialsError

#: Variables by which Lambda gives a key; none of them may come from anywhere else.
KEY_VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")

_FULL_ADDRESS = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
_RELATIVE_ADDRESS = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
_TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN"  # noqa: S105 (the name of a variable)
_CONTAINER_HOST = "http://169.254.170.2"
_TIMEOUT_SECONDS = 2

#: A key is exchanged so long before its end: an address that it signs is to be good for its five minutes.
_RENEWED_BEFORE = timedelta(minutes=10)


class Credentials:
    """A key of AWS.

    Attributes
    ----------
    session_token
        Goes with the temporary keys of a role; None with a key that lasts.
    ends
        When it stops to count, as far as anybody says.
    """

    __slots__ = ("access_key_id", "ends", "secret_access_key", "session_token")

    def __init__(
        self,
        access_key_id: str,
        secret_access_key: str,
        session_token: str | None = None,
        ends: datetime | None = None,
    ) -> None:
        self.access_key_id = access_key_id
        self.secret_access_key = secret_access_key
        self.session_token = session_token
        self.ends = ends


_held: tuple[str, Credentials] | None = None


def current_credentials() -> Credentials:
    """Give the key as it is now: the environment's, or the one that the container's address gives.

    Raises
    ------
    CredentialsError
        There is none, or it cannot be asked for.
    """
    environ = os.environ
    if environ.get("AWS_ACCESS_KEY_ID") and environ.get("AWS_SECRET_ACCESS_KEY"):
        token = environ.get("AWS_SESSION_TOKEN") or None
        return Credentials(environ["AWS_ACCESS_KEY_ID"], environ["AWS_SECRET_ACCESS_KEY"], token)
    address = _address()
    if address is None:
        raise CredentialsError(
            "There is no key of AWS in the environment. On Lambda the function's role gives one; elsewhere "
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )
    return _from_container(address)


def is_asked_for() -> bool:
    """Whether the key is asked for at an address, so that the environment has none of its own."""
    return _address() is not None and not os.environ.get("AWS_ACCESS_KEY_ID")


def _address() -> str | None:
    relative = os.environ.get(_RELATIVE_ADDRESS)
    return _CONTAINER_HOST + relative if relative else os.environ.get(_FULL_ADDRESS) or None


def _from_container(address: str) -> Credentials:
    """Give the key that was asked for last, or a new one when that ends soon: a snapshot may be days old."""
    global _held  # noqa: PLW0603 (the process has one role)
    now = datetime.now(timezone.utc)
    if _held is not None and _held[0] == address and not _ends_before(_held[1], now + _RENEWED_BEFORE):
        return _held[1]
    try:
        fetched = _fetch(address)
    except CredentialsError:
        # The one that is held still counts for some minutes, and the next request asks again.
        if _held is not None and _held[0] == address and not _ends_before(_held[1], now):
            return _held[1]
        raise
    _held = (address, fetched)
    return fetched


def _ends_before(credentials: Credentials, moment: datetime) -> bool:
    return credentials.ends is not None and credentials.ends < moment


def _fetch(address: str) -> Credentials:
    parts = urlsplit(address)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection = connect(parts.scheme, parts.netloc, _TIMEOUT_SECONDS)
        try:
            connection.request("GET", target, headers={"accept": "application/json", **_authorization()})
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
    except (OSError, HTTPException) as error:
        raise CredentialsError(f"The role's key could not be asked for at {address}: {error}") from error
    if response.status != 200:
        raise CredentialsError(f"The role's key was refused at {address}: status {response.status}")
    return _read(address, body)


def _authorization() -> dict[str, str]:
    token = os.environ.get(_TOKEN)
    file = os.environ.get(f"{_TOKEN}_FILE")
    if file:
        # It is exchanged too, so it is read each time.
        token = Path(file).read_text("utf-8").strip()
    return {"authorization": token} if token else {}


def _read(address: str, body: bytes) -> Credentials:
    try:
        said: dict[str, Any] = json.loads(body)
        expiration = said.get("Expiration")
        # Before Python 3.11 the letter for UTC is not understood.
        ends = datetime.fromisoformat(expiration.replace("Z", "+00:00")) if expiration else None
        return Credentials(said["AccessKeyId"], said["SecretAccessKey"], said.get("Token") or None, ends)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        # The error's own words could quote the key.
        raise CredentialsError(f"What {address} answers is no key ({type(error).__name__}).") from None
