"""A rule applied to settings that are given as values."""

from __future__ import annotations

import json
from typing import Any

from monolift_runtime.overlay.laying import Laying
from monolift_runtime.overlay.stage import Stage, read_stage

URL = "postgresql://stage:pass%40word@127.0.0.1:5433/blog"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
S3 = "storages.backends.s3boto3.S3Boto3Storage"


def stage(*, environment: dict[str, str] | None = None, **overlay: Any) -> Stage:
    read = read_stage({"MONOLIFT_OVERLAY": json.dumps(overlay), **(environment or {})})
    assert read is not None
    return read


def lay(
    rule: Any, given: Stage, version: tuple[int, int] = (5, 2), **settings: Any
) -> tuple[dict[str, Any], list[str]]:
    """Apply one rule; gives the settings, and the record as `setting: was -> becomes`."""
    laying = Laying(
        read=settings.get,
        write=settings.__setitem__,
        is_explicit=settings.__contains__,
        django_version=version,
    )
    rule(laying, given)
    return settings, [f"{entry.setting}: {entry.was} -> {entry.becomes}" for entry in laying.record]
