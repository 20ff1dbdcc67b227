"""A bucket of S3: the operations that a storage of files needs."""

from __future__ import annotations

import io
import re
import time
import zlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import local
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from .endpoint import Endpoint, Message, endpoint_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK_BYTES = 256 * 1024

#: What S3 itself asks to be tried again (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
_PASSING_STATUSES = frozenset((429, 500, 502, 503, 504))
_ATTEMPTS = 4
_FIRST_PAUSE_SECONDS = 0.05

_CONFLICT = 409
_PRECONDITION_FAILED = 412


class BucketError(OSError):
    """S3 refused a request.

    Attributes
    ----------
    status
        HTTP's status.
    code
        S3's code, such as ``AccessDenied``; empty where an answer has no body.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"S3 answered {status} {code}: {message}".rstrip(": "))
        self.status = status
        self.code = code


@dataclass(frozen=True)
class ObjectHead:
    """What S3 says of an object.

    Attributes
    ----------
    size
        In bytes.
    modified
        When it was written, in UTC.
    etag
        Another one when the object was replaced.
    """

    size: int
    modified: datetime
    etag: str


class Bucket:
    """One bucket. May be used by several threads; each has a connection of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._connections = local()

    @property
    def endpoint(self) -> Endpoint:
        """Where it is now; read from the environment at each request."""
        return endpoint_of(self.name)

    def put(self, key: str, content: IO[bytes], content_type: str, *, replaces: bool) -> bool:
        """Write an object, whole or not at all; gives False when there is one and it may not be replaced.

        Parameters
        ----------
        content
            Read from its beginning; has to be seekable.
        """
        content.seek(0)
        size, checksum = _measure(content)
        headers = {
            "content-length": str(size),
            "content-type": content_type,
            "x-amz-checksum-crc32": b64encode(checksum.to_bytes(4, "big")).decode(),
            **({} if replaces else {"if-none-match": "*"}),
        }
        try:
            self.request(Message("PUT", key, headers=headers, body=content)).read()
        except BucketError as error:
            if error.status == _PRECONDITION_FAILED:
                return False
            raise
        return True

    def copy(self, source: str, key: str, content_type: str) -> bool:
        """Copy an object of up to 5 GB within the bucket; gives False when there is one of that key already.

        Raises
        ------
        FileNotFoundError
            There is no object to copy.

        See Also
        --------
        https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
        """
        headers = {
            "content-type": content_type,
            "if-none-match": "*",
            "x-amz-copy-source": quote(f"{self.name}/{source}", safe="/-_.~"),
            "x-amz-metadata-directive": "REPLACE",
        }
        try:
            answer = self.request(Message("PUT", key, headers=headers)).read()
        except BucketError as error:
            # 409: another request writes the same key at this moment.
            if error.status in (_PRECONDITION_FAILED, _CONFLICT):
                return False
            raise
        refuse_late_error(answer)
        return True

    def read(self, key: str) -> bytes:
        """Read a whole object.

        Raises
        ------
        FileNotFoundError
            There is none.
        """
        return self.request(Message("GET", key)).read()

    def open(self, key: str, head: ObjectHead) -> io.BufferedReader:
        """Open a large object: it is fetched as it is read, from wherever it is read.

        The reader raises BucketError when the object was replaced meanwhile.
        """
        return io.BufferedReader(_RangeReader(self, key, head), _CHUNK_BYTES)

    def head(self, key: str) -> ObjectHead | None:
        """Look at an object; None when there is none."""
        try:
            response = self.request(Message("HEAD", key))
        except FileNotFoundError:
            return None
        response.read()
        headers = response.headers
        modified = parsedate_to_datetime(headers["Last-Modified"])
        return ObjectHead(int(headers["Content-Length"]), modified, headers["ETag"])

    def delete(self, key: str) -> None:
        """Delete an object; one that is not there is no error."""
        self.request(Message("DELETE", key)).read()

    def list(self, prefix: str) -> Iterator[tuple[str, bool]]:
        """Give what lies directly below a prefix: keys, and whether they are folders.

        Parameters
        ----------
        prefix
            Ends with ``/`` or is empty.
        """
        token = ""
        while True:
            query = {"delimiter": "/", "list-type": "2", "prefix": prefix}
            if token:
                query["continuation-token"] = token
            # From S3 itself, in answer to a request that was signed.
            page = ET.fromstring(self.request(Message("GET", "", query)).read())  # noqa: S314
            space = page.tag[: page.tag.index("}") + 1] if "}" in page.tag else ""
            for folder in page.iter(f"{space}CommonPrefixes"):
                yield folder.findtext(f"{space}Prefix", ""), True
            for found in page.iter(f"{space}Contents"):
                yield found.findtext(f"{space}Key", ""), False
            token = page.findtext(f"{space}NextContinuationToken", "")
            if not token:
                return

    def read_from(self, key: str, head: ObjectHead, start: int) -> tuple[HTTPConnection, HTTPResponse]:
        """Begin to read an object somewhere, on a connection of its own that the caller closes."""
        endpoint = self.endpoint
        connection = endpoint.connect()
        try:
            headers = {"range": f"bytes={start}-", "if-match": head.etag}
            response = endpoint.exchange(connection, Message("GET", key, headers=headers))
            if not _is_success(response):
                raise _read_error(response, key)
        except BaseException:
            connection.close()
            raise
        return connection, response

    def request(self, message: Message) -> HTTPResponse:
        """Ask until there is an answer that is final.

        All requests may be repeated: a write is of a whole object, and one that must not replace anything but
        was done already is answered as if another had come first.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            is_last = attempt == _ATTEMPTS
            endpoint = self.endpoint
            connection = self._connection_to(endpoint)
            try:
                response = endpoint.exchange(connection, message)
            except (OSError, HTTPException):
                # One that was open before may have been closed while the sandbox was frozen.
                connection.close()
                if is_last:
                    raise
            else:
                if _is_success(response):
                    return response
                error = _read_error(response, message.key)
                if is_last or response.status not in _PASSING_STATUSES:
                    raise error
            if attempt > 1:
                time.sleep(_FIRST_PAUSE_SECONDS * 2**attempt)
        raise AssertionError("unreachable")

    def _connection_to(self, endpoint: Endpoint) -> HTTPConnection:
        held: tuple[Endpoint, HTTPConnection] | None = getattr(self._connections, "held", None)
        if held is None or held[0] != endpoint:
            held = self._connections.held = (endpoint, endpoint.connect())
        return held[1]


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


def refuse_late_error(answer: bytes) -> None:
    """Raise what S3 says after all: a long operation begins its answer with 200 before it knows its end."""
    text = answer.decode("utf-8", "replace")
    if "<Error>" in text:
        raise _error_of(500, text)


def _measure(content: IO[bytes]) -> tuple[int, int]:
    size = checksum = 0
    while chunk := content.read(_CHUNK_BYTES):
        size += len(chunk)
        checksum = zlib.crc32(chunk, checksum)
    return size, checksum


def _is_success(response: HTTPResponse) -> bool:
    return 200 <= response.status < 300


def _read_error(response: HTTPResponse, key: str) -> OSError:
    body = response.read().decode("utf-8", "replace")
    error = _error_of(response.status, body)
    if response.status == 404 and error.code in ("", "NoSuchKey"):
        return FileNotFoundError(f"There is no file {key!r} in the bucket.")
    return error


def _error_of(status: int, body: str) -> BucketError:
    found = dict(re.findall(r"<(Code|Message)>([^<]*)<", body))
    return BucketError(status, found.get("Code", ""), found.get("Message", ""))
