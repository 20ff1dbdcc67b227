"""The rule for static files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from monolift_runtime.overlay.rules import static

from ..application import write_files
from .laid import S3, STORAGES, lay, stage

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


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
