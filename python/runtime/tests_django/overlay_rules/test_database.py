"""The rule for ``DATABASES``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from monolift_runtime.overlay.rules import database

from ..application import write_files
from .laid import URL, lay, stage

if TYPE_CHECKING:
    from pathlib import Path


class TestDatabase:
    given = stage(environment={"DATABASE_URL": f"{URL}?application_name=web"}, connections="persistent")

    def laid(self, own: dict[str, Any], **settings: Any) -> dict[str, Any]:
        databases = lay(database.lay_over, self.given, DATABASES={"default": own}, **settings)[0]["DATABASES"]
        default: dict[str, Any] = databases["default"]
        return default

    def test_leaves_the_databases_alone_when_the_stage_has_none(self) -> None:
        own = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
        assert lay(database.lay_over, stage(), DATABASES=own) == ({"DATABASES": own}, [])

    def test_replaces_sqlite_and_drops_its_options(self) -> None:
        laid = self.laid(
            {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": "db.sqlite3",
                "OPTIONS": {"timeout": 20},
                "ATOMIC_REQUESTS": True,
            }
        )
        assert laid == {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "blog",
            "USER": "stage",
            "PASSWORD": "pass@word",
            "HOST": "127.0.0.1",
            "PORT": "5433",
            "OPTIONS": {"application_name": "web"},
            "ATOMIC_REQUESTS": True,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }

    def test_works_for_a_project_without_any_database(self) -> None:
        assert lay(database.lay_over, self.given)[0]["DATABASES"]["default"]["NAME"] == "blog"

    def test_keeps_what_a_postgresql_project_says_of_its_way_of_working(self) -> None:
        laid = self.laid(
            {
                "ENGINE": "django.db.backends.postgresql",
                "OPTIONS": {
                    "isolation_level": 3,
                    "sslmode": "require",
                    "sslrootcert": "/ca.pem",
                    "service": "prod",
                },
                "TEST": {"NAME": "test_mine"},
                "DISABLE_SERVER_SIDE_CURSORS": True,
            }
        )
        assert laid["OPTIONS"] == {"isolation_level": 3, "application_name": "web"}
        assert laid["TEST"] == {"NAME": "test_mine"}
        assert laid["DISABLE_SERVER_SIDE_CURSORS"] is True

    def test_drops_the_test_name_of_another_engine_but_not_the_rest(self) -> None:
        own = {"ENGINE": "django.db.backends.sqlite3", "TEST": {"NAME": ":memory:", "SERIALIZE": False}}
        assert self.laid(own)["TEST"] == {"SERIALIZE": False}

    @pytest.mark.parametrize(
        ("own", "laid"),
        [
            ("django.db.backends.postgresql_psycopg2", "django.db.backends.postgresql"),
            ("django.db.backends.mysql", "django.db.backends.postgresql"),
            ("django.contrib.gis.db.backends.postgis", "django.contrib.gis.db.backends.postgis"),
            ("django.contrib.gis.db.backends.spatialite", "django.contrib.gis.db.backends.postgis"),
            ("django_prometheus.db.backends.postgresql", "django_prometheus.db.backends.postgresql"),
            ("django_prometheus.db.backends.sqlite3", "django.db.backends.postgresql"),
            ("psqlextra.backend", "psqlextra.backend"),
            ("django_cockroachdb", "django.db.backends.postgresql"),
        ],
    )
    def test_keeps_an_engine_that_is_postgresql(self, own: str, laid: str) -> None:
        assert self.laid({"ENGINE": own})["ENGINE"] == laid

    def test_finds_out_what_a_project_s_own_engine_is_made_of_without_importing_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_files(
            tmp_path,
            {
                "own_backends/__init__.py": "raise RuntimeError('imported')",
                "own_backends/counting/__init__.py": "",
                "own_backends/counting/base.py": (
                    "from django.db.backends.postgresql import base\n"
                    "class DatabaseWrapper(base.DatabaseWrapper): pass\n"
                ),
            },
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        assert self.laid({"ENGINE": "own_backends.counting"})["ENGINE"] == "own_backends.counting"

    def test_says_that_other_aliases_are_left(self) -> None:
        own = {"default": {}, "replica": {"ENGINE": "django.db.backends.mysql", "HOST": "db", "NAME": "old"}}
        settings, record = lay(database.lay_over, self.given, DATABASES=own)
        assert settings["DATABASES"]["replica"] == own["replica"]
        assert "DATABASES['replica']: django.db.backends.mysql (db/old) -> left as it is" in record

    def test_records_no_password_and_no_user(self) -> None:
        own = {
            "default": {"ENGINE": "x", "NAME": "postgres://me:hidden@h/n", "USER": "me", "PASSWORD": "hidden"}
        }
        _, record = lay(database.lay_over, self.given, DATABASES=own)
        assert record == ["DATABASES['default']: x -> django.db.backends.postgresql (127.0.0.1:5433/blog)"]

    def test_takes_one_lasting_connection_in_place_of_a_pool(self) -> None:
        laid = self.laid({"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"pool": True}})
        assert laid["OPTIONS"] == {"application_name": "web"}

    def test_closes_connections_after_each_request_when_told_so(self) -> None:
        given = stage(environment={"DATABASE_URL": URL}, connections="per-request")
        settings, _ = lay(database.lay_over, given, DATABASES={"default": {"CONN_MAX_AGE": 600}})
        assert settings["DATABASES"]["default"]["CONN_MAX_AGE"] == 0

    def test_leaves_their_lifetime_to_the_project_otherwise(self) -> None:
        given = stage(environment={"DATABASE_URL": URL})
        settings, _ = lay(database.lay_over, given, DATABASES={"default": {"CONN_MAX_AGE": 600}})
        assert settings["DATABASES"]["default"]["CONN_MAX_AGE"] == 600
