"""Keys of the house, under which files wait for their form, and their removal when no form comes."""

from __future__ import annotations

import secrets
import time
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ..storage.media import HOUSE_PREFIX
from ..storage.multipart import abort_upload, list_uploads

if TYPE_CHECKING:
    from ..storage.bucket import Bucket

#: ``HOUR/RANDOM`` follows: what is old is found by its name.
PREFIX = f"{HOUSE_PREFIX}pending/"

_KEPT = timedelta(days=1)
_SWEPT_EVERY_SECONDS = 3600
#: So that no request has to wait for the removal of thousands.
_SWEPT_AT_ONCE = 200

_last_swept = float("-inf")


def new_key() -> str:
    """Choose a key that nobody can guess."""
    return f"{PREFIX}{_hour(datetime.now(timezone.utc))}/{secrets.token_urlsafe(24)}"


def sweep(bucket: Bucket) -> None:
    """Remove what no form has claimed for a day; does nothing if this sandbox did so within the hour."""
    global _last_swept  # noqa: PLW0603
    if time.monotonic() - _last_swept < _SWEPT_EVERY_SECONDS:
        return
    _last_swept = time.monotonic()
    oldest = f"{PREFIX}{_hour(datetime.now(timezone.utc) - _KEPT)}"
    left = _SWEPT_AT_ONCE
    for folder, _ in bucket.list(PREFIX):
        if folder.rstrip("/") >= oldest:
            continue
        for key, _ in bucket.list(folder):
            if left == 0:
                return
            left -= 1
            bucket.delete(key)
    for key, upload_id in list_uploads(bucket, PREFIX):
        if key < oldest:
            abort_upload(bucket, key, upload_id)


def _hour(moment: datetime) -> str:
    return moment.strftime("%Y%m%d%H")
