"""Puts files that went straight to the bucket into the place of the references that a form carries."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http.multipartparser import MultiPartParserError

from ..storage.pending_file import PendingFile
from ..storage.stage_bucket import stage_bucket
from .reference import BadReference, read_reference

#: Type of the small files that carry references; ``browser/form.js`` has it too.
CONTENT_TYPE = "application/vnd.monolift.upload"

_MAX_REFERENCE_BYTES = 8192


class UploadRefused(MultiPartParserError):  # type: ignore[misc]
    """A reference does not count: Django answers 400, and the middleware says why.

    Attributes
    ----------
    reason
        ``expired``, ``forged``, ``missing`` (the file is not there, or not whole) or ``unreachable``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"An uploaded file could not be taken: {reason}.")
        self.reason = reason


class DirectUploadHandler(FileUploadHandler):  # type: ignore[misc]
    """Stands first among a project's upload handlers; what is no reference is left to the others.

    As an upload handler it works wherever Django or REST framework parse a form, and not before they do: a
    view may still read the body itself or choose other handlers.
    """

    _received: bytes | None = None

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Look at the type of a file that begins."""
        super().new_file(*arguments, **named)
        self._received = b"" if self.content_type == CONTENT_TYPE else None
        if self._received is not None:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        """Collect a reference, or hand the data on."""
        if self._received is None:
            return raw_data
        self._received += raw_data
        if len(self._received) > _MAX_REFERENCE_BYTES:
            self._refuse("forged")
        return None

    def file_complete(self, file_size: int) -> PendingFile | None:  # noqa: ARG002
        """Give the file that is meant."""
        if self._received is None:
            return None
        try:
            reference = read_reference(self._received.decode("ascii", "replace"), self.request)
        except BadReference as error:
            self._refuse(error.reason)
        if reference.field != self.field_name:
            self._refuse("forged")
        bucket = stage_bucket()
        try:
            head = bucket.head(reference.key)
        except OSError:
            self._refuse("unreachable")
        if head is None or head.size != reference.size:
            self._refuse("missing")
        file = PendingFile(
            bucket, reference.key, head, name=self.file_name, content_type=reference.content_type
        )
        pending_files_of(self.request).append(file)
        return file

    def _refuse(self, reason: str) -> NoReturn:
        self.request.monolift_upload_refused = reason
        raise UploadRefused(reason)


def pending_files_of(request: Any) -> list[PendingFile]:
    """Give the files of a request that went straight to the bucket; to be added to."""
    if not hasattr(request, "monolift_pending_files"):
        request.monolift_pending_files = []
    files: list[PendingFile] = request.monolift_pending_files
    return files
