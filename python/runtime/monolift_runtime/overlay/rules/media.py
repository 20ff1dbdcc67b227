"""Uploaded files: ``MEDIA_URL``, ``MEDIA_ROOT`` and the default storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .folders import folder_like
from .storages import keeps_files_on_disk, lay_storage, read_storage
from .urls import local_url

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage


def lay_over(laying: Laying, stage: Stage) -> None:
    """Keep uploaded files in the stage's folder.

    The path of the project's ``MEDIA_URL`` stays. A project whose default storage is elsewhere (S3) keeps it
    unless the stage provides a folder; then that is the stage's storage. Storages under further names are not
    touched.
    """
    if stage.media_url is not None:
        url = local_url(laying.get("MEDIA_URL"), stage.media_url)
        laying.lay("MEDIA_URL", url, source="media")
    if stage.media_root is not None:
        root = folder_like(laying.get("MEDIA_ROOT"), stage.media_root)
        laying.lay("MEDIA_ROOT", root, source="media")
        lay_storage(laying, "default", source="media")
        _tell_of_others(laying)
    else:
        own, _ = read_storage(laying, "default")
        if not keeps_files_on_disk(own):
            laying.tell("STORAGES['default']", "media", own, "left as it is")


def _tell_of_others(laying: Laying) -> None:
    if laying.django_version < (4, 2):
        return
    for alias, entry in (laying.get("STORAGES") or {}).items():
        if alias not in ("default", "staticfiles"):
            laying.tell(f"STORAGES[{alias!r}]", "media", dict(entry).get("BACKEND"), "left as it is")
