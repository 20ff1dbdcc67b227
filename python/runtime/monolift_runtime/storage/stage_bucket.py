"""The stage's bucket, as the application and as its clients reach it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from .bucket import Bucket
from .endpoint import Endpoint, endpoint_of


def stage_bucket() -> Bucket:
    """Give the bucket ``MONOLIFT_MEDIA_BUCKET`` of the settings; all who ask share its connections."""
    return _bucket(settings.MONOLIFT_MEDIA_BUCKET)


def public_endpoint(request: Any) -> Endpoint:
    """Find the bucket as the client reaches it: below a path of the same host, or by its own name."""
    path = settings.MONOLIFT_STORAGE_PATH
    if path is None:
        return endpoint_of(settings.MONOLIFT_MEDIA_BUCKET)
    return Endpoint(request.scheme, request.get_host(), f"{path}/{settings.MONOLIFT_MEDIA_BUCKET}")


@cache
def _bucket(name: str) -> Bucket:
    return Bucket(name)
