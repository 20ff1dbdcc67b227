"""What an event says of a command."""

from __future__ import annotations

from typing import Any, NamedTuple

from monolift_runtime.errors import RuntimeFaultError
from monolift_runtime.event_kinds import Event


class Command(NamedTuple):
    """A command of the framework's.

    Attributes
    ----------
    arguments
        What would follow ``manage.py`` on a command line; no shell sees them.
    environment
        Variables for this command only.
    stdin
        What it reads; None for a closed stdin.
    """

    arguments: list[str]
    environment: dict[str, str]
    stdin: str | None


def is_command(event: Event) -> bool:
    """Whether an event, which is no HTTP request, asks for a command."""
    return event.get("monolift") == "command"


def parse_command(event: Event) -> Command:
    """Read such an event.

    Raises
    ------
    RuntimeFaultError
        ``Runtime.MalformedEvent``: a field is not what it has to be. The message names it, never its value.
    """
    arguments, environment = event.get("arguments"), event.get("environment", {})
    if not isinstance(arguments, list) or not all(map(_is_text, arguments)):
        raise _malformed("arguments has to be a list of texts")
    if not isinstance(environment, dict) or not all(map(_is_text, (*environment, *environment.values()))):
        raise _malformed("environment has to be an object of texts")
    stdin = event.get("stdin")
    if stdin is not None and not isinstance(stdin, str):
        raise _malformed("stdin has to be a text or null")
    return Command(arguments, environment, stdin)


def _is_text(value: Any) -> bool:
    # The system ends each of them at a NUL.
    return isinstance(value, str) and "\0" not in value


def _malformed(what: str) -> RuntimeFaultError:
    return RuntimeFaultError("Runtime.MalformedEvent", f"the event asks for a command, but {what}")
