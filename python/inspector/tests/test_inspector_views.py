"""Who answers a route, with which methods, however it is wrapped."""

from __future__ import annotations

from typing import Any

import pytest
from inspected_project import Project

VIEWS = """
import functools
from django.http import HttpResponse
from django.urls import path
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe, require_POST
from django.views.generic import RedirectView, TemplateView

def plain(request): return HttpResponse("plain")
async def later(request): return HttpResponse("later")
@require_http_methods(["GET", "DELETE"])
def two(request): ...
@csrf_exempt
@require_POST
def hook(request): ...
@require_safe
@require_http_methods(["GET", "POST"])
def narrow(request): ...
def loud(view):
    def inner(request, *args, **kwargs): return view(request, *args, **kwargs)
    return inner
@loud
@require_POST
def shy(request): ...
class Both(View):
    def get(self, request): ...
    def post(self, request): ...
class Slow(View):
    async def get(self, request): ...
class Own(View):
    def dispatch(self, request): ...
class Caller:
    def __call__(self, request): ...
def configured(request, colour): ...
urlpatterns = [
    path("plain", plain), path("later", later), path("two", two), path("hook", hook), path("narrow", narrow),
    path("shy", shy), path("both", Both.as_view()), path("slow", Slow.as_view()),
    path("only-get", Both.as_view(http_method_names=["get"])),
    path("own", Own.as_view()), path("exempt", csrf_exempt(Both.as_view())),
    path("caller", Caller()), path("partial", functools.partial(configured, colour="red")),
    path("lambda", lambda request: HttpResponse("x")),
    path("template", TemplateView.as_view(template_name="x.html")),
    path("redirect", RedirectView.as_view(url="/")),
]
"""


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    project = Project(tmp_path_factory.mktemp("views"))
    project.write("site_/urls.py", VIEWS)
    return {route["pattern"]: route for route in project.inspect().facts["routes"]}


def test_views_go_by_the_name_that_somebody_wrote(views: dict[str, dict[str, Any]]) -> None:
    names = {pattern: route["view"] for pattern, route in views.items()}
    assert names == {
        "plain": "site_.urls.plain",
        "later": "site_.urls.later",
        "two": "site_.urls.two",
        "hook": "site_.urls.hook",
        "narrow": "site_.urls.narrow",
        "shy": "site_.urls.shy",
        "both": "site_.urls.Both",
        "slow": "site_.urls.Slow",
        "only-get": "site_.urls.Both",
        "own": "site_.urls.Own",
        "exempt": "site_.urls.Both",
        "caller": "site_.urls.Caller",
        "partial": "site_.urls.configured",
        "lambda": "site_.urls.<lambda>",
        "template": "django.views.generic.base.TemplateView",
        "redirect": "django.views.generic.base.RedirectView",
    }
    assert views["shy"]["lookup"] == "site_.urls.loud.<locals>.inner"


def test_methods_are_those_that_the_view_takes(views: dict[str, dict[str, Any]]) -> None:
    methods = {pattern: route["methods"] for pattern, route in views.items()}
    assert methods["plain"] is None
    assert methods["two"] == ["DELETE", "GET"]
    assert methods["hook"] == ["POST"]
    assert methods["narrow"] == ["GET"]
    assert methods["shy"] == ["POST"]
    assert methods["both"] == ["GET", "HEAD", "OPTIONS", "POST"]
    assert methods["only-get"] == ["GET"]
    assert methods["template"] == ["GET", "HEAD", "OPTIONS"]
    assert methods["caller"] is None
    assert methods["own"] is None


def test_csrf_and_async_are_what_django_looks_at(views: dict[str, dict[str, Any]]) -> None:
    assert {pattern for pattern, route in views.items() if route["csrfExempt"]} == {"hook", "exempt"}
    assert {pattern for pattern, route in views.items() if route["isAsync"]} == {"later", "slow"}


def test_ninja_answers_one_path_with_several_functions(project: Project) -> None:
    project.write(
        "site_/urls.py",
        """
        from django.urls import path
        from ninja import NinjaAPI
        api = NinjaAPI()
        @api.get("/hello")
        def hello(request): return "hello"
        @api.post("/hello")
        def answer(request): return "hello"
        @api.get("/later")
        async def later(request): return "later"
        urlpatterns = [path("api/", api.urls)]
        """,
    )
    routes = {route["pattern"]: route for route in project.inspect().facts["routes"]}
    assert (routes["api/hello"]["view"], routes["api/hello"]["methods"]) == (
        "site_.urls.hello",
        ["GET", "POST"],
    )
    assert routes["api/later"]["isAsync"] is True


def test_rest_framework_says_its_methods_and_functions(project: Project) -> None:
    project.settings(
        'INSTALLED_APPS += ["django.contrib.auth", "django.contrib.contenttypes", "rest_framework"]\n'
    )
    project.write(
        "site_/urls.py",
        """
        from django.contrib.auth.models import Group
        from django.urls import include, path
        from rest_framework import routers, serializers, viewsets
        from rest_framework.decorators import action, api_view
        from rest_framework.response import Response

        class GroupSerializer(serializers.ModelSerializer):
            class Meta:
                model = Group
                fields = ["name"]
        class Groups(viewsets.ModelViewSet):
            queryset = Group.objects.all()
            serializer_class = GroupSerializer
            http_method_names = ["get", "post", "head", "options"]
            @action(detail=True, methods=["post"])
            def archive(self, request, pk=None): return Response()
        @api_view(["GET", "PUT"])
        def hello(request): return Response("hello")
        router = routers.DefaultRouter()
        router.register("groups", Groups)
        urlpatterns = [path("hello/", hello), path("api/", include(router.urls))]
        """,
    )
    routes = {(route["name"] or route["pattern"]): route for route in project.inspect().facts["routes"]}
    assert routes["hello/"]["view"] == "site_.urls.hello"
    assert routes["hello/"]["methods"] == ["GET", "OPTIONS", "PUT"]
    assert routes["group-list"]["view"] == "site_.urls.Groups"
    assert routes["group-list"]["methods"] == ["GET", "HEAD", "OPTIONS", "POST"]
    assert routes["group-detail"]["methods"] == ["GET", "HEAD", "OPTIONS"]
    assert routes["group-archive"]["methods"] == ["OPTIONS", "POST"]
    assert routes["group-list"]["csrfExempt"] is True
