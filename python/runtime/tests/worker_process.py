"""Starts real workers: ``bootstrap.py`` in a process of its own, with a Runtime API of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runtime_api import WAIT_SECONDS, Outcome, RuntimeApiServer

RUNTIME_FOLDER = Path(__file__).parent.parent
PROJECTS = Path(__file__).parent / "projects"

#: Pythons to run workers on, each with a Django; the one that runs the tests when not set.
PYTHONS = [python for python in os.environ.get("MONOLIFT_TEST_PYTHONS", "").split(os.pathsep) if python] or [
    sys.executable
]

CONFORMANCE = {
    "MONOLIFT_PATH": str(PROJECTS / "conformance"),
    "MONOLIFT_APPLICATION": "conformance.wsgi:application",
    "DJANGO_SETTINGS_MODULE": "conformance.settings",
}


class Worker:
    """A running worker, its Runtime API, and what it has written."""

    def __init__(self, api: RuntimeApiServer, process: subprocess.Popen[bytes], output: Path) -> None:
        self.api = api
        self.process = process
        self._output = output

    @property
    def output(self) -> str:
        """What it wrote to stdout and stderr so far."""
        return self._output.read_text("utf-8", "replace")

    def invoke(self, event: object, **options: Any) -> Outcome:
        return self.api.invoke(event, **options)

    def wait_until_idle(self, invocations: int) -> None:
        """Wait until it asks for another event after so many, having written all that it writes."""
        self.api.wait_for_next(invocations + 1)

    def wait(self) -> int:
        """Wait for its end."""
        return self.process.wait(WAIT_SECONDS)

    def wait_for_output(self, text: str) -> None:
        """Wait until it has written something."""
        limit = time.monotonic() + WAIT_SECONDS
        while text not in self.output:
            assert time.monotonic() < limit, f"waited for {text!r}; there was {self.output!r}"
            time.sleep(0.01)

    def resident_kb(self) -> int:
        """The memory that it has now."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise AssertionError("no VmRSS")


@contextlib.contextmanager
def running_worker(
    environment: dict[str, str],
    *,
    python: str = PYTHONS[0],
    api: RuntimeApiServer | None = None,
    pass_fds: tuple[int, ...] = (),
    bootstrap: Path = RUNTIME_FOLDER / "bootstrap.py",
    command: list[str] | None = None,
) -> Iterator[Worker]:
    """Run a worker with nothing in its environment but what is given."""
    with contextlib.ExitStack() as stack:
        server = api or stack.enter_context(RuntimeApiServer())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        output = stack.enter_context((folder / "output").open("wb"))
        process = subprocess.Popen(  # noqa: S603
            command or [python, str(bootstrap)],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONNOUSERSITE": "1",
                "AWS_LAMBDA_RUNTIME_API": server.address,
                "LAMBDA_TASK_ROOT": str(folder),
                **environment,
            },
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=pass_fds,
        )
        try:
            yield Worker(server, process, folder / "output")
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait(WAIT_SECONDS)


def function_url_event(path: str = "/", query: str = "", **changes: Any) -> dict[str, Any]:
    """A Function URL's event, as AWS documents it."""
    method = changes.pop("method", "GET")
    headers = {
        "host": "abc123.lambda-url.eu-west-1.on.aws",
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-port": "443",
        "x-forwarded-proto": "https",
        "user-agent": "test",
        **changes.pop("headers", {}),
    }
    context = {
        "accountId": "anonymous",
        "apiId": "abc123",
        "domainName": "abc123.lambda-url.eu-west-1.on.aws",
        "http": {
            "method": method,
            "path": path,
            "protocol": "HTTP/1.1",
            "sourceIp": changes.pop("source_ip", "203.0.113.9"),
            "userAgent": "test",
        },
        "requestId": "e1506fd5-9e7b-434f-bd42-4f8fa224b599",
        "routeKey": "$default",
        "stage": "$default",
        "timeEpoch": 1583348638390,
    }
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {name: value for name, value in headers.items() if value is not None},
        "requestContext": context,
        "isBase64Encoded": False,
        **changes,
    }


def http_api_event(
    path: str = "/", query: str = "", *, stage: str = "$default", **changes: Any
) -> dict[str, Any]:
    """An HTTP API's event in payload format 2.0; ``path`` is decoded, as AWS sends it."""
    domain = changes.pop("domain", "abc123.execute-api.eu-west-1.amazonaws.com")
    event = function_url_event(path, query, **changes)
    event["requestContext"].update(domainName=domain, stage=stage)
    event["headers"].setdefault("host", domain)
    if event["headers"]["host"].endswith(".on.aws"):
        event["headers"]["host"] = domain
    return event


def rest_event(path: str = "/", query: dict[str, list[str]] | None = None, **changes: Any) -> dict[str, Any]:
    """A REST API's event (payload format 1.0)."""
    domain = changes.pop("domain", "abc123.execute-api.eu-west-1.amazonaws.com")
    stage = changes.pop("stage", "prod")
    headers: dict[str, list[str]] = {
        "Host": [domain],
        "X-Forwarded-For": ["203.0.113.9, 130.176.0.1"],
        "X-Forwarded-Port": ["443"],
        "X-Forwarded-Proto": ["https"],
        **changes.pop("headers", {}),
    }
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": changes.pop("method", "GET"),
        "headers": {name: values[-1] for name, values in headers.items() if values},
        "multiValueHeaders": headers,
        "queryStringParameters": {name: values[-1] for name, values in query.items()} if query else None,
        "multiValueQueryStringParameters": query,
        "pathParameters": {"proxy": path.lstrip("/")},
        "stageVariables": None,
        "requestContext": {
            "domainName": domain,
            "httpMethod": "GET",
            "identity": {"sourceIp": changes.pop("source_ip", "203.0.113.9")},
            "path": f"/{stage}{path}",
            "stage": stage,
            "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        },
        "body": None,
        "isBase64Encoded": False,
        **changes,
    }


def load_balancer_event(
    path: str = "/", query: dict[str, list[str]] | None = None, *, is_multiple: bool = True, **changes: Any
) -> dict[str, Any]:
    """A load balancer's event; its query is not decoded."""
    headers: dict[str, list[str]] = {
        "host": ["shop.example.com"],
        "x-forwarded-for": ["203.0.113.9"],
        "x-forwarded-port": ["443"],
        "x-forwarded-proto": ["https"],
        **changes.pop("headers", {}),
    }
    event: dict[str, Any] = {
        "requestContext": {
            "elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/x/1"}
        },
        "httpMethod": changes.pop("method", "GET"),
        "path": path,
        "body": "",
        "isBase64Encoded": False,
    }
    if is_multiple:
        event["multiValueHeaders"] = headers
        event["multiValueQueryStringParameters"] = query or {}
    else:
        event["headers"] = {name: values[-1] for name, values in headers.items()}
        event["queryStringParameters"] = {name: values[-1] for name, values in (query or {}).items()}
    return {**event, **changes}
