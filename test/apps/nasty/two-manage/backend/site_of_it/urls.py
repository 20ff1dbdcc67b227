from django.contrib import admin
from django.http import HttpResponse
from django.urls import path


def front(request):
    return HttpResponse("it lives")


urlpatterns = [path("", front, name="front"), path("admin/", admin.site.urls)]
