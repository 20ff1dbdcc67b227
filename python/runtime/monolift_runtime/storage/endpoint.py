"""Where S3 is reached, and with which key: what boto3 would find in the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import IO, TYPE_CHECKING

from ..aws.connection import connect
from ..aws.credentials import current_credentials
from ..aws.services import S3, address_of, current_region, other_endpoint
from ..aws.signature import Request, Signer, encode_path, encode_query, sign_headers, sign_query

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http.client import HTTPConnection, HTTPResponse

#: No answer for so long means that none will come; a function's own time limit may end sooner.
_TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Message:
    """A request, before it is signed.

    Attributes
    ----------
    key
        Of the object; empty for the bucket.
    query
        Parameters, not encoded.
    headers
        Names in lower case.
    """

    method: str
    key: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: IO[bytes] | None = None


@dataclass(frozen=True)
class Endpoint:
    """The address of a bucket.

    Attributes
    ----------
    scheme, host
        ``host`` with a port where it is not the scheme's own.
    prefix
        Path before each key, percent-encoded, without a slash at its end.
    """

    scheme: str
    host: str
    prefix: str

    def connect(self) -> HTTPConnection:
        """Open a connection."""
        return connect(self.scheme, self.host, _TIMEOUT_SECONDS)

    def exchange(self, connection: HTTPConnection, message: Message) -> HTTPResponse:
        """Sign a request, send it and wait for the head of its answer."""
        path = self.path_of(message.key)
        query = encode_query(message.query)
        request = Request(message.method, path, query, {**message.headers, "host": self.host})
        headers = sign_headers(request, current_signer())
        if message.body is not None:
            message.body.seek(0)
        connection.request(message.method, f"{path}?{query}" if query else path, message.body, headers)
        return connection.getresponse()

    def path_of(self, key: str) -> str:
        """Give the path of an object, percent-encoded."""
        return f"{self.prefix}/{encode_path(key)}"

    @property
    def address(self) -> str:
        """Address of the bucket itself, to which forms are sent."""
        return f"{self.scheme}://{self.host}{self.prefix or '/'}"

    def sign_address(
        self,
        key: str,
        query: Mapping[str, str],
        seconds: int,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Make an address at which anybody may do one thing with an object for a while, usually read it.

        Parameters
        ----------
        query
            What else is in it: ``response-content-disposition``, which replaces a header of the answer, or
            ``partNumber``.
        headers
            What has to be sent exactly so, names in lower case: with ``content-length`` no more fits.
        """
        request = Request(method, self.path_of(key), "", {**(headers or {}), "host": self.host})
        signed = sign_query(request, query, current_signer(), seconds)
        return f"{self.scheme}://{self.host}{request.path}?{signed}"


def endpoint_of(bucket: str) -> Endpoint:
    """Find where a bucket is: below ``AWS_ENDPOINT_URL_S3`` if that is set, else a name of AWS's own."""
    if other_endpoint(S3) is None:
        parts = address_of(S3, current_region(), below=f"{bucket}.")
        return Endpoint(parts.scheme, parts.netloc, "")
    parts = address_of(S3, current_region())
    return Endpoint(parts.scheme, parts.netloc, f"{parts.path.rstrip('/')}/{encode_path(bucket)}")


def current_signer() -> Signer:
    """Give the key as it is at this moment: a role's is exchanged while a function lives."""
    return Signer(current_credentials(), current_region(), S3.name, datetime.now(timezone.utc))
