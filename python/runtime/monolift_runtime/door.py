"""The way in: what comes around the stage's own door is turned away.

A Function URL answers to everybody, also behind CloudFront, where a domain, a firewall and the bucket with
the static files are. CloudFront adds a word to each request, which nobody else knows; a health check that
invokes the function says it too.

See Also
--------
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from monolift_runtime.http_request import HttpRequest, parse_http_request

if TYPE_CHECKING:
    from monolift_runtime.configuration import Configuration
    from monolift_runtime.http_request import Event
    from monolift_runtime.reply import Reply

_SENTENCE = "This is not the address of the site. Open it by its own name."
_PAGE = f"""<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>403</title>
<p>{_SENTENCE}</p>
</html>
"""


class Door:
    """Reads requests as the stage's door sends them.

    Parameters
    ----------
    configuration
        Its ``origin_word``, without which everybody is let in, and its ``proxy_hops``.
    """

    __slots__ = ("_proxy_hops", "_word")

    def __init__(self, configuration: Configuration) -> None:
        self._word = configuration.origin_word.encode()
        # Whoever says the word is a proxy.
        self._proxy_hops = max(configuration.proxy_hops, 1) if self._word else configuration.proxy_hops

    def read(self, event: Event) -> HttpRequest:
        """Read an HTTP event; see :func:`monolift_runtime.http_request.parse_http_request`."""
        return parse_http_request(event, self._proxy_hops)

    def lets_in(self, request: HttpRequest) -> bool:
        """Whether a request came through the door."""
        if not self._word:
            return True
        from hmac import compare_digest

        return compare_digest(request.origin_word.encode("latin-1", "replace"), self._word)


def turn_away(request: HttpRequest, reply: Reply) -> None:
    """Answer a request that came around the door: a page for a browser, JSON for anybody else."""
    is_browser = "text/html" in request.headers.get("accept", "")
    kind = "text/html" if is_browser else "application/json"
    body = _PAGE if is_browser else json.dumps({"error": "forbidden", "detail": _SENTENCE})
    reply.begin(403, [("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-store")])
    reply.write_last(body.encode())
