"""What a form carries in the place of a file: which object, how large, for whom, for which field."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.middleware.csrf import CSRF_SESSION_KEY
from django.utils.crypto import salted_hmac

_SALT = "monolift.uploads"

#: Longer than a browser needs for several gigabytes, shorter than anything waits for its form.
_GOOD_FOR_SECONDS = 12 * 3600


class BadReference(ValueError):
    """A reference does not count.

    Attributes
    ----------
    reason
        ``expired`` or ``forged``: changed, of another browser, or for another field.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Reference:
    """One upload.

    Attributes
    ----------
    key
        Of the house; clients never choose it.
    size
        In bytes.
    field
        Name of the form's field.
    upload_id
        Of an upload in parts; None when one request sends all.
    """

    key: str
    size: int
    content_type: str
    field: str
    upload_id: str | None = None


def sign_reference(reference: Reference, request: Any) -> str:
    """Sign a reference for the browser that asks; gives text of at most 1 KB or so."""
    payload = {**asdict(reference), "browser": _browser(request)}
    signed: str = signing.dumps(payload, salt=_SALT)
    return signed


def read_reference(text: str, request: Any) -> Reference:
    """Read a reference that this browser was given.

    Raises
    ------
    BadReference
        It does not count.
    """
    try:
        payload = signing.loads(text, salt=_SALT, max_age=_GOOD_FOR_SECONDS)
    except signing.SignatureExpired:
        raise BadReference("expired") from None
    except signing.BadSignature:
        raise BadReference("forged") from None
    if payload.pop("browser") != _browser(request):
        raise BadReference("forged")
    return Reference(**payload)


def _browser(request: Any) -> str:
    """Give a mark of the browser: its CSRF secret, which is another one after each log-in."""
    if settings.CSRF_USE_SESSIONS:
        secret = request.session.get(CSRF_SESSION_KEY)
    else:
        secret = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    mark: str = salted_hmac(_SALT, secret or "", algorithm="sha256").hexdigest()
    return mark
