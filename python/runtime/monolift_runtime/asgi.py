"""Calls an ASGI application.

See Also
--------
https://asgi.readthedocs.io/en/latest/specs/www.html
"""

from __future__ import annotations

import asyncio
import sys
import threading
import traceback
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from types import FrameType
from typing import Any

from monolift_runtime.http_request import HttpRequest
from monolift_runtime.invocation import Invocation
from monolift_runtime.left_running import has_busy_pool
from monolift_runtime.reply import Reply

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApplication = Callable[[Scope, Receive, Send], Awaitable[None]]

#: How long a request that was interrupted may take to put its things away.
_ABANDON_SECONDS = 0.1

#: Where coroutines, generators and asynchronous generators stand, and what they wait for.
_AWAITING = (("cr_frame", "cr_await"), ("gi_frame", "gi_yieldfrom"), ("ag_frame", "ag_await"))


class LifespanError(Exception):
    """The application said that its start-up failed."""


class AsgiInterface:
    """Answers requests with an ASGI application, on one event loop that lives as long as the worker.

    Attributes
    ----------
    is_usable
        False once an interrupted request could not be ended: its thread would go on beside the next one, or
        keep it waiting.
    """

    __slots__ = ("_application", "_lifespan", "_loop", "_state", "is_usable")

    def __init__(self, application: AsgiApplication) -> None:
        self._application = application
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self._state: dict[str, Any] = {}
        self.is_usable = True
        self._lifespan: _Lifespan | None = _Lifespan(application, self._state)
        if not self._loop.run_until_complete(self._lifespan.start()):
            self._lifespan = None

    def handle(self, request: HttpRequest, reply: Reply, invocation: Invocation | None) -> None:
        """Answer a request; what the application raises comes out of here."""
        exchange = _Exchange(request, reply)
        scope = scope_of(request, invocation, self._state)
        task = self._loop.create_task(self._serve(scope, exchange))
        try:
            self._loop.run_until_complete(task)
        except Exception:
            raise
        except BaseException:
            self._abandon(task)
            raise
        if not reply.is_finished:
            raise RuntimeError("the application returned before its answer was complete")

    def position(self, frame: FrameType | None) -> list[str]:
        """Give the stacks of the tasks and of the threads in which Django runs synchronous views.

        The main thread's own is only the event loop's while a task waits.
        """
        frames = [held for task in self._request_tasks() for held in _frames(task.get_coro())]
        lines = [line for held in frames for line in traceback.format_stack(held, limit=1)]
        main = threading.main_thread().ident
        for thread, held in sys._current_frames().items():
            lines += traceback.format_stack(frame if thread == main else held)
        return lines

    def pending_tasks(self) -> list[str]:
        """Name the tasks that a request started and did not wait for."""
        return [getattr(task.get_coro(), "__qualname__", task.get_name()) for task in self._request_tasks()]

    def shut_down(self) -> None:
        """Let the application end what its start-up began."""
        if self._lifespan is not None:
            self._loop.run_until_complete(self._lifespan.stop())

    async def _serve(self, scope: Scope, exchange: _Exchange) -> None:
        await self._application(scope, exchange.receive, exchange.send)

    def _request_tasks(self) -> set[asyncio.Task[Any]]:
        """All pending tasks but the lifespan's own."""
        own = self._lifespan.task if self._lifespan else None
        return {task for task in asyncio.all_tasks(self._loop) if task is not own}

    def _abandon(self, task: asyncio.Task[None]) -> None:
        """End what an interrupted request has left on the loop."""
        tasks = self._request_tasks()
        for pending in tasks:
            pending.cancel()
        if tasks:
            self._loop.run_until_complete(asyncio.wait(tasks, timeout=_ABANDON_SECONDS))
        for ended in tasks | {task}:
            if ended.done() and not ended.cancelled():
                # Asked for, so that asyncio does not log it once more: it is the error that is being handled.
                ended.exception()
        self.is_usable = task.done() and not has_busy_pool()


class _Exchange:
    """What one request receives and sends."""

    __slots__ = ("_body", "_finished", "_reply")

    def __init__(self, request: HttpRequest, reply: Reply) -> None:
        self._body: bytes | None = request.body
        self._reply = reply
        self._finished: asyncio.Event | None = None

    async def receive(self) -> Message:
        """Give the whole body, then wait for the end of the answer."""
        body, self._body = self._body, None
        if body is not None:
            return {"type": "http.request", "body": body, "more_body": False}
        if not self._reply.is_finished:
            if self._finished is None:
                self._finished = asyncio.Event()
            await self._finished.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on."""
        kind = message["type"]
        reply = self._reply
        if kind == "http.response.start":
            if reply.has_begun:
                raise RuntimeError("http.response.start was sent twice")
            headers = [(_latin(name), _latin(value)) for name, value in message.get("headers", ())]
            reply.begin(message["status"], headers)
        elif kind != "http.response.body":
            raise RuntimeError(f"this server does not know the message {kind!r}")
        elif reply.is_finished:
            return
        elif message.get("more_body", False):
            reply.write(message.get("body", b""))
        else:
            reply.write_last(message.get("body", b""))
            if self._finished is not None:
                self._finished.set()


class _Lifespan:
    """Tells the application when the worker starts and ends, once each."""

    def __init__(self, application: AsgiApplication, state: dict[str, Any]) -> None:
        self._application = application
        self._state = state
        self._messages: asyncio.Queue[Message]
        self._answers: asyncio.Queue[Message]
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> bool:
        """Start the application up; false when it does not speak the lifespan protocol (Django does not).

        Raises
        ------
        LifespanError
            It does, and said that it can't start.
        """
        self._messages = asyncio.Queue()
        self._answers = asyncio.Queue()
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self._state}
        self.task = asyncio.get_running_loop().create_task(self._run(scope))
        answer = await self._ask("lifespan.startup")
        if answer is not None and answer["type"] == "lifespan.startup.failed":
            raise LifespanError(answer.get("message") or "the application's lifespan start-up failed")
        return answer is not None

    async def stop(self) -> None:
        """Shut the application down."""
        await self._ask("lifespan.shutdown")

    async def _run(self, scope: Scope) -> None:
        await self._application(scope, self._messages.get, self._answers.put)

    async def _ask(self, kind: str) -> Message | None:
        """Send a message and wait for the answer, or for the application to leave the protocol."""
        assert self.task is not None  # noqa: S101 (start() made it)
        self._messages.put_nowait({"type": kind})
        answer = asyncio.get_running_loop().create_task(self._answers.get())
        await asyncio.wait([self.task, answer], return_when=asyncio.FIRST_COMPLETED)
        if self.task.done() and not self.task.cancelled():
            # Asked for, so that asyncio does not complain that nobody did: refusing is the usual answer.
            self.task.exception()
        if answer.done():
            return answer.result()
        answer.cancel()
        return None


def scope_of(request: HttpRequest, invocation: Invocation | None, state: dict[str, Any]) -> Scope:
    """Make the scope of a request, with the event and the invocation under ``monolift.*``."""
    script_name = request.script_name
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": (script_name + request.path).encode("latin-1").decode("utf-8", "replace"),
        "raw_path": (script_name + request.raw_path).encode("utf-8", "replace"),
        "query_string": request.query.encode("latin-1"),
        "root_path": script_name,
        "headers": [
            (name.encode("latin-1", "replace"), value.encode("latin-1"))
            for name, value in request.headers.items()
        ],
        "server": (request.server_name, int(request.server_port)),
        "client": (request.client, 0),
        "state": state.copy(),
        "monolift.event": request.event,
        "monolift.invocation": invocation,
    }


def _frames(waiting: Any) -> Iterator[FrameType]:
    """Follow a waiting coroutine to what it waits for; a task itself knows only its outermost line."""
    while waiting is not None:
        for frame_name, awaited_name in _AWAITING:
            frame = getattr(waiting, frame_name, None)
            if frame is not None:
                yield frame
                waiting = getattr(waiting, awaited_name)
                break
        else:
            return


def _latin(octets: bytes) -> str:
    return octets.decode("latin-1")
