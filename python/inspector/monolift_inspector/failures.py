"""Turns an exception of the application into a document: what failed, in which step, at which line."""

from __future__ import annotations

import linecache
import os
import re
import sys
import traceback
from typing import TYPE_CHECKING, Any, Callable

from monolift_inspector.hiding import hide_literals
from monolift_inspector.memory import own_modules
from monolift_inspector.packages import package_of, removed_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from monolift_inspector.hiding import Secrets
    from monolift_inspector.places import Places

# Takes a code, what was raised, and what it was about: for what the application serves without.
Warn = Callable[[str, BaseException, str], None]

_LONGEST_MESSAGE = 2_000
_VARIABLE = (
    # django-environ, and what tutorials write
    re.compile(r"[Ss]et the [\"'`]?([A-Za-z_][A-Za-z0-9_]*)[\"'`]? (?:environment|env)\b"),
    # environs
    re.compile(r"[Ee]nvironment variable [\"'`]?([A-Za-z_][A-Za-z0-9_]*)[\"'`]? (?:is )?(?:not|un|missing)"),
    # python-decouple
    re.compile(r"^([A-Za-z_][A-Za-z0-9_]*) not found\. Declare it as envvar"),
    # starlette.config
    re.compile(r"Config '([A-Za-z_][A-Za-z0-9_]*)' is missing"),
    re.compile(
        r"[Mm]issing (?:required )?(?:environment|env) (?:variable|var)s?:? [\"'`]?([A-Za-z_][A-Za-z0-9_]*)"
    ),
)
_DRIVER = re.compile(r"Error loading (?:\w+ or )?(?P<name>\w+) module")
_DOTTED = re.compile(r"[A-Za-z_][\w]*(?:\.[\w]+)+")


class Failure(Exception):
    """A step that failed, with the document that says so."""

    def __init__(self, document: dict[str, Any]) -> None:
        super().__init__(document["code"])
        self.document = document


class FailureWriter:
    """Writes failures of one application: knows whose files are whose and which words must not leave."""

    def __init__(self, places: Places, secrets: Secrets, settings_module: str) -> None:
        self._places = places
        self._secrets = secrets
        self._settings_module = settings_module

    def describe(self, error: BaseException, step: str, **facts: Any) -> dict[str, Any]:
        """Describe an exception.

        Parameters
        ----------
        error
            What was raised while the application was loaded.
        step
            `settings`, `logging`, `apps`, `models`, `urlconf`, `application` or `inspector`.
        facts
            More to say, for instance the module that was being loaded.
        """
        self._learn_secrets(error.__traceback__)
        frames = self.frames(error.__traceback__)
        if isinstance(error, SyntaxError) and error.filename and error.lineno:
            frames.append(self._frame(error.filename, error.lineno, "<module>"))
        document = {
            "code": _CODES[step],
            "step": step,
            "exception": _qualified_name(error),
            "message": self._message(error),
            "settingsModule": self._settings_module,
            **facts,
        }
        missing_file = self.missing_file(error)
        if missing_file is not None:
            document["missingFile"] = missing_file
        variable = missing_variable(error)
        module = self.missing_module(error)
        if variable is not None:
            document.update(code="VARIABLE_MISSING", variable=variable)
        elif module is not None:
            document.update(code="MODULE_MISSING", **module)
        if not frames or not frames[-1]["isOwn"]:
            frames += self._mentions(error)
        document["frames"] = frames
        return document

    def _learn_secrets(self, trace: TracebackType | None) -> None:
        """Remember the secrets of settings that never came to an end: only the traceback still holds them."""
        for frame, _ in traceback.walk_tb(trace):
            if frame.f_code.co_name == "<module>" and self._places.is_own(frame.f_code.co_filename):
                for name, value in list(frame.f_globals.items()):
                    if name.isupper():
                        self._secrets.learn(name, value)

    def frames(self, trace: TracebackType | None) -> list[dict[str, Any]]:
        """Return the user's frames, outermost first, and the last frame of all when it is somebody else's."""
        entries = [
            (entry.filename, entry.lineno or 0, entry.name)
            for entry in traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
            if not self._places.is_tool(entry.filename)
        ]
        return self._pick(entries)

    def frames_of_stack(self, stack: traceback.StackSummary) -> list[dict[str, Any]]:
        """Return the same of a running stack, for a process that hangs."""
        return self._pick([(entry.filename, entry.lineno or 0, entry.name) for entry in stack])

    def _pick(self, entries: list[tuple[str, int, str]]) -> list[dict[str, Any]]:
        own = [index for index, (file, _, _) in enumerate(entries) if self._places.is_own(file)]
        last = [
            index
            for index, (file, _, _) in enumerate(entries)
            if not file.startswith("<frozen ") and not self._places.is_tool(file)
        ][-1:]
        return [self._frame(*entries[index]) for index in sorted({*own, *last})]

    def _frame(self, file: str, line: int, function: str) -> dict[str, Any]:
        text = linecache.getline(file, line).strip()
        return {
            "file": self._places.name(file),
            "line": line,
            "function": function,
            "text": self._secrets.hide(hide_literals(text))[:300],
            "isOwn": self._places.is_own(file),
        }

    def _message(self, error: BaseException) -> str:
        try:
            # SyntaxError's own text repeats the file, which the frame already says.
            text = error.msg if isinstance(error, SyntaxError) else str(error)
        except Exception:
            text = ""
        text = self._secrets.hide(text).replace(self._places.code_root + os.sep, "")
        return text if len(text) <= _LONGEST_MESSAGE else text[:_LONGEST_MESSAGE] + " …"

    def missing_module(self, error: BaseException) -> dict[str, Any] | None:
        """Say which module is missing and what would bring it; None if the failure is another one."""
        name = _name_of_missing(error)
        if name is None:
            return None
        is_own = self._is_in_project(name.partition(".")[0])
        return {
            "module": name,
            "package": None if is_own else package_of(name),
            "removedIn": removed_in(name),
            "isOwnModule": is_own,
        }

    def missing_file(self, error: BaseException) -> str | None:
        """Name the file outside the code folder that was opened and is not there, relative to that folder.

        The code is a copy: what lies beside the original (`../.secrets/base.json`) does not lie beside it.
        """
        for link in _causes(error, with_context=True):
            if isinstance(link, FileNotFoundError) and isinstance(link.filename, (str, bytes)):
                path = os.path.relpath(os.fsdecode(link.filename), self._places.code_root)
                return path if path.startswith(os.pardir + os.sep) else None
        return None

    def _is_in_project(self, top: str) -> bool:
        return any(
            self._places.is_own(folder)
            and (
                os.path.isdir(os.path.join(folder, top)) or os.path.isfile(os.path.join(folder, f"{top}.py"))
            )
            for folder in sys.path
            if folder
        )

    def _mentions(self, error: BaseException) -> list[dict[str, Any]]:
        """Find the user's line that names what could not be found, when somebody else's code looked for it.

        An app missing from the bundle, or a slip in MIDDLEWARE, is raised deep in Django; the line to change
        stands in the settings.
        """
        names = [link.name for link in _causes(error) if isinstance(link, ModuleNotFoundError) and link.name]
        if (
            isinstance(error, (ImportError, AttributeError, LookupError))
            or "ImproperlyConfigured" in type(error).__name__
        ):
            names += _DOTTED.findall(self._message(error))
        files = {file: name for name, file, _ in own_modules(self._places)}
        in_order = sorted(files, key=lambda file: files[file] != self._settings_module)
        for name in names:
            quoted = re.compile(rf"""["']{re.escape(name)}(?=["'.])""")
            for file in in_order:
                for number, line in enumerate(linecache.getlines(file), 1):
                    if quoted.search(line):
                        return [self._frame(file, number, "<module>")]
        return []


_CODES = {
    "settings": "SETTINGS_RAISED",
    "logging": "LOGGING_FAILED",
    "apps": "APPS_FAILED",
    "models": "MODELS_FAILED",
    "urlconf": "URLCONF_FAILED",
    "application": "APPLICATION_FAILED",
    "inspector": "INSPECTOR_FAILED",
}


def _name_of_missing(error: BaseException) -> str | None:
    for link in _causes(error):
        if isinstance(link, ModuleNotFoundError) and link.name:
            return link.name
    # Django's database backends, which say nothing but the driver's name.
    driver = _DRIVER.match(str(error)) if type(error).__name__ == "ImproperlyConfigured" else None
    return driver["name"] if driver else None


def missing_variable(error: BaseException) -> str | None:
    """Return the environment variable that an exception complains of, or None.

    Known are `os.environ["X"]`, django-environ, python-decouple, environs, starlette's Config,
    pydantic-settings and the helper of many a tutorial that raises ImproperlyConfigured.
    """
    for link in _causes(error, with_context=True):
        if isinstance(link, KeyError) and link.args and _raised_in(link, os.__file__):
            return str(link.args[0])
    # A bare Exception may say the same of anything; these are what such helpers raise.
    if type(error).__module__ != "builtins" or isinstance(error, (KeyError, ValueError, RuntimeError)):
        for pattern in _VARIABLE:
            found = pattern.search(str(error))
            if found:
                return found[1]
    return _missing_in_pydantic(error)


def _missing_in_pydantic(error: BaseException) -> str | None:
    if type(error).__name__ != "ValidationError" or not type(error).__module__.startswith("pydantic"):
        return None
    is_settings = any(
        "pydantic_settings" in frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)
    )
    errors = getattr(error, "errors", None)
    if not is_settings or not callable(errors):
        return None
    for problem in errors():
        if problem.get("type") == "missing" and problem.get("loc"):
            return str(problem["loc"][0]).upper()
    return None


def _raised_in(error: BaseException, file: str) -> bool:
    last = None
    for frame, _ in traceback.walk_tb(error.__traceback__):
        last = frame.f_code.co_filename
    return last is not None and last in {file, "<frozen os>"}


def _causes(error: BaseException, with_context: bool = False) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        yield link
        seen.add(id(link))
        link = link.__cause__ or (link.__context__ if with_context else None)


def _qualified_name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
