"""Routes are Django's own, in its order, with what a gateway needs to know of each."""

from __future__ import annotations

from typing import Any

from inspected_project import ADMIN, DJANGOS_ROUTES, Project


def routes_of(project: Project) -> list[dict[str, Any]]:
    return list(project.inspect().facts["routes"])


def test_nested_includes_keep_order_names_and_duplicates(project: Project) -> None:
    project.settings(ADMIN)
    project.write(
        "site_/urls.py",
        """
        from django.contrib import admin
        from django.http import HttpResponse
        from django.urls import include, path, re_path

        def page(request, **kwargs): return HttpResponse("page")

        by_year = re_path(r"^(?P<year>[0-9]{4})/$", page, name="year")
        inner = [path("<slug:slug>/", page, name="detail"), by_year]
        urlpatterns = [
            path("", page, name="home"),
            path("admin/", admin.site.urls),
            path("posts/<int:pk>/", include((inner, "blog"), namespace="posts")),
            path("twice/", page), path("twice/", page),
            re_path(r"^old/(.*)$", page),
            path("<path:rest>", page, name="rest"),
        ]
        """,
    )
    routes = routes_of(project)
    assert [[route["pattern"], route["name"]] for route in routes] == project.ask_django(DJANGOS_ROUTES)
    by_name = {route["name"]: route for route in routes}
    assert by_name["posts:detail"]["converters"] == {"pk": "int", "slug": "slug"}
    assert by_name["posts:detail"]["syntax"] == "path"
    assert by_name["posts:year"]["pattern"] == "posts/<int:pk>/^(?P<year>[0-9]{4})/$"
    assert by_name["posts:year"]["syntax"] == "regex"
    assert by_name["admin:login"]["view"] == "django.contrib.admin.sites.AdminSite.login"
    assert [route["pattern"] for route in routes].count("twice/") == 2


def test_segments_are_free_of_djangos_notation(project: Project) -> None:
    project.write(
        "site_/urls.py",
        r"""
        from django.urls import include, path, re_path
        def page(request, **kwargs): ...
        urlpatterns = [
            path("a/", include([path("b/<int:pk>/c/", page)])),
            re_path(r"^plain/$", page),
            re_path(r"^old/(\d+)/x$", page),
            re_path(r"^colou?r/", page),
        ]
        """,
    )
    assert [route["segments"] for route in routes_of(project)] == [
        [
            {"kind": "literal", "text": "a/b/"},
            {"kind": "parameter", "text": "<int:pk>", "name": "pk", "converter": "int"},
            {"kind": "literal", "text": "/c/"},
        ],
        [{"kind": "literal", "text": "plain/"}],
        [{"kind": "literal", "text": "old/"}, {"kind": "pattern", "text": r"(\d+)/x$"}],
        [{"kind": "literal", "text": "colo"}, {"kind": "pattern", "text": "u?r/"}],
    ]


def test_a_converter_of_the_project_goes_by_its_registered_name(project: Project) -> None:
    project.write(
        "site_/urls.py",
        """
        from django.urls import path, register_converter
        class Year:
            regex = "[0-9]{4}"
            def to_python(self, value): return int(value)
            def to_url(self, value): return str(value)
        register_converter(Year, "year")
        def page(request, **kwargs): ...
        urlpatterns = [path("<year:of>/", page)]
        """,
    )
    assert routes_of(project)[0]["converters"] == {"of": "year"}


def test_routes_below_i18n_patterns_say_so(project: Project) -> None:
    project.settings('MIDDLEWARE += ["django.middleware.locale.LocaleMiddleware"]\nLANGUAGE_CODE = "ja"\n')
    project.write(
        "site_/urls.py",
        """
        from django.conf.urls.i18n import i18n_patterns
        from django.urls import path
        def page(request): ...
        urlpatterns = [path("plain/", page)] + i18n_patterns(path("shop/", page, name="shop"))
        """,
    )
    routes = routes_of(project)
    assert [(route["pattern"], route["isLocalized"]) for route in routes] == [
        ("plain/", False),
        ("ja/shop/", True),
    ]
    assert [[route["pattern"], route["name"]] for route in routes] == project.ask_django(DJANGOS_ROUTES)


def test_every_urlconf_that_a_host_may_choose_is_read(project: Project) -> None:
    project.settings(
        """
        INSTALLED_APPS += ["django_hosts"]
        MIDDLEWARE += ["django_hosts.middleware.HostsRequestMiddleware"]
        ROOT_HOSTCONF = "site_.hosts"
        DEFAULT_HOST = "www"
        PUBLIC_SCHEMA_URLCONF = "site_.public"
        """
    )
    project.write(
        "site_/hosts.py",
        """
        from django_hosts import host, patterns
        host_patterns = patterns(
            "", host(r"www", "site_.urls", name="www"), host(r"api", "site_.api", name="api")
        )
        """,
    )
    page = "from django.urls import path\ndef page(request): ...\nurlpatterns = [path('{0}/', page)]\n"
    for name in ("urls", "api", "public"):
        project.write(f"site_/{name}.py", page.format(name))
    found = [(route["urlconf"], route["pattern"]) for route in routes_of(project)]
    assert found[0] == ("site_.urls", "urls/")
    assert sorted(found[1:]) == [("site_.api", "api/"), ("site_.public", "public/")]
