"""The way out: JSON lines on a file descriptor of their own, since an application may print what it likes."""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Channel:
    """Writes one JSON object a line: `{"step": …}` when a step begins, last `{"facts": …}` or `{"error": …}`.

    The steps tell the reader how far an application came that hung or ended the process.

    Parameters
    ----------
    descriptor
        Open for writing.
    names
        Folders that exist for this inspection only, with what each stands for (`~`): written in its place,
        in whatever text it turns up.
    """

    def __init__(self, descriptor: int, names: Mapping[str, str] | None = None) -> None:
        os.set_inheritable(descriptor, False)
        self._descriptor = descriptor
        self._names = {_inside_json(folder): name for folder, name in (names or {}).items()}
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
        line = json.dumps(value, separators=(",", ":")) + "\n"
        for folder, name in self._names.items():
            line = line.replace(folder, name)
        data = memoryview(line.encode("ascii"))
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = is_last
            while data:
                data = data[os.write(self._descriptor, data) :]


def _inside_json(text: str) -> str:
    """Return a text as it stands between the quotes of a JSON string."""
    return json.dumps(text)[1:-1]
