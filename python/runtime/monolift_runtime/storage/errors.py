"""What S3 refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from http.client import HTTPResponse


class BucketError(OSError):
    """S3 refused a request.

    Attributes
    ----------
    status
        HTTP's status.
    code
        S3's code, such as ``AccessDenied``; empty where an answer has no body.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"S3 answered {status} {code}: {message}".rstrip(": "))
        self.status = status
        self.code = code


def read_error(response: HTTPResponse, key: str) -> OSError:
    """Read what S3 refuses; FileNotFoundError where the object is not there."""
    body = response.read().decode("utf-8", "replace")
    error = _error_of(response.status, body)
    if response.status == 404 and error.code in ("", "NoSuchKey"):
        return FileNotFoundError(f"There is no file {key!r} in the bucket.")
    return error


def refuse_late_error(answer: bytes) -> None:
    """Raise what S3 says after all: a long operation begins its answer with 200 before it knows its end."""
    text = answer.decode("utf-8", "replace")
    if "<Error>" in text:
        raise _error_of(500, text)


def _error_of(status: int, body: str) -> BucketError:
    found = dict(re.findall(r"<(Code|Message)>([^<]*)<", body))
    return BucketError(status, found.get("Code", ""), found.get("Message", ""))
