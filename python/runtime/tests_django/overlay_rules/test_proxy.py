"""The rule for the front before the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from monolift_runtime.overlay.rules import proxy

from .laid import lay, stage

if TYPE_CHECKING:
    from monolift_runtime.overlay.stage import Stage


class TestProxy:
    def test_trusts_the_front_where_https_ends_there(self) -> None:
        settings, _ = lay(proxy.lay_over, stage(local_http=False), SECURE_PROXY_SSL_HEADER=None)
        assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")

    @pytest.mark.parametrize("given", [stage(local_http=True), stage()])
    def test_trusts_nobody_otherwise(self, given: Stage) -> None:
        assert lay(proxy.lay_over, given) == ({}, [])
