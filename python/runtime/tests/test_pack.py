"""Import packs: the same modules as without, whatever may be wrong with the file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from worker_process import CONFORMANCE, RUNTIME_FOLDER, function_url_event, running_worker

APPLICATION = """
import json, sys
import shop, shop.parts
from namespace import member

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(shop.facts(environ["PATH_INFO"], globals())).encode()]
"""

SHOP = '''
"""A package with data."""
import importlib, importlib.util, inspect, linecache, pkgutil, sys, traceback
from importlib import resources
from shop import parts

def fail():
    raise ValueError("in the shop")

def facts(path, app):
    try:
        fail()
    except ValueError:
        trace = traceback.format_exc()
    names = ("shop", "shop.parts", "namespace.member", "app", "json", "json.decoder")
    modules = [sys.modules[name] for name in names]
    loaders = {
        module.__name__: type(module.__spec__.loader).__name__
        for module in list(sys.modules.values())
        if getattr(module, "__spec__", None) is not None
    }
    return {
        "modules": [
            [
                module.__name__,
                module.__file__,
                module.__cached__,
                module.__package__,
                list(getattr(module, "__path__", [])),
                module.__spec__.name,
                module.__spec__.origin,
                module.__spec__.has_location,
                module.__spec__.parent,
                isinstance(module.__loader__, importlib.machinery.SourceFileLoader),
                module.__doc__,
            ]
            for module in modules
        ],
        "trace": trace,
        "source": inspect.getsource(fail),
        "loader_source": sys.modules["shop"].__loader__.get_source("shop"),
        "data": pkgutil.get_data("shop", "data.txt").decode(),
        "resource": resources.read_text("shop", "data.txt") if hasattr(resources, "read_text") else "data\\n",
        "submodules": sorted(found.name for found in pkgutil.iter_modules(sys.modules["shop"].__path__)),
        "missing": importlib.util.find_spec("shop.nothing") is None,
        "filename": fail.__code__.co_filename,
        "nested": sys.modules["shop.parts"].outer().__code__.co_filename,
        "reloaded": importlib.reload(parts) is parts,
        "packed": sorted(name for name, loader in loaders.items() if loader == "PackLoader"),
    }
'''
PARTS = "def outer():\n    def inner():\n        return 1\n    return inner\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A code folder and a dependency folder."""
    files = {
        "code/app.py": APPLICATION,
        "code/shop/__init__.py": SHOP,
        "code/shop/parts.py": PARTS,
        "code/shop/data.txt": "data\n",
        "dependencies/namespace/member.py": "VALUE = 1\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def environment(folder: Path, **changes: str) -> dict[str, str]:
    return {
        "MONOLIFT_PATH": f"{folder / 'code'}{os.pathsep}{folder / 'dependencies'}",
        "MONOLIFT_APPLICATION": "app:application",
        "MONOLIFT_PACK_KEY": "sha256-of-the-folders",
        "MONOLIFT_WARMUP": "",
        **changes,
    }


def write_pack(python: str, pack: Path, variables: dict[str, str]) -> None:
    subprocess.run(  # noqa: S603
        [python, "-m", "monolift_runtime.pack", str(pack)],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(RUNTIME_FOLDER),
            "PYTHONHASHSEED": "0",
            **variables,
        },
        check=True,
        stdout=subprocess.DEVNULL,
    )


def facts(python: str, variables: dict[str, str]) -> tuple[Any, str]:
    with running_worker(variables, python=python) as worker:
        found = json.loads(worker.invoke(function_url_event("/")).body)
        worker.wait_until_idle(1)
        return found, worker.output


def without_packed(found: Any) -> Any:
    return {name: value for name, value in found.items() if name != "packed"}


def test_modules_are_what_normal_imports_make_of_them(project: Path, python: str) -> None:
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    plain, _ = facts(python, environment(project))
    packed, output = facts(python, environment(project, MONOLIFT_PACK=str(pack)))
    assert output == ""
    assert without_packed(packed) == without_packed(plain)
    assert plain["packed"] == []
    assert {"app", "shop", "shop.parts", "namespace.member", "json", "monolift_runtime.worker"} <= {
        *packed["packed"]
    }


def test_a_copy_of_the_folders_uses_the_same_pack(project: Path, python: str, tmp_path: Path) -> None:
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    elsewhere = tmp_path / "else where 漢字"
    for name in ("code", "dependencies"):
        shutil.copytree(project / name, elsewhere / name)
        shutil.rmtree(project / name)
    moved, output = facts(python, environment(elsewhere, MONOLIFT_PACK=str(pack)))
    assert output == ""
    assert "shop" in moved["packed"]
    assert moved["filename"] == str(elsewhere / "code/shop/__init__.py")
    assert moved["nested"] == str(elsewhere / "code/shop/parts.py")
    assert str(elsewhere) in moved["trace"]
    assert 'raise ValueError("in the shop")' in moved["trace"]


def test_the_same_inputs_give_the_same_bytes_in_any_folder(
    project: Path, python: str, tmp_path: Path
) -> None:
    for folder in (project, tmp_path / "other"):
        if folder != project:
            for name in ("code", "dependencies"):
                shutil.copytree(project / name, folder / name)
        write_pack(python, folder / "pack", environment(folder))
    assert (project / "pack").read_bytes() == (tmp_path / "other/pack").read_bytes()


def test_valid_byte_code_is_taken_as_it_is(project: Path, python: str) -> None:
    """Unchecked byte code is what counts, even beside another source."""
    subprocess.run(  # noqa: S603
        [python, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", str(project / "code")],
        check=True,
    )
    (project / "code/shop/parts.py").write_text("raise ValueError('not what was compiled')\n")
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    shutil.rmtree(project / "code/shop/__pycache__")
    source = (
        (project / "code/shop/__init__.py").read_text().replace("importlib.reload(parts) is parts", "True")
    )
    (project / "code/shop/__init__.py").write_text(source)
    with running_worker(environment(project, MONOLIFT_PACK=str(pack)), python=python) as worker:
        worker.wait_until_idle(0)
        assert worker.output == ""


def test_stale_byte_code_is_not_taken(project: Path, python: str) -> None:
    subprocess.run([python, "-m", "compileall", "-q", str(project / "code")], check=True)  # noqa: S603
    parts = project / "code/shop/parts.py"
    parts.write_text(PARTS + "NEW = 1\n")
    os.utime(parts, (1, 1))
    write_pack(python, project / "pack", environment(project))
    content = (project / "pack").read_bytes()
    assert b"NEW" in content


def damaged(content: bytes, how: str) -> bytes:
    if how == "empty":
        return b""
    if how == "truncated":
        return content[:-100]
    if how == "other file":
        return b"hello\n" * 100
    index = content.index(b"namespace.member")
    return content[:index] + b"X" + content[index + 1 :]


@pytest.mark.parametrize("how", ["empty", "truncated", "other file", "changed index"])
def test_a_damaged_pack_is_mentioned_once_and_not_used(project: Path, python: str, how: str) -> None:
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    pack.write_bytes(damaged(pack.read_bytes(), how))
    found, output = facts(python, environment(project, MONOLIFT_PACK=str(pack)))
    assert found["packed"] == []
    assert output.count("\n") == 1
    assert f"import pack {pack} cannot be read" in output


def test_damaged_code_is_mentioned_once_and_imported_from_its_source(project: Path, python: str) -> None:
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    *header, rest = pack.read_bytes().split(b"\n", 3)
    # All code is lost, but the index is whole.
    index_bytes = int(header[2].split(b" ")[0])
    lost = b"\xff" * (len(rest) - index_bytes)
    pack.write_bytes(b"\n".join((*header, rest[:index_bytes] + lost)))
    found, output = facts(python, environment(project, MONOLIFT_PACK=str(pack)))
    assert found["data"] == "data\n"
    assert output.count("cannot be read") == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"MONOLIFT_PACK_KEY": "of other folders"},
        {"PYTHONOPTIMIZE": "1"},
        {"MONOLIFT_PACK": "/nowhere/pack"},
        {"MONOLIFT_PACK": ""},
    ],
    ids=["other folders", "other optimisation", "missing", "none"],
)
def test_a_pack_that_is_not_for_this_worker_is_passed_over_in_silence(
    project: Path, python: str, changes: dict[str, str]
) -> None:
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    found, output = facts(python, {**environment(project, MONOLIFT_PACK=str(pack)), **changes})
    assert found["packed"] == []
    assert output == ""


def test_another_pythons_pack_is_passed_over_in_silence(project: Path, python: str) -> None:
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    content = pack.read_bytes()
    first, _, rest = content.partition(b"\n")
    words = first.split(b" ")
    words[3] = b"00000000"
    pack.write_bytes(b" ".join(words) + b"\n" + rest)
    found, output = facts(python, environment(project, MONOLIFT_PACK=str(pack)))
    assert found["packed"] == []
    assert output == ""


def test_another_standard_library_is_imported_the_usual_way(project: Path, python: str) -> None:
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    first, version, rest = pack.read_bytes().split(b"\n", 2)
    pack.write_bytes(b"\n".join((first, b"x" * len(version), rest)))
    found, output = facts(python, environment(project, MONOLIFT_PACK=str(pack)))
    assert "shop" in found["packed"]
    assert "json" not in found["packed"]
    assert output == ""


PATTERNS = r"""
import json, re, warnings
from re import _parser

parsed = []
parse = _parser.parse

def noting_parse(pattern, *rest):
    parsed.append(str(pattern))
    return parse(pattern, *rest)

_parser.parse = noting_parse
warnings.simplefilter("always")
text = re.compile(r"(?P<whole>\d+)(?:\.(?P<part>\d+))?", re.IGNORECASE)
octets = re.compile(rb"(?P<whole>\d+)")
same_octets = re.compile(b"same")
same_text = re.compile("same")
with warnings.catch_warnings(record=True) as told:
    re.compile("[[a]")

class Flags(int):
    pass

re.compile("own", Flags(re.IGNORECASE))

class Text(str):
    pass

def facts(given):
    found = text.fullmatch(given)
    return {
        "groups": found.groupdict(),
        "index": dict(text.groupindex),
        "flags": text.flags,
        "repr": [repr(one) for one in (text, octets, same_octets, same_text)],
        "equal": text == re.compile(text.pattern + "", re.IGNORECASE),
        "octets": octets.match(b"12").groupdict()["whole"].decode(),
        "subclass": type(re.compile(Text("same")).pattern).__name__,
        "warnings": len(told),
    }

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    found = facts("12.50")
    return [json.dumps({**found, "parsed": parsed}).encode()]
"""


@pytest.fixture
def patterns(tmp_path: Path) -> Path:
    """An application that compiles regular expressions and tells which of them were parsed."""
    (tmp_path / "code").mkdir()
    (tmp_path / "dependencies").mkdir()
    (tmp_path / "code/app.py").write_text(PATTERNS)
    return tmp_path


def test_regular_expressions_come_compiled_and_are_the_same(patterns: Path, python: str) -> None:
    pack = patterns / "pack"
    write_pack(python, pack, environment(patterns))
    plain, _ = facts(python, environment(patterns))
    packed, output = facts(python, environment(patterns, MONOLIFT_PACK=str(pack)))
    assert output == ""
    assert {name: value for name, value in packed.items() if name != "parsed"} == {
        name: value for name, value in plain.items() if name != "parsed"
    }
    assert plain["warnings"] == 1
    assert {r"(?P<whole>\d+)(?:\.(?P<part>\d+))?", "same", "b'same'", "[[a]"} <= {*plain["parsed"]}
    # What is warned about, has flags of a type of its own, or is no plain text, is compiled as ever.
    assert packed["parsed"] == ["[[a]", "own", "same"]


def test_regular_expressions_for_another_engine_are_compiled_anew(patterns: Path, python: str) -> None:
    pack = patterns / "pack"
    program = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "import app, _sre\n"
        "from monolift_runtime import compiled_patterns\n"
        "from monolift_runtime.pack import write_pack\n"
        "_sre_magic = compiled_patterns._engine.MAGIC\n"
        "class Other:\n"
        "    MAGIC = _sre_magic + 1\n"
        "    compile = staticmethod(_sre.compile)\n"
        "compiled_patterns._engine = Other\n"
        "write_pack(sys.argv[1], roots={'code': sys.argv[2]})"
    )
    subprocess.run(  # noqa: S603
        [python, "-c", program, str(pack), str(patterns / "code")],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(RUNTIME_FOLDER), **environment(patterns)},
        check=True,
    )
    found, output = facts(python, environment(patterns, MONOLIFT_PACK=str(pack)))
    assert output == ""
    assert r"(?P<whole>\d+)(?:\.(?P<part>\d+))?" in found["parsed"]


def test_a_pack_is_replaced_in_one_step(project: Path, python: str) -> None:
    pack = project / "pack"
    write_pack(python, pack, environment(project))
    before = pack.stat().st_ino
    write_pack(python, pack, environment(project))
    assert pack.stat().st_ino != before
    assert [entry.name for entry in project.iterdir() if entry.name.startswith("pack")] == ["pack"]
    assert pack.stat().st_mode & 0o777 == 0o644


def test_django_answers_the_same_from_a_pack(python: str, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    write_pack(python, pack, CONFORMANCE)
    with running_worker({**CONFORMANCE, "MONOLIFT_PACK": str(pack)}, python=python) as worker:
        assert b"Hello world" in worker.invoke(function_url_event("/template/")).body
        worker.invoke(function_url_event("/fails/"))
        worker.wait_until_idle(2)
        assert 'raise ValueError("the view fails")' in worker.output
