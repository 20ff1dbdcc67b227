"""A file that a client sent straight to the bucket, as a form sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile

if TYPE_CHECKING:
    from .bucket import Bucket, ObjectHead


class PendingFile(UploadedFile):  # type: ignore[misc]
    """An uploaded file whose content lies in the bucket already, under a key of the house.

    It is fetched only as far as somebody reads it. The stage's storage saves it by a copy within the bucket.

    Attributes
    ----------
    is_kept
        Whether it was saved: the object under the key of the house is then of no use any more.
    """

    def __init__(self, bucket: Bucket, key: str, head: ObjectHead, *, name: str, content_type: str) -> None:
        self.bucket = bucket
        self.key = key
        self.is_kept = False
        self._head = head
        super().__init__(bucket.open(key, head), name, content_type, head.size)

    def open(self, mode: str | None = None) -> PendingFile:
        """Begin again, also after it was closed."""
        if mode not in (None, "rb", "r"):
            raise ValueError("An uploaded file can only be read.")
        if self.closed:
            self.file = self.bucket.open(self.key, self._head)
        else:
            self.seek(0)
        return self

    def keep_as(self, key: str) -> bool:
        """Copy it to a key where it stays; gives False when that is taken."""
        if not self.bucket.copy(self.key, key, self.content_type):
            return False
        self.is_kept = True
        return True

    def discard(self) -> None:
        """Remove what lies under the key of the house."""
        self.bucket.delete(self.key)


def pending_file_of(content: Any) -> PendingFile | None:
    """Find the file that was sent straight to the bucket in what is to be saved, also below a ``File``."""
    while content is not None and not isinstance(content, PendingFile):
        held = getattr(content, "__dict__", {})
        # A model's FieldFile holds its file under the second name.
        content = held.get("file") or held.get("_file")
    return content
