"""Files that go from the browser straight to the bucket: an upload handler and a middleware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .added_classes import add_class

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

HANDLER = "monolift_runtime.uploads.handler.DirectUploadHandler"
MIDDLEWARE = "monolift_runtime.uploads.middleware.direct_uploads"

#: Django's own, for a project that does not choose.
_USUAL_HANDLERS = (
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
)


def lay_over(laying: Laying, stage: Stage) -> None:
    """Let browsers send files straight to the stage's bucket, where the stage has one and allows it.

    The handler stands before the project's, which never see a reference; the middleware after the project's,
    so that one that keeps strangers out keeps them out of uploads too.
    """
    if stage.media_bucket is None or stage.upload_limit_bytes is None:
        return
    laying.put("MONOLIFT_UPLOAD_LIMIT_BYTES", stage.upload_limit_bytes)
    add_class(laying, "FILE_UPLOAD_HANDLERS", HANDLER, usual=_USUAL_HANDLERS, is_first=True)
    add_class(laying, "MIDDLEWARE", MIDDLEWARE)
