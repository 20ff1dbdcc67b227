"""The rule for log files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from monolift_runtime.overlay.rules import log_files

from .laid import lay, stage

if TYPE_CHECKING:
    from pathlib import Path


class TestLogFiles:
    def test_sends_files_below_the_code_to_stderr(self, tmp_path: Path) -> None:
        code, elsewhere = tmp_path / "code", tmp_path / "logs"
        code.mkdir()
        elsewhere.mkdir()
        own = {
            "version": 1,
            "handlers": {
                "own": {
                    "class": "logging.FileHandler",
                    "filename": str(code / "a.log"),
                    "level": "INFO",
                    "mode": "a",
                },
                "turned": {
                    "class": "logging.handlers.RotatingFileHandler",
                    "filename": code / "b.log",
                    "maxBytes": 1,
                },
                "kept": {"class": "logging.FileHandler", "filename": str(elsewhere / "c.log")},
                "unreachable": {
                    "class": "logging.FileHandler",
                    "filename": str(tmp_path / "missing" / "d.log"),
                },
                "console": {"class": "logging.StreamHandler"},
            },
        }
        before = json.dumps(own, default=str)
        settings, record = lay(
            log_files.lay_over, stage(environment={"MONOLIFT_APP_DIR": str(code)}), LOGGING=own
        )
        handlers = settings["LOGGING"]["handlers"]
        assert handlers["own"] == {"class": "logging.StreamHandler", "level": "INFO"}
        assert handlers["turned"] == handlers["unreachable"] == {"class": "logging.StreamHandler"}
        assert handlers["kept"] == own["handlers"]["kept"]  # type: ignore[index]
        assert len(record) == 3
        assert json.dumps(own, default=str) == before

    @pytest.mark.parametrize("root", ["LAMBDA_TASK_ROOT", "MONOLIFT_CODE_ROOT"])
    def test_knows_the_code_above_the_applications_folder(self, tmp_path: Path, root: str) -> None:
        handler = {"class": "logging.FileHandler", "filename": str(tmp_path / "a.log")}
        roots = {root: str(tmp_path), "MONOLIFT_APP_DIR": str(tmp_path / "app")}
        _, record = lay(
            log_files.lay_over, stage(environment=roots), LOGGING={"version": 1, "handlers": {"a": handler}}
        )
        assert len(record) == 1

    @pytest.mark.parametrize("own", [None, {}, {"version": 1}, {"handlers": {"x": {"()": "factory"}}}])
    def test_leaves_everything_else_as_it_is(self, own: Any) -> None:
        assert lay(log_files.lay_over, stage(), LOGGING=own) == ({"LOGGING": own}, [])
