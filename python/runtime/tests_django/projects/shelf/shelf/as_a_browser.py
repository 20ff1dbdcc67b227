"""What the browser's script does, and the form that it lets go in the end; for tests to import all of."""

# ruff: noqa: E402, F401
import json
import os
import time
import urllib.error
import urllib.request
import uuid

import django

django.setup()

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage as storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import AsyncClient, Client, RequestFactory
from monolift_runtime.uploads.handler import CONTENT_TYPE

from config import urls
from shelf.models import Document

call_command("migrate", "--run-syncdb", verbosity=0)


def open_page(client=None):
    client = client or Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.token = client.get("/").content.decode()
    return client


def ask(client, operation, **data):
    answer = client.post(f"/_monolift/uploads/{operation}", {"csrfmiddlewaretoken": client.token, **data})
    said = json.loads(answer.content) if "json" in answer["Content-Type"] else {}
    return {"status": answer.status_code, **said}


def send_form(begun, content, **changed):
    boundary = uuid.uuid4().hex
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {**begun["fields"], **changed}.items()
    )
    head += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return fetch(begun["url"], body, "POST", f"multipart/form-data; boundary={boundary}")


def fetch(url, body, method, content_type="application/octet-stream"):
    request = urllib.request.Request(url, body, {"Content-Type": content_type}, method=method)  # noqa: S310
    try:
        return urllib.request.urlopen(request).status  # noqa: S310
    except urllib.error.HTTPError as error:
        return error.code


def send(client, content, field="file", type="text/plain"):
    begun = ask(client, "begin", field=field, size=len(content), type=type)
    assert send_form(begun, content) == 204, begun
    return begun["reference"]


def reference_file(text, name="report.txt"):
    return SimpleUploadedFile(name, text.encode(), content_type=CONTENT_TYPE)


def submit(client, *references, to="/keep/", **headers):
    files = [reference_file(one) if isinstance(one, str) else one for one in references]
    data = {"csrfmiddlewaretoken": client.token, "title": "t", "file": files}
    return client.post(to, data, **headers)


def request_with(client, reference, field="file", name="report.txt"):
    """A request as views get it, whose form carries a reference."""
    request = RequestFactory().post("/", {field: reference_file(reference, name)})
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    return request


def pending_file(client, content):
    return request_with(client, send(client, content)).FILES["file"]


def waiting():
    folders = [folder for folder, _ in storage.bucket.list(".monolift/pending/")]
    return [key for folder in folders for key, _ in storage.bucket.list(folder)]


def discard_all():
    for key in waiting():
        storage.bucket.delete(key)
