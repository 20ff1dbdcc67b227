"""Runs commands of an application as the platform does, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RUNTIME = Path(__file__).resolve().parents[1]
PROJECTS = Path(__file__).parent / "projects"


@dataclass
class Outcome:
    exit_code: int
    stdout: str
    stderr: str
    lines: list[dict[str, Any]]

    @property
    def answer(self) -> dict[str, Any]:
        assert self.lines, f"no answer; exit code {self.exit_code}\n{self.stdout}\n{self.stderr}"
        assert self.lines[-1]["type"] == "result"
        return self.lines[-1]

    @property
    def error(self) -> dict[str, Any]:
        assert not self.answer["ok"], self.answer
        assert self.exit_code == 1
        error: dict[str, Any] = self.answer["error"]
        return error

    def succeeded(self) -> dict[str, Any]:
        assert self.answer["ok"], json.dumps(self.answer, indent=2) + self.stderr
        assert self.exit_code == 0
        return self.answer


@dataclass
class Application:
    """A folder with a Django project, and the stage it runs in."""

    python: str
    folder: Path
    #: Empty for an application outside of a stage.
    overlay: dict[str, Any] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    settings: str = "config.settings"
    manage: str | None = "manage.py"
    extra_path: list[Path] = field(default_factory=list)

    def variables(self) -> dict[str, str]:
        own = {
            "PATH": os.environ["PATH"],
            "PYTHONDONTWRITEBYTECODE": "1",
            "MONOLIFT_APP_DIR": str(self.folder),
            "MONOLIFT_PATH": os.pathsep.join(str(path) for path in [self.folder, *self.extra_path]),
            "DJANGO_SETTINGS_MODULE": self.settings,
            **({"MONOLIFT_MANAGE": str(self.folder / self.manage)} if self.manage else {}),
            **({"MONOLIFT_OVERLAY": json.dumps(self.overlay)} if self.overlay else {}),
        }
        return {**own, **self.environment}

    def run(self, *arguments: str, stdin: str = "", **environment: str) -> Outcome:
        """Run a command through the entry script, with a descriptor for its answer."""
        reading, writing = os.pipe()
        variables = {**self.variables(), "MONOLIFT_RESULT_FD": str(writing), **environment}
        process = subprocess.Popen(
            [self.python, str(RUNTIME / "manage_application.py"), *arguments],
            cwd="/",
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            pass_fds=[writing],
        )
        os.close(writing)
        stdout, stderr = process.communicate(stdin)
        with os.fdopen(reading, encoding="utf-8") as stream:
            lines = [json.loads(line) for line in stream]
        return Outcome(process.returncode, stdout, stderr, lines)

    def python_code(self, code: str, *, with_overlay: bool = True) -> Any:
        """Run code after the overlay was installed; gives what the code leaves in `result`, as JSON."""
        folders = [str(path) for path in (RUNTIME, self.folder, *self.extra_path)]
        preamble = f"import sys; sys.path[:0] = {folders!r}\n"
        install = "from monolift_runtime import overlay\noverlay.install()\n" if with_overlay else ""
        tail = "\nimport json\nprint('\\n=RESULT=' + json.dumps(result, default=str))\n"
        process = subprocess.run(
            [self.python, "-c", f"{preamble}{install}{code}{tail}"],
            cwd=self.folder,
            env=self.variables(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert process.returncode == 0, process.stdout + process.stderr
        return json.loads(process.stdout.rsplit("=RESULT=", 1)[1])


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write a project from texts, and give its folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def current_python() -> str:
    return sys.executable
