"""Calls a WSGI application (PEP 3333)."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from types import FrameType, TracebackType
from typing import Any, Union

from monolift_runtime.http_answer import Headers
from monolift_runtime.http_request import HttpRequest
from monolift_runtime.invocation import Invocation
from monolift_runtime.reply import Reply

Environ = dict[str, Any]
ExcInfo = Union[tuple[type[BaseException], BaseException, TracebackType], tuple[None, None, None]]
StartResponse = Callable[..., Callable[[bytes], None]]
WsgiApplication = Callable[[Environ, StartResponse], Iterable[bytes]]

_BASE_ENVIRON: Environ = {
    "SERVER_PROTOCOL": "HTTP/1.1",
    "wsgi.version": (1, 0),
    "wsgi.multithread": False,
    # There are other sandboxes: what one process keeps in memory the next request may not find.
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.input_terminated": True,
}

#: How many bytes of a file are sent at once. Django asks for 4 KB, which makes 200 MB fifty thousand system
#: calls.
_FILE_BLOCK_BYTES = 64 * 1024

#: Clients choose the names of headers, so what is remembered of them has to end somewhere.
_REMEMBERED_NAMES = 512

_environ_names = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


class WsgiInterface:
    """Answers requests with a WSGI application."""

    __slots__ = ("_application",)

    #: It can always answer one more request.
    is_usable = True

    def __init__(self, application: WsgiApplication) -> None:
        self._application = application

    def handle(self, request: HttpRequest, reply: Reply, invocation: Invocation | None) -> None:
        """Answer a request; what the application raises comes out of here.

        The response's ``close()`` is called after its last byte was sent, so that the client does not wait
        for it, and before this returns, since Lambda may freeze the sandbox from then on. Django closes its
        files and looks after its database connections there.
        """

        def start_response(
            status: str, headers: Headers, exc_info: ExcInfo | None = None
        ) -> Callable[[bytes], None]:
            if exc_info is not None:
                try:
                    if reply.has_sent and exc_info[1] is not None:
                        raise exc_info[1].with_traceback(exc_info[2])
                finally:
                    exc_info = None
            elif reply.has_begun:
                raise AssertionError("start_response was called twice without exc_info")
            reply.begin(int(status[:3]), headers)
            return reply.write

        result = self._application(environ_of(request, invocation), start_response)
        try:
            _send(result, reply)
        finally:
            close = getattr(result, "close", None)
            if close is not None:
                close()

    def position(self, frame: FrameType | None) -> list[str]:
        """Give the stack of the main thread, which is the request's."""
        return traceback.format_stack(frame)

    def pending_tasks(self) -> list[str]:
        """Nothing goes on behind a WSGI application but threads."""
        return []

    def shut_down(self) -> None:
        """WSGI has no word for the end."""


def environ_of(request: HttpRequest, invocation: Invocation | None) -> Environ:
    """Make the environ of a request, with the event and the invocation under ``monolift.*``."""
    environ = _BASE_ENVIRON.copy()
    environ["REQUEST_METHOD"] = request.method
    environ["SCRIPT_NAME"] = request.script_name
    environ["PATH_INFO"] = request.path
    environ["QUERY_STRING"] = request.query
    environ["REMOTE_ADDR"] = request.client
    environ["SERVER_NAME"] = request.server_name
    environ["SERVER_PORT"] = request.server_port
    environ["wsgi.url_scheme"] = request.scheme
    environ["wsgi.input"] = BytesIO(request.body)
    environ["wsgi.errors"] = sys.stderr
    environ["wsgi.file_wrapper"] = FileWrapper
    environ["monolift.event"] = request.event
    environ["monolift.invocation"] = invocation
    names = _environ_names
    for name, value in request.headers.items():
        environ[names.get(name) or _environ_name(name)] = value
    return environ


class FileWrapper:
    """Reads a file in blocks that are worth a system call; Django hands its ``FileResponse`` to it."""

    __slots__ = ("_file", "_size", "close")

    def __init__(self, file: Any, block_size: int = _FILE_BLOCK_BYTES) -> None:
        self._file = file
        self._size = max(block_size, _FILE_BLOCK_BYTES)
        self.close = getattr(file, "close", _nothing)

    def __iter__(self) -> Iterator[bytes]:
        read, size = self._file.read, self._size
        while block := read(size):
            yield block


def _send(result: Iterable[bytes], reply: Reply) -> None:
    if reply.has_begun and reply.is_bodiless:
        # Making a body that nobody gets would only cost time; close() still ends it.
        reply.finish()
    elif type(result) is list or getattr(result, "streaming", True) is False:
        # The whole body is there (Django's HttpResponse says so): one piece, one system call.
        reply.write_last(b"".join(result))
    else:
        for data in result:
            reply.write(data)
        reply.finish()


def _environ_name(name: str) -> str:
    key = "HTTP_" + name.upper().replace("-", "_")
    if len(_environ_names) < _REMEMBERED_NAMES:
        _environ_names[name] = key
    return key


def _nothing() -> None:
    """Stand in for the ``close`` of an object that has none."""
