"""Uploaded files: ``MEDIA_URL`` and the default storage, a bucket or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .added_classes import add_class
from .folders import folder_like
from .storages import keeps_files_on_disk, lay_storage, read_storage, replace_storage
from .urls import local_url

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage


LARGE_FILES = "monolift_runtime.storage.large_files.large_files"
MEDIA_STORAGE = "monolift_runtime.storage.media.MediaStorage"

#: Settings of django-storages by which a project reaches a bucket of its own, and what they are in a stage:
#: where the stage's bucket is, and with which key it is reached, is in the environment.
_OWN_BUCKET = {
    "AWS_S3_ENDPOINT_URL": None,
    "AWS_S3_CUSTOM_DOMAIN": None,
    "AWS_S3_REGION_NAME": None,
    "AWS_ACCESS_KEY_ID": None,
    "AWS_SECRET_ACCESS_KEY": None,
    "AWS_S3_ACCESS_KEY_ID": None,
    "AWS_S3_SECRET_ACCESS_KEY": None,
    "AWS_SESSION_TOKEN": None,
    "AWS_S3_SESSION_PROFILE": None,
    "AWS_DEFAULT_ACL": None,
}
_BUCKET_NAME = "AWS_STORAGE_BUCKET_NAME"
_SECRETS = ("KEY", "TOKEN")


def lay_over(laying: Laying, stage: Stage) -> None:
    """Keep uploaded files in the stage's bucket, or in its folder.

    The path of the project's ``MEDIA_URL`` stays. A project whose default storage is elsewhere keeps it
    unless the stage provides a bucket or a folder; then that is the stage's storage. Storages under further
    names are not touched, but the settings of django-storages point to the stage's bucket.
    """
    if stage.media_url is not None:
        url = local_url(laying.get("MEDIA_URL"), stage.media_url)
        laying.lay("MEDIA_URL", url, source="media")
    if stage.media_bucket is not None:
        laying.put("MONOLIFT_MEDIA_BUCKET", stage.media_bucket)
        laying.put("MONOLIFT_STORAGE_PATH", stage.storage_path)
        laying.put("MONOLIFT_MEDIA_LINKS", stage.media_links)
        laying.put("MONOLIFT_LARGE_RESPONSE_BYTES", stage.large_response_bytes)
        replace_storage(laying, "default", MEDIA_STORAGE, source="media")
        _point_to_bucket(laying, stage.media_bucket)
        if stage.large_response_bytes is not None:
            # Last: what it answers goes through all the others.
            add_class(laying, "MIDDLEWARE", LARGE_FILES)
        _tell_of_others(laying)
    elif stage.media_root is not None:
        root = folder_like(laying.get("MEDIA_ROOT"), stage.media_root)
        laying.lay("MEDIA_ROOT", root, source="media")
        lay_storage(laying, "default", source="media")
        _tell_of_others(laying)
    else:
        own, _ = read_storage(laying, "default")
        if not keeps_files_on_disk(own):
            laying.tell("STORAGES['default']", "media", own, "left as it is")


def _point_to_bucket(laying: Laying, bucket: str) -> None:
    """Let storages that the project makes itself, for instance for one field, write to the stage's bucket."""
    if not laying.get(_BUCKET_NAME):
        return
    laying.lay(_BUCKET_NAME, bucket, source="media")
    for name, value in _OWN_BUCKET.items():
        was = laying.get(name)
        if was == value:
            continue
        laying.put(name, value)
        laying.tell(name, "media", "set" if name.endswith(_SECRETS) else was, "not set")


def _tell_of_others(laying: Laying) -> None:
    if laying.django_version < (4, 2):
        return
    for alias, entry in (laying.get("STORAGES") or {}).items():
        if alias not in ("default", "staticfiles"):
            laying.tell(f"STORAGES[{alias!r}]", "media", dict(entry).get("BACKEND"), "left as it is")
