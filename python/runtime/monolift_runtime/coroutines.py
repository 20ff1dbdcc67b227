"""Which functions give coroutines, also where a marker says so (``asgiref.sync.markcoroutinefunction``)."""

from __future__ import annotations

try:
    from asgiref.sync import iscoroutinefunction
except ImportError:
    # Before asgiref 3.6, with which Django 3.2 and 4.0 may be locked.
    from asyncio import iscoroutinefunction  # type: ignore[assignment]

__all__ = ["iscoroutinefunction"]
