"""Frames: what a command says, as lines of JSON, no more than an answer has room for."""

from __future__ import annotations

import json
from codecs import getincrementaldecoder
from collections.abc import Iterator

#: Kept for the command's answer, which is worth more than the rest of a long output, and for the last frames.
_RESERVED_BYTES = 1024 * 1024
_FOR_THE_END_BYTES = 1024

_Decoder = getincrementaldecoder("utf-8")


class Frames:
    """Makes frames of what comes from a command.

    Parameters
    ----------
    limit_bytes
        How much room there is, counted as if all of it were one text of JSON: a buffered answer is.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._taken_bytes = 0
        self._is_cut = False
        self._decoders = {name: _Decoder("replace") for name in ("out", "err", "result")}
        self._line = ""

    def take(self, name: str, data: bytes) -> Iterator[bytes]:
        """Take a piece of ``out``, ``err`` or ``result``; no bytes are its end."""
        text = self._decoders[name].decode(data, final=not data)
        if name == "result":
            # Whole lines only: its reader parses each of them.
            whole, _, self._line = (self._line + text).rpartition("\n")
            text = f"{whole}\n" if whole else ""
            if not data:
                text, self._line = text + self._line, ""
        if text:
            yield from self._fit({name: text}, _FOR_THE_END_BYTES if name == "result" else _RESERVED_BYTES)

    def tell(self, **facts: object) -> bytes:
        """Make a frame of the runtime's own."""
        return json.dumps(facts).encode() + b"\n"

    def _fit(self, frame: dict[str, str], kept_bytes: int) -> Iterator[bytes]:
        line = json.dumps(frame).encode() + b"\n"
        # Inside of a text of JSON these three take two bytes.
        size = len(line) + line.count(b'"') + line.count(b"\\") + 1
        if self._taken_bytes + size <= self._limit_bytes - kept_bytes:
            self._taken_bytes += size
            yield line
        elif not self._is_cut:
            self._is_cut = True
            yield self.tell(cut=self._limit_bytes)
