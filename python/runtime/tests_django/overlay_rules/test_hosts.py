"""The rule for names of hosts."""

from __future__ import annotations

import pytest
from django.http.request import validate_host
from monolift_runtime.overlay.rules import hosts

from .laid import lay, stage


class TestHosts:
    given = stage(hosts=["local.blog.localhost", "127.0.0.1"], origins=["http://local.blog.localhost:8040"])

    def test_adds_to_the_project_s_names(self) -> None:
        settings, _ = lay(hosts.lay_over, self.given, ALLOWED_HOSTS=("example.com", "127.0.0.1"))
        assert settings["ALLOWED_HOSTS"] == ["example.com", "127.0.0.1", "local.blog.localhost"]
        assert settings["CSRF_TRUSTED_ORIGINS"] == ["http://local.blog.localhost:8040"]

    def test_a_name_with_a_dot_stands_for_all_below_it(self) -> None:
        given = stage(hosts=[".lambda-url.eu-west-1.on.aws", ".cloudfront.net"])
        allowed = lay(hosts.lay_over, given, ALLOWED_HOSTS=["example.com"])[0]["ALLOWED_HOSTS"]
        for host in ("abc.lambda-url.eu-west-1.on.aws", "d111.cloudfront.net", "example.com"):
            assert validate_host(host, allowed)
        for host in ("abc.lambda-url.eu-west-2.on.aws", "cloudfront.net.example.org", "a.example.com"):
            assert not validate_host(host, allowed)

    @pytest.mark.parametrize(
        ("version", "laid"), [((4, 0), "https://*.cloudfront.net"), ((3, 2), ".cloudfront.net")]
    )
    def test_an_origin_with_a_star_stands_for_all_below_it(self, version: tuple[int, int], laid: str) -> None:
        settings, _ = lay(hosts.lay_over, stage(origins=["https://*.cloudfront.net"]), version)
        assert settings["CSRF_TRUSTED_ORIGINS"] == [laid]

    def test_leaves_the_star_alone(self) -> None:
        assert lay(hosts.lay_over, self.given, ALLOWED_HOSTS=["*"])[0]["ALLOWED_HOSTS"] == ["*"]

    def test_keeps_what_django_allows_by_itself_while_debugging(self) -> None:
        settings, _ = lay(hosts.lay_over, self.given, ALLOWED_HOSTS=[], DEBUG=True)
        assert settings["ALLOWED_HOSTS"] == [".localhost", "127.0.0.1", "[::1]", "local.blog.localhost"]

    def test_gives_hosts_in_place_of_origins_before_django_4(self) -> None:
        settings, _ = lay(hosts.lay_over, self.given, (3, 2), CSRF_TRUSTED_ORIGINS=["example.com"])
        assert settings["CSRF_TRUSTED_ORIGINS"] == ["example.com", "local.blog.localhost:8040"]
