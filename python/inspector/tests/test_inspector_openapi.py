"""APIs are described by the generator that the project has for it, and only where that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspected_project import Project

ASKED = {"MONOLIFT_OPENAPI": "shop"}
DATABASE_LESS = 'REST_FRAMEWORK = {"UNAUTHENTICATED_USER": None, "DEFAULT_AUTHENTICATION_CLASSES": []%s}\n'
SPECTACULAR = ', "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"'
URLS = """
from django.urls import path
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response
class Product(serializers.Serializer):
    name = serializers.CharField(max_length=40)
class ProductView(GenericAPIView):
    serializer_class = Product
    def get(self, request, pk):
        return Response({"name": "tea"})
urlpatterns = [path("products/<int:pk>/", ProductView.as_view())]
"""


def describe(project: Project, apps: str, more: str = "") -> dict[str, Any]:
    project.settings(f"INSTALLED_APPS += [{apps}]\n" + DATABASE_LESS % more)
    project.write("site_/urls.py", URLS)
    return project.inspect(**ASKED).facts


def test_by_drf_spectacular(project: Project) -> None:
    facts = describe(project, '"rest_framework", "drf_spectacular"', SPECTACULAR)
    assert facts["openapi"]["generator"] == "drf-spectacular"
    document = facts["openapi"]["document"]
    assert document == project.ask_django(
        """
        import json
        from io import StringIO
        from django.core.management import call_command
        out = StringIO()
        call_command("spectacular", format="openapi-json", stdout=out)
        answer = json.loads(out.getvalue())
        """
    )
    assert document["components"]["schemas"]["Product"]["properties"]["name"]["maxLength"] == 40


def test_by_the_generator_of_drf(project: Project) -> None:
    more = ', "DEFAULT_SCHEMA_CLASS": "rest_framework.schemas.openapi.AutoSchema"'
    facts = describe(project, '"rest_framework"', more)
    assert facts["openapi"]["generator"] == "rest-framework"
    document = facts["openapi"]["document"]
    assert document["info"]["title"] == "shop"
    assert list(document["paths"]) == ["/products/{id}/"]


def test_by_nobody(project: Project) -> None:
    assert project.inspect(**ASKED).facts["openapi"] is None


def test_not_unless_it_is_asked(project: Project) -> None:
    assert "openapi" not in project.inspect().facts


def test_a_generator_that_fails_is_a_warning(project: Project) -> None:
    project.write("site_/generator.py", "def __getattr__(name):\n    raise RuntimeError('no API today')\n")
    project.settings(
        'INSTALLED_APPS += ["drf_spectacular"]\n'
        'SPECTACULAR_SETTINGS = {"DEFAULT_GENERATOR_CLASS": "site_.generator.Generator"}\n'
    )
    project.write("site_/urls.py", "urlpatterns = []\n")
    facts = project.inspect(**ASKED).facts
    assert facts["openapi"] is None
    (warning,) = facts["warnings"]
    assert (warning["code"], warning["about"]) == ("OPENAPI_FAILED", "drf-spectacular")
    assert "no API today" in warning["text"]
