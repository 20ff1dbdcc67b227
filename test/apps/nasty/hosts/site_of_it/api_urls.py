from django.http import JsonResponse
from django.urls import path


def version(request):
    return JsonResponse({"version": 1})


urlpatterns = [path("version/", version, name="version")]
