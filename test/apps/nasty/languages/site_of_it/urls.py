from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language


def front(request):
    return HttpResponse(f"it lives in {get_language()}")


urlpatterns = i18n_patterns(path("", front, name="front"), path("admin/", admin.site.urls))
