"""A client of the Lambda Runtime API on a blocking socket.

One connection is kept open and one request is under way at a time, as the protocol has it; only a server
that says so gets the next one before it has answered the last. ``http.client`` would do, but parses headers
with the machinery of e-mail: it alone costs more per event than everything here.

See Also
--------
https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence

from monolift_runtime.errors import ErrorDocument
from monolift_runtime.invocation import Invocation

_VERSION = "/2018-06-01/runtime"

#: Up to this size the pieces of a message are joined into one system call; above it copying costs more than
#: calling.
_JOIN_LIMIT_BYTES = 32 * 1024
_RECEIVE_BYTES = 64 * 1024
_CONTENT_LENGTH = b"\r\ncontent-length:"
_HEADERS_LIMIT_BYTES = 1024 * 1024

#: A streamed answer to an HTTP event; what precedes its body tells status and headers.
HTTP_STREAM = "application/vnd.awslambda.http-integration-response"

_STREAM_HEADERS = (
    "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
    "Transfer-Encoding: chunked\r\n"
    "Trailer: Lambda-Runtime-Function-Error-Type\r\n"
    "Trailer: Lambda-Runtime-Function-Error-Body\r\n"
)


class RuntimeApiError(Exception):
    """The Runtime API refused a request that it has to grant, or is gone."""


class RuntimeApi:
    """The worker's side of the Runtime API.

    Parameters
    ----------
    address
        ``host:port``, as in ``AWS_LAMBDA_RUNTIME_API``.
    """

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        self._host = (host or address).strip("[]")
        self._port = int(port) if host else 80
        self._address = address
        self._socket: socket.socket | None = None
        self._received = bytearray()
        self._next = self._head("GET", "/invocation/next", "") + b"\r\n"
        self._pending: Sequence[bytes] | None = None
        self._has_pending = False
        self._was_sent_whole = False

    @property
    def was_sent_whole(self) -> bool:
        """Whether the last response was short and in one piece, so that only its end can be refused."""
        return self._was_sent_whole

    @property
    def is_connected(self) -> bool:
        """Whether the connection is open, as far as is known."""
        return self._socket is not None

    def next_invocation(self) -> Invocation:
        """Wait for an event. The sandbox is frozen meanwhile, so there is no time limit.

        A response that was not settled is settled here, after the event has been asked for.

        Raises
        ------
        RuntimeApiError
            There is nobody to ask, or the worker is not allowed to ask now.
        """
        status, headers, body = self._ask_early() if self._has_pending else self._exchange([self._next])
        if status != 200:
            said = body[:200].decode("utf-8", "replace")
            raise RuntimeApiError(f"next answered {status}: {said}")
        return Invocation(headers, body)

    def respond(self, request_id: str, payload: bytes) -> None:
        """Send a buffered response; :meth:`settle` reads the answer to it."""
        head = self._head(
            "POST", f"/invocation/{request_id}/response", "Content-Type: application/json\r\n", payload
        )
        self._was_sent_whole = len(payload) <= _JOIN_LIMIT_BYTES
        self._post([head, b"\r\n", payload])

    def fail(self, request_id: str, error_type: str, document: ErrorDocument) -> None:
        """Report that an invocation failed; :meth:`settle` reads the answer to it."""
        self._was_sent_whole = True
        self._post(self._error(f"/invocation/{request_id}/error", error_type, document))

    def stream_head(self, request_id: str, content_type: str = HTTP_STREAM) -> bytes:
        """Make the head of a streamed response, for :meth:`begin_stream`."""
        headers = f"Content-Type: {content_type}\r\n{_STREAM_HEADERS}"
        return self._head("POST", f"/invocation/{request_id}/response", headers) + b"\r\n"

    def begin_stream(self, parts: Sequence[bytes]) -> None:
        """Send the first pieces of a streamed response, from its head on."""
        if self._socket is None:
            self._connect()
        self.send(parts)
        self._was_sent_whole = True

    def send(self, parts: Sequence[bytes]) -> None:
        """Send more pieces of a streamed response.

        Raises
        ------
        ConnectionError
            Nobody listens any more: the caller hung up.
        """
        if self._socket is None:
            raise ConnectionResetError("the connection is closed")
        self._was_sent_whole = False
        try:
            _send_all(self._socket, parts)
        except OSError:
            self.close()
            raise

    def end_stream(self) -> None:
        """Note that the last byte was sent, so that :meth:`settle` reads the answer."""
        self._has_pending = True

    def settle(self) -> int:
        """Read the answer to what was sent last: its status, 0 when nothing is to be read.

        A buffered response that met a connection closed in the meantime is sent once more.
        """
        if not self._has_pending:
            return 0
        again, self._pending, self._has_pending = self._pending, None, False
        try:
            return self._receive_status()
        except OSError:
            self.close()
            if again is None:
                return 0
            return self._exchange(again)[0]

    def init_error(self, error_type: str, document: ErrorDocument) -> None:
        """Report that the application could not be loaded."""
        self._exchange(self._error("/init/error", error_type, document))

    def restore_next(self) -> None:
        """Wait while the snapshot is taken and until it is restored.

        See Also
        --------
        https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html
        """
        status, _, _ = self._exchange([self._head("GET", "/restore/next", "") + b"\r\n"])
        if status != 200:
            raise RuntimeApiError(f"restore/next answered {status}")

    def restore_error(self, error_type: str, document: ErrorDocument) -> None:
        """Report that a hook failed after the snapshot was restored."""
        self._exchange(self._error("/restore/error", error_type, document))

    def close(self) -> None:
        """Hang up; the next request connects anew."""
        if self._socket is not None:
            self._socket.close()
        self._socket = None
        self._received.clear()

    def _head(self, method: str, path: str, headers: str, body: bytes | None = None) -> bytes:
        length = "" if body is None else f"Content-Length: {len(body)}\r\n"
        return f"{method} {_VERSION}{path} HTTP/1.1\r\nHost: {self._address}\r\n{headers}{length}".encode(
            "latin-1"
        )

    def _error(self, path: str, error_type: str, document: ErrorDocument) -> Sequence[bytes]:
        body = json.dumps(document).encode()
        headers = f"Content-Type: application/json\r\nLambda-Runtime-Function-Error-Type: {error_type}\r\n"
        return [self._head("POST", path, headers, body), b"\r\n", body]

    def _connect(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.connect((self._host, self._port))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            connection.close()
            raise
        self._received.clear()
        self._socket = connection
        return connection

    def _post(self, message: Sequence[bytes]) -> None:
        self._pending, self._has_pending = message, True
        try:
            _send_all(self._socket or self._connect(), message)
        except OSError:
            # settle() finds the connection closed and sends it again.
            self.close()

    def _ask_early(self) -> tuple[int, dict[str, str], bytes]:
        """Ask for an event first and read the answer to the last response then."""
        asked = self._socket
        if asked is not None:
            try:
                asked.sendall(self._next)
            except OSError:
                self.close()
        self.settle()
        # The response may have needed a new connection, on which nothing has been asked yet.
        if asked is not None and self._socket is asked:
            try:
                return self._receive()
            except OSError:
                self.close()
        return self._exchange([self._next])

    def _exchange(self, message: Sequence[bytes]) -> tuple[int, dict[str, str], bytes]:
        """Send a request and read its answer, on a new connection when the old one turns out to be closed."""
        for attempt in range(2):
            try:
                _send_all(self._socket or self._connect(), message)
                return self._receive()
            except OSError as error:
                self.close()
                if attempt:
                    raise RuntimeApiError(
                        f"the Runtime API at {self._address} cannot be reached: {error}"
                    ) from error
        raise AssertionError("unreachable")

    def _receive_status(self) -> int:
        """Read an answer of which nothing matters but its status, without taking its headers apart."""
        received = self._received
        end = self._receive_head()
        head = received[:end].lower()
        start = head.find(_CONTENT_LENGTH)
        if start < 0 or b"\r\nconnection:" in head:
            return self._receive()[0]
        length = int(head[start + len(_CONTENT_LENGTH) :].partition(b"\r")[0])
        status = int(head[9:12])
        if len(received) == end + 4 + length:
            received.clear()
        else:
            del received[: end + 4]
            self._receive_bytes(length)
        return status

    def _receive(self) -> tuple[int, dict[str, str], bytes]:
        """Read an answer: status, headers with names in lower case, body."""
        received = self._received
        end = self._receive_head()
        first, *lines = received[:end].decode("latin-1").split("\r\n")
        del received[: end + 4]
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        length = headers.get("content-length")
        if length is not None:
            body = self._receive_bytes(int(length))
        elif headers.get("transfer-encoding", "").lower() == "chunked":
            body = self._receive_chunks()
        else:
            body = b""
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(first[9:12]), headers, body

    def _receive_head(self) -> int:
        """Receive until the headers are there; gives where they end."""
        received = self._received
        while (end := received.find(b"\r\n\r\n")) < 0:
            if len(received) > _HEADERS_LIMIT_BYTES:
                raise ConnectionAbortedError("the answer's headers do not end")
            self._receive_some()
        return end

    def _receive_some(self) -> None:
        if self._socket is None:
            raise ConnectionResetError("the connection is closed")
        data = self._socket.recv(_RECEIVE_BYTES)
        if not data:
            raise ConnectionResetError("the connection ended inside an answer")
        self._received += data

    def _receive_bytes(self, length: int) -> bytes:
        received = self._received
        while len(received) < length <= _RECEIVE_BYTES:
            self._receive_some()
        if len(received) >= length:
            body = bytes(received[:length])
            del received[:length]
            return body
        return self._receive_large(length)

    def _receive_large(self, length: int) -> bytes:
        """Receive many bytes into the place where they stay."""
        whole = bytearray(length)
        filled = len(self._received)
        whole[:filled] = self._received
        self._received.clear()
        with memoryview(whole) as view:
            while filled < length:
                count = self._socket.recv_into(view[filled:]) if self._socket else 0
                if not count:
                    raise ConnectionResetError("the connection ended inside an answer")
                filled += count
        return bytes(whole)

    def _receive_chunks(self) -> bytes:
        received, body = self._received, bytearray()
        while True:
            while (end := received.find(b"\r\n")) < 0:
                self._receive_some()
            size = int(bytes(received[:end]).partition(b";")[0], 16)
            del received[: end + 2]
            body += self._receive_bytes(size)
            self._receive_bytes(2)
            if not size:
                return bytes(body)


def _send_all(connection: socket.socket, parts: Sequence[bytes]) -> None:
    size = sum(map(len, parts))
    if size <= _JOIN_LIMIT_BYTES:
        connection.sendall(b"".join(parts))
        return
    sent = connection.sendmsg(parts)
    if sent == size:
        return
    for part in parts:
        if sent >= len(part):
            sent -= len(part)
        else:
            connection.sendall(memoryview(part)[sent:])
            sent = 0
