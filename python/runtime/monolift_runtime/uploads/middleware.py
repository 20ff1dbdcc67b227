"""The part of direct uploads that stands in ``MIDDLEWARE``."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from asgiref.sync import sync_to_async
from django.utils.decorators import sync_and_async_middleware

from ..coroutines import iscoroutinefunction
from . import script, service
from .handler import pending_files_of
from .refusal import explain_refusal

if TYPE_CHECKING:
    from collections.abc import Callable

_logger = logging.getLogger("monolift.uploads")


@sync_and_async_middleware  # type: ignore[untyped-decorator]
def direct_uploads(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Make Django's middleware; stands last: who keeps strangers out keeps them out of here too."""
    respond: Any
    if iscoroutinefunction(get_response):
        answer_later, settle_later = sync_to_async(_answer), sync_to_async(_settle)

        async def respond_later(request: Any) -> Any:
            own = await answer_later(request) if request.path_info.startswith("/_monolift/") else None
            response = own or await get_response(request)
            return await settle_later(request, response) if _has_uploads(request) else response

        respond = respond_later
    else:

        def respond_now(request: Any) -> Any:
            response = _answer(request) or get_response(request)
            return _settle(request, response) if _has_uploads(request) else response

        respond = respond_now
    respond.process_template_response = _Pages().process_template_response
    return respond  # type: ignore[no-any-return]


class _Pages:
    """Django asks a hook for the object that it belongs to."""

    def process_template_response(self, _request: Any, response: Any) -> Any:
        return script.add_to_admin(response)


def _answer(request: Any) -> Any:
    if request.path_info == script.PATH:
        return script.serve(request)
    return service.answer(request) if request.path_info.startswith(service.PATH) else None


def _has_uploads(request: Any) -> bool:
    return hasattr(request, "monolift_pending_files") or hasattr(request, "monolift_upload_refused")


def _settle(request: Any, response: Any) -> Any:
    """Explain a reference that did not count, and remove what was saved from where it waited.

    Only now: a view's transaction has ended, and after an error the same form may be sent again.
    """
    reason = getattr(request, "monolift_upload_refused", None)
    if reason is not None and response.status_code == 400 and "json" not in response.get("Content-Type", ""):
        return explain_refusal(request, reason)
    if response.status_code < 500:
        for file in pending_files_of(request):
            if file.is_kept:
                _discard(file)
    return response


def _discard(file: Any) -> None:
    try:
        file.discard()
    except OSError as error:
        # It stays no longer than a day; what the view has done counts.
        _logger.warning("An uploaded file was saved, and waits on under %s: %s", file.key, error)
