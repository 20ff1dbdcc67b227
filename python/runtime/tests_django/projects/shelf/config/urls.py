"""Pages that take files: as a form, later, and only to look at them."""

from django.contrib import admin
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from shelf.models import Document

#: Not empty: the view fails after it has saved.
broken = []


def page(request):
    return HttpResponse(get_token(request))


def keep(request):
    files = request.FILES.getlist("file")
    kept = [Document.objects.create(file=file, kind=file.content_type) for file in files]
    if broken:
        raise RuntimeError("as it happens")
    return JsonResponse({"names": [one.file.name for one in kept], "posted": sorted(request.POST)})


async def later(request):
    return JsonResponse({"names": [file.name for file in request.FILES.getlist("file")]})


# The decorator makes an asynchronous view a synchronous one before Django 5.0.
later.csrf_exempt = True


def look(request):
    file = request.FILES["file"]
    found = [file.read(3).decode(), file.size, sum(len(chunk) for chunk in file.chunks()), file.name]
    file.close()
    return JsonResponse({"found": [*found, file.open().read(3).decode()]})


urlpatterns = [
    path("", page),
    path("keep/", keep),
    path("later/", later),
    path("look/", look),
    path("admin/", admin.site.urls),
]
