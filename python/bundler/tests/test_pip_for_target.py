"""pip chooses for another machine in everything, markers included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent.parent / "pip_for_target.py"

MARKERS = {
    "implementation_name": "cpython",
    "implementation_version": "3.99.0",
    "os_name": "posix",
    "platform_machine": "toaster",
    "platform_python_implementation": "CPython",
    "platform_release": "",
    "platform_system": "Linux",
    "platform_version": "",
    "python_full_version": "3.99.0",
    "python_version": "3.99",
    "sys_platform": "linux",
}


def make_wheel(folder: Path, name: str, tag: str, requires: str = "") -> None:
    info = f"{name}-1.0.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    with zipfile.ZipFile(folder / f"{name}-1.0-{tag}.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", metadata + (f"Requires-Dist: {requires}\n" if requires else ""))
        wheel.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
        wheel.writestr(f"{info}/RECORD", "")


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """A folder of wheels in place of an index."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    make_wheel(folder, "deep", "py3-none-any")
    make_wheel(folder, "top", "cp399-cp399-linux_toaster", 'deep; platform_machine == "toaster"')
    return folder


def resolve(wheels: Path, *asked: str) -> tuple[list[str], str]:
    """Give the names that pip chose, and what it wrote."""
    report = wheels / "report.json"
    report.unlink(missing_ok=True)
    target = ["--python-version", "3.99", "--implementation", "cp", "--abi", "cp399"]
    done = subprocess.run(  # noqa: S603
        [
            *(sys.executable, SCRIPT, "install", "--dry-run", "--no-index", "--find-links", wheels),
            *(*target, "--platform", "linux_toaster", "--only-binary", ":all:", "--report", report),
            *asked,
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MONOLIFT_MARKERS": json.dumps(MARKERS), "PIP_FIND_LINKS": ""},
    )
    if not report.exists():
        return [], done.stderr
    chosen: list[dict[str, Any]] = json.loads(report.read_text())["install"]
    return sorted(one["metadata"]["name"] for one in chosen), done.stderr


def test_markers_of_dependencies_are_of_the_other_machine(wheels: Path) -> None:
    assert resolve(wheels, "top", 'absent; python_version < "3.99"')[0] == ["deep", "top"]


def test_a_source_is_refused_unless_it_is_named(wheels: Path) -> None:
    source = wheels / "plain-1.0"
    source.mkdir()
    (source / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    (source / "backend.py").write_text(
        "import os\n"
        "def prepare_metadata_for_build_wheel(folder, config_settings=None):\n"
        "    os.makedirs(os.path.join(folder, 'plain-1.0.dist-info'))\n"
        "    with open(os.path.join(folder, 'plain-1.0.dist-info/METADATA'), 'w') as file:\n"
        "        file.write('Metadata-Version: 2.1\\nName: plain\\nVersion: 1.0\\n')\n"
        "    return 'plain-1.0.dist-info'\n"
    )
    with zipfile.ZipFile(wheels / "plain-1.0.zip", "w") as archive:
        for file in source.iterdir():
            archive.write(file, f"plain-1.0/{file.name}")
    refused, output = resolve(wheels, "plain")
    assert refused == []
    assert "No matching distribution found for plain" in output
    assert resolve(wheels, "plain", "--no-binary", "plain")[0] == ["plain"]
