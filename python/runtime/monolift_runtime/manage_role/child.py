"""Runs a command in a process of its own, and tells what it says while it says it."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from monolift_runtime.errors import RuntimeFaultError
from monolift_runtime.manage_role.frames import Frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from monolift_runtime.manage_role.command_event import Command

_PROGRAM = Path(__file__).parents[2] / "manage_application.py"

_READ_BYTES = 64 * 1024

#: How long before Lambda's deadline a command is asked to end, and how long before it is made to. What is
#: left has to do for the last frames. Less of it where there is little time at all.
_ASKED_BEFORE_SECONDS = 8.0
_MADE_BEFORE_SECONDS = 3.0
_ASKED_AT_LEAST = 1 / 2
_MADE_AT_LEAST = 3 / 4

#: How often the end is looked for where the system can't tell of it.
_LOOKED_EVERY_SECONDS = 0.1


def run_command(command: Command, deadline_ms: int, limit_bytes: int) -> Iterator[bytes]:
    """Start a command; what it says comes as frames, its exit code last.

    Parameters
    ----------
    deadline_ms
        When Lambda ends the sandbox, in milliseconds since 1970; 0 for never.
    limit_bytes
        How much the frames may have in all.

    Raises
    ------
    RuntimeFaultError
        ``Runtime.CommandNotStarted``: the system does not let it begin.
    """
    return _Child(command, deadline_ms).follow(Frames(limit_bytes))


class _Child:
    """A command that runs."""

    def __init__(self, command: Command, deadline_ms: int) -> None:
        # The other arguments may hold what is nobody's business.
        self._name = command.arguments[0] if command.arguments else "manage.py"
        self._began = time.monotonic()
        reading, writing = os.pipe()
        self._result = os.fdopen(reading, "rb", buffering=0)
        try:
            self._process = _start(command, writing)
        except (OSError, ValueError) as error:
            self._result.close()
            message = f"the command did not start: {error}"
            raise RuntimeFaultError("Runtime.CommandNotStarted", message) from error
        finally:
            os.close(writing)
        self._signals = _signals(deadline_ms)
        #: Readable once the process has ended.
        self._exit = os.pidfd_open(self._process.pid) if hasattr(os, "pidfd_open") else None

    def follow(self, frames: Frames) -> Iterator[bytes]:
        """Give the frames to the end, and leave nothing behind."""
        try:
            with selectors.DefaultSelector() as selector:
                self._watch(selector)
                while self._process.poll() is None:
                    for name, data in _read(selector, self._pause()):
                        yield from frames.take(name, data)
                    if self._send_due_signal():
                        yield frames.tell(ended="time limit")
                # What it started and left behind may hold the pipes: only what is there by now is read.
                while pieces := _read(selector, 0):
                    for name, data in pieces:
                        yield from frames.take(name, data)
            for name in ("out", "err", "result"):
                yield from frames.take(name, b"")
            exit_code = _exit_code(self._process.returncode)
            self._log_end(exit_code)
            yield frames.tell(exit=exit_code)
        finally:
            self._end()

    def _watch(self, selector: selectors.BaseSelector) -> None:
        pipes = {"out": self._process.stdout, "err": self._process.stderr, "result": self._result}
        for name, pipe in pipes.items():
            if pipe is not None:
                selector.register(pipe, selectors.EVENT_READ, name)
        if self._exit is not None:
            selector.register(self._exit, selectors.EVENT_READ)

    def _pause(self) -> float | None:
        """How long to wait for the next piece; None for as long as it takes."""
        pauses = [max(due - time.monotonic(), 0) for due, _ in self._signals[:1]]
        if self._exit is None:
            pauses.append(_LOOKED_EVERY_SECONDS)
        return min(pauses, default=None)

    def _send_due_signal(self) -> bool:
        """Send the next signal if its time has come; gives True for the first, which asks to end."""
        if not self._signals or time.monotonic() < self._signals[0][0]:
            return False
        _, number = self._signals.pop(0)
        _kill_group(self._process.pid, number)
        return number == signal.SIGTERM

    def _log_end(self, exit_code: int) -> None:
        """Tell the log as well: it is all that there is to ask when the answer was lost on its way."""
        seconds = time.monotonic() - self._began
        sys.stderr.write(f"monolift: {self._name} ended with exit code {exit_code} after {seconds:.1f} s\n")

    def _end(self) -> None:
        """End what is left of it: the sandbox would be frozen with it."""
        _kill_group(self._process.pid, signal.SIGKILL)
        self._result.close()
        if self._exit is not None:
            os.close(self._exit)
        with self._process:
            self._process.wait()


def _start(command: Command, result: int) -> subprocess.Popen[bytes]:
    # As this process was started: with or without what is installed beside the interpreter.
    isolated = ["-S"] if sys.flags.no_site else []
    with contextlib.ExitStack() as stack:
        stdin: IO[bytes] | int = subprocess.DEVNULL
        if command.stdin is not None:
            stdin = stack.enter_context(TemporaryFile())
            stdin.write(command.stdin.encode("utf-8", "surrogatepass"))
            stdin.seek(0)
        # Whoever may invoke this function may run any command of the application: that is what it is for.
        return subprocess.Popen(  # noqa: S603
            [sys.executable, *isolated, str(_PROGRAM), *command.arguments],
            env={**os.environ, **command.environment, "MONOLIFT_RESULT_FD": str(result)},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[result],
            start_new_session=True,
        )


def _read(selector: selectors.BaseSelector, seconds: float | None) -> list[tuple[str, bytes]]:
    """Read what has come by then from each pipe."""
    pieces = []
    for key, _ in selector.select(seconds):
        if key.data is None:
            continue
        data = os.read(key.fd, _READ_BYTES)
        if data:
            pieces.append((key.data, data))
        else:
            selector.unregister(key.fileobj)
    return pieces


def _signals(deadline_ms: int) -> list[tuple[float, signal.Signals]]:
    """Give the signals that end a command in time, and when, by the monotonic clock."""
    if not deadline_ms:
        return []
    remaining = deadline_ms / 1000 - time.time()
    asked = max(remaining - _ASKED_BEFORE_SECONDS, remaining * _ASKED_AT_LEAST)
    made = max(remaining - _MADE_BEFORE_SECONDS, remaining * _MADE_AT_LEAST)
    now = time.monotonic()
    return [(now + asked, signal.SIGTERM), (now + made, signal.SIGKILL)]


def _kill_group(leader: int, number: signal.Signals) -> None:
    try:
        os.killpg(leader, number)
    except ProcessLookupError:
        # All have ended.
        return


def _exit_code(returncode: int | None) -> int:
    """Give the code that a shell would give."""
    if returncode is None:
        return 1
    return 128 - returncode if returncode < 0 else returncode
