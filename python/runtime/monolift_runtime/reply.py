"""The way of an answer to the Runtime API: whole, or piece by piece."""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Iterator
from typing import Protocol

from monolift_runtime.deadline import Deadline
from monolift_runtime.errors import error_document, error_type
from monolift_runtime.http_answer import Headers, buffered_payload, prelude
from monolift_runtime.http_request import HttpRequest
from monolift_runtime.runtime_api import RuntimeApi

#: What a stream may have; Lambda ends a longer one without a word.
#: https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
STREAM_LIMIT_BYTES = 200 * 1024 * 1024

_LINES_OF_JSON = "application/x-ndjson"

_BODILESS_STATUSES = frozenset((204, 304))

#: Sent in place of an empty streamed body, on which Function URLs and CloudFront wait until the time is over
#: (https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/95). White space does the least
#: harm.
FILLER = b"\n"


class Reply(Protocol):
    """What an interface tells about an answer, in this order: begin, write as often as it likes, finish.

    Attributes
    ----------
    status
        Of HTTP; 0 before it is known.
    has_begun
        Status and headers are known.
    is_bodiless
        The answer has no body (HEAD, 204, 304), whatever is written.
    has_sent
        Something is on its way, so that status and headers can't be changed any more.
    is_finished
        The last byte was sent.
    """

    status: int
    has_begun: bool
    is_bodiless: bool
    has_sent: bool
    is_finished: bool

    def begin(self, status: int, headers: Headers) -> None:
        """Set status and headers; until something is sent, a later call replaces an earlier one."""

    def write(self, data: bytes) -> None:
        """Add to the body."""

    def write_last(self, data: bytes) -> None:
        """Add the last piece of the body and finish."""

    def finish(self) -> None:
        """Send what is left."""

    def give_up(self, status: int, error: BaseException) -> None:
        """End the answer because of an error: with this status, if nothing is on its way yet."""


class _Head:
    """Status and headers, until they are sent."""

    __slots__ = ("has_begun", "has_sent", "headers", "is_bodiless", "is_finished", "request", "status")

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.status = 0
        self.headers: Headers = ()
        self.has_begun = False
        self.has_sent = False
        self.is_finished = False
        self.is_bodiless = request.method == "HEAD"

    def begin(self, status: int, headers: Headers) -> None:
        self.status = status
        self.headers = headers
        self.has_begun = True
        self.is_bodiless = status in _BODILESS_STATUSES or self.request.method == "HEAD"

    def _check_begun(self) -> None:
        if not self.has_begun:
            raise RuntimeError("the application gave an answer's body before its status and headers")


class CollectedReply(_Head):
    """Keeps an answer in memory.

    Attributes
    ----------
    body
        The whole body, once the answer is finished.
    """

    __slots__ = ("_parts", "body")

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._parts: list[bytes] = []
        self.body = b""

    def write(self, data: bytes) -> None:
        """Keep a piece of the body."""
        self._parts.append(data)

    def write_last(self, data: bytes) -> None:
        """Keep the last piece of the body and finish."""
        self._parts.append(data)
        self.finish()

    def finish(self) -> None:
        """Put the body together and deliver the answer."""
        self._check_begun()
        if not self.is_bodiless:
            self.body = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        self._deliver()
        self.has_sent = self.is_finished = True

    def give_up(self, status: int, error: BaseException) -> None:
        """Answer an error instead; nothing of the first answer has been delivered."""
        del error
        self._parts = [error_body(status)]
        self.begin(status, ERROR_HEADERS)
        self.finish()

    def _deliver(self) -> None:
        """Leave the answer to whoever asked for it."""


class BufferedReply(CollectedReply):
    """Sends an answer in one piece, as the response to an invocation.

    Attributes
    ----------
    payload_bytes
        How much was sent, once it was.
    """

    __slots__ = ("_api", "_deadline", "_request_id", "payload_bytes")

    def __init__(self, api: RuntimeApi, request_id: str, request: HttpRequest, deadline: Deadline) -> None:
        super().__init__(request)
        self._api = api
        self._request_id = request_id
        self._deadline = deadline
        self.payload_bytes = 0

    def _deliver(self) -> None:
        payload = buffered_payload(self.request, self.status, self.headers, self.body)
        self.payload_bytes = len(payload)
        # From here on the answer counts, however long its way is.
        self._deadline.disarm()
        self._api.respond(self._request_id, payload)


class StreamedReply(_Head):
    """Sends each piece of an answer as it comes."""

    __slots__ = ("_api", "_deadline", "_request_id")

    def __init__(self, api: RuntimeApi, request_id: str, request: HttpRequest, deadline: Deadline) -> None:
        super().__init__(request)
        self._api = api
        self._request_id = request_id
        self._deadline = deadline

    def write(self, data: bytes) -> None:
        """Send a piece of the body; the first takes status and headers along, an empty one sends nothing.

        Raises
        ------
        ConnectionError
            The caller hung up.
        DeadlineExceeded
            The time was over while the piece was being sent.
        """
        if data and not self.is_bodiless:
            self._send(data)

    def write_last(self, data: bytes) -> None:
        """Send the only piece of the body and finish, all in one go."""
        if not data or self.is_bodiless or self.has_sent:
            self.write(data)
            self.finish()
        else:
            self._deadline.disarm()
            self._send(data, b"0\r\n\r\n")
            self._end()

    def finish(self) -> None:
        """Send the end of the answer."""
        self._deadline.disarm()
        if self.has_sent:
            self._api.send([b"0\r\n\r\n"])
        else:
            self._fill()
            self._send(FILLER, b"0\r\n\r\n")
        self._end()

    def give_up(self, status: int, error: BaseException) -> None:
        """Answer an error, or end what was begun with trailers that say so.

        See Also
        --------
        https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming
        """
        if not self.has_sent:
            self.begin(status, ERROR_HEADERS)
            self.write_last(error_body(status))
            return
        self._deadline.disarm()
        self._api.send([_error_trailers(error)])
        self._end()

    def _send(self, data: bytes, end: bytes = b"") -> None:
        """Send a chunk, the first time with all that comes before it.

        A deadline that passes meanwhile has to wait: half a chunk would leave nothing to put the trailers
        behind.
        """
        deadline = self._deadline
        deadline.is_shielded = True
        try:
            if self.has_sent:
                self._api.send((b"%x\r\n" % len(data), data, b"\r\n" + end))
            else:
                self._check_begun()
                head = prelude(self.request, self.status, self.headers)
                start = self._api.stream_head(self._request_id)
                self.has_sent = True
                self._api.begin_stream(
                    (b"%b%x\r\n%b" % (start, len(head) + len(data), head), data, b"\r\n" + end)
                )
        finally:
            deadline.is_shielded = False
        deadline.check()

    def _end(self) -> None:
        self.is_finished = True
        self._api.end_stream()

    def _fill(self) -> None:
        """Make the length that was promised the filler's, where the door will send a body at all."""
        if self.is_bodiless:
            return
        self.headers = [
            (name, str(len(FILLER))) if name.lower() == "content-length" and value == "0" else (name, value)
            for name, value in self.headers
        ]


def stream_pieces(api: RuntimeApi, request_id: str, pieces: Iterator[bytes]) -> None:
    """Stream an answer that is no HTTP: each piece as it comes.

    When nobody listens any more, the pieces are asked for to their end all the same: half of what was begun
    would be worse than all of it unheard.
    """
    head, is_heard = api.stream_head(request_id, _LINES_OF_JSON), True
    end = b"0\r\n\r\n"
    try:
        for piece in pieces:
            chunk = b"%b%x\r\n%b\r\n" % (head, len(piece), piece)
            is_heard = is_heard and _was_sent(api, chunk, is_first=bool(head))
            head = b""
    except Exception as error:
        if head:
            raise
        end = _error_trailers(error)
    if is_heard and _was_sent(api, head + end, is_first=bool(head)):
        api.end_stream()


def _was_sent(api: RuntimeApi, data: bytes, *, is_first: bool) -> bool:
    try:
        (api.begin_stream if is_first else api.send)([data])
    except OSError:
        return False
    return True


def _error_trailers(error: BaseException) -> bytes:
    document = error_document(error, with_stack=False)
    return (
        f"0\r\nLambda-Runtime-Function-Error-Type: {error_type(error)}\r\n"
        f"Lambda-Runtime-Function-Error-Body: {_base64_json(document)}\r\n\r\n"
    ).encode()


#: Headers of the runtime's own error pages.
ERROR_HEADERS: Headers = (("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"))


def error_body(status: int) -> bytes:
    """Make a page for clients: the reason is in the log, where only the developer reads it."""
    if status == 504:
        return b"504: the application did not answer in time.\n"
    return b"500: the application failed to answer.\n"


def _base64_json(document: object) -> str:
    return b2a_base64(json.dumps(document).encode(), newline=False).decode()
