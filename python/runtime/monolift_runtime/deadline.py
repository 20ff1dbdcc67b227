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

    The kernel's timer is not set and stopped for each request, which would cost more than all else that the
    worker does around a short one: it runs on, and when it fires too early for the request that runs then,
    it is set for the rest. It can't interrupt code that waits inside C without looking for signals; Lambda's
    own deadline still does.

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
    """

    __slots__ = ("_due", "_has_passed", "_margin_seconds", "_on_passed", "_timer_due", "is_shielded")

    def __init__(self, margin_ms: int, on_passed: OnPassed) -> None:
        self._margin_seconds = margin_ms / 1000
        self._on_passed = on_passed
        #: When the current request is to be ended, in seconds since 1970; 0 for never.
        self._due = 0.0
        #: When the kernel's timer fires; in the past when it does not run.
        self._timer_due = 0.0
        self._has_passed = False
        self.is_shielded = False

    def install(self) -> None:
        """Take the timer's signal, unless the application has taken it while it was loaded."""
        if self._margin_seconds and signal.getsignal(signal.SIGALRM) == signal.SIG_DFL:
            signal.signal(signal.SIGALRM, self._fire)

    def arm(self, deadline_ms: int) -> None:
        """Watch over a request from now on.

        Parameters
        ----------
        deadline_ms
            Lambda's own deadline in milliseconds since 1970; 0 when there is none.
        """
        self._has_passed = False
        # Somebody who has taken the signal since would get ours in the middle of their work.
        if not deadline_ms or not self._margin_seconds or _handler_of(signal.SIGALRM) != self._fire:
            return
        now = time.time()
        remaining = deadline_ms / 1000 - now
        self._due = now + max(remaining - self._margin_seconds, remaining / 2, _SHORTEST_SECONDS)
        if not now < self._timer_due <= self._due:
            self._set_timer(now)

    def disarm(self) -> None:
        """Let the request be: what follows is quick or has to be finished."""
        self._due = 0.0

    def check(self) -> None:
        """Interrupt now if the time was over while that was not allowed.

        Raises
        ------
        DeadlineExceeded
        """
        if self._has_passed and self._due:
            self._due = 0.0
            raise DeadlineExceeded

    def _set_timer(self, now: float) -> None:
        self._timer_due = self._due
        signal.setitimer(signal.ITIMER_REAL, max(self._due - now, _SHORTEST_SECONDS))

    def _fire(self, _signal: int, frame: FrameType | None) -> None:
        self._timer_due = 0.0
        if not self._due or self._has_passed:
            return
        now = time.time()
        if now < self._due:
            self._set_timer(now)
            return
        self._has_passed = True
        self._on_passed(frame)
        if not self.is_shielded:
            self._due = 0.0
            raise DeadlineExceeded
