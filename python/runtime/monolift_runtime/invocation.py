"""One event that Lambda gave to this worker."""

from __future__ import annotations

import time
from collections.abc import Mapping


class Invocation:
    """An event and what Lambda says about it; views find it in ``environ["monolift.invocation"]``.

    Attributes
    ----------
    request_id
        Lambda's id of the invocation, the same on a retry of an asynchronous one.
    deadline_ms
        When Lambda ends the invocation, in milliseconds since 1970; 0 when unknown.
    function_arn
        The ARN that was invoked, with its alias or version.
    trace_id
        X-Ray's header, or an empty string.
    may_pipeline
        The next event may be asked for before the answer to this one's response has come.
    headers
        All headers of the Runtime API's answer, names in lower case.
    body
        The event as JSON.

    See Also
    --------
    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next
    """

    __slots__ = ("body", "deadline_ms", "function_arn", "headers", "may_pipeline", "request_id", "trace_id")

    def __init__(self, headers: Mapping[str, str], body: bytes) -> None:
        self.headers = headers
        self.body = body
        self.request_id = headers["lambda-runtime-aws-request-id"]
        self.deadline_ms = int(headers.get("lambda-runtime-deadline-ms") or 0)
        self.function_arn = headers.get("lambda-runtime-invoked-function-arn", "")
        self.may_pipeline = "monolift-runtime-pipelining" in headers
        self.trace_id = headers.get("lambda-runtime-trace-id", "")

    def remaining_ms(self) -> int:
        """Milliseconds until Lambda ends the invocation; 0 when the time is over or unknown."""
        return max(0, self.deadline_ms - int(time.time() * 1000))
