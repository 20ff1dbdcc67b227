"""Secrets that come as files: where they are written, for whom, and when they go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from monolift_runtime import secret_files

_RUNTIME = Path(secret_files.__file__).parent.parent

_FILES = [
    {"path": ".secrets/base.json", "content": {"NAME": "값", "PORT": 5432}},
    {"path": "keys.json", "content": {}},
]


def request(tmp_path: Path, *, shared: bool, files: list[dict[str, Any]] = _FILES) -> dict[str, str]:
    """Give the environment of a process that gets these files."""
    kept = tmp_path / "3.json"
    kept.write_text(json.dumps({"variables": {}, "files": files}))
    places = {
        "from": str(kept),
        "to": str(tmp_path / "placed"),
        "lock": str(tmp_path / "lock") if shared else None,
    }
    return {"MONOLIFT_SECRET_FILES": json.dumps(places)}


def test_nothing_is_written_where_nothing_is_asked_for() -> None:
    secret_files.place({})


def test_files_are_written_for_their_owner_alone(tmp_path: Path) -> None:
    secret_files.place(request(tmp_path, shared=False))
    placed = tmp_path / "placed/.secrets/base.json"
    assert json.loads(placed.read_text("utf-8")) == {"NAME": "값", "PORT": 5432}
    assert placed.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "placed").stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in placed.parent.iterdir()) == ["base.json"]


def test_a_later_process_writes_them_anew(tmp_path: Path) -> None:
    secret_files.place(request(tmp_path, shared=False))
    secret_files.place(request(tmp_path, shared=False, files=[{"path": "keys.json", "content": {"A": 1}}]))
    assert json.loads((tmp_path / "placed/keys.json").read_text()) == {"A": 1}


def test_a_path_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out of the project"):
        secret_files.place(request(tmp_path, shared=False, files=[{"path": "../x.json", "content": {}}]))
    assert not (tmp_path / "x.json").exists()


def test_a_link_of_somebody_else_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "placed").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError, match="belongs to somebody else"):
        secret_files.place(request(tmp_path, shared=False))
    assert not list((tmp_path / "elsewhere").iterdir())


def start(environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start a process that places the files, says so, and ends at a line on stdin."""
    code = (
        "import os, sys; from monolift_runtime import secret_files\n"
        "secret_files.place(os.environ); print('placed', flush=True); sys.stdin.readline()"
    )
    process = subprocess.Popen(  # noqa: S603 (the command is the line above)
        [sys.executable, "-c", code],
        cwd=_RUNTIME,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "placed\n"
    return process


def test_the_last_process_that_shares_them_removes_them(tmp_path: Path) -> None:
    environment = request(tmp_path, shared=True)
    one, other = start(environment), start(environment)
    one.communicate("\n", timeout=20)
    assert (tmp_path / "placed/keys.json").exists()
    other.communicate("\n", timeout=20)
    assert not (tmp_path / "placed").exists()


def test_a_killed_process_keeps_nobody_from_removing_them(tmp_path: Path) -> None:
    environment = request(tmp_path, shared=True)
    killed, other = start(environment), start(environment)
    killed.kill()
    killed.communicate(timeout=20)
    other.communicate("\n", timeout=20)
    assert not (tmp_path / "placed").exists()
