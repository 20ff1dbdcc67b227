"""A bucket of S3: the operations that a storage of files needs."""

from __future__ import annotations

import time
import zlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import local
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as ET

from ..aws.signature import encode_path
from .endpoint import Endpoint, Message, endpoint_of
from .errors import BucketError, read_error, refuse_late_error
from .ranges import open_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

_CHUNK_BYTES = 256 * 1024

#: What S3 itself asks to be tried again (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
_PASSING_STATUSES = frozenset((429, 500, 502, 503, 504))
_ATTEMPTS = 4
_FIRST_PAUSE_SECONDS = 0.05

#: Answered to by 412 when there is one, by 409 when another request writes it at this moment
#: (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
_UNLESS_TAKEN = {"if-none-match": "*"}
_TAKEN_STATUSES = frozenset((409, 412))


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
            **({} if replaces else _UNLESS_TAKEN),
        }
        return self._write(Message("PUT", key, headers=headers, body=content)) is not None

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
            **_UNLESS_TAKEN,
            "x-amz-copy-source": encode_path(f"{self.name}/{source}"),
            "x-amz-metadata-directive": "REPLACE",
        }
        answer = self._write(Message("PUT", key, headers=headers))
        if answer is None:
            return False
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

    def open(self, key: str, head: ObjectHead) -> BufferedReader:
        """Open a large object: it is fetched as it is read, from wherever it is read.

        The reader raises BucketError when the object was replaced meanwhile.
        """
        return open_ranges(self, key, head)

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
            page = self.ask(Message("GET", "", query))
            for folder in page.iterfind("{*}CommonPrefixes"):
                yield folder.findtext("{*}Prefix", ""), True
            for found in page.iterfind("{*}Contents"):
                yield found.findtext("{*}Key", ""), False
            token = page.findtext("{*}NextContinuationToken", "")
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
                raise read_error(response, key)
        except BaseException:
            connection.close()
            raise
        return connection, response

    def ask(self, message: Message) -> ET.Element:
        """Ask for something that S3 tells in XML; its tags are found as ``{*}Name``."""
        # From S3 itself, in answer to a request that was signed.
        return ET.fromstring(self.request(message).read())  # noqa: S314

    def request(self, message: Message) -> HTTPResponse:
        """Ask until there is an answer that is final.

        All requests may be repeated: a write is of a whole object, and one that must not replace anything but
        was done already is answered as if another had come first.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            is_last = attempt == _ATTEMPTS
            endpoint = self.endpoint
            try:
                response = endpoint.exchange(self._connection_to(endpoint), message)
            except (OSError, HTTPException):
                # One that was open before may have been closed while the sandbox was frozen.
                self._hang_up()
                if is_last:
                    raise
            else:
                if _is_success(response):
                    return response
                error = read_error(response, message.key)
                if is_last or response.status not in _PASSING_STATUSES:
                    raise error
            if attempt > 1:
                time.sleep(_FIRST_PAUSE_SECONDS * 2**attempt)
        raise AssertionError("unreachable")

    def _write(self, message: Message) -> bytes | None:
        """Write an object and give the answer; None when its key was to be free and is not."""
        try:
            return self.request(message).read()
        except BucketError as error:
            if _UNLESS_TAKEN.items() <= message.headers.items() and error.status in _TAKEN_STATUSES:
                return None
            raise

    def _connection_to(self, endpoint: Endpoint) -> HTTPConnection:
        held: tuple[Endpoint, HTTPConnection] | None = getattr(self._connections, "held", None)
        if held is None or held[0] != endpoint:
            self._hang_up()
            held = self._connections.held = (endpoint, endpoint.connect())
        return held[1]

    def _hang_up(self) -> None:
        held: tuple[Endpoint, HTTPConnection] | None = getattr(self._connections, "held", None)
        self._connections.held = None
        if held is not None:
            held[1].close()


def _measure(content: IO[bytes]) -> tuple[int, int]:
    size = checksum = 0
    while chunk := content.read(_CHUNK_BYTES):
        size += len(chunk)
        checksum = zlib.crc32(chunk, checksum)
    return size, checksum


def _is_success(response: HTTPResponse) -> bool:
    return 200 <= response.status < 300
