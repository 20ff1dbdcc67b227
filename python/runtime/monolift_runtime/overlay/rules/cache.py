"""``CACHES``, and sessions that would live in a process."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..lineage import ancestors

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

_DATABASE_CACHE = "django.core.cache.backends.db.DatabaseCache"
_IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
_IN_FILES = "django.core.cache.backends.filebased.FileBasedCache"
_FILE_SESSIONS = "django.contrib.sessions.backends.file"
_CACHE_SESSIONS = "django.contrib.sessions.backends.cache"
_NO_DATABASE = "django.db.backends.dummy"
#: Django's default of 300 entries would throw out sessions of the 301st visitor.
_MAX_ENTRIES = 10_000


def lay_over(laying: Laying, stage: Stage) -> None:
    """Keep the cache in a table of the stage's database.

    A function has many processes that come and go and no disk, so a cache in memory or in files is a
    different one for each request. A real one (Redis, Memcached, the project's own table) stays, so does
    the dummy cache, and so does a cache in memory under another name than ``default``: it is one on
    purpose, unless sessions are kept in it. Timeouts, prefixes and versions stay.
    """
    if stage.cache_table is None or not _has_database(laying):
        return
    caches = dict(laying.get("CACHES") or {})
    for alias in {"default": None, **caches}:
        own = dict(caches.get(alias) or {})
        if _has_to_move(laying, alias, str(own.get("BACKEND") or _IN_MEMORY)):
            caches[alias] = _in_table(own, _table_name(stage.cache_table, alias))
            was, table = own.get("BACKEND", _IN_MEMORY), caches[alias]["LOCATION"]
            laying.tell(f"CACHES[{alias!r}]", "cache", was, f"{_DATABASE_CACHE} ({table})")
    laying.put("CACHES", caches)
    if laying.get("SESSION_ENGINE") == _FILE_SESSIONS:
        laying.lay("SESSION_ENGINE", _CACHE_SESSIONS, source="cache")


def _has_database(laying: Laying) -> bool:
    default = (laying.get("DATABASES") or {}).get("default") or {}
    return str(default.get("ENGINE", _NO_DATABASE)) != _NO_DATABASE


def _has_to_move(laying: Laying, alias: str, backend: str) -> bool:
    lineage = {backend} if backend.startswith("django.") else ancestors(backend)
    if _IN_FILES in lineage:
        return True
    holds_sessions = alias == laying.get("SESSION_CACHE_ALIAS") and "cache" in str(
        laying.get("SESSION_ENGINE")
    )
    return _IN_MEMORY in lineage and (alias == "default" or holds_sessions)


def _in_table(own: dict[str, Any], table: str) -> dict[str, Any]:
    options = {"MAX_ENTRIES": _MAX_ENTRIES, **dict(own.get("OPTIONS") or {})}
    return {**own, "BACKEND": _DATABASE_CACHE, "LOCATION": table, "OPTIONS": options}


def _table_name(table: str, alias: str) -> str:
    # One table each: clearing a database cache empties its whole table.
    return table if alias == "default" else f"{table}_{re.sub('[^a-z0-9]+', '_', alias.lower())}"
