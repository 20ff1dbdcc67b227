"""The rule for files that browsers send to the bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from monolift_runtime.overlay.rules import uploads

from .laid import lay, stage

if TYPE_CHECKING:
    from monolift_runtime.overlay.stage import Stage


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
