"""Monolift's own management commands: ``monolift:NAME`` as the first argument.

They answer on the descriptor in ``MONOLIFT_RESULT_FD``, one JSON object a line, never on stdout (which is the
application's). The last line is the answer::

    {"type": "progress", …}                                       none, one or many
    {"type": "result", "ok": true, …}                             or
    {"type": "result", "ok": false, "error": {"code", "message", …}}

The exit code is 0 when ``ok`` is true, else 1; 2 without a descriptor or for an unknown name; 130, without an
answer, after ``^C``.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

from .. import overlay
from ..overlay.after_import import after_import
from .channel import Channel
from .failure import CommandFailure, describe_failure
from .names import OWN_COMMANDS, load_own_command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

__all__ = ["run_own_command"]

#: What a shell gives for a program that was ended by the keyboard.
_INTERRUPTED = 130


def run_own_command(arguments: Sequence[str], run_manage: Callable[[Sequence[str]], None]) -> int:
    """Run one of Monolift's own commands by way of the project's ``manage.py``.

    Parameters
    ----------
    arguments
        ``monolift:NAME`` and what follows.
    run_manage
        Runs ``manage.py`` with arguments.

    Returns
    -------
    int
        The exit code.
    """
    name = arguments[0]
    if name not in OWN_COMMANDS:
        sys.stderr.write(f"monolift: there is no command {name!r}; there are {', '.join(OWN_COMMANDS)}.\n")
        return 2
    channel = Channel.from_environment()
    if channel is None:
        sys.stderr.write(
            f"monolift: {name} answers on the descriptor in MONOLIFT_RESULT_FD, which is not set.\n"
        )
        return 2
    try:
        overlay.install()
        after_import(
            "django.core.management", functools.partial(_add_own_command, name=name, channel=channel)
        )
        run_manage(arguments)
    except SystemExit as end:
        if not channel.has_answered:
            _answer_unheard(channel, name, f"manage.py ended with exit code {_exit_code(end)} before it ran")
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BaseException as error:  # whatever the application raises is the answer
        if channel.has_answered:
            raise
        channel.fail(describe_failure(error))
    if not channel.has_answered:
        _answer_unheard(channel, name, "manage.py ended without running it")
    return 0 if channel.was_ok else 1


def _answer_unheard(channel: Channel, name: str, why: str) -> None:
    message = f"{name} did not run: {why}."
    channel.fail(describe_failure(CommandFailure("command-did-not-run", message)))


def _exit_code(end: SystemExit) -> int:
    if end.code is None:
        return 0
    return end.code if isinstance(end.code, int) else 1


def _add_own_command(management: ModuleType, *, name: str, channel: Channel) -> None:
    """Let Django find the command besides its own and the project's."""
    found_by_django: Any = management.get_commands

    @functools.wraps(found_by_django)
    def get_commands() -> dict[str, Any]:
        return {**found_by_django(), name: load_own_command(name, channel)}

    # Tests and packages clear the cache of the original by this name.
    get_commands.cache_clear = found_by_django.cache_clear  # type: ignore[attr-defined]
    management.get_commands = get_commands  # type: ignore[attr-defined]
