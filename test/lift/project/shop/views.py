import os
import time

from django.core.mail import send_mail
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse

from .models import Product


def index(request):
    names = ", ".join(Product.objects.order_by("name").values_list("name", flat=True))
    return HttpResponse(f"version one; products: {names}")


def where(request):
    return JsonResponse(
        {
            "scheme": request.scheme,
            "host": request.get_host(),
            "address": request.META["REMOTE_ADDR"],
            "pid": os.getpid(),
            "url": request.build_absolute_uri("/there/"),
        }
    )


def slow(request, milliseconds):
    time.sleep(milliseconds / 1000)
    return HttpResponse("done")


def stream(request, megabytes):
    chunk = b"x" * 65536
    return StreamingHttpResponse((chunk for _ in range(megabytes * 16)), content_type="application/octet-stream")


def mail(request):
    send_mail("Your order", "It is on its way.", "shop@example.com", ["you@example.com"])
    return HttpResponse("sent")
