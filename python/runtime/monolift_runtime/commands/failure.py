"""What went wrong, told for a reader of the application's code."""

from __future__ import annotations

import os
import sysconfig
import traceback
from pathlib import Path
from typing import Any

_RUNTIME = str(Path(__file__).resolve().parents[1])


class CommandFailure(Exception):
    """A command cannot do its work, for a reason that it knows.

    Parameters
    ----------
    code
        Stable name of the reason, in lower case with hyphens.
    message
        What happened and where, for a developer.
    **facts
        Added to the error as they are.
    """

    def __init__(self, code: str, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.facts = facts


def describe_failure(error: BaseException) -> dict[str, Any]:
    """Turn an exception into the ``error`` of an answer.

    Parameters
    ----------
    error
        Any exception.

    Returns
    -------
    dict
        ``code``, ``message``; ``type`` (the exception's class) and ``database`` (see
        :func:`describe_database_error`) where there is one; ``frames``, the application's own lines,
        outermost first, each ``{"file", "line", "function", "code"}``, and ``traceback``, the same as text.
    """
    if isinstance(error, CommandFailure):
        cause = error.__cause__
        told = {"code": error.code, "message": error.message, **error.facts}
        return {**told, **_whereabouts(cause)} if cause is not None else told
    code = "database-unreachable" if _is_unreachable(error) else "application-failed"
    return {"code": code, "message": _first_line(error), **_whereabouts(error)}


def describe_database_error(error: BaseException) -> dict[str, Any] | None:
    """Find the database's own words in an exception or its causes.

    Returns
    -------
    dict or None
        ``message``, and where the driver tells them ``sqlstate``, ``table``, ``column``, ``constraint``.
        Values of rows (the server's DETAIL) are left out. None when no database spoke.
    """
    for link in _chain(error):
        diagnostics = getattr(link, "diag", None)
        if diagnostics is None:
            continue
        told = {
            "message": diagnostics.message_primary or _first_line(link),
            "sqlstate": diagnostics.sqlstate,
            "table": diagnostics.table_name,
            "column": diagnostics.column_name,
            "constraint": diagnostics.constraint_name,
        }
        return {key: value for key, value in told.items() if value}
    return None


def _whereabouts(error: BaseException) -> dict[str, Any]:
    frames = own_frames(error)
    lines = [f'File "{at["file"]}", line {at["line"]}, in {at["function"]}\n  {at["code"]}' for at in frames]
    kind = type(error)
    name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    told: dict[str, Any] = {
        "type": name,
        "frames": frames,
        "traceback": "\n".join([*lines, f"{name}: {error}"]),
    }
    database = describe_database_error(error)
    return {**told, "database": database} if database else told


def own_frames(error: BaseException) -> list[dict[str, Any]]:
    """Give the lines of the application that an exception passed through, outermost first.

    When only packages and Django are in it, the innermost line of them, so that there is always a place.
    """
    frames = [
        frame for link in reversed(list(_chain(error))) for frame in traceback.extract_tb(link.__traceback__)
    ]
    frames = [
        frame for frame in frames if not _is_below(frame.filename, _RUNTIME) and frame.filename[:1] != "<"
    ]
    own = [frame for frame in frames if _is_own(frame.filename)] or frames[-1:]
    unique = dict.fromkeys((_shown(frame.filename), frame.lineno, frame.name, frame.line) for frame in own)
    return [{"file": at[0], "line": at[1], "function": at[2], "code": at[3] or ""} for at in unique]


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links


def _is_own(file: str) -> bool:
    app_dir, others = _folders()
    path = os.path.realpath(file)
    if any(_is_below(path, folder) for folder in others):
        return False
    return (
        "site-packages" not in path
        and "dist-packages" not in path
        and not path.startswith("<")
        and (app_dir is None or _is_below(path, app_dir) or not _is_standard(path))
    )


def _is_standard(path: str) -> bool:
    return _is_below(path, os.path.realpath(sysconfig.get_path("stdlib")))


def _folders() -> tuple[str | None, list[str]]:
    """Give the application's folder, and the folders of its dependencies."""
    app_dir = os.environ.get("MONOLIFT_APP_DIR")
    real = os.path.realpath(app_dir) if app_dir else None
    path = [
        os.path.realpath(folder) for folder in os.environ.get("MONOLIFT_PATH", "").split(os.pathsep) if folder
    ]
    return real, [folder for folder in path if real is None or not _is_below(real, folder)]


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _shown(file: str) -> str:
    app_dir, others = _folders()
    for folder in ([app_dir] if app_dir else []) + others:
        if _is_below(os.path.realpath(file), folder):
            return os.path.relpath(os.path.realpath(file), folder)
    return file


def _is_unreachable(error: BaseException) -> bool:
    from_driver = [link for link in _chain(error) if type(link).__name__ == "OperationalError"]
    # The server never answered: an answer has a code.
    return bool(from_driver) and not any(
        getattr(link, "sqlstate", None) or getattr(link, "pgcode", None) for link in from_driver
    )


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
