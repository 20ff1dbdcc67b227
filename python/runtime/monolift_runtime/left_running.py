"""Notices work that an answered request left behind.

Between requests the sandbox is frozen: a thread that is to send an e-mail "in the background" goes on minutes
later, or never. Nothing fails, so nobody would know.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable

#: In this file a thread of a pool waits for work; there it can be frozen without harm.
_IDLE_POOL_FILE = "thread.py"
_IDLE_POOL_FUNCTION = "_worker"


class LeftRunning:
    """Compares the threads before the first request with those after each one."""

    __slots__ = ("_expected_count", "_known", "_reported")

    def __init__(self) -> None:
        self._known = {thread.ident for thread in threading.enumerate()}
        self._expected_count = len(self._known)
        self._reported: set[str] = set()

    def new_names(self, tasks: Iterable[str] = ()) -> list[str]:
        """Name what began during the request, is still at work, and was not named before.

        Parameters
        ----------
        tasks
            Names of asyncio tasks that are still pending.
        """
        names = [name for name in tasks if name not in self._reported]
        self._reported.update(names)
        # Counting is quick and nearly always enough.
        if threading.active_count() == self._expected_count:
            return names
        threads = threading.enumerate()
        for thread in threads:
            if thread.ident not in self._known and thread.name not in self._reported and not _is_idle(thread):
                self._reported.add(thread.name)
                names.append(thread.name)
        self._known = {thread.ident for thread in threads}
        self._expected_count = len(threads)
        return names


def _is_idle(thread: threading.Thread) -> bool:
    """Whether a thread belongs to a pool and waits for work."""
    frame = sys._current_frames().get(thread.ident or 0)
    if frame is None:
        return True
    code = frame.f_code
    return code.co_name == _IDLE_POOL_FUNCTION and code.co_filename.endswith(_IDLE_POOL_FILE)
