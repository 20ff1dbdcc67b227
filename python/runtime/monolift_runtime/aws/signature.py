"""AWS's Signature Version 4, in the headers or in the query of a request.

See Also
--------
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from .credentials import Credentials

#: What S3 takes in the place of the body's digest: its integrity is a checksum's business.
_UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"

ALGORITHM = "AWS4-HMAC-SHA256"


class Signer(NamedTuple):
    """Who signs, for what, where, and when.

    Attributes
    ----------
    service
        The name that a service goes by in signatures: ``s3``, ``ssm``, ``ses``.
    now
        Aware, in UTC. AWS refuses what is more than 5 minutes away from its own time, S3 more than 15.
    """

    credentials: Credentials
    region: str
    service: str
    now: datetime

    @property
    def stamp(self) -> str:
        """The time as signatures have it."""
        return self.now.strftime("%Y%m%dT%H%M%SZ")

    @property
    def credential(self) -> str:
        """Whose signature it is, as a request names it."""
        return f"{self.credentials.access_key_id}/{self.scope}"

    @property
    def scope(self) -> str:
        """What the derived key is good for: a day, a Region, a service."""
        return f"{self.stamp[:8]}/{self.region}/{self.service}/aws4_request"

    def sign(self, canonical: str) -> str:
        """Sign a canonical request; gives hexadecimal digits."""
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        return self.sign_text("\n".join([ALGORITHM, self.stamp, self.scope, digest]))

    def sign_text(self, text: str) -> str:
        """Sign a text as it is, for instance a form's policy; gives hexadecimal digits."""
        key = f"AWS4{self.credentials.secret_access_key}".encode()
        for part in self.scope.split("/"):
            key = _hash(key, part)
        return _hash(key, text).hex()


class Request(NamedTuple):
    """What is signed.

    Attributes
    ----------
    path, query
        As they are sent: percent-encoded, the query's parameters sorted by name and each with a ``=``.
    headers
        Names in lower case; with ``host``.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]


def sign_headers(request: Request, signer: Signer, body: bytes | None = None) -> dict[str, str]:
    """Give the headers of a request together with those that sign it.

    Parameters
    ----------
    body
        The whole body, which is signed too. None for S3, which takes an unsigned one and no other service
        does.
    """
    signed = {**request.headers, "x-amz-date": signer.stamp}
    if body is None:
        digest = signed["x-amz-content-sha256"] = _UNSIGNED_PAYLOAD
    else:
        digest = hashlib.sha256(body).hexdigest()
    token = signer.credentials.session_token
    if token is not None:
        signed["x-amz-security-token"] = token
    names = ";".join(sorted(signed))
    signature = signer.sign(_canonical(request, request.query, signed, digest))
    signed["authorization"] = (
        f"{ALGORITHM} Credential={signer.credential}, SignedHeaders={names}, Signature={signature}"
    )
    return signed


def sign_query(request: Request, parameters: Mapping[str, str], signer: Signer, seconds: int) -> str:
    """Give the query of an address of S3's that is good for a while.

    Parameters
    ----------
    request
        Its query is not looked at.
    parameters
        What else is to be in the query, not encoded.
    seconds
        7 days at most. An address that a role's temporary key has signed ends with the key, if that is
        sooner.
    """
    token = signer.credentials.session_token
    all_of_them = {
        **parameters,
        "X-Amz-Algorithm": ALGORITHM,
        "X-Amz-Credential": signer.credential,
        "X-Amz-Date": signer.stamp,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": ";".join(sorted(request.headers)),
        **({} if token is None else {"X-Amz-Security-Token": token}),
    }
    query = encode_query(all_of_them)
    canonical = _canonical(request, query, request.headers, _UNSIGNED_PAYLOAD)
    return f"{query}&X-Amz-Signature={signer.sign(canonical)}"


def encode_path(path: str) -> str:
    """Encode a path as signatures want it: all but letters, digits, ``-_.~`` and slashes."""
    return quote(path, safe="/")


def encode_query(parameters: Mapping[str, str]) -> str:
    """Encode parameters as signatures want them: sorted by name, with a space as ``%20``."""
    pairs = sorted((quote(name, safe=""), quote(value, safe="")) for name, value in parameters.items())
    return "&".join(f"{name}={value}" for name, value in pairs)


def _canonical(request: Request, query: str, headers: Mapping[str, str], digest: str) -> str:
    names = sorted(headers)
    fields = [f"{name}:{headers[name].strip()}" for name in names]
    return "\n".join([request.method, request.path, query, *fields, "", ";".join(names), digest])


def _hash(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
