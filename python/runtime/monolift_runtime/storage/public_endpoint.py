"""Where a client of the application reaches the bucket."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from .endpoint import Endpoint, endpoint_of


def public_endpoint(request: Any) -> Endpoint:
    """Find the bucket as the client reaches it: below a path of the same host, or by its own name."""
    path = settings.MONOLIFT_STORAGE_PATH
    if path is None:
        return endpoint_of(settings.MONOLIFT_MEDIA_BUCKET)
    return Endpoint(request.scheme, request.get_host(), f"{path}/{settings.MONOLIFT_MEDIA_BUCKET}")
