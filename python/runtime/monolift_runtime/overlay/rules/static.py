"""Static files: ``STATIC_URL``, ``STATIC_ROOT`` and the storage of ``collectstatic``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .folders import folder_like
from .storages import lay_storage
from .urls import local_url

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage


def lay_over(laying: Laying, stage: Stage) -> None:
    """Collect static files into the stage's folder and serve them from the stage.

    The path of the project's ``STATIC_URL`` stays. A storage that sends files away (S3) gives way, for
    ``collectstatic`` of a stage would overwrite the files of the project's production.
    """
    if stage.static_url is not None:
        url = local_url(laying.get("STATIC_URL"), stage.static_url)
        laying.lay("STATIC_URL", url, source="static")
    if stage.static_root is not None:
        root = folder_like(laying.get("STATIC_ROOT"), stage.static_root)
        laying.lay("STATIC_ROOT", root, source="static")
        lay_storage(laying, "staticfiles", source="static")
