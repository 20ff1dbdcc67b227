"""The script that sends files straight to the bucket."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.forms import Media
from django.http import HttpResponse, HttpResponseNotModified

#: A form of one's own takes one line of its template: a ``script`` with this address.
PATH = "/_monolift/uploads.js"

#: Files of ``browser/``, which see each other's names: plain ES2019, no module and no dependency.
_PARTS = ("words.js", "requests.js", "transfer.js", "row.js", "form.js")


@lru_cache(maxsize=1)
def _content() -> tuple[bytes, str]:
    """Give the script and its version. A page that names it twice runs it once."""
    folder = Path(__file__).with_name("browser")
    parts = "\n".join((folder / name).read_text("utf-8") for name in _PARTS)
    content = (
        '(function () {\n"use strict";\nif (window.monoliftUploads) return;\nwindow.monoliftUploads = true;\n'
        f"{parts}}})();\n"
    ).encode()
    return content, hashlib.sha256(content).hexdigest()[:16]


def serve(request: Any) -> Any:
    """Answer with the script, for a year if the address names its version and for an hour else."""
    content, version = _content()
    etag = f'"{version}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    lasts = "max-age=31536000, immutable" if request.GET.get("v") == version else "max-age=3600"
    response["Cache-Control"] = f"public, {lasts}"
    response["ETag"] = etag
    return response


def add_to_admin(response: Any) -> Any:
    """Add the script to a page of the admin that has a form with files.

    The admin says of each of its forms whether files are in it, and shows whatever its ``media`` name:
    nothing of it is replaced, and widgets stay those of the project.
    """
    context = getattr(response, "context_data", None)
    if context and context.get("has_file_field") and isinstance(context.get("media"), Media):
        context["media"] += Media(js=[f"{PATH}?v={_content()[1]}"])
    return response
