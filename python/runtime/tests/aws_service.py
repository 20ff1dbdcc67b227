"""A service of AWS for tests: a real server on a real socket, with botocore's own signer as the judge."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY = {
    "AWS_ACCESS_KEY_ID": "ASIAROLE",
    "AWS_SECRET_ACCESS_KEY": "of/the+role",
    "AWS_SESSION_TOKEN": "token==/of+the+role",
    "AWS_REGION": "eu-west-1",
}


@dataclass
class Asked:
    """One request that was signed rightly."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def operation(self) -> str:
        return self.headers.get("x-amz-target", "").rpartition(".")[2]

    @property
    def document(self) -> Any:
        return json.loads(self.body)


#: Gives status and document for a request; None hangs up without an answer.
Answer = Callable[[Asked], "tuple[int, Any] | None"]


class AwsService:
    """Serves what ``answer`` says; refuses what is not signed with ``KEY`` for ``service``."""

    def __init__(self, service: str, answer: Answer, region: str = KEY["AWS_REGION"]) -> None:
        self.asked: list[Asked] = []
        own = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, body)
                found: tuple[int, Any] | None
                if is_signed(asked, service, region):
                    own.asked.append(asked)
                    found = answer(asked)
                else:
                    found = 403, {"__type": "InvalidSignatureException", "message": "not as botocore signs"}
                if found is None:
                    self.close_connection = True
                    return
                status, document = found
                payload = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("content-type", "application/x-amz-json-1.1")
                self.send_header("content-length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> AwsService:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def is_signed(asked: Asked, service: str, region: str) -> bool:
    """Whether botocore would have signed a request so."""
    said = asked.headers.get("authorization", "")
    names = said.partition("SignedHeaders=")[2].partition(",")[0].split(";")
    request = AWSRequest(
        asked.method,
        f"http://{asked.headers['host']}{asked.path}",
        headers={name: asked.headers[name] for name in names if name in asked.headers},
        data=asked.body,
    )
    # Only the headers that are named: http.client adds some of its own.
    request.context["timestamp"] = asked.headers.get("x-amz-date", "")
    secret, token = KEY["AWS_SECRET_ACCESS_KEY"], KEY["AWS_SESSION_TOKEN"]
    judge = SigV4Auth(Credentials(KEY["AWS_ACCESS_KEY_ID"], secret, token), service, region)
    canonical = judge.canonical_request(request)
    signature = judge.signature(judge.string_to_sign(request, canonical), request)
    scope = judge.scope(request)
    return (
        said == f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders={';'.join(names)}, Signature={signature}"
        and "x-amz-security-token" in names
        and "host" in names
    )


def parameter_store(stored: dict[str, str]) -> Answer:
    """Answer as Parameter Store does, with values by ``NAME:VERSION``."""

    def answer(asked: Asked) -> tuple[int, Any]:
        names = asked.document["Names"]
        if asked.operation != "GetParameters" or len(names) > 10 or not asked.document["WithDecryption"]:
            return 400, {"__type": "ValidationException", "message": "not as it is asked for"}
        found = [name for name in names if name in stored]
        parameters = [
            {
                "Name": name.rpartition(":")[0],
                "Version": int(name.rpartition(":")[2]),
                "Selector": f":{name.rpartition(':')[2]}",
                "Type": "SecureString",
                "Value": stored[name],
            }
            for name in found
        ]
        # In no order that could be relied upon.
        parameters.reverse()
        lost = [name for name in names if name not in found]
        return 200, {"Parameters": parameters, "InvalidParameters": lost}

    return answer
