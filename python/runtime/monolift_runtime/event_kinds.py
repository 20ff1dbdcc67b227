"""Which events that are not HTTP requests the worker understands.

``{"monolift": "boot"}`` everywhere, and what a role adds: :mod:`monolift_runtime.manage_role`. A later kind
(messages of a queue, a schedule) is added by :func:`register` and needs no other change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from monolift_runtime.errors import RuntimeFaultError
from monolift_runtime.invocation import Invocation

Event = Mapping[str, Any]

#: Whether an event is of this kind.
Recognise = Callable[[Event], bool]

#: Does what an event asks for; what it returns is the invocation's result and has to be JSON, or an iterator
#: of bytes: those are sent as they come where that can be.
Handle = Callable[[Event, Invocation], object]

#: Fields of events that others than the owner can cause. An event with one of them is never an instruction.
_HTTP_FIELDS = ("requestContext", "httpMethod", "headers", "rawPath")

#: Whoever asks for this wants to know whether the function starts: it has, when it can answer.
_BOOT = {"monolift": "boot"}

_kinds: dict[str, tuple[Recognise, Handle]] = {
    "boot": (lambda event: event == _BOOT, lambda _event, _invocation: {"ok": True})
}


def register(name: str, recognise: Recognise, handle: Handle) -> None:
    """Add a kind of event; the first one that recognises an event gets it."""
    _kinds[name] = (recognise, handle)


def unregister(name: str) -> None:
    """Take a kind away again."""
    _kinds.pop(name, None)


def handle_event(event: object, invocation: Invocation) -> object:
    """Do what an event asks for that is not an HTTP request.

    Raises
    ------
    RuntimeFaultError
        ``Runtime.UnknownEvent``: nobody knows this kind. The message names the event's fields, never their
        values.
    """
    if isinstance(event, dict) and not any(field in event for field in _HTTP_FIELDS):
        for recognise, handle in _kinds.values():
            if recognise(event):
                return handle(event, invocation)
    fields = ", ".join(sorted(map(str, event))) if isinstance(event, dict) else type(event).__name__
    raise RuntimeFaultError(
        "Runtime.UnknownEvent",
        f"the event is no HTTP request and of no kind known here; it holds: {fields or 'nothing'}",
    )
