"""A pack of this machine becomes one of another bundle, wherever that one is moved to."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent.parent / "retarget_pack.py"
RUNTIME = Path(__file__).parents[2] / "runtime"
HASH_BASED = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]

#: Imports all that the pack of `here` holds, and tells where each module and its code come from.
LOOK = """
import json, sys
from monolift_runtime import import_path
import_path.arrange(sys.argv[1])
import shop, shop.parts, driver, tools
modules = [shop, shop.parts, driver, tools]
print(json.dumps({
    module.__name__: [type(module.__loader__).__name__, module.where(), module.where.__code__.co_filename]
    for module in modules
}))
"""


def run(*parameters: str | Path, **variables: str) -> str:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(RUNTIME), **variables}
    done = subprocess.run(  # noqa: S603
        [sys.executable, *parameters], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout


def write_bundle(folder: Path, where: str, names: list[str]) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"def where():\n    return {where!r}\n")
    run(*HASH_BASED, folder)
    return folder


def path_of(folder: Path) -> list[str]:
    return [str(folder / name) for name in ("app", "app/src", "packages")]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    names = ["app/shop/__init__.py", "app/shop/parts.py", "app/src/tools.py", "packages/driver.py"]
    return write_bundle(tmp_path / "here", "here", [*names, "packages/backport.py"])


@pytest.fixture
def pack(here: Path) -> Path:
    """The pack that an inspection with another Python wrote."""
    program = (
        "import json, sys; sys.path[:0] = json.loads(sys.argv[1])\n"
        "import re, shop.parts, driver, tools, backport\n"
        "re.compile('[a-z]+ of the shop')\n"
        "from monolift_runtime.import_path import pack_roots\n"
        "from monolift_runtime.pack import write_pack\n"
        "write_pack(sys.argv[2], roots=pack_roots(sys.argv[3], json.loads(sys.argv[1])))"
    )
    path = here / "pack"
    run("-c", program, json.dumps(path_of(here)), path, RUNTIME)
    first, _, rest = path.read_bytes().partition(b"\n")
    words = first.split(b" ")
    words[3] = b"0" * len(words[3])
    path.write_bytes(b" ".join(words) + b"\n" + rest)
    return path


@pytest.fixture
def there(tmp_path: Path) -> Path:
    names = ["app/shop/__init__.py", "app/shop/parts.py", "app/src/tools.py", "packages/driver.py"]
    return write_bundle(tmp_path / "there", "there", names)


def retarget(pack: Path, there: Path) -> tuple[Path, Any]:
    out = there / "pack"
    asked = {
        "pack": str(pack),
        "out": str(out),
        "folders": path_of(there),
        "runtime": str(there / "runtime"),
        "key": "",
    }
    done = subprocess.run(  # noqa: S603
        [sys.executable, SCRIPT],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(RUNTIME)},
    )
    return out, json.loads(done.stdout)


def test_modules_come_from_the_pack_with_the_code_of_the_other_bundle(
    pack: Path, there: Path, tmp_path: Path
) -> None:
    out, summary = retarget(pack, there)
    assert summary["modules"] == 4
    assert summary["bytes"] == out.stat().st_size
    moved = tmp_path / "var/task"
    shutil.move(there, moved)
    variables = {"MONOLIFT_PATH": os.pathsep.join(path_of(moved)), "MONOLIFT_PACK": str(moved / "pack")}
    found = json.loads(run("-c", LOOK, moved / "runtime", **variables))
    assert found == {
        "shop": ["PackLoader", "there", str(moved / "app/shop/__init__.py")],
        "shop.parts": ["PackLoader", "there", str(moved / "app/shop/parts.py")],
        "driver": ["PackLoader", "there", str(moved / "packages/driver.py")],
        "tools": ["PackLoader", "there", str(moved / "app/src/tools.py")],
    }


def test_the_same_bundle_in_another_folder_gives_the_same_bytes(
    pack: Path, there: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(there, other)
    first, _ = retarget(pack, there)
    second, _ = retarget(pack, other)
    assert first.read_bytes() == second.read_bytes()


def test_code_without_byte_code_is_left_out(pack: Path, there: Path) -> None:
    shutil.rmtree(there / "packages/__pycache__")
    assert retarget(pack, there)[1]["modules"] == 3


def test_regular_expressions_are_carried_over(pack: Path, there: Path) -> None:
    out, _ = retarget(pack, there)
    look = (
        "import os, sys\n"
        "from monolift_runtime.pack_finder import read_header, read_index\n"
        "descriptor = os.open(sys.argv[1], os.O_RDONLY)\n"
        "_, programs = read_index(descriptor, read_header(descriptor)).programs\n"
        "print((True, '[a-z]+ of the shop', 0) in programs)"
    )
    assert run("-c", look, out) == "True\n"
