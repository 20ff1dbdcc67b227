from django.conf import settings
from django.contrib import admin
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import path


def front(request):
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    return HttpResponse(f"{static('site.css')} {manifest.exists()} {(settings.MEDIA_ROOT / 'x').name}")


urlpatterns = [path("", front, name="front"), path("admin/", admin.site.urls)]
