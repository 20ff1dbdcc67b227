"""The rule for plain HTTP."""

from __future__ import annotations

from typing import Any

from monolift_runtime.overlay.rules import local_http

from .laid import lay, stage


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
