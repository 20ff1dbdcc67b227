"""A Django project whose media lie in the object storage at argv[1]; one JSON object on standard output."""

import json
import sys
import urllib.request

import django
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

settings.configure(
    USE_TZ=True,
    STORAGES={
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "endpoint_url": sys.argv[1],
                "bucket_name": "stage",
                "access_key": "AKIDSTAGE",
                "secret_key": "stage-secret",
                "region_name": "us-east-1",
                "addressing_style": "path",
                "file_overwrite": False,
                "location": "media",
            },
        }
    },
)
django.setup()

first = default_storage.save("写真/sea 1.jpg", ContentFile(b"\xff\xd8first"))
second = default_storage.save("写真/sea 1.jpg", ContentFile(b"second"))
large = default_storage.save("large.bin", ContentFile(b"x" * 20_000_000))
with default_storage.open(first) as file:
    content = file.read()
with default_storage.open("written.txt", "w") as file:
    file.write("a line\n")
with urllib.request.urlopen(default_storage.url(first)) as answer:
    shown = [answer.headers["Content-Type"], answer.read() == content]
folders, files = default_storage.listdir("")
facts = {
    "names": [first, second != first, default_storage.exists(first), default_storage.exists("nothing")],
    "sizes": [default_storage.size(first), default_storage.size(large)],
    "shown": shown,
    "written": default_storage.open("written.txt").read().decode(),
    "listed": [folders, sorted(files)],
    "modified": default_storage.get_modified_time(first).tzinfo is not None,
}
default_storage.delete(first)
facts["deleted"] = not default_storage.exists(first)
print(json.dumps(facts))
