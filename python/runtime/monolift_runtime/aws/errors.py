"""What goes wrong on the way to AWS, and what AWS refuses."""

from __future__ import annotations

import json
from typing import Any

#: What all of AWS's services say when they are asked too often.
_THROTTLED = frozenset(
    (
        *("ThrottlingException", "Throttling", "ThrottledException", "RequestThrottled"),
        *("TooManyRequestsException", "RequestLimitExceeded", "RequestThrottledException", "SlowDown"),
    )
)


class CredentialsError(OSError):
    """There is no key to sign with."""


class UnreachableError(OSError):
    """A service did not answer.

    Attributes
    ----------
    host
        Where it is.
    reason
        What happened instead.
    was_asked
        False when it can't have seen the request.
    """

    def __init__(self, host: str, reason: str, *, was_asked: bool) -> None:
        super().__init__(f"{host} could not be reached: {reason}")
        self.host = host
        self.reason = reason
        self.was_asked = was_asked


class AwsError(OSError):
    """A service refused a request.

    Attributes
    ----------
    status
        HTTP's status.
    code
        AWS's own, such as ``AccessDeniedException``; empty where an answer has none.
    said
        AWS's own words.
    """

    def __init__(self, status: int, code: str, said: str) -> None:
        super().__init__(f"{code or status}: {said}".rstrip(": "))
        self.status = status
        self.code = code
        self.said = said

    @property
    def is_throttled(self) -> bool:
        """Whether too many asked at one time, so that later it may work."""
        return self.code in _THROTTLED or self.status == 429


def read_error(status: int, error_type: str, body: bytes) -> AwsError:
    """Read the error of a service that speaks JSON.

    Parameters
    ----------
    error_type
        The header ``x-amzn-errortype``; empty where the body says it.

    See Also
    --------
    https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
    """
    try:
        said: dict[str, Any] = dict(json.loads(body))
    except (ValueError, TypeError):
        said = {}
    code = str(error_type or said.get("__type") or said.get("code") or "")
    # As in `com.amazonaws.ssm#ParameterNotFound:http://internal.amazon.com/coral/…`.
    code = code.partition(":")[0].rpartition("#")[2]
    return AwsError(status, code, str(said.get("message") or said.get("Message") or ""))
