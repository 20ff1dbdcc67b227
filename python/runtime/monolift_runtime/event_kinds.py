"""Which events that are not HTTP requests the worker understands.

None so far. A later kind (messages of a queue, a schedule) is added by :func:`register` and needs no other
change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from monolift_runtime.errors import RuntimeFaultError
from monolift_runtime.invocation import Invocation

Event = Mapping[str, Any]

#: Whether an event is of this kind.
Recognise = Callable[[Event], bool]

#: Does what an event asks for; what it returns is the invocation's result and has to be JSON.
Handle = Callable[[Event, Invocation], object]

#: Fields of events that others than the owner can cause. An event with one of them is never an instruction.
_HTTP_FIELDS = ("requestContext", "httpMethod", "headers", "rawPath")

_kinds: dict[str, tuple[Recognise, Handle]] = {}


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
        f"this function answers HTTP requests; the event is none and holds: {fields or 'nothing'}",
    )
