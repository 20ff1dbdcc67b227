"""Sends one request through the application, so that what the first request imports is imported."""

from __future__ import annotations

import io
import sys
from typing import Any


def warm_up(application: Any, interface: str, path: str) -> None:
    """Answer a GET of `path` and throw the answer away."""
    if interface == "wsgi":
        _warm_up_wsgi(application, path)
    else:
        _warm_up_asgi(application, path)


def _warm_up_wsgi(application: Any, path: str) -> None:
    """See PEP 3333 for the environment."""
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    answer = application(environ, lambda _status, _headers, _error=None: lambda _data: None)
    try:
        next(iter(answer), None)
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()


def _warm_up_asgi(application: Any, path: str) -> None:
    """See https://asgi.readthedocs.io/en/latest/specs/www.html for the scope."""
    import asyncio

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }

    async def run() -> None:
        requests: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        requests.put_nowait({"type": "http.request", "body": b"", "more_body": False})

        async def send(_message: dict[str, Any]) -> None:
            return None

        await asyncio.wait_for(application(scope, requests.get, send), 10)

    asyncio.run(run())
