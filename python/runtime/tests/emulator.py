"""An emulator of AWS that nobody here wrote: moto, in a process of its own."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

#: What boto3 and the runtime find it by; it takes any key.
KEY = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "eu-west-1"}


@contextlib.contextmanager
def running_moto() -> Iterator[dict[str, str]]:
    """Start one on loopback with nothing in it; gives the variables by which it is reached."""
    folder = os.environ.get("MONOLIFT_TEST_EMULATORS")
    if folder is None:
        pytest.fail(
            "MONOLIFT_TEST_EMULATORS is not set: run `npm test` once, it installs the emulators of AWS."
        )
    process = subprocess.Popen(  # noqa: S603
        [str(Path(folder) / "moto_server"), "-H", "127.0.0.1", "-p", "0"],
        env={"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield {**KEY, "AWS_ENDPOINT_URL": _address(process)}
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    for line in process.stderr or ():
        said.append(line)
        found = re.search(r"Running on (http://127\.0\.0\.1:\d+)", line)
        if found:
            return found[1]
    raise AssertionError("moto did not start:\n" + "".join(said))
