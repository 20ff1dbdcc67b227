"""What ``uploads.js`` asks for: how to send a file, where a part goes, whether all is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponseNotFound, JsonResponse
from django.views.decorators.csrf import csrf_protect

from ..storage.endpoint import current_signer
from ..storage.errors import BucketError
from ..storage.multipart import abort_upload, begin_upload, complete_upload, list_parts
from ..storage.post_policy import FormUpload, sign_form
from ..storage.stage_bucket import public_endpoint, stage_bucket
from .allowance import take_allowance
from .pending import new_key, sweep
from .reference import BadReference, Reference, read_reference, sign_reference

if TYPE_CHECKING:
    from collections.abc import Callable

#: Followed by the name of an operation. Nothing of an application's lies below ``/_monolift/``.
PATH = "/_monolift/uploads/"

#: Up to here one request sends a file. One that breaks off begins anew, a part alone does not cost much.
_FORM_BYTES = 32 * 1024 * 1024
#: Gives 320 parts at 5 GB; S3 lists 1,000 at one time.
_PART_BYTES = 16 * 1024 * 1024
_GOOD_FOR_SECONDS = 3600


def answer(request: Any) -> Any:
    """Answer one request of the script: a POST with a valid CSRF token.

    Returns
    -------
    HttpResponse
        JSON; ``{"error": …}`` with a word that the script has a sentence for, when the answer is no.
    """
    operation = _OPERATIONS.get(request.path_info[len(PATH) :])
    if operation is None or request.method != "POST":
        return HttpResponseNotFound()
    response = csrf_protect(_guarded(operation))(request)
    response["Cache-Control"] = "no-store"
    return response


def _guarded(operation: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def view(request: Any) -> Any:
        try:
            return operation(request)
        except BadReference as error:
            return JsonResponse({"error": error.reason}, status=410)
        except (KeyError, ValueError):
            return JsonResponse({"error": "malformed"}, status=400)

    return view


def _begin(request: Any) -> Any:
    size, field = int(request.POST["size"]), request.POST["field"]
    content_type = _clean_type(request.POST.get("type", ""))
    refusal = take_allowance(request, size)
    if refusal is not None:
        limit = settings.MONOLIFT_UPLOAD_LIMIT_BYTES
        return JsonResponse({"error": refusal, "limit": limit}, status=_STATUSES[refusal])
    bucket = stage_bucket()
    sweep(bucket)
    key = new_key()
    if size <= _FORM_BYTES:
        form = FormUpload(bucket.name, key, content_type, size, _GOOD_FOR_SECONDS)
        way: dict[str, Any] = {
            "url": public_endpoint(request).address,
            "fields": sign_form(form, current_signer()),
        }
        reference = Reference(key, size, content_type, field)
    else:
        way = {"partBytes": _PART_BYTES}
        upload_id = begin_upload(bucket, key, content_type)
        reference = Reference(key, size, content_type, field, upload_id)
    return JsonResponse({"reference": sign_reference(reference, request), **way})


def _part(request: Any) -> Any:
    reference = read_reference(request.POST["reference"], request)
    number = int(request.POST["number"])
    size = _part_sizes(reference)[number]
    # The size is a part of the signature, so that no more than was allowed can be sent.
    url = public_endpoint(request).sign_address(
        reference.key,
        {"partNumber": str(number), "uploadId": _upload_id(reference)},
        _GOOD_FOR_SECONDS,
        method="PUT",
        headers={"content-length": str(size)},
    )
    return JsonResponse({"url": url})


def _finish(request: Any) -> Any:
    reference = read_reference(request.POST["reference"], request)
    bucket = stage_bucket()
    wanted = _part_sizes(reference)
    upload_id = _upload_id(reference)
    try:
        parts = list_parts(bucket, reference.key, upload_id)
        there = {part.number for part in parts if wanted.get(part.number) == part.size}
        missing = sorted(set(wanted) - there)
        if missing:
            return JsonResponse({"missing": missing})
        complete_upload(bucket, reference.key, upload_id, parts)
    except BucketError as error:
        # An answer that was lost on its way: it is complete already.
        head = bucket.head(reference.key) if error.code == "NoSuchUpload" else None
        if head is None:
            raise
    return JsonResponse({"missing": []})


def _cancel(request: Any) -> Any:
    reference = read_reference(request.POST["reference"], request)
    try:
        if reference.upload_id is None:
            stage_bucket().delete(reference.key)
        else:
            abort_upload(stage_bucket(), reference.key, reference.upload_id)
    except BucketError as error:
        if error.code != "NoSuchUpload":
            raise
    return JsonResponse({})


def _part_sizes(reference: Reference) -> dict[int, int]:
    starts = range(0, reference.size, _PART_BYTES)
    return {number: min(_PART_BYTES, reference.size - start) for number, start in enumerate(starts, start=1)}


def _upload_id(reference: Reference) -> str:
    if reference.upload_id is None:
        raise ValueError("a file that one request sends has no parts")
    return reference.upload_id


def _clean_type(text: str) -> str:
    """Give what a browser says of a file's type, if a header can carry it."""
    is_usual = text.isascii() and text.isprintable() and "/" in text and len(text) <= 255
    return text if is_usual else "application/octet-stream"


_STATUSES = {"too-large": 413, "too-many": 429, "denied": 403}
_OPERATIONS = {"begin": _begin, "part": _part, "finish": _finish, "cancel": _cancel}
