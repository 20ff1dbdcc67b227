"""The rule for names of hosts."""

from __future__ import annotations

from monolift_runtime.overlay.rules import hosts

from .laid import lay, stage


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
