"""The compiler's promise: bytes that depend on the source alone."""

from __future__ import annotations

import importlib.util
import json
import marshal
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "compile_files.py"

SOURCES = {
    "a.py": "def view(request):\n    return request.method in {'GET', 'HEAD', 'x', 'é'}\n",
    "b.py": "x = 'x'\ny = ('x', 'é', b'z')\nname = frozenset({'a', 'b', 'c'})\n",
    "package/c.py": "from a import view\nz = [i for i in 'xyz' if i in ('x', 'q')]\n",
}


def compile_in(folder: Path, order: list[str]) -> list[dict[str, object]]:
    for name, source in SOURCES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(source)
    tasks = [[str(folder / name), str(folder / "out" / f"{name}c"), name] for name in order]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-S", "-s", str(SCRIPT)]
    done = subprocess.run(  # noqa: S603
        command, input=json.dumps(tasks), env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_bytes_are_the_same_in_every_folder_and_order(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "elsewhere" / "second"
    compile_in(first, list(SOURCES))
    compile_in(second, list(reversed(SOURCES)))
    for name in SOURCES:
        assert (first / "out" / f"{name}c").read_bytes() == (second / "out" / f"{name}c").read_bytes()


def test_byte_code_is_of_the_unchecked_kind(tmp_path: Path) -> None:
    compile_in(tmp_path, ["a.py"])
    data = (tmp_path / "out" / "a.pyc").read_bytes()
    assert data[:4] == importlib.util.MAGIC_NUMBER
    assert int.from_bytes(data[4:8], "little") == 1
    assert data[8:16] == importlib.util.source_hash(SOURCES["a.py"].encode())
    assert marshal.loads(data[16:]).co_filename == "a.py"  # noqa: S302


def test_what_is_no_python_is_reported_and_left_without_byte_code(tmp_path: Path) -> None:
    broken = tmp_path / "template.py"
    broken.write_text("x = {{ value }}\nclass {{ name }}: pass\n")
    null = tmp_path / "null.py"
    null.write_bytes(b"x = 1\x00\n")
    tasks = [[str(path), str(tmp_path / "out" / f"{path.name}c"), path.name] for path in (broken, null)]
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT)], input=json.dumps(tasks), capture_output=True, text=True, check=True
    )
    failures = json.loads(done.stdout)
    assert [failure["source"] for failure in failures] == [str(broken), str(null)]
    assert failures[0]["line"] == 2
    assert not (tmp_path / "out" / "template.pyc").exists()


def test_warnings_of_foreign_code_are_not_shown(tmp_path: Path) -> None:
    source = tmp_path / "old.py"
    source.write_text('pattern = "\\d"\nassert (1, "always true")\n')
    task = [[str(source), str(tmp_path / "old.pyc"), "old.py"]]
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT)], input=json.dumps(task), capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("[]", "")
