"""Django's default storage where the stage provides a bucket."""

from __future__ import annotations

import mimetypes
import shutil
from contextlib import contextmanager
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from django.utils.timezone import make_naive

from .lasting_link import sign_lasting
from .pending_file import pending_file_of
from .stage_bucket import stage_bucket

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import IO

    from .bucket import Bucket, ObjectHead

#: Up to here a file is kept in memory, beyond it in /tmp.
_MAX_MEMORY_BYTES = 8 * 1024 * 1024

#: Below it the house keeps what is not a file of the application. A part of a name that begins with a dot is
#: never served at ``MEDIA_URL``.
HOUSE_PREFIX = ".monolift/"


@deconstructible
class MediaStorage(Storage):  # type: ignore[misc]
    """The bucket ``MONOLIFT_MEDIA_BUCKET`` of the settings, its files addressed by ``MEDIA_URL``.

    As with Django's own storage of folders, a name that is taken gets another one; here also when two
    requests choose the same one at one time.
    """

    def url(self, name: str | None) -> str:
        """Give the address of a file: a path that the stage serves, or a signed one of the bucket's own."""
        if settings.MONOLIFT_MEDIA_LINKS == "signed":
            return sign_lasting(self.bucket.endpoint, key_of(name or ""))
        return urljoin(str(settings.MEDIA_URL), str(filepath_to_uri(name)).lstrip("/"))

    def path(self, name: str) -> NoReturn:
        """Say what to do instead: in a bucket no file has a path.

        Raises
        ------
        NotImplementedError
            Always, as Django wants it of storages that are no folder.
        """
        raise NotImplementedError(
            f"{name!r} has no path: uploaded files are in a bucket, as on AWS. Open it with `field.open()` "
            "or `default_storage.open(name)`; for a program that needs a path, copy it to /tmp."
        )

    def delete(self, name: str) -> None:
        """Delete a file; one that is not there is no error."""
        if not name:
            raise ValueError("The name must be given to delete().")
        self.bucket.delete(key_of(name))

    def exists(self, name: str) -> bool:
        """Whether the bucket has such a file."""
        return self.bucket.head(key_of(name)) is not None

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """List what lies below a path: folders and files, by their own names."""
        prefix = key_of(path).rstrip("/")
        prefix = f"{prefix}/" if prefix not in ("", ".") else ""
        folders: list[str] = []
        files: list[str] = []
        for key, is_folder in self.bucket.list(prefix):
            name = key[len(prefix) :].rstrip("/")
            if name and key != HOUSE_PREFIX:
                (folders if is_folder else files).append(name)
        return folders, files

    def size(self, name: str) -> int:
        """Size of a file in bytes.

        Raises
        ------
        FileNotFoundError
            There is none.
        """
        return self._look(name).size

    def get_modified_time(self, name: str) -> datetime:
        """When a file was last written; aware if ``USE_TZ``.

        Raises
        ------
        FileNotFoundError
            There is none.
        """
        modified = self._look(name).modified
        return modified if settings.USE_TZ else make_naive(modified)

    get_created_time = get_modified_time

    @property
    def bucket(self) -> Bucket:
        """The bucket itself."""
        return stage_bucket()

    def _look(self, name: str) -> ObjectHead:
        found = self.bucket.head(key_of(name))
        if found is None:
            raise FileNotFoundError(f"There is no file {name!r} in the bucket.")
        return found

    def _open(self, name: str, mode: str = "rb") -> MediaFile:
        return MediaFile(name, self, mode)

    def _save(self, name: str, content: File) -> str:
        pending = pending_file_of(content)
        if pending is not None and pending.bucket.name == self.bucket.name:
            while not pending.keep_as(key_of(name)):
                name = self.get_available_name(name)
            return name
        content_type = getattr(content, "content_type", None) or guess_type(name)
        with _readable_twice(content) as source:
            while not self.bucket.put(key_of(name), source, content_type, replaces=False):
                name = self.get_available_name(name)
        return name


class MediaFile(File):  # type: ignore[misc]
    """A file of the bucket: fetched as it is read, written back when it is closed."""

    def __init__(self, name: str, storage: MediaStorage, mode: str) -> None:
        # Not the base class's: it asks the file for its name.
        self.name = name
        self.mode = mode
        self._storage = storage
        self._held: Any = None
        self._begin()

    def _begin(self) -> None:
        self._is_changed = "w" in self.mode
        # As with a folder, what is not there is found out here and not when it is read.
        self._head = None if {"w", "a"} & set(self.mode) else self._storage._look(self.name)

    @property
    def file(self) -> Any:
        """The content: in memory, fetched piece by piece if it is large, or in /tmp while it is written."""
        if self._held is None:
            self._held = self._fetch()
        return self._held

    def _fetch(self) -> Any:
        bucket = self._storage.bucket
        key = key_of(self.name)
        if self._head is not None and "+" not in self.mode:
            is_small = self._head.size <= _MAX_MEMORY_BYTES
            return BytesIO(bucket.read(key)) if is_small else bucket.open(key, self._head)
        held = SpooledTemporaryFile(max_size=_MAX_MEMORY_BYTES)  # noqa: SIM115
        head = None if "w" in self.mode else bucket.head(key)
        if head is not None:
            shutil.copyfileobj(bucket.open(key, head), held)
            if "a" not in self.mode:
                held.seek(0)
        return held

    @property
    def size(self) -> int:
        """In bytes, also before anything is fetched."""
        if self._head is not None and not self._is_changed:
            return self._head.size
        held = self.file
        position = held.tell()
        held.seek(0, 2)
        size = held.tell()
        held.seek(position)
        return int(size)

    @property
    def closed(self) -> bool:
        """Whether there is nothing open, which is so before the first read too."""
        return self._held is None or self._held.closed

    def read(self, *arguments: int) -> Any:
        """Read bytes, or text if the mode has no ``b``."""
        data = self.file.read(*arguments)
        return data if "b" in self.mode else data.decode()

    def readline(self, *arguments: int) -> Any:
        """Read a line, as bytes or as text."""
        line = self.file.readline(*arguments)
        return line if "b" in self.mode else line.decode()

    def readlines(self) -> list[Any]:
        """Read all lines."""
        return list(self)

    def write(self, content: Any) -> int:
        """Write bytes, or text; the bucket gets them when the file is closed.

        Raises
        ------
        AttributeError
            The file was opened for reading.
        """
        if not set("wa+") & set(self.mode):
            raise AttributeError("File was not opened in write mode.")
        self._is_changed = True
        return int(self.file.write(content.encode() if isinstance(content, str) else content))

    def open(self, mode: str | None = None) -> MediaFile:
        """Begin again, in another mode if one is given."""
        if mode is not None and mode != self.mode:
            self.close()
            self.mode = mode
            self._begin()
        elif not self.closed:
            self.seek(0)
        return self

    def close(self) -> None:
        """Write back what was changed."""
        if self._is_changed:
            self._storage.bucket.put(key_of(self.name), self.file, guess_type(self.name), replaces=True)
            self._is_changed = False
        if self._held is not None:
            self._held.close()
            self._held = None


def guess_type(name: str) -> str:
    """Guess a file's media type from its name."""
    guessed, encoding = mimetypes.guess_type(name)
    if encoding is not None:
        return {"gzip": "application/gzip", "br": "application/x-brotli"}.get(
            encoding, "application/octet-stream"
        )
    return guessed or "application/octet-stream"


@contextmanager
def _readable_twice(content: File) -> Iterator[IO[bytes]]:
    """Give an upload's content as bytes that can be read again, to be measured and sent."""
    if content.seekable() and isinstance(content.read(0), bytes):
        yield content
        return
    with SpooledTemporaryFile(max_size=_MAX_MEMORY_BYTES) as copy:
        for chunk in content.chunks():
            copy.write(chunk.encode() if isinstance(chunk, str) else chunk)
        yield copy


def key_of(name: str) -> str:
    """Make a key of a name.

    Raises
    ------
    SuspiciousFileOperation
        The name leads out of the bucket.
    """
    key = str(name).replace("\\", "/")
    if key.startswith("/") or ".." in key.split("/"):
        raise SuspiciousFileOperation(f"{name!r} leads out of the uploaded files.")
    return key
