"""Workers that tests share, on each Python that is to be tested."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from worker_process import CONFORMANCE, PYTHONS, Worker, running_worker


@pytest.fixture(scope="session", params=PYTHONS)
def python(request: pytest.FixtureRequest) -> str:
    """An interpreter that has Django."""
    return str(request.param)


@pytest.fixture(scope="session", params=["wsgi", "asgi"])
def buffered_worker(request: pytest.FixtureRequest, python: str) -> Iterator[Worker]:
    """A worker of the conformance project whose answers are buffered, once per interface."""
    with running_worker(_environment(request.param), python=python) as worker:
        yield worker


@pytest.fixture(scope="session", params=["wsgi", "asgi"])
def streaming_worker(request: pytest.FixtureRequest, python: str) -> Iterator[Worker]:
    """A worker of the conformance project that streams where it can, once per interface."""
    environment = {**_environment(request.param), "MONOLIFT_STREAM": "function-url,rest"}
    with running_worker(environment, python=python) as worker:
        yield worker


def _environment(interface: str) -> dict[str, str]:
    return {
        **CONFORMANCE,
        "MONOLIFT_APPLICATION": f"conformance.{interface}:application",
        "MONOLIFT_INTERFACE": interface,
    }


@pytest.fixture
def worker(python: str) -> Iterator[Worker]:
    """A worker of the conformance project for one test, which may end it."""
    with running_worker(CONFORMANCE, python=python) as worker:
        yield worker


@pytest.fixture
def asgi_worker(python: str) -> Iterator[Worker]:
    """The same behind ASGI."""
    with running_worker(_environment("asgi"), python=python) as worker:
        yield worker
