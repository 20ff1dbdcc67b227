"""Views that say what they were asked, and views that misbehave."""

import base64
import gzip
import logging
import os
import sys
import threading
import time
from pathlib import Path

from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

closed_events = []
deferred = threading.Event()


@csrf_exempt
def echo(request, rest=""):
    meta = request.META
    return JsonResponse(
        {
            "method": request.method,
            "path": request.path,
            "path_info": request.path_info,
            "script_name": meta.get("SCRIPT_NAME", ""),
            "query": meta["QUERY_STRING"],
            "get": {name: request.GET.getlist(name) for name in request.GET},
            "post": {name: request.POST.getlist(name) for name in request.POST},
            "headers": dict(request.headers),
            "cookies": request.COOKIES,
            "body": base64.b64encode(request.body).decode(),
            "length": meta.get("CONTENT_LENGTH", ""),
            "client": meta["REMOTE_ADDR"],
            "host": request.get_host(),
            "name": meta["SERVER_NAME"],
            "port": str(meta["SERVER_PORT"]),
            "scheme": request.scheme,
            "url": request.build_absolute_uri(),
            "home": reverse("home"),
        },
        json_dumps_params={"ensure_ascii": False},
    )


def redirect_home(request):
    return redirect("home")


def cookies(request, count):
    response = HttpResponse("ok")
    for number in range(count):
        response.set_cookie(f"c{number}", str(number))
    return response


def binary(request):
    return HttpResponse(bytes(range(256)), content_type="image/png")


def latin(request):
    return HttpResponse("café".encode("latin-1"), content_type="text/html; charset=latin-1")


def status(request, status):
    return HttpResponse(b"" if status in (204, 304) else b"body", status=status)


def twice(request):
    response = HttpResponse("ok")
    response["Vary"] = "Cookie"
    response["X-Name"] = "caf\u00e9"
    return response


def compressed(request):
    response = HttpResponse(gzip.compress(b"hello " * 100), content_type="text/plain")
    response["Content-Encoding"] = "gzip"
    return response


def large(request, size):
    return HttpResponse(b"x" * size, content_type="text/plain")


def stream(request, count):
    return StreamingHttpResponse((f"part {number}\n" for number in range(count)), content_type="text/plain")


def stream_of(request, size):
    block = b"x" * 65536

    def blocks():
        for _ in range(size // len(block)):
            yield block

    return StreamingHttpResponse(blocks(), content_type="application/octet-stream")


def stream_empty(request):
    return StreamingHttpResponse(iter(()), content_type="text/plain")


def stream_fails_first(request):
    def parts():
        raise ValueError("before the first part")
        yield b""

    return StreamingHttpResponse(parts())


def stream_fails_later(request):
    def parts():
        yield b"the beginning"
        raise ValueError("after the first part")

    return Noted(parts(), content_type="text/plain")


def stream_stalls(request):
    def parts():
        yield b"the beginning"
        time.sleep(60)

    return Noted(parts(), content_type="text/plain")


class Noted(StreamingHttpResponse):
    """Notes that it was closed."""

    def close(self):
        super().close()
        closed_events.append("closed")


def closed(request):
    return JsonResponse(closed_events, safe=False)


def file(request):
    return FileResponse(Path(request.GET["path"]).open("rb"))


def fails(request):
    raise ValueError("the view fails")


def exits(request):
    sys.exit(3)


def sleeps(request):
    print("asleep", flush=True)
    time.sleep(60)
    return HttpResponse("too late")


async def sleeps_async(request):
    import asyncio

    await asyncio.sleep(60)
    return HttpResponse("too late")


def thread(request, name):
    released = deferred
    threading.Thread(target=released.wait, name=name, daemon=True).start()
    return HttpResponse("started")


def drop_deferred_log(request):
    deferred.set()
    return HttpResponse("ok")


def prints(request):
    print("printed to stdout")
    print("printed to stderr", file=sys.stderr)
    print("half a line", end="")
    return HttpResponse("ok")


def logs(request):
    logging.getLogger("shop").error("a record of the shop")
    return HttpResponse("ok")


def environment(request, name):
    return JsonResponse({"value": os.environ.get(name)})


def context(request):
    holder = request.META if "monolift.event" in request.META else request.scope
    invocation = holder["monolift.invocation"]
    return JsonResponse(
        {
            "request_id": invocation.request_id,
            "arn": invocation.function_arn,
            "remaining": invocation.remaining_ms(),
            "route": holder["monolift.event"]["routeKey"],
        }
    )


def event(request):
    holder = request.META if "monolift.event" in request.META else request.scope
    return JsonResponse(holder["monolift.event"])


@csrf_exempt
def upload(request):
    uploaded = request.FILES["file"]
    content = uploaded.read()
    return JsonResponse({"name": uploaded.name, "size": len(content), "title": request.POST["title"]})


def template(request):
    return render(request, "page.html", {"name": "world"})
