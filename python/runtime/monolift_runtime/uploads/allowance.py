"""How much one client may send straight to the bucket within an hour."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache

_HOUR = 3600
_LOGIN_REQUIRED = "django.contrib.auth.middleware.LoginRequiredMiddleware"


@dataclass(frozen=True)
class Allowance:
    """Files, and how many times the size of the largest file that is allowed."""

    files: int
    sizes: int


_OF_USERS = Allowance(files=2000, sizes=50)
_OF_ANYBODY = Allowance(files=100, sizes=2)


def take_allowance(request: Any, size: int) -> str | None:
    """Count one more file; gives None, or why it is refused: ``too-large``, ``too-many`` or ``denied``.

    A project that asks for a log-in everywhere (``LoginRequiredMiddleware``) asks for it here. Counts are
    kept in the project's cache, user by user and for everybody else address by address, and last an hour.
    They are a brake and no wall: two requests at one time may be counted as one.
    """
    limit = settings.MONOLIFT_UPLOAD_LIMIT_BYTES
    if not 0 < size <= limit:
        return "too-large"
    user: Any = getattr(request, "user", None)
    is_known = user is not None and user.is_authenticated
    if not is_known and _LOGIN_REQUIRED in settings.MIDDLEWARE:
        return "denied"
    who = f"user-{user.pk}" if is_known else f"address-{request.META.get('REMOTE_ADDR', '')}"
    allowed = _OF_USERS if is_known else _OF_ANYBODY
    key = f"monolift-uploads:{who}:{int(time.time() // _HOUR)}".replace(" ", "")
    files, sent = cache.get(key) or (0, 0)
    if files >= allowed.files or sent + size > allowed.sizes * limit:
        return "too-many"
    cache.set(key, (files + 1, sent + size), _HOUR)
    return None
