"""The base path of a REST API: what stands before its resources on a domain of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

#: A part of a resource that stands for what the client asks for: {proxy+}, {id}.
_PARAMETER = re.compile(r"\{([^}+]+)\+?\}")


def base_path_of(event: Mapping[str, Any]) -> str:
    """Find the base path in a REST API's event, on another domain than API Gateway's own.

    It stands in the event's path, and nothing says how long it is; but what follows it is the resource that
    was found for the request.

    Returns
    -------
    str
        As it was sent, without a slash at its end; empty where there is none.

    See Also
    --------
    https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
    """
    resource: str = event.get("resource") or ""
    parameters = event.get("pathParameters") or {}
    if not resource or not all(name in parameters for name in _PARAMETER.findall(resource)):
        return ""
    path: str = event["path"]
    asked = _segments(_PARAMETER.sub(lambda found: parameters[found[1]], resource))
    segments = _segments(path)
    length = len(segments) - len(asked)
    base = "".join(f"/{segment}" for segment in segments[: max(length, 0)])
    if not base or not _is_below(path, base) or not _are_the_same(segments[length:], asked):
        return ""
    return base


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]


def _is_below(path: str, base: str) -> bool:
    return path == base or path.startswith(f"{base}/")


def _are_the_same(segments: list[str], asked: list[str]) -> bool:
    """Whether segments are those of the resource, whose parameters are decoded or not."""
    return segments == asked or list(map(unquote, segments)) == asked
