"""The page of a form whose reference to an uploaded file does not count."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.utils.html import escape
from django.utils.translation import get_language


class _Words(NamedTuple):
    title: str
    causes: dict[str, str]
    fix: str


_ENGLISH = _Words(
    "An uploaded file could not be taken",
    {
        "expired": "It was uploaded more than 12 hours ago.",
        "forged": "It was uploaded from another browser, before you signed in, or for another field.",
        "missing": "It is not in the bucket: it was used already, or did not arrive whole.",
        "unreachable": "The bucket does not answer.",
    },
    "Nothing was saved. Go back, choose the file again, and send the form once more.",
)
_JAPANESE = _Words(
    "アップロードされたファイルを受け取れませんでした",
    {
        "expired": "アップロードから 12 時間以上たっています。",
        "forged": "別のブラウザ、ログイン前、または別のフィールドからアップロードされたファイルです。",
        "missing": "バケットにありません。すでに使われたか、最後まで届いていません。",
        "unreachable": "バケットが応答しません。",
    },
    "何も保存されていません。前のページに戻り、ファイルを選び直して、もう一度送信してください。",
)
_KOREAN = _Words(
    "업로드한 파일을 받을 수 없습니다",
    {
        "expired": "업로드한 지 12시간이 지났습니다.",
        "forged": "다른 브라우저나 다른 필드에서, 또는 로그인하기 전에 업로드한 파일입니다.",
        "missing": "버킷에 없습니다. 이미 사용했거나 끝까지 전송되지 않았습니다.",
        "unreachable": "버킷이 응답하지 않습니다.",
    },
    "아무것도 저장되지 않았습니다. 이전 페이지로 돌아가 파일을 다시 선택한 뒤 양식을 다시 보내세요.",
)
_LANGUAGES = {"en": _ENGLISH, "ja": _JAPANESE, "ko": _KOREAN}


def explain_refusal(request: Any, reason: str) -> Any:
    """Say why, and what to do: a page for a browser, else plain text. Status 400."""
    language = (get_language() or "en").split("-")[0]
    language = language if language in _LANGUAGES else "en"
    words = _LANGUAGES[language]
    cause = words.causes[reason]
    if "text/html" in request.headers.get("Accept", ""):
        page = (
            f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
            f"<title>{escape(words.title)}</title><h1>{escape(words.title)}</h1>"
            f"<p>{escape(cause)}</p><p>{escape(words.fix)}</p></html>"
        )
        response = HttpResponse(page, status=400)
    else:
        text = f"{words.title}: {cause} {words.fix}\n"
        response = HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
