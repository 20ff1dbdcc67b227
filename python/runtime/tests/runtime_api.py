"""A Lambda Runtime API for tests: a real server on a real socket, which notes all that a worker says."""

from __future__ import annotations

import base64
import json
import queue
import socket
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any, BinaryIO

BUFFERED_LIMIT_BYTES = 6_291_556
WAIT_SECONDS = 30


class WorkerGoneError(AssertionError):
    """The worker hung up while something was expected of it."""


@dataclass
class Outcome:
    """What became of an invocation."""

    #: ``response`` or ``error``.
    what: str
    headers: dict[str, str]
    chunks: list[bytes] = field(default_factory=list)
    #: Seconds since the event was given away, per chunk.
    times: list[float] = field(default_factory=list)
    trailers: dict[str, str] = field(default_factory=dict)
    #: The status that the worker got for its answer.
    status: int = 202

    @property
    def payload(self) -> bytes:
        return b"".join(self.chunks)

    @property
    def document(self) -> Any:
        return json.loads(self.payload)

    @property
    def is_streamed(self) -> bool:
        return self.headers.get("lambda-runtime-function-response-mode") == "streaming"

    @property
    def prelude(self) -> Any:
        """Status and headers of a streamed answer."""
        return json.loads(self.payload.partition(b"\0" * 8)[0])

    @property
    def status_code(self) -> int:
        return int((self.prelude if self.is_streamed else self.document)["statusCode"])

    @property
    def body(self) -> bytes:
        """The body that a client would get."""
        if self.is_streamed:
            return self.payload.partition(b"\0" * 8)[2]
        body = self.document["body"]
        return base64.b64decode(body) if self.document["isBase64Encoded"] else body.encode()

    @property
    def answer_headers(self) -> dict[str, str]:
        """The headers of the answer, names in lower case, the last of several."""
        answer = self.prelude if self.is_streamed else self.document
        if "multiValueHeaders" in answer:
            return {name.lower(): values[-1] for name, values in answer["multiValueHeaders"].items()}
        return {name.lower(): value for name, value in answer["headers"].items()}

    @property
    def cookies(self) -> list[str]:
        """The cookies of the answer, whatever form its door wants them in."""
        answer = self.prelude if self.is_streamed else self.document
        if "cookies" in answer:
            return list(answer["cookies"])
        lists = answer.get("multiValueHeaders") or {n: [v] for n, v in answer["headers"].items()}
        return [value for name, values in lists.items() if name.lower() == "set-cookie" for value in values]


@dataclass
class _Invocation:
    event: bytes
    headers: dict[str, str]
    seconds: float
    hang_up_after: int | None = None
    outcome: queue.Queue[Outcome | None] = field(default_factory=queue.Queue)
    given_at: float = 0.0


class RuntimeApiServer:
    """Serves one worker.

    Attributes
    ----------
    init_errors, restore_errors
        What was posted there: headers and document.
    log
        The requests in order, as ``METHOD path`` with ``ID`` for request ids.
    """

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._events: queue.Queue[_Invocation | None] = queue.Queue()
        self._running: dict[str, _Invocation] = {}
        self._connections: list[socket.socket] = []
        self._held: dict[socket.socket, bytes] = {}
        self._threads: list[threading.Thread] = []
        self._changed = threading.Condition()
        self._is_closed = False
        self.next_calls = 0
        self.connection_count = 0
        self.init_errors: list[tuple[dict[str, str], Any]] = []
        self.restore_errors: list[tuple[dict[str, str], Any]] = []
        self.log: list[str] = []
        #: Set to let a worker pass ``restore/next``.
        self.restored = threading.Event()
        #: Close the connection after the answer to each ``next`` or post.
        self.closes_connections = False
        #: Answer posts with this status.
        self.refuses_with = 0
        #: Let the worker ask for the next event early, and answer a post only then.
        self.holds_answers = False
        self._start(self._accept)

    def __enter__(self) -> RuntimeApiServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closed = True
        self.restored.set()
        # A blocked accept() does not notice that its socket was closed.
        socket.create_connection(self._listener.getsockname()).close()
        self._listener.close()
        for connection in self._connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for _ in self._threads:
            self._events.put(None)
        for thread in self._threads:
            thread.join(WAIT_SECONDS)

    def invoke(self, event: object, **options: Any) -> Outcome:
        """Give an event to the worker and wait for what becomes of it."""
        outcome = self.submit(event, **options).get(timeout=WAIT_SECONDS)
        if outcome is None:
            raise WorkerGoneError("the worker hung up")
        return outcome

    def submit(
        self,
        event: object,
        *,
        seconds: float = 30,
        headers: dict[str, str] | None = None,
        hang_up_after: int | None = None,
    ) -> queue.Queue[Outcome | None]:
        """Give an event to the worker without waiting.

        Parameters
        ----------
        seconds
            Until the deadline, from when the worker gets the event.
        hang_up_after
            Close the connection after so many bytes of a streamed answer.
        """
        request_id = str(uuid.uuid4())
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        fields = {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": request_id,
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-west-1:123456789012:function:web:live",
            **({"Monolift-Runtime-Pipelining": "1"} if self.holds_answers else {}),
            **(headers or {}),
        }
        invocation = _Invocation(body, fields, seconds, hang_up_after)
        self._running[request_id] = invocation
        self._events.put(invocation)
        return invocation.outcome

    def wait_for_next(self, count: int = 1) -> None:
        """Wait until the worker has asked for an event so many times."""
        self._wait(lambda: self.next_calls >= count, f"{count} calls of next, {self.next_calls} came")

    def wait_for_log(self, entry: str) -> None:
        """Wait until a request has come."""
        self._wait(lambda: entry in self.log, f"{entry}; there were {self.log}")

    def _wait(self, is_there: Any, what: str) -> None:
        with self._changed:
            assert self._changed.wait_for(is_there, WAIT_SECONDS), f"waited for {what}"

    def _note(self, entry: str) -> None:
        with self._changed:
            self.log.append(entry)
            self.next_calls += entry == "GET /runtime/invocation/next"
            self._changed.notify_all()

    def _start(self, target: Any, *arguments: Any) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self._is_closed:
                connection.close()
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connection_count += 1
            self._connections.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb", buffering=1024 * 1024)
        try:
            while self._serve_one(connection, stream):
                pass
        except (OSError, ValueError):
            pass
        finally:
            stream.close()
            connection.close()

    def _serve_one(self, connection: socket.socket, stream: BinaryIO) -> bool:
        first = stream.readline().decode()
        if not first:
            return False
        method, target, _ = first.split(" ")
        headers = _headers(stream)
        path = target.partition("/2018-06-01")[2]
        held = self._held.pop(connection, None)
        if held is not None:
            connection.sendall(held)
        if path == "/runtime/invocation/next":
            return self._give(connection, path)
        if path == "/runtime/restore/next":
            self._note(f"{method} {path}")
            self.restored.wait(WAIT_SECONDS)
            return _answer(connection, 200, b"{}")
        return self._take(connection, stream, path, headers)

    def _give(self, connection: socket.socket, path: str) -> bool:
        self._note(f"GET {path}")
        invocation = self._events.get()
        if invocation is None:
            return False
        invocation.given_at = time.perf_counter()
        deadline_ms = int((time.time() + invocation.seconds) * 1000)
        headers = {**invocation.headers, "Lambda-Runtime-Deadline-Ms": deadline_ms}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        connection.sendall(
            f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(invocation.event)}\r\n\r\n".encode()
            + invocation.event
        )
        return not self.closes_connections

    def _take(self, connection: socket.socket, stream: BinaryIO, path: str, headers: dict[str, str]) -> bool:
        if path in ("/runtime/init/error", "/runtime/restore/error"):
            document = json.loads(stream.read(int(headers["content-length"])))
            (self.init_errors if "init" in path else self.restore_errors).append((headers, document))
            self._note(f"POST {path}")
            return _answer(connection, 202, b'{"status":"OK"}')
        _, _, _, request_id, what = path.split("/")
        self._note(f"POST /runtime/invocation/ID/{what}")
        invocation = self._running.pop(request_id, None)
        outcome = Outcome(what, headers)
        if headers.get("transfer-encoding") == "chunked":
            if not _read_chunks(stream, outcome, invocation):
                if invocation:
                    invocation.outcome.put(outcome)
                return False
        else:
            outcome.chunks = [stream.read(int(headers["content-length"]))]
            outcome.times = [time.perf_counter() - (invocation.given_at if invocation else 0)]
        outcome.status = self._status(invocation, outcome)
        if self.holds_answers and not self.closes_connections:
            self._held[connection] = _answer_bytes(outcome.status, b'{"status":"OK"}')
        elif outcome.status == 202 and self.closes_connections:
            _answer(connection, 202, b'{"status":"OK"}', "Connection: close\r\n")
        else:
            _answer(connection, outcome.status, b'{"status":"OK"}')
        if invocation:
            invocation.outcome.put(outcome)
        return not self.closes_connections

    def _status(self, invocation: _Invocation | None, outcome: Outcome) -> int:
        if self.refuses_with:
            return self.refuses_with
        if invocation is None:
            return 400
        is_too_large = not outcome.is_streamed and len(outcome.payload) > BUFFERED_LIMIT_BYTES
        return 413 if is_too_large else 202


def _answer(connection: socket.socket, status: int, body: bytes, extra: str = "") -> bool:
    connection.sendall(_answer_bytes(status, body, extra))
    return True


def _answer_bytes(status: int, body: bytes, extra: str = "") -> bytes:
    return f"HTTP/1.1 {status} X\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _headers(stream: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    while line := stream.readline().decode("latin-1").rstrip("\r\n"):
        name, _, value = line.partition(":")
        name = name.lower()
        headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
    return headers


def _read_chunks(stream: BinaryIO, outcome: Outcome, invocation: _Invocation | None) -> bool:
    """Read a chunked body; false when it did not end, or when the test wanted to hang up."""
    total = 0
    while True:
        line = stream.readline()
        if not line.endswith(b"\r\n"):
            return False
        size = int(line.strip(), 16)
        if not size:
            outcome.trailers = _headers(stream)
            return True
        outcome.chunks.append(stream.read(size))
        outcome.times.append(time.perf_counter() - (invocation.given_at if invocation else 0))
        assert stream.read(2) == b"\r\n", "a chunk is longer than it said"
        total += size
        if invocation and invocation.hang_up_after is not None and total > invocation.hang_up_after:
            return False
