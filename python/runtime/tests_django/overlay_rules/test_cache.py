"""The rule for caches and sessions."""

from __future__ import annotations

from typing import Any

import pytest
from monolift_runtime.overlay.rules import cache

from .laid import lay, stage

LOCMEM = "django.core.cache.backends.locmem.LocMemCache"
FILES = "django.core.cache.backends.filebased.FileBasedCache"
TABLE = "django.core.cache.backends.db.DatabaseCache"
ON_POSTGRES = {"default": {"ENGINE": "django.db.backends.postgresql"}}


class TestCache:
    given = stage(cache_table="monolift_cache")

    def laid(self, caches: dict[str, Any], **settings: Any) -> dict[str, Any]:
        laid: dict[str, Any] = lay(
            cache.lay_over, self.given, CACHES=caches, DATABASES=ON_POSTGRES, **settings
        )[0]
        return laid

    def test_moves_memory_into_a_table_and_keeps_the_rest(self) -> None:
        own = {
            "default": {"BACKEND": LOCMEM, "LOCATION": "x", "TIMEOUT": 5, "OPTIONS": {"CULL_FREQUENCY": 2}}
        }
        assert self.laid(own)["CACHES"]["default"] == {
            "BACKEND": TABLE,
            "LOCATION": "monolift_cache",
            "TIMEOUT": 5,
            "OPTIONS": {"MAX_ENTRIES": 10_000, "CULL_FREQUENCY": 2},
        }

    @pytest.mark.parametrize(
        "backend",
        [
            "django.core.cache.backends.redis.RedisCache",
            "django_redis.cache.RedisCache",
            "django.core.cache.backends.dummy.DummyCache",
            TABLE,
        ],
    )
    def test_keeps_a_real_one_and_the_dummy(self, backend: str) -> None:
        own = {"default": {"BACKEND": backend, "LOCATION": "redis://:hidden@cache/1"}}
        assert self.laid(own)["CACHES"] == own

    def test_gives_each_further_cache_in_files_a_table_of_its_own(self) -> None:
        own = {
            "default": {"BACKEND": TABLE, "LOCATION": "t"},
            "My-Pages": {"BACKEND": FILES, "LOCATION": "/var/cache/x"},
        }
        assert self.laid(own)["CACHES"]["My-Pages"]["LOCATION"] == "monolift_cache_my_pages"

    def test_keeps_a_further_cache_in_memory_unless_sessions_are_in_it(self) -> None:
        own = {"default": {"BACKEND": TABLE, "LOCATION": "t"}, "local": {"BACKEND": LOCMEM}}
        assert self.laid(own)["CACHES"]["local"] == {"BACKEND": LOCMEM}
        sessions = {
            "SESSION_ENGINE": "django.contrib.sessions.backends.cache",
            "SESSION_CACHE_ALIAS": "local",
        }
        assert self.laid(own, **sessions)["CACHES"]["local"]["BACKEND"] == TABLE

    def test_moves_sessions_out_of_files(self) -> None:
        laid = self.laid({}, SESSION_ENGINE="django.contrib.sessions.backends.file")
        assert laid["SESSION_ENGINE"] == "django.contrib.sessions.backends.cache"

    def test_leaves_a_project_without_a_database_alone(self) -> None:
        none = {"default": {"ENGINE": "django.db.backends.dummy"}}
        assert lay(cache.lay_over, self.given, CACHES={}, DATABASES=none)[1] == []
