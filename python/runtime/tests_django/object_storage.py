"""The platform's own object storage with the bucket ``media``, in a process of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BUCKET = "media"
KEY = {"AWS_ACCESS_KEY_ID": "AKIASTAGE", "AWS_SECRET_ACCESS_KEY": "of the stage", "AWS_REGION": "local"}


def run_object_storage(folder: Path) -> Iterator[dict[str, str]]:
    """Give what a function's environment says of it: address and key."""
    command = ["node", str(Path(__file__).parent / "serve_object_storage.mjs")]
    server = subprocess.Popen(
        [*command, str(folder), BUCKET, KEY["AWS_ACCESS_KEY_ID"], KEY["AWS_SECRET_ACCESS_KEY"]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert address, "the object storage did not start"
        yield {"AWS_ENDPOINT_URL_S3": address, **KEY}
