"""The role of a function that runs the framework's commands, and answers no requests."""

from __future__ import annotations

from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

from monolift_runtime import event_kinds
from monolift_runtime.manage_role.child import run_command
from monolift_runtime.manage_role.command_event import is_command, parse_command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monolift_runtime.http_request import HttpRequest
    from monolift_runtime.invocation import Invocation
    from monolift_runtime.reply import Reply


def take_on(answer_limit_bytes: int) -> NoApplication:
    """Let events run commands from now on.

    The application is not loaded: a command loads it in a process of its own, and one that repairs what keeps
    it from loading has to run as well.

    Parameters
    ----------
    answer_limit_bytes
        How much an answer has room for.
    """
    event_kinds.register("command", is_command, partial(_run, answer_limit_bytes))
    return NoApplication()


def _run(limit_bytes: int, event: event_kinds.Event, invocation: Invocation) -> Iterator[bytes]:
    return run_command(parse_command(event), invocation.deadline_ms, limit_bytes)


class NoApplication:
    """Stands where a function has its application."""

    is_usable = True

    def handle(self, request: HttpRequest, reply: Reply, invocation: Invocation | None) -> None:
        """Refuse.

        Raises
        ------
        RuntimeError
            Always.
        """
        del request, reply, invocation
        raise RuntimeError("this function runs commands, it has no application that answers requests")

    def position(self, frame: FrameType | None) -> list[str]:
        """Nothing runs in this process."""
        del frame
        return []

    def pending_tasks(self) -> list[str]:
        """Nothing goes on."""
        return []

    def shut_down(self) -> None:
        """There is nobody to tell."""
