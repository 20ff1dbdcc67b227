"""Comes across what behaves differently on AWS in the source of one module."""

from __future__ import annotations

import ast
import os
import re
from typing import Any, Callable

Found = dict[str, Any]

_THREADS = {"threading.Thread", "threading.Timer"}
# All of them need a semaphore of the system, which lives in /dev/shm.
_SEMAPHORES = {
    *(
        f"multiprocessing.{name}"
        for name in (
            "Pool",
            "Queue",
            "JoinableQueue",
            "SimpleQueue",
            "Manager",
            "Lock",
            "RLock",
            "Semaphore",
            "BoundedSemaphore",
            "Condition",
            "Event",
            "Barrier",
        )
    ),
    "multiprocessing.pool.Pool",
    "concurrent.futures.ProcessPoolExecutor",
    "concurrent.futures.process.ProcessPoolExecutor",
}
_PROGRAMS = {
    *(f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output", "Popen")),
    "os.system",
    "os.popen",
}
_LIBRARIES = {"ctypes.CDLL", "ctypes.cdll.LoadLibrary", "ctypes.util.find_library"}
_OF_EVERY_LINUX = re.compile(r"^(lib)?(c|m|dl|pthread)(\.so(\.\d+)?)?$")
# Names of what lies beside the code.
_BESIDE_CODE = {"BASE_DIR", "ROOT_DIR", "PROJECT_ROOT", "MEDIA_ROOT", "STATIC_ROOT", "__file__"}
_METADATA = re.compile(r"169\.254\.(169\.254|170\.2)|ECS_CONTAINER_METADATA_URI")
_LOCAL = re.compile(r"https?://(localhost|127\.0\.0\.1)\b[^\s'\"]*")
_REDIRECT = re.compile(r"redirect_?ur[il]|callback_?ur[il]|redirect_?to", re.IGNORECASE)
_REDIRECT_TEXT = re.compile(r"redirect_ur[il]=(https?://(localhost|127\.0\.0\.1)\b[^\s'\"&]*)")
_CREATES = {"create", "bulk_create", "get_or_create", "update_or_create"}


class SourceReader:
    """Goes through one module.

    Attributes
    ----------
    found
        What was come across: `kind`, `file`, `line` and `text`.
    fillers
        Methods of classes that create rows and take no argument; those that nobody calls are evidence.
    called
        Last names of everything that is called or handed on.
    imports
        Top-level names of the modules that are imported.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._names: dict[str, str] = {}
        self._threads: list[Found] = []
        self._is_joined = False
        self.found: list[Found] = []
        self.fillers: list[Found] = []
        self.called: set[str] = set()
        self.imports: set[str] = set()
        self._readers: dict[type[ast.AST], Callable[[Any], None]] = {
            ast.ClassDef: self._on_class,
            ast.Attribute: self._on_attribute,
            ast.Constant: self._on_constant,
            ast.Assign: self._on_assign,
            ast.keyword: self._on_keyword,
            ast.Dict: self._on_dict,
            ast.Call: self._on_call,
        }

    def read(self, tree: ast.Module) -> None:
        """Go through it; a thread that the module waits for is none to speak of."""
        docstrings = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):  # first, so that names are known where they are used
            if isinstance(node, ast.Import):
                self._on_import(node)
            elif isinstance(node, ast.ImportFrom):
                self._on_import_from(node)
        for node in ast.walk(tree):
            reader = self._readers.get(type(node))
            if reader is not None and id(node) not in docstrings:
                reader(node)
        if not self._is_joined:
            self.found += self._threads
        self.found.sort(key=lambda one: one["line"])

    def _on_import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.imports.add(alias.name.partition(".")[0])
            self._names[alias.asname or alias.name.partition(".")[0]] = (
                alias.name if alias.asname else alias.name.partition(".")[0]
            )

    def _on_import_from(self, node: ast.ImportFrom) -> None:
        if node.level == 0 and node.module:
            self.imports.add(node.module.partition(".")[0])
            for alias in node.names:
                self._names[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def _on_class(self, node: ast.ClassDef) -> None:
        for part in node.body:
            if isinstance(part, ast.FunctionDef) and _is_filler(part):
                self.fillers.append(self._mark("start-up-data", part, f"{node.name}.{part.name}"))

    def _on_attribute(self, node: ast.Attribute) -> None:
        self.called.add(node.attr)

    def _on_constant(self, node: ast.Constant) -> None:
        if not isinstance(node.value, str):
            return
        metadata = _METADATA.search(node.value)
        if metadata:
            self._find("instance-metadata", node, metadata[0])
        redirect = _REDIRECT_TEXT.search(node.value)
        if redirect:
            self._find("local-redirect", node, redirect[1])

    def _on_assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            name = target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")
            self._redirect(str(name), node.value)

    def _on_keyword(self, node: ast.keyword) -> None:
        self._redirect(node.arg or "", node.value)

    def _on_dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values):
            if isinstance(key, ast.Constant):
                self._redirect(str(key.value), value)

    def _on_call(self, node: ast.Call) -> None:
        name = self._dotted(node.func)
        self.called.add(name.rpartition(".")[2])
        first = node.args[0] if node.args else None
        if name in _THREADS:
            self._threads.append(self._mark("thread", node, name))
        elif name in _SEMAPHORES:
            self._find("semaphore", node, name)
        elif name in _PROGRAMS:
            self._program(node, first)
        elif name in _LIBRARIES:
            self._library(node, first)
        elif name == "jwt.encode" and any(_last_name(one) == "SECRET_KEY" for one in _arguments(node)):
            self._find("token-key", node, name)
        elif name == "django.conf.urls.static.static" and _last_name(first) == "MEDIA_URL":
            self._find("media-view", node, name)
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "join" and not node.args:
            self._is_joined = True
        self._writing(node, name, first)

    def _program(self, node: ast.Call, first: ast.expr | None) -> None:
        if isinstance(first, (ast.List, ast.Tuple)) and first.elts:
            first = first.elts[0]
        command = first.value if isinstance(first, ast.Constant) else None
        if isinstance(command, str) and command.strip():
            self._find("program", node, os.path.basename(command.split()[0]))

    def _library(self, node: ast.Call, first: ast.expr | None) -> None:
        name = first.value if isinstance(first, ast.Constant) else None
        if isinstance(name, str) and not _OF_EVERY_LINUX.match(os.path.basename(name)):
            self._find("library", node, name)

    def _writing(self, node: ast.Call, name: str, first: ast.expr | None) -> None:
        path: ast.expr | None = None
        if name in ("open", "io.open", "codecs.open"):
            mode = node.args[1] if len(node.args) > 1 else _keyword(node, "mode")
            is_writing = isinstance(mode, ast.Constant) and bool(set(str(mode.value)) & set("wax+"))
            path = first if is_writing else None
        elif isinstance(node.func, ast.Attribute) and node.func.attr in ("write_text", "write_bytes"):
            path = node.func.value
        if path is not None and _is_beside_code(path):
            self._find("file-write", node, ast.unparse(path)[:80])

    def _redirect(self, name: str, value: ast.expr) -> None:
        if not _REDIRECT.search(name):
            return
        texts = value.values if isinstance(value, ast.JoinedStr) else [value]
        for text in texts:
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and _LOCAL.match(text.value):
                self._find("local-redirect", value, text.value)

    def _dotted(self, node: ast.expr) -> str:
        """Name what is called as its module does: `Thread` is `threading.Thread`."""
        if isinstance(node, ast.Name):
            return self._names.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            above = self._dotted(node.value)
            return f"{above}.{node.attr}" if above else ""
        return ""

    def _find(self, kind: str, node: Any, text: str) -> None:
        mark = self._mark(kind, node, text)
        if mark not in self.found:
            self.found.append(mark)

    def _mark(self, kind: str, node: Any, text: str) -> Found:
        return {"kind": kind, "file": self._file, "line": node.lineno, "text": text}


def _is_filler(function: ast.FunctionDef) -> bool:
    """Whether a static or class method takes nothing and creates rows: somebody has to call it once."""
    kinds = {_last_name(decorator) for decorator in function.decorator_list}
    given = len(function.args.args) + len(function.args.kwonlyargs) + len(function.args.posonlyargs)
    own = 1 if "classmethod" in kinds else 0
    if not kinds & {"staticmethod", "classmethod"} or given != own:
        return False
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _CREATES
        and _last_name(node.func.value) == "objects"
        for node in ast.walk(function)
    )


def _is_beside_code(path: ast.expr) -> bool:
    if isinstance(path, ast.Constant):
        return isinstance(path.value, str) and path.value != "" and not os.path.isabs(path.value)
    return any(_last_name(node) in _BESIDE_CODE for node in ast.walk(path))


def _arguments(node: ast.Call) -> list[ast.expr]:
    return [*node.args, *(keyword.value for keyword in node.keywords)]


def _keyword(node: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)


def _last_name(node: ast.AST | None) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
