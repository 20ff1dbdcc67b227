"""The way out: JSON lines on a file descriptor of their own, since an application may print what it likes."""

from __future__ import annotations

import json
import os
import threading
from typing import Any


class Channel:
    """Writes one JSON object a line: `{"step": …}` when a step begins, last `{"facts": …}` or `{"error": …}`.

    The steps tell the reader how far an application came that hung or ended the process.
    """

    def __init__(self, descriptor: int) -> None:
        os.set_inheritable(descriptor, False)
        self._descriptor = descriptor
        self._lock = threading.Lock()
        self._is_closed = False
        self.step = "start"

    def begin(self, step: str) -> None:
        """Say which step begins."""
        self.step = step
        self._write({"step": step})

    def finish(self, kind: str, document: Any) -> None:
        """Write the answer; only the first one counts (the time limit may race with the end of the work)."""
        self._write({kind: document}, is_last=True)

    def _write(self, value: dict[str, Any], is_last: bool = False) -> None:
        # ASCII: lone surrogates, which Python allows in file names, would not survive UTF-8.
        data = memoryview((json.dumps(value, separators=(",", ":")) + "\n").encode("ascii"))
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = is_last
            while data:
                data = data[os.write(self._descriptor, data) :]
