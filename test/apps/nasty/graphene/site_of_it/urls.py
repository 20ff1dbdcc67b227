import graphene
from django.contrib import admin
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from graphene_django.views import GraphQLView


class Query(graphene.ObjectType):
    hello = graphene.String(name=graphene.String(default_value="you"))

    def resolve_hello(self, info, name):
        return f"Hello, {name}"


schema = graphene.Schema(query=Query)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("graphql/", csrf_exempt(GraphQLView.as_view(schema=schema, graphiql=True))),
]
