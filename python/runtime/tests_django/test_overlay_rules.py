"""The rules of the overlay, on settings given as values; no Django is needed."""

from __future__ import annotations

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING, Any

import pytest
from monolift_runtime.overlay.laying import Laying
from monolift_runtime.overlay.rules import (
    RULES,
    cache,
    database,
    hosts,
    local_http,
    log_files,
    mail,
    media,
    proxy,
    secret,
    static,
    uploads,
)
from monolift_runtime.overlay.stage import OverlayError, Stage, read_stage

from .application import write_files

if TYPE_CHECKING:
    from pathlib import Path

URL = "postgresql://stage:pass%40word@127.0.0.1:5433/blog"


def stage(*, environment: dict[str, str] | None = None, **overlay: Any) -> Stage:
    read = read_stage({"MONOLIFT_OVERLAY": json.dumps(overlay), **(environment or {})})
    assert read is not None
    return read


def lay(
    rule: Any, given: Stage, version: tuple[int, int] = (5, 2), **settings: Any
) -> tuple[dict[str, Any], list[str]]:
    """Apply one rule; gives the settings, and the record as `setting: was -> becomes`."""
    laying = Laying(
        read=settings.get,
        write=settings.__setitem__,
        is_explicit=settings.__contains__,
        django_version=version,
    )
    rule(laying, given)
    return settings, [f"{entry.setting}: {entry.was} -> {entry.becomes}" for entry in laying.record]


class TestReadStage:
    def test_is_nothing_without_an_overlay(self) -> None:
        assert read_stage({"DATABASE_URL": URL}) is None

    def test_takes_null_for_not_provided(self) -> None:
        assert stage(static_url=None, debug=None) == stage()

    def test_takes_the_secret_key_only_when_told_so(self) -> None:
        environment = {"SECRET_KEY": "of-the-stage"}
        assert stage(environment=environment).secret_key is None
        assert stage(environment=environment, secret=True).secret_key == "of-the-stage"

    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            ("{", "not JSON"),
            ("[]", "not a JSON object but a list"),
            ('{"statik_url": "/static/"}', "'statik_url'"),
            ('{"hosts": "localhost"}', "hosts has to be a list of texts"),
            ('{"debug": "yes"}', "debug has to be true or false"),
            ('{"connections": "many"}', "persistent or per-request"),
            ('{"static_root": ""}', "static_root"),
            ('{"upload_limit_bytes": -1}', "upload_limit_bytes has to be a number of bytes"),
        ],
    )
    def test_names_what_it_does_not_understand(self, raw: str, words: str) -> None:
        with pytest.raises(OverlayError, match="MONOLIFT_OVERLAY") as caught:
            read_stage({"MONOLIFT_OVERLAY": raw})
        assert words in str(caught.value)

    @pytest.mark.parametrize(
        "url", ["mysql://u:hidden@h/n", "postgresql://u:hidden@h", "postgresql://u:hidden@h:x/n"]
    )
    def test_never_repeats_a_database_url(self, url: str) -> None:
        with pytest.raises(OverlayError, match="DATABASE_URL") as caught:
            stage(environment={"DATABASE_URL": url})
        assert "hidden" not in str(caught.value)


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


STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
S3 = "storages.backends.s3boto3.S3Boto3Storage"


class TestStatic:
    given = stage(static_url="/static/", static_root="/stage/static")

    @pytest.mark.parametrize(
        ("own", "laid"),
        [
            (None, "/static/"),
            ("", "/static/"),
            ("/", "/static/"),
            ("static/", "/static/"),
            ("assets/", "/assets/"),
            ("/s/", "/s/"),
            ("https://cdn.example.com/static/", "/static/"),
            ("//cdn.example.com/files/", "/files/"),
        ],
    )
    def test_keeps_the_path_of_the_project_s_address(self, own: str | None, laid: str) -> None:
        assert lay(static.lay_over, self.given, STATIC_URL=own, STORAGES=STORAGES)[0]["STATIC_URL"] == laid

    def test_keeps_a_storage_that_hashes(self) -> None:
        own = {**STORAGES, "staticfiles": {"BACKEND": MANIFEST, "OPTIONS": {"manifest_strict": False}}}
        assert lay(static.lay_over, self.given, STORAGES=own)[0]["STORAGES"] == own

    def test_takes_the_folder_from_a_storage_that_pins_one(self) -> None:
        own = {**STORAGES, "staticfiles": {"BACKEND": MANIFEST, "OPTIONS": {"location": "/mine"}}}
        settings, record = lay(static.lay_over, self.given, STORAGES=own)
        assert settings["STORAGES"]["staticfiles"] == {"BACKEND": MANIFEST}
        assert "STORAGES['staticfiles']['OPTIONS']['location']: /mine -> not set" in record

    def test_replaces_a_storage_that_would_overwrite_production(self) -> None:
        own = {
            **STORAGES,
            "staticfiles": {"BACKEND": "storages.backends.s3.S3StaticStorage", "OPTIONS": {"a": 1}},
        }
        settings, record = lay(static.lay_over, self.given, STORAGES=own)
        assert settings["STORAGES"] == STORAGES
        assert record[-1].startswith(
            "STORAGES['staticfiles']: storages.backends.s3.S3StaticStorage -> django"
        )

    def test_adds_the_entry_that_a_project_forgot(self) -> None:
        settings, _ = lay(static.lay_over, self.given, STORAGES={"default": STORAGES["default"]})
        assert settings["STORAGES"] == STORAGES

    def test_uses_the_older_name_before_django_4_2(self) -> None:
        settings, record = lay(static.lay_over, self.given, (3, 2), STATICFILES_STORAGE=S3)
        assert settings["STATICFILES_STORAGE"] == STORAGES["staticfiles"]["BACKEND"]
        assert "STORAGES" not in settings
        assert any(entry.startswith("STATICFILES_STORAGE: storages") for entry in record)

    @pytest.mark.parametrize(
        ("source", "stays"),
        [
            (
                (
                    f"from {MANIFEST.rpartition('.')[0]} import ManifestStaticFilesStorage as M\n"
                    "class Own(M): pass"
                ),
                True,
            ),
            ("from .more import Base\nclass Own(Base): pass", True),
            ("from storages.backends.s3boto3 import S3Boto3Storage\nclass Own(S3Boto3Storage): pass", False),
            (
                (
                    "from storages.backends.s3boto3 import S3Boto3Storage\n"
                    "Own = lambda: S3Boto3Storage(location='s')"
                ),
                False,
            ),
            (
                "from django.contrib.staticfiles.storage import ManifestFilesMixin\n"
                "from storages.backends.s3 import S3Storage\nclass Own(ManifestFilesMixin, S3Storage): pass",
                False,
            ),
            ("class Own(:", False),
        ],
    )
    def test_reads_what_the_project_s_own_storage_is(
        self, source: str, stays: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        more = (
            "import django.contrib.staticfiles.storage\n"
            "class Base(django.contrib.staticfiles.storage.StaticFilesStorage): pass"
        )
        write_files(
            tmp_path, {"own_site/__init__.py": "", "own_site/storage.py": source, "own_site/more.py": more}
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        own = {**STORAGES, "staticfiles": {"BACKEND": "own_site.storage.Own"}}
        settings, _ = lay(static.lay_over, self.given, STORAGES=own)
        assert (settings["STORAGES"] == own) is stays


class TestUploads:
    given = stage(media_bucket="blog-local-media", upload_limit_bytes=1000)

    def test_puts_the_handler_first_and_the_middleware_last(self) -> None:
        own: dict[str, Any] = {"MIDDLEWARE": ["a", "b"], "FILE_UPLOAD_HANDLERS": ["own"]}
        settings, record = lay(uploads.lay_over, self.given, **own)
        assert settings["MIDDLEWARE"] == ["a", "b", uploads.MIDDLEWARE]
        assert settings["FILE_UPLOAD_HANDLERS"] == [uploads.HANDLER, "own"]
        assert settings["MONOLIFT_UPLOAD_LIMIT_BYTES"] == 1000
        assert f"MIDDLEWARE: 2 of the project -> and {uploads.MIDDLEWARE}" in record
        assert lay(uploads.lay_over, self.given, **settings) == (settings, [])

    def test_keeps_django_s_own_handlers(self) -> None:
        settings, _ = lay(uploads.lay_over, self.given)
        assert [name.rsplit(".", 1)[1] for name in settings["FILE_UPLOAD_HANDLERS"]] == [
            "DirectUploadHandler",
            "MemoryFileUploadHandler",
            "TemporaryFileUploadHandler",
        ]

    @pytest.mark.parametrize("given", [stage(upload_limit_bytes=1000), stage(media_bucket="b")])
    def test_wants_a_bucket_and_a_limit(self, given: Stage) -> None:
        assert lay(uploads.lay_over, given, MIDDLEWARE=["a"]) == ({"MIDDLEWARE": ["a"]}, [])


class TestMedia:
    given = stage(media_url="/media/", media_root="/stage/media")

    def test_keeps_uploads_in_the_stage(self) -> None:
        settings, _ = lay(
            media.lay_over, self.given, MEDIA_URL="uploads/", MEDIA_ROOT="/mine", STORAGES=STORAGES
        )
        assert (settings["MEDIA_URL"], settings["MEDIA_ROOT"]) == ("/uploads/", "/stage/media")

    def test_replaces_a_bucket_when_the_stage_provides_media(self) -> None:
        settings, _ = lay(
            media.lay_over, self.given, (3, 2), DEFAULT_FILE_STORAGE=S3, MEDIA_URL="https://b.s3/u/"
        )
        assert settings["DEFAULT_FILE_STORAGE"] == STORAGES["default"]["BACKEND"]
        assert settings["MEDIA_URL"] == "/u/"

    @pytest.mark.parametrize("own", [STORAGES["default"]["BACKEND"], S3])
    def test_puts_uploads_into_the_stage_s_bucket(self, own: str) -> None:
        settings, record = lay(
            media.lay_over,
            stage(media_url="/media/", media_bucket="blog-local-media"),
            STORAGES={**STORAGES, "default": {"BACKEND": own, "OPTIONS": {"location": "x"}}},
            MEDIA_ROOT="/mine",
        )
        assert settings["STORAGES"]["default"] == {"BACKEND": media.MEDIA_STORAGE}
        assert settings["STORAGES"]["staticfiles"] == STORAGES["staticfiles"]
        assert (settings["MEDIA_ROOT"], settings["MEDIA_URL"]) == ("/mine", "/media/")
        assert settings["MONOLIFT_MEDIA_BUCKET"] == "blog-local-media"
        assert f"STORAGES['default']: {own} -> {media.MEDIA_STORAGE}" in record

    def test_points_storages_of_the_project_s_own_to_the_stage_s_bucket(self) -> None:
        settings, record = lay(
            media.lay_over,
            stage(media_bucket="blog-local-media"),
            (3, 2),
            AWS_STORAGE_BUCKET_NAME="production-photos",
            AWS_SECRET_ACCESS_KEY="not for a log",
            AWS_S3_CUSTOM_DOMAIN="cdn.example.com",
            AWS_LOCATION="photos",
        )
        assert settings["AWS_STORAGE_BUCKET_NAME"] == "blog-local-media"
        assert settings["AWS_SECRET_ACCESS_KEY"] is settings["AWS_S3_CUSTOM_DOMAIN"] is None
        assert settings["AWS_LOCATION"] == "photos"
        assert "AWS_S3_CUSTOM_DOMAIN: cdn.example.com -> not set" in record
        assert not any("not for a log" in line for line in record)

    def test_keeps_a_bucket_otherwise_and_says_so(self) -> None:
        own = {**STORAGES, "default": {"BACKEND": S3}}
        assert lay(media.lay_over, stage(), STORAGES=own) == (
            {"STORAGES": own},
            [f"STORAGES['default']: {S3} -> left as it is"],
        )

    def test_says_that_further_storages_are_left(self) -> None:
        own = {**STORAGES, "archive": {"BACKEND": S3}}
        settings, record = lay(media.lay_over, self.given, STORAGES=own)
        assert settings["STORAGES"] == own
        assert f"STORAGES['archive']: {S3} -> left as it is" in record


class TestHosts:
    given = stage(hosts=["local.blog.localhost", "127.0.0.1"], origins=["http://local.blog.localhost:8040"])

    def test_adds_to_the_project_s_names(self) -> None:
        settings, _ = lay(hosts.lay_over, self.given, ALLOWED_HOSTS=("example.com", "127.0.0.1"))
        assert settings["ALLOWED_HOSTS"] == ["example.com", "127.0.0.1", "local.blog.localhost"]
        assert settings["CSRF_TRUSTED_ORIGINS"] == ["http://local.blog.localhost:8040"]

    def test_leaves_the_star_alone(self) -> None:
        assert lay(hosts.lay_over, self.given, ALLOWED_HOSTS=["*"])[0]["ALLOWED_HOSTS"] == ["*"]

    def test_keeps_what_django_allows_by_itself_while_debugging(self) -> None:
        settings, _ = lay(hosts.lay_over, self.given, ALLOWED_HOSTS=[], DEBUG=True)
        assert settings["ALLOWED_HOSTS"] == [".localhost", "127.0.0.1", "[::1]", "local.blog.localhost"]

    def test_gives_hosts_in_place_of_origins_before_django_4(self) -> None:
        settings, _ = lay(hosts.lay_over, self.given, (3, 2), CSRF_TRUSTED_ORIGINS=["example.com"])
        assert settings["CSRF_TRUSTED_ORIGINS"] == ["example.com", "local.blog.localhost:8040"]


class TestProxy:
    def test_trusts_the_front_where_https_ends_there(self) -> None:
        settings, _ = lay(proxy.lay_over, stage(local_http=False), SECURE_PROXY_SSL_HEADER=None)
        assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")

    @pytest.mark.parametrize("given", [stage(local_http=True), stage()])
    def test_trusts_nobody_otherwise(self, given: Stage) -> None:
        assert lay(proxy.lay_over, given) == ({}, [])


class TestLocalHttp:
    given = stage(local_http=True, hosts=["local.blog.localhost"])

    def test_turns_off_what_insists_on_https(self) -> None:
        insisting: dict[str, Any] = {
            "SECURE_SSL_REDIRECT": True,
            "SESSION_COOKIE_SECURE": True,
            "CSRF_COOKIE_SECURE": True,
            "SECURE_HSTS_SECONDS": 31536000,
            "SECURE_HSTS_PRELOAD": True,
            "PREPEND_WWW": True,
        }
        settings, record = lay(local_http.lay_over, self.given, **insisting)
        assert not any(settings.values())
        assert len(record) == len(insisting)

    def test_lets_cookies_of_another_domain_or_a_secure_name_pass(self) -> None:
        settings, _ = lay(
            local_http.lay_over,
            self.given,
            SESSION_COOKIE_DOMAIN=".example.com",
            CSRF_COOKIE_DOMAIN=".blog.localhost",
            SESSION_COOKIE_NAME="__Host-session",
            SESSION_COOKIE_SAMESITE="None",
        )
        assert settings["SESSION_COOKIE_DOMAIN"] is None
        assert settings["CSRF_COOKIE_DOMAIN"] == ".blog.localhost"
        assert settings["SESSION_COOKIE_NAME"] == "session"
        assert settings["SESSION_COOKIE_SAMESITE"] == "Lax"

    def test_lets_a_page_ask_for_its_parts_by_http(self) -> None:
        """(parity: plain-http)."""
        settings, _ = lay(
            local_http.lay_over,
            self.given,
            SECURE_CSP={"default-src": ["'self'"], "upgrade-insecure-requests": True},
            CONTENT_SECURITY_POLICY={"DIRECTIVES": {"upgrade-insecure-requests": True, "img-src": ["*"]}},
        )
        assert settings["SECURE_CSP"] == {"default-src": ["'self'"]}
        assert settings["CONTENT_SECURITY_POLICY"] == {"DIRECTIVES": {"img-src": ["*"]}}

    def test_tells_of_django_hosts(self) -> None:
        _, record = lay(local_http.lay_over, self.given, ROOT_HOSTCONF="config.hosts", DEFAULT_HOST="www")
        assert record == ["ROOT_HOSTCONF: config.hosts -> left; 'www' answers"]

    def test_changes_nothing_behind_https(self) -> None:
        assert lay(local_http.lay_over, stage(local_http=False), SECURE_SSL_REDIRECT=True)[1] == []


class TestSecret:
    local = stage(environment={"SECRET_KEY": "of-the-stage"}, secret=True, local_http=True)
    remote = stage(environment={"SECRET_KEY": "of-the-stage"}, secret=True, local_http=False)

    @pytest.mark.parametrize("own", ["the project's own", "django-insecure-abc"])
    def test_leaves_a_key_that_data_hang_on(self, own: str) -> None:
        settings, record = lay(secret.lay_over, self.local, SECRET_KEY=own)
        assert settings["SECRET_KEY"] == own
        assert record == ["SECRET_KEY: set -> left: the project's own"]

    def test_replaces_the_insecure_one_where_others_can_reach_it(self) -> None:
        settings, record = lay(secret.lay_over, self.remote, SECRET_KEY="django-insecure-abc")
        assert settings["SECRET_KEY"] == "of-the-stage"
        assert record == ["SECRET_KEY: set -> changed"]

    def test_a_key_that_was_set_for_the_stage_wins(self) -> None:
        environment = {"SECRET_KEY": "chosen", "MONOLIFT_SECRETS": "API_KEY,SECRET_KEY"}
        chosen = stage(environment=environment, secret=True, local_http=True)
        settings, record = lay(secret.lay_over, chosen, SECRET_KEY="the project's own")
        assert settings["SECRET_KEY"] == "chosen"
        assert record == ["SECRET_KEY: set -> changed"]

    def test_gives_one_to_a_project_without(self) -> None:
        assert lay(secret.lay_over, self.local, SECRET_KEY="")[0]["SECRET_KEY"] == "of-the-stage"

    @pytest.mark.parametrize(
        ("source", "is_replaced"),
        [
            ("import secrets\nSECRET_KEY = secrets.token_hex()", True),
            ("import os, uuid\nSECRET_KEY = os.environ.get('NO_KEY') or str(uuid.uuid4())", True),
            (
                (
                    "import secrets\n"
                    "def make():\n"
                    "    return secrets.token_urlsafe()\n"
                    "KEY = make()\n"
                    "SECRET_KEY: str = KEY"
                ),
                True,
            ),
            ("import secrets\nNONCE = secrets.token_hex()\nSECRET_KEY = 'the own'", False),
            ("import os, secrets\nSECRET_KEY = os.environ.get('OWN_KEY', secrets.token_hex())", False),
        ],
    )
    def test_replaces_a_key_that_each_process_makes_anew(
        self, source: str, is_replaced: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_files(tmp_path, {"own_settings.py": source})
        monkeypatch.setenv("OWN_KEY", "from the environment")
        spec = spec_from_file_location("own_settings", tmp_path / "own_settings.py")
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "own_settings", module)
        spec.loader.exec_module(module)
        settings, _ = lay(secret.lay_over, self.local, SECRET_KEY=module.SECRET_KEY)
        assert (settings["SECRET_KEY"] == "of-the-stage") is is_replaced


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


BACKENDS = "django.core.mail.backends"


class TestMail:
    given = stage(mail_dir="/stage/mail", mail_from="blog@example.com")
    mailbox = "monolift_runtime.mail.EmailBackend"

    @pytest.mark.parametrize("name", ["smtp", "console", "filebased", "locmem"])
    def test_takes_over_from_django_s_own_backends(self, name: str) -> None:
        settings, _ = lay(mail.lay_over, self.given, EMAIL_BACKEND=f"{BACKENDS}.{name}.EmailBackend")
        assert settings["EMAIL_BACKEND"] == self.mailbox
        assert settings["MONOLIFT_MAIL_DIR"] == "/stage/mail"

    @pytest.mark.parametrize(
        "backend", ["anymail.backends.mailgun.EmailBackend", f"{BACKENDS}.dummy.EmailBackend"]
    )
    def test_leaves_a_choice_alone(self, backend: str) -> None:
        assert lay(mail.lay_over, self.given, EMAIL_BACKEND=backend)[0]["EMAIL_BACKEND"] == backend

    def test_takes_over_in_the_shape_of_django_6_1(self) -> None:
        own = {
            "default": {
                "BACKEND": f"{BACKENDS}.smtp.EmailBackend",
                "OPTIONS": {"host": "h", "password": "hidden"},
            },
            "mass": {"BACKEND": "anymail.backends.mailgun.EmailBackend"},
        }
        settings, record = lay(mail.lay_over, self.given, (6, 1), MAILERS=own)
        assert settings["MAILERS"] == {"default": {"BACKEND": self.mailbox}, "mass": own["mass"]}
        assert "EMAIL_BACKEND" not in settings
        assert "hidden" not in "".join(record)

    def test_gives_a_sender_only_to_who_chose_none(self) -> None:
        settings, _ = lay(
            mail.lay_over,
            self.given,
            EMAIL_BACKEND=f"{BACKENDS}.dummy.EmailBackend",
            DEFAULT_FROM_EMAIL="webmaster@localhost",
            SERVER_EMAIL="ops@example.org",
        )
        assert settings["DEFAULT_FROM_EMAIL"] == "blog@example.com"
        assert settings["SERVER_EMAIL"] == "ops@example.org"


class TestLogFiles:
    def test_sends_files_below_the_code_to_stderr(self, tmp_path: Path) -> None:
        code, elsewhere = tmp_path / "code", tmp_path / "logs"
        code.mkdir()
        elsewhere.mkdir()
        own = {
            "version": 1,
            "handlers": {
                "own": {
                    "class": "logging.FileHandler",
                    "filename": str(code / "a.log"),
                    "level": "INFO",
                    "mode": "a",
                },
                "turned": {
                    "class": "logging.handlers.RotatingFileHandler",
                    "filename": code / "b.log",
                    "maxBytes": 1,
                },
                "kept": {"class": "logging.FileHandler", "filename": str(elsewhere / "c.log")},
                "unreachable": {
                    "class": "logging.FileHandler",
                    "filename": str(tmp_path / "missing" / "d.log"),
                },
                "console": {"class": "logging.StreamHandler"},
            },
        }
        before = json.dumps(own, default=str)
        settings, record = lay(
            log_files.lay_over, stage(environment={"MONOLIFT_APP_DIR": str(code)}), LOGGING=own
        )
        handlers = settings["LOGGING"]["handlers"]
        assert handlers["own"] == {"class": "logging.StreamHandler", "level": "INFO"}
        assert handlers["turned"] == handlers["unreachable"] == {"class": "logging.StreamHandler"}
        assert handlers["kept"] == own["handlers"]["kept"]  # type: ignore[index]
        assert len(record) == 3
        assert json.dumps(own, default=str) == before

    @pytest.mark.parametrize("root", ["LAMBDA_TASK_ROOT", "MONOLIFT_CODE_ROOT"])
    def test_knows_the_code_above_the_applications_folder(self, tmp_path: Path, root: str) -> None:
        handler = {"class": "logging.FileHandler", "filename": str(tmp_path / "a.log")}
        roots = {root: str(tmp_path), "MONOLIFT_APP_DIR": str(tmp_path / "app")}
        _, record = lay(
            log_files.lay_over, stage(environment=roots), LOGGING={"version": 1, "handlers": {"a": handler}}
        )
        assert len(record) == 1

    @pytest.mark.parametrize("own", [None, {}, {"version": 1}, {"handlers": {"x": {"()": "factory"}}}])
    def test_leaves_everything_else_as_it_is(self, own: Any) -> None:
        assert lay(log_files.lay_over, stage(), LOGGING=own) == ({"LOGGING": own}, [])


def test_every_rule_leaves_a_project_alone_when_the_stage_provides_nothing() -> None:
    own: dict[str, Any] = {
        "DEBUG": True,
        "SECRET_KEY": "x",
        "STORAGES": STORAGES,
        "ALLOWED_HOSTS": [],
        "SECURE_SSL_REDIRECT": True,
    }
    for rule in RULES:
        assert lay(rule, stage(), **own) == (own, [])
