"""Sends browsers to the bucket for uploaded files that are too large to go through a function.

A view that answers with ``FileResponse(photo.image.open())`` works as it stands; Lambda ends its answer at
200 MB (6 MB without streaming), slows it to 2 MB/s after the first 6, and is paid for as long as the client
takes.

See Also
--------
https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.decorators import sync_and_async_middleware

from ..coroutines import iscoroutinefunction
from .media import MediaFile, key_of
from .stage_bucket import public_endpoint

if TYPE_CHECKING:
    from collections.abc import Callable

#: An address is used at once; this is for clocks that differ and for slow redirects.
_GOOD_FOR_SECONDS = 300

#: Headers of the answer that the bucket is asked to send in their place.
_CARRIED = {
    "Content-Type": "response-content-type",
    "Content-Disposition": "response-content-disposition",
    "Content-Language": "response-content-language",
    "Cache-Control": "response-cache-control",
}


@sync_and_async_middleware  # type: ignore[untyped-decorator]
def large_files(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Make Django's middleware; stands last, so that others see the redirect as they would any."""
    if iscoroutinefunction(get_response):

        async def respond_later(request: Any) -> Any:
            return _redirect_if_large(request, await get_response(request))

        return respond_later

    def respond(request: Any) -> Any:
        return _redirect_if_large(request, get_response(request))

    return respond


def _redirect_if_large(request: Any, response: Any) -> Any:
    # FileResponse keeps the file as long as nobody replaces its content, by compression for instance.
    file = getattr(response, "file_to_stream", None)
    limit = settings.MONOLIFT_LARGE_RESPONSE_BYTES
    if limit is None or response.status_code != 200 or request.method != "GET":
        return response
    if not isinstance(file, MediaFile) or file.mode != "rb" or file.size <= limit:
        return response
    query = {into: response[name] for name, into in _CARRIED.items() if name in response}
    redirect = HttpResponse(status=302)
    redirect["Location"] = public_endpoint(request).sign_address(key_of(file.name), query, _GOOD_FOR_SECONDS)
    redirect["Cache-Control"] = "no-store"
    redirect.cookies = response.cookies
    response.close()
    return redirect
