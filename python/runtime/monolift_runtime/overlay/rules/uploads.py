"""Files that go from the browser straight to the bucket: an upload handler and a middleware."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    for setting, added, usual in (
        ("FILE_UPLOAD_HANDLERS", HANDLER, _USUAL_HANDLERS),
        ("MIDDLEWARE", MIDDLEWARE, ()),
    ):
        own = list(laying.get(setting) or usual)
        if added in own:
            continue
        laying.put(setting, [added, *own] if setting == "FILE_UPLOAD_HANDLERS" else [*own, added])
        of_project = [name for name in own if not name.startswith("monolift_runtime.")]
        laying.tell(setting, "media", f"{len(of_project)} of the project", f"and {added}")
