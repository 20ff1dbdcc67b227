"""A large object, read piece by piece."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

    from .bucket import Bucket, ObjectHead

#: Read at least at one time.
_BUFFER_BYTES = 256 * 1024


def open_ranges(bucket: Bucket, key: str, head: ObjectHead) -> io.BufferedReader:
    """Open an object that is fetched as it is read, from wherever it is read."""
    return io.BufferedReader(_RangeReader(bucket, key, head), _BUFFER_BYTES)


class _RangeReader(io.RawIOBase):
    """Reads an object from where it stands, and asks anew only after a jump."""

    def __init__(self, bucket: Bucket, key: str, head: ObjectHead) -> None:
        self._bucket = bucket
        self._key = key
        self._head = head
        self._position = 0
        self._open: tuple[HTTPConnection, HTTPResponse] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._head.size}[whence]
        target = max(0, base + offset)
        if target != self._position:
            self._hang_up()
            self._position = target
        return target

    def readinto(self, buffer: Any) -> int:
        if self._position >= self._head.size:
            return 0
        if self._open is None:
            self._open = self._bucket.read_from(self._key, self._head, self._position)
        count = self._open[1].readinto(buffer)
        if not count:
            self._hang_up()
            raise OSError(f"S3 ended its answer for {self._key!r} too early.")
        self._position += count
        return count

    def close(self) -> None:
        self._hang_up()
        super().close()

    def _hang_up(self) -> None:
        if self._open is not None:
            self._open[0].close()
            self._open = None
