"""Uploads by a browser's form, each allowed by a policy that is signed beforehand.

See Also
--------
https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import timedelta

from ..aws.signature import ALGORITHM, Signer


@dataclass(frozen=True)
class FormUpload:
    """What one form may upload, and nothing else.

    Attributes
    ----------
    size
        Bytes that the file has, exactly.
    seconds
        How long the form may be sent.
    """

    bucket: str
    key: str
    content_type: str
    size: int
    seconds: int


def sign_form(upload: FormUpload, signer: Signer) -> dict[str, str]:
    """Give the fields that precede the file in the form."""
    token = signer.credentials.session_token
    fields = {
        "key": upload.key,
        "Content-Type": upload.content_type,
        "x-amz-algorithm": ALGORITHM,
        "x-amz-credential": signer.credential,
        "x-amz-date": signer.stamp,
        **({} if token is None else {"x-amz-security-token": token}),
    }
    expiration = (signer.now + timedelta(seconds=upload.seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
    conditions: list[object] = [{"bucket": upload.bucket}, *({name: fields[name]} for name in fields)]
    conditions.append(["content-length-range", upload.size, upload.size])
    document = json.dumps({"expiration": expiration, "conditions": conditions})
    policy = b64encode(document.encode()).decode()
    return {**fields, "policy": policy, "x-amz-signature": signer.sign_text(policy)}
