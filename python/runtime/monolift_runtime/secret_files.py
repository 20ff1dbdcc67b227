"""Puts the JSON files of a stage's secrets where the project opens them.

The code folder is read-only, so what stands in it at their paths are links into ``/tmp``; this writes what
they lead to, before anything of the application is imported.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_VARIABLE = "MONOLIFT_SECRET_FILES"

#: Descriptor of the lock, folder and process of each ``place``.
_held: list[tuple[int, Path, int]] = []


def place(environment: Mapping[str, str]) -> list[Any]:
    """Write the files that ``MONOLIFT_SECRET_FILES`` names, if there are any.

    Its value is JSON: ``from`` is the file that holds them, ``to`` the folder that the links lead to, and
    ``lock`` a file that processes lock in common while they share the machine's ``/tmp``, or null where
    ``/tmp`` ends with this process. The last one that holds the lock removes the folder when it ends.

    Returns
    -------
    list
        What is in them.

    Raises
    ------
    OSError
        When they cannot be written, or when somebody else owns the folder.
    """
    request = environment.get(_VARIABLE)
    if not request:
        return []
    places: dict[str, Any] = json.loads(request)
    if places["lock"] is not None:
        _share(places["lock"], Path(places["to"]))
    files = json.loads(Path(places["from"]).read_text("utf-8"))["files"]
    write_files(places["to"], files)
    return [file["content"] for file in files]


def write_files(to: str, files: Iterable[Mapping[str, Any]]) -> None:
    """Write files, for their owner alone.

    Parameters
    ----------
    to
        Folder that the links lead to; made if it is not there.
    files
        Each ``{"path": …, "content": …}``.

    Raises
    ------
    OSError
        When they cannot be written, or when somebody else owns the folder.
    """
    folder = Path(to)
    _make_own_folder(folder)
    for file in files:
        _write(folder, file["path"], file["content"])


def _make_own_folder(folder: Path) -> None:
    """Make the folder; in a ``/tmp`` that others write to, refuse one that is not ours."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            message = f"{folder} belongs to somebody else: no secrets are written there. Remove it."
            raise PermissionError(message) from None
        folder.chmod(0o700)


def _write(folder: Path, path: str, content: Any) -> None:
    """Write one file in one step, for processes that read it at this moment."""
    target = folder.joinpath(*path.split("/"))
    if ".." in target.parts or folder not in target.parents:
        message = f"{path} leads out of the project"
        raise ValueError(message)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
    unfinished.replace(target)


def _share(lock: str, folder: Path) -> None:
    """Hold the lock in common until this process ends, however it ends."""
    import fcntl

    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    # Waits while another process removes the folder, and no longer.
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    _held.append((descriptor, folder, os.getpid()))
    atexit.register(leave)


def leave() -> None:
    """Remove the folder when nobody else uses it; called by itself where exit handlers are."""
    for descriptor, folder, owner in _held:
        # A fork of the process that placed it has no say.
        if os.getpid() == owner and _is_last(descriptor):
            shutil.rmtree(folder, ignore_errors=True)
    _held.clear()


def _is_last(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
