"""A view of Django REST framework that takes a file by PUT."""

import json

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import path
from rest_framework.response import Response
from rest_framework.views import APIView

from .as_a_browser import discard_all, open_page, reference_file, send, urls


def try_rest():
    class View(APIView):
        authentication_classes = ()
        permission_classes = ()

        def put(self, request):
            return Response({"size": request.data["file"].size, "title": request.data["title"]})

    urls.urlpatterns.append(path("api/", View.as_view()))
    client = open_page()

    def put(reference):
        body = encode_multipart(BOUNDARY, {"title": "t", "file": reference_file(reference)})
        return client.put("/api/", body, content_type=MULTIPART_CONTENT, HTTP_ACCEPT="application/json")

    reference = send(client, b"x" * 5_000_000)
    answers = [put(reference), put(reference + "x")]
    discard_all()
    return [[answer.status_code, json.loads(answer.content)] for answer in answers]


result = try_rest()
