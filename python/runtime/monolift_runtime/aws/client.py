"""Asks services of AWS that speak JSON."""

from __future__ import annotations

import json
import random
import time
from datetime import datetime, timezone
from http.client import HTTPConnection, HTTPException
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from .connection import connect
from .credentials import current_credentials
from .errors import AwsError, UnreachableError, read_error
from .services import address_of
from .signature import Request, Signer, sign_headers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .services import Service

_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 2.0

#: AWS closes connections that nobody uses, and a sandbox that was frozen meanwhile does not notice.
_KEPT_SECONDS = 5.0

#: What an attempt is given at least, however little of the time is left.
_SHORTEST_WAIT_SECONDS = 1.0


class Patience(NamedTuple):
    """How long an answer is waited for.

    Attributes
    ----------
    connect_seconds, answer_seconds
        For a connection, and for each piece of an answer.
    all_seconds
        For everything, pauses between attempts included; two more where the last attempt takes all it may.
    attempts
        At most so many.
    """

    connect_seconds: float
    answer_seconds: float
    all_seconds: float
    attempts: int


class Call(NamedTuple):
    """One call of an operation.

    Attributes
    ----------
    path
        Percent-encoded.
    headers
        Names in lower case; ``x-amz-target`` names the operation of a service that has one path for all.
    document
        What is sent as JSON.
    may_repeat
        Whether doing it twice is as good as once, so that it may be repeated when an answer was lost.
    """

    document: Mapping[str, object]
    path: str = "/"
    headers: Mapping[str, str] = MappingProxyType({})
    may_repeat: bool = True


class Client:
    """One service in one Region, on a connection that is kept. For one thread at a time."""

    def __init__(self, service: Service, region: str, patience: Patience) -> None:
        self._service = service
        self._region = region
        self._patience = patience
        self._address = address_of(service, region)
        self._connection: HTTPConnection | None = None
        #: By the clock that goes on while a sandbox is frozen.
        self._used_at = 0.0

    @property
    def host(self) -> str:
        """Where the service is."""
        return self._address.netloc

    def ask(self, call: Call) -> Any:
        """Ask until there is an answer that is final; gives its JSON.

        Repeated are calls that were throttled or that AWS itself failed to answer, and where they may be
        done twice also those whose answer was lost. The pauses between are drawn anew for each sandbox: a
        hundred that begin at one moment are not to come back at one moment.

        Raises
        ------
        AwsError
            The service refuses.
        UnreachableError
            It does not answer.
        CredentialsError
            There is no key to sign with.
        """
        until = time.monotonic() + self._patience.all_seconds
        attempt = 0
        while True:
            attempt += 1
            try:
                return self._exchange(call, until)
            except (AwsError, UnreachableError) as error:
                is_last = attempt >= self._patience.attempts or time.monotonic() >= until
                if is_last or not _may_help(error, call):
                    raise
            longest = min(_FIRST_PAUSE_SECONDS * 2**attempt, _LONGEST_PAUSE_SECONDS, until - time.monotonic())
            # Not a secret: it only keeps sandboxes apart.
            time.sleep(random.uniform(0, max(longest, 0)))  # noqa: S311

    def close(self) -> None:
        """Hang up; the next call connects anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _exchange(self, call: Call, until: float) -> Any:
        """Send a call once; gives the answer's JSON."""
        body = json.dumps(call.document).encode()
        headers = self._signed(call, body)
        if time.time() - self._used_at > _KEPT_SECONDS:
            self.close()
        connection = self._connection or self._connect(until)
        seconds = _at_most(self._patience.answer_seconds, until)
        connection.sock.settimeout(seconds)
        try:
            connection.request("POST", self._path_of(call), body, headers)
            response = connection.getresponse()
            answer = response.read()
        except (OSError, HTTPException) as error:
            self.close()
            raise UnreachableError(self.host, _reason(error, seconds), was_asked=True) from error
        self._used_at = time.time()
        if response.will_close:
            self.close()
        if response.status != 200:
            raise read_error(response.status, response.headers.get("x-amzn-errortype", ""), answer)
        return json.loads(answer)

    def _connect(self, until: float) -> HTTPConnection:
        seconds = _at_most(self._patience.connect_seconds, until)
        try:
            self._connection = connect(self._address.scheme, self.host, seconds)
        except OSError as error:
            raise UnreachableError(self.host, _reason(error, seconds), was_asked=False) from error
        return self._connection

    def _signed(self, call: Call, body: bytes) -> dict[str, str]:
        headers = {"content-type": "application/x-amz-json-1.1", **call.headers, "host": self.host}
        signer = Signer(current_credentials(), self._region, self._service.name, datetime.now(timezone.utc))
        return sign_headers(Request("POST", self._path_of(call), "", headers), signer, body)

    def _path_of(self, call: Call) -> str:
        return self._address.path.rstrip("/") + call.path


def _may_help(error: AwsError | UnreachableError, call: Call) -> bool:
    """Whether to ask once more: not where the first time may have been enough, and once is to be all."""
    if isinstance(error, UnreachableError):
        return call.may_repeat or not error.was_asked
    return error.is_throttled or (error.status >= 500 and call.may_repeat)


def _at_most(seconds: float, until: float) -> float:
    return min(seconds, max(until - time.monotonic(), _SHORTEST_WAIT_SECONDS))


def _reason(error: Exception, seconds: float) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer for {seconds:g} s"
    return str(error) or type(error).__name__
