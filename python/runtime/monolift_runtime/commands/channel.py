"""The answers of Monolift's own commands."""

from __future__ import annotations

import json
import os
from typing import Any


class Channel:
    """Writes lines of JSON to a descriptor.

    Attributes
    ----------
    has_answered
        Whether the last line was written; nothing may follow it.
    was_ok
        Whether it said so.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.has_answered = False
        self.was_ok = False

    @classmethod
    def from_environment(cls) -> Channel | None:
        """Take the descriptor named by ``MONOLIFT_RESULT_FD``, or give None when there is none.

        Processes that the application starts do not inherit it: one that stays would keep the reader waiting.
        """
        text = os.environ.get("MONOLIFT_RESULT_FD", "")
        if not text.isdigit():
            return None
        os.set_inheritable(int(text), False)
        return cls(int(text))

    def progress(self, **facts: Any) -> None:
        """Tell how far it is."""
        self._write({"type": "progress", **facts})

    def succeed(self, facts: dict[str, Any]) -> None:
        """Give the answer."""
        self._answer({"ok": True, **facts})

    def fail(self, error: dict[str, Any]) -> None:
        """Give the error as the answer."""
        self._answer({"ok": False, "error": error})

    def _answer(self, facts: dict[str, Any]) -> None:
        self.has_answered, self.was_ok = True, bool(facts["ok"])
        self._write({"type": "result", **facts})

    def _write(self, value: dict[str, Any]) -> None:
        line = memoryview(json.dumps(value, default=str).encode() + b"\n")
        while line:
            line = line[os.write(self._descriptor, line) :]
