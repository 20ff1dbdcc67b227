"""Uploads in parts, of which a client may send several at one time and any of them again.

See Also
--------
https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from .endpoint import Message
from .errors import refuse_late_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .bucket import Bucket


@dataclass(frozen=True)
class Part:
    """A part that S3 has: its number from 1 on, its size in bytes, and its tag."""

    number: int
    size: int
    etag: str


def begin_upload(bucket: Bucket, key: str, content_type: str) -> str:
    """Begin an upload in parts; gives its id."""
    headers = {"content-type": content_type, "content-length": "0"}
    return bucket.ask(Message("POST", key, {"uploads": ""}, headers)).findtext("{*}UploadId", "")


def list_parts(bucket: Bucket, key: str, upload_id: str) -> list[Part]:
    """List what is there of an upload: 1,000 parts at most, in their order.

    Raises
    ------
    BucketError
        ``NoSuchUpload``: it is complete, was given up, or never began.
    """
    page = bucket.ask(Message("GET", key, {"uploadId": upload_id}))
    return [
        Part(
            int(part.findtext("{*}PartNumber", "")),
            int(part.findtext("{*}Size", "")),
            part.findtext("{*}ETag", ""),
        )
        for part in page.iterfind("{*}Part")
    ]


def complete_upload(bucket: Bucket, key: str, upload_id: str, parts: Iterable[Part]) -> None:
    """Make an object of parts."""
    listed = "".join(
        f"<Part><PartNumber>{part.number}</PartNumber><ETag>{escape(part.etag)}</ETag></Part>"
        for part in parts
    )
    body = f"<CompleteMultipartUpload>{listed}</CompleteMultipartUpload>".encode()
    headers = {"content-type": "application/xml", "content-length": str(len(body))}
    message = Message("POST", key, {"uploadId": upload_id}, headers, BytesIO(body))
    refuse_late_error(bucket.request(message).read())


def abort_upload(bucket: Bucket, key: str, upload_id: str) -> None:
    """Give an upload up, with the parts that are there."""
    bucket.request(Message("DELETE", key, {"uploadId": upload_id})).read()


def list_uploads(bucket: Bucket, prefix: str) -> Iterator[tuple[str, str]]:
    """Give keys and ids of uploads that are under way below a prefix: the first 1,000."""
    for upload in bucket.ask(Message("GET", "", {"prefix": prefix, "uploads": ""})).iterfind("{*}Upload"):
        yield upload.findtext("{*}Key", ""), upload.findtext("{*}UploadId", "")
