"""Ends a request shortly before Lambda would end the whole sandbox.

Past its deadline Lambda kills the process: the client gets a bare 502 and the log nothing but a time. A
little earlier there is still somebody who can say where the application stands.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from importlib import import_module
from types import FrameType
from typing import Any, Optional

from monolift_runtime.errors import DeadlineExceeded

#: Told where the application stands when the time is over.
OnPassed = Callable[[Optional[FrameType]], None]

_SHORTEST_SECONDS = 0.001

#: What ``signal.getsignal`` wraps: the wrapper looks for a name for what it finds, and takes longer than the
#: timer itself.
_handler_of: Any = import_module("_signal").getsignal


class Deadline:
    """A timer over the main thread.

    It can't interrupt code that waits inside C without looking for signals; Lambda's own deadline still does.

    Parameters
    ----------
    margin_ms
        How long before Lambda's deadline; 0 for no timer at all.
    on_passed
        Called at the line where the application stands, before it is interrupted there.

    Attributes
    ----------
    is_shielded
        While true an interruption waits for the next :meth:`check`.
    has_passed
        The timer fired during the current request.
    """

    __slots__ = ("_is_armed", "_margin_seconds", "_on_passed", "has_passed", "is_shielded")

    def __init__(self, margin_ms: int, on_passed: OnPassed) -> None:
        self._margin_seconds = margin_ms / 1000
        self._on_passed = on_passed
        self._is_armed = False
        self.is_shielded = False
        self.has_passed = False

    def install(self) -> None:
        """Take the timer's signal, unless the application has taken it while it was loaded."""
        if self._margin_seconds and signal.getsignal(signal.SIGALRM) == signal.SIG_DFL:
            signal.signal(signal.SIGALRM, self._fire)

    def arm(self, deadline_ms: int) -> None:
        """Start the timer for a request.

        Parameters
        ----------
        deadline_ms
            Lambda's own deadline in milliseconds since 1970; 0 when there is none.
        """
        self.has_passed = False
        # Somebody who has taken the signal since would get ours in the middle of their work.
        if not deadline_ms or not self._margin_seconds or _handler_of(signal.SIGALRM) != self._fire:
            return
        remaining = deadline_ms / 1000 - time.time()
        delay = remaining - self._margin_seconds if remaining > 2 * self._margin_seconds else remaining / 2
        self._is_armed = True
        signal.setitimer(signal.ITIMER_REAL, max(delay, _SHORTEST_SECONDS))

    def disarm(self) -> None:
        """Stop the timer: what follows is quick or has to be finished."""
        if self._is_armed:
            self._is_armed = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    def check(self) -> None:
        """Interrupt now if the time was over while that was not allowed.

        Raises
        ------
        DeadlineExceeded
        """
        if self.has_passed and self._is_armed:
            self._is_armed = False
            raise DeadlineExceeded

    def _fire(self, _signal: int, frame: FrameType | None) -> None:
        if not self._is_armed:
            return
        self.has_passed = True
        self._on_passed(frame)
        if not self.is_shielded:
            self._is_armed = False
            raise DeadlineExceeded
