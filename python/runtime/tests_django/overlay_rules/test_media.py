"""The rule for uploaded files."""

from __future__ import annotations

import pytest
from monolift_runtime.overlay.rules import media

from .laid import S3, STORAGES, lay, stage


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
