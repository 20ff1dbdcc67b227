"""GraphQL schemas are read as SDL, wherever the project keeps them."""

from __future__ import annotations

from inspected_project import Project

GRAPHENE = """
import graphene
class Query(graphene.ObjectType):
    hello = graphene.String(name=graphene.String(required=True))
schema = graphene.Schema(query=Query)
"""
SDL = "type Query {\n  hello(name: String!): String\n}"


def test_graphene_named_by_the_setting(project: Project) -> None:
    project.settings(
        'INSTALLED_APPS += ["graphene_django"]\nSTATIC_URL = "/s/"\n'
        'GRAPHENE = {"SCHEMA": "site_.schema.schema"}\n'
    )
    project.write("site_/schema.py", GRAPHENE)
    project.write(
        "site_/urls.py",
        """
        from django.urls import path
        from django.views.decorators.csrf import csrf_exempt
        from graphene_django.views import GraphQLView
        urlpatterns = [path("graphql/", csrf_exempt(GraphQLView.as_view(graphiql=True)))]
        """,
    )
    facts = project.inspect().facts
    (schema,) = facts["graphql"]
    assert (schema["library"], schema["schema"], schema["path"]) == (
        "graphene",
        "site_.schema:schema",
        "graphql/",
    )
    assert SDL in schema["sdl"]
    assert schema["sdl"] == project.ask_django("from site_.schema import schema\nanswer = str(schema)")
    assert facts["routes"][0]["csrfExempt"] is True


def test_graphene_given_to_the_view_without_any_setting(project: Project) -> None:
    project.write("site_/schema.py", GRAPHENE)
    project.write(
        "site_/urls.py",
        """
        from django.urls import path
        from graphene_django.views import GraphQLView
        from site_.schema import schema
        urlpatterns = [path("api/graphql", GraphQLView.as_view(schema=schema))]
        """,
    )
    (schema,) = project.inspect().facts["graphql"]
    assert (schema["schema"], schema["path"]) == ("site_.schema:schema", "api/graphql")
    assert SDL in schema["sdl"]


def test_a_view_of_the_projects_own_holds_its_schema(project: Project) -> None:
    project.write("site_/schema.py", GRAPHENE)
    project.write(
        "site_/urls.py",
        """
        from django.urls import path
        from django.views import View
        from site_ import schema as module
        class GraphQL(View):
            schema = None
            def post(self, request): ...
        urlpatterns = [path("graphql", GraphQL.as_view(schema=module.schema))]
        """,
    )
    (schema,) = project.inspect().facts["graphql"]
    assert (schema["library"], schema["path"]) == ("graphene", "graphql")


def test_strawberry(project: Project) -> None:
    project.write(
        "site_/urls.py",
        """
        import strawberry
        from django.urls import path
        from strawberry.django.views import AsyncGraphQLView, GraphQLView
        @strawberry.type
        class Query:
            @strawberry.field
            def hello(self, name: str) -> str: return name
        schema = strawberry.Schema(query=Query)
        urlpatterns = [
            path("sync", GraphQLView.as_view(schema=schema)),
            path("async", AsyncGraphQLView.as_view(schema=schema)),
        ]
        """,
    )
    facts = project.inspect().facts
    assert [(schema["library"], schema["schema"], schema["path"]) for schema in facts["graphql"]] == [
        ("strawberry", "site_.urls:schema", "sync"),
        ("strawberry", "site_.urls:schema", "async"),
    ]
    assert "hello(name: String!): String!" in facts["graphql"][0]["sdl"]
    assert [route["isAsync"] for route in facts["routes"]] == [False, True]


def test_a_schema_that_cannot_be_built_is_a_warning(project: Project) -> None:
    project.settings('GRAPHENE = {"SCHEMA": "site_.schema.schema"}\n')
    project.write("site_/schema.py", "raise OSError('no such table: custom fields')\n")
    project.write("site_/urls.py", "import graphene\nurlpatterns = []\n")
    facts = project.inspect().facts
    assert facts["graphql"] == []
    assert [(warning["code"], warning["place"]) for warning in facts["warnings"]] == [
        ("GRAPHQL_FAILED", "site_/schema.py:1")
    ]
