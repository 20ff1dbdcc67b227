"""Notices work that an answered request left behind.

Between requests the sandbox is frozen: a thread that is to send an e-mail "in the background" goes on minutes
later, or never. Nothing fails, so nobody would know.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Sequence
from types import FrameType

#: In this file a thread of a pool waits for work; there it can be frozen without harm.
_IDLE_POOL_FILE = "thread.py"
_IDLE_POOL_FUNCTION = "_worker"

#: How long a thread may take to end by itself.
_ENDING_SECONDS = 0.02

#: Threads without a name of their own are numbered: Thread-7 (send_mail).
_NUMBER = re.compile(r"\d+")


class LeftRunning:
    """Compares the threads before the first request with those after each one."""

    __slots__ = ("_expected_count", "_known", "_reported")

    def __init__(self) -> None:
        self._known = set(threading.enumerate())
        self._expected_count = len(self._known)
        self._reported: set[str] = set()

    def new_names(self, tasks: Sequence[str] = ()) -> list[str]:
        """Name what began during the request, is still at work, and was not named before.

        Parameters
        ----------
        tasks
            Names of asyncio tasks that are still pending.
        """
        has_new_threads = threading.active_count() != self._expected_count
        if not tasks and not has_new_threads:
            return []
        names = [name for name in tasks if name not in self._reported]
        self._reported.update(names)
        return names + self._new_threads() if has_new_threads else names

    def _new_threads(self) -> list[str]:
        names = []
        threads = threading.enumerate()
        for thread in threads:
            kind = _NUMBER.sub("", thread.name)
            if thread in self._known or kind in self._reported or _is_idle(thread):
                continue
            # One that is just about to end (those that put pools away do) leaves nothing behind.
            thread.join(_ENDING_SECONDS)
            if thread.is_alive():
                self._reported.add(kind)
                names.append(thread.name)
        self._known = set(threads)
        self._expected_count = len(threads)
        return names


def has_busy_pool() -> bool:
    """Whether a thread of a pool is at work, which nothing can interrupt."""
    for frame in sys._current_frames().values():
        held: FrameType | None = frame
        while held is not None:
            if held is not frame and _is_pool_loop(held):
                return True
            held = held.f_back
    return False


def _is_idle(thread: threading.Thread) -> bool:
    """Whether a thread belongs to a pool and waits for work."""
    frame = sys._current_frames().get(thread.ident or 0)
    return frame is None or _is_pool_loop(frame)


def _is_pool_loop(frame: FrameType) -> bool:
    """Whether a frame is the loop of a pool's thread; as the innermost one it waits for work."""
    code = frame.f_code
    return code.co_name == _IDLE_POOL_FUNCTION and code.co_filename.endswith(_IDLE_POOL_FILE)
