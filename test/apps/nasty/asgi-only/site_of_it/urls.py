import asyncio

from django.contrib import admin
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path


async def front(request):
    await asyncio.sleep(0)
    return HttpResponse("it lives in a loop")


async def count(request):
    async def numbers():
        for number in range(5):
            await asyncio.sleep(0)
            yield f"{number}\n"

    return StreamingHttpResponse(numbers(), content_type="text/plain")


async def measure(request):
    """Says how long each file of a form is."""
    return HttpResponse(",".join(str(one.size) for one in request.FILES.values()))


urlpatterns = [
    path("", front, name="front"),
    path("count/", count),
    path("measure/", measure),
    path("admin/", admin.site.urls),
]
