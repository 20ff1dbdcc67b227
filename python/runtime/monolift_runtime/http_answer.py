"""Turns status, headers and body into what each door expects.

See Also
--------
https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#respond-to-load-balancer
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Sequence
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any

from monolift_runtime.http_request import FUNCTION_URL, HTTP_API, LOAD_BALANCER, REST, HttpRequest

#: Name and value, as WSGI has them.
Headers = Sequence[tuple[str, str]]

#: What separates the description of a streamed answer from its body.
PRELUDE_END = b"\0" * 8

_to_json = JSONEncoder(separators=(",", ":")).encode

_TEXT_TYPES = (
    "text/",
    "application/json",
    "application/javascript",
    "application/xml",
    "application/x-www-form",
)
_TEXT_SUFFIXES = ("+json", "+xml")


def buffered_payload(request: HttpRequest, status: int, headers: Headers, body: bytes) -> bytes:
    """Make the JSON of a whole answer, ready for the Runtime API.

    The body is text where it can be: base64 makes it a third larger, and 6 MB is all there is.
    """
    head = _to_json(describe(request, status, headers)).encode()[:-1]
    text = _as_text(headers, body)
    if text is None:
        return b"".join((head, b',"isBase64Encoded":true,"body":"', b2a_base64(body, newline=False), b'"}'))
    return b"".join((head, b',"isBase64Encoded":false,"body":', encode_basestring(text).encode(), b"}"))


def buffered_document(request: HttpRequest, status: int, headers: Headers, body: bytes) -> dict[str, Any]:
    """Make the same as a value, for a runtime client that makes the JSON itself."""
    document = describe(request, status, headers)
    text = _as_text(headers, body)
    document["isBase64Encoded"] = text is None
    document["body"] = b2a_base64(body, newline=False).decode() if text is None else text
    return document


def prelude(request: HttpRequest, status: int, headers: Headers) -> bytes:
    """Make what comes before the body of a streamed answer.

    See Also
    --------
    https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
    """
    # Everything outside ASCII is escaped by the encoder, NUL too: nothing in it looks like the separator.
    return _to_json(describe(request, status, headers)).encode() + PRELUDE_END


def describe(request: HttpRequest, status: int, headers: Headers) -> dict[str, Any]:
    """Status and headers in the form of the request's kind."""
    document: dict[str, Any] = {"statusCode": status}
    if request.kind == LOAD_BALANCER:
        document["statusDescription"] = f"{status} {_reason(status)}".rstrip()
    if request.kind == REST or request.has_multiple_values:
        document["multiValueHeaders"] = _lists(headers)
    elif request.kind in (FUNCTION_URL, HTTP_API):
        joined, document["cookies"] = _joined(headers)
        document["headers"] = joined
    else:
        document["headers"] = _single(headers)
    return document


def _joined(headers: Headers) -> tuple[dict[str, str], list[str]]:
    joined: dict[str, str] = {}
    cookies: list[str] = []
    for name, value in headers:
        lower = name.lower()
        if lower == "set-cookie":
            # Django puts a space in front.
            cookies.append(value.strip())
        elif lower in joined:
            joined[lower] += ", " + value
        else:
            joined[lower] = value
    return joined, cookies


def _lists(headers: Headers) -> dict[str, list[str]]:
    """Values by name, with the first spelling of each name."""
    spelling: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    for name, value in headers:
        lists.setdefault(spelling.setdefault(name.lower(), name), []).append(value.strip())
    return lists


def _single(headers: Headers) -> dict[str, str]:
    """One value per name, for load balancers whose target group has multi-value headers off.

    Cookies can't be joined; since names of headers may be spelled in any case, each cookie gets a spelling of
    ``set-cookie`` of its own. There are 512.
    """
    joined, cookies = _joined(headers)
    for number, cookie in enumerate(cookies):
        joined[_spelled("set-cookie", number)] = cookie
    return joined


def _spelled(name: str, number: int) -> str:
    """Choose the spelling of a name whose capital letters are the ones of a number's bits."""
    letters = []
    for letter in name:
        if letter.isalpha():
            letters.append(letter.upper() if number & 1 else letter)
            number >>= 1
        else:
            letters.append(letter)
    return "".join(letters)


def _as_text(headers: Headers, body: bytes) -> str | None:
    """Give the body as text, or ``None`` when it has to travel as base64."""
    content_type = ""
    for name, value in headers:
        lower = name.lower()
        if lower == "content-type":
            content_type = value.partition(";")[0].strip().lower()
        elif lower == "content-encoding":
            return None
    if body and not content_type.startswith(_TEXT_TYPES) and not content_type.endswith(_TEXT_SUFFIXES):
        return None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _reason(status: int) -> str:
    from http.client import responses

    return responses.get(status, "")
