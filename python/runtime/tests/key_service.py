"""Gives a role's key at an address, as SnapStart's sandboxes and containers ask for it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from aws_service import KEY


class KeyService:
    """Serves ``KEY``.

    Attributes
    ----------
    tokens
        With what each request was authorised.
    lasts
        How long a key counts from when it is given.
    is_down
        Answer nothing but 500.
    """

    def __init__(self) -> None:
        self.tokens: list[str | None] = []
        self.lasts = timedelta(hours=6)
        self.is_down = False
        own = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                own.tokens.append(self.headers["authorization"])
                ends = datetime.now(timezone.utc) + own.lasts
                key = {
                    "AccessKeyId": KEY["AWS_ACCESS_KEY_ID"],
                    "SecretAccessKey": KEY["AWS_SECRET_ACCESS_KEY"],
                    "Token": KEY["AWS_SESSION_TOKEN"],
                    "Expiration": ends.strftime("%Y-%m-%dT%H:%M:%SZ"),
                }
                self.send_response(500 if own.is_down or self.path != "/key?of=role" else 200)
                self.end_headers()
                self.wfile.write(json.dumps(key).encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a sandbox has in the place of a key."""
        return {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"http://127.0.0.1:{self._server.server_port}/key?of=role",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "for the asking",
            "AWS_REGION": KEY["AWS_REGION"],
        }

    def __enter__(self) -> KeyService:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
