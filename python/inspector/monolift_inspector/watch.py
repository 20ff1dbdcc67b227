"""Watches what importing the application does to the world: files, processes, threads, connections.

A deployed function has read-only code and may be started a thousand times, so each of these is worth a line.
Python's own doings (looking for a C library, writing byte code) are left out.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING, Any, Callable

if TYPE_CHECKING:
    from types import FrameType

    from monolift_inspector.hiding import Secrets
    from monolift_inspector.places import Places

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# Where Python itself starts programs or writes files of its own accord: a module, or one function of it.
_OWN_ACCORD = {
    ("ctypes/util.py", None),
    ("uuid.py", None),
    ("platform.py", None),
    ("sysconfig.py", None),
    ("tempfile.py", "_get_default_tempdir"),
    ("py_compile.py", None),
    ("<frozen importlib._bootstrap_external>", None),
    ("importlib/_bootstrap_external.py", None),
}


class Watch:
    """Records through an audit hook while it is on. A hook cannot be taken away again, only silenced.

    See https://docs.python.org/3/library/audit_events.html for the events and their arguments.
    """

    def __init__(self, places: Places, secrets: Secrets) -> None:
        self._places = places
        self._secrets = secrets
        self._is_on = False
        self._start_thread = threading.Thread.start
        self._seen: dict[str, dict[str, str | None]] = {
            "filesWritten": {},
            "processesStarted": {},
            "connectionsTried": {},
            "threadsStarted": {},
        }
        self._names_asked: set[tuple[str | None, str]] = set()
        self._readers: dict[str, Callable[[tuple[Any, ...]], None]] = {
            "open": self._on_open,
            "os.mkdir": self._on_mkdir,
            "os.remove": self._on_path,
            "os.rmdir": self._on_path,
            "os.truncate": self._on_path,
            "os.chmod": self._on_path,
            "os.rename": self._on_second_path,
            "os.link": self._on_second_path,
            "os.symlink": self._on_second_path,
            "subprocess.Popen": self._on_popen,
            "os.system": self._on_system,
            "os.exec": self._on_exec,
            "os.posix_spawn": self._on_exec,
            "os.spawn": self._on_spawn,
            "os.fork": self._on_fork,
            "os.forkpty": self._on_fork,
            "socket.getaddrinfo": self._on_name,
            "socket.connect": self._on_connect,
            "socket.sendto": self._on_connect,
            "sqlite3.connect": self._on_sqlite,
        }
        sys.addaudithook(self._on_event)

    def start(self) -> None:
        """Record from now on."""
        self._is_on = True
        start = self._start_thread = threading.Thread.start

        def start_and_tell(thread: threading.Thread) -> None:
            self._thread_started(thread)
            start(thread)

        # Not every Python has an audit event for it.
        threading.Thread.start = start_and_tell  # type: ignore[assignment, method-assign]

    def stop(self) -> None:
        """Record nothing more."""
        self._is_on = False
        threading.Thread.start = self._start_thread  # type: ignore[method-assign]

    def database_asked(self, alias: str, vendor: str) -> None:
        """Record a connection that a C library makes, which no audit event tells of."""
        if self._is_on and vendor != "sqlite":
            self._note("connectionsTried", f"database {alias}")

    def report(self) -> dict[str, list[dict[str, str | None]]]:
        """Return what was seen, each with the user's line that did it (`config/settings.py:12`), or None."""
        keys = {
            "filesWritten": "path",
            "processesStarted": "command",
            "connectionsTried": "address",
            "threadsStarted": "function",
        }
        return {
            kind: [{keys[kind]: what, "by": by} for what, by in seen.items()]
            for kind, seen in self._seen.items()
        }

    def written_files(self) -> list[str]:
        """Return the files that were written, as named in the report."""
        return list(self._seen["filesWritten"])

    def _on_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._is_on:
            return
        reader = self._readers.get(event)
        if reader is None:
            return
        self._is_on = False  # whatever the reader itself does is not the application's doing
        try:
            reader(arguments)
        finally:
            self._is_on = True

    def _on_open(self, arguments: tuple[Any, ...]) -> None:
        path, mode, flags = (*arguments, None, None)[:3]
        is_writing = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool((flags or 0) & _WRITING)
        # `tempfile` names the folder, and opens a file of another name in it, which is told by itself.
        if is_writing and not (isinstance(path, (str, bytes)) and os.path.isdir(path)):
            self._file(path)

    def _on_mkdir(self, arguments: tuple[Any, ...]) -> None:
        path = arguments[0]
        # `makedirs(…, exist_ok=True)` of a folder that is there changes nothing, on a read-only disk either.
        if not (isinstance(path, (str, bytes, os.PathLike)) and os.path.isdir(path)):
            self._file(path)

    def _on_path(self, arguments: tuple[Any, ...]) -> None:
        self._file(arguments[0])

    def _on_second_path(self, arguments: tuple[Any, ...]) -> None:
        self._file(arguments[1])

    def _on_popen(self, arguments: tuple[Any, ...]) -> None:
        executable, words = arguments[0], arguments[1]
        self._process(words if words else [executable])

    def _on_system(self, arguments: tuple[Any, ...]) -> None:
        self._process([arguments[0]])

    def _on_exec(self, arguments: tuple[Any, ...]) -> None:
        self._process(arguments[1] or [arguments[0]])

    def _on_spawn(self, arguments: tuple[Any, ...]) -> None:
        self._process(arguments[2] or [arguments[1]])

    def _on_fork(self, _arguments: tuple[Any, ...]) -> None:
        self._process(["fork"])

    def _on_name(self, arguments: tuple[Any, ...]) -> None:
        host, port = arguments[0], arguments[1]
        if host is None or not port:
            return  # a question about this machine, not the way to another
        frame, by = self._who()
        if frame:
            self._names_asked.add((by, str(port)))
            self._seen["connectionsTried"].setdefault(f"{_text(host)}:{_text(port)}", by)

    def _on_connect(self, arguments: tuple[Any, ...]) -> None:
        address = arguments[1]
        frame, by = self._who()
        if not frame:
            return
        if not isinstance(address, tuple):
            self._seen["connectionsTried"].setdefault(f"unix:{_text(address)}", by)
        elif (by, str(address[1])) not in self._names_asked:
            self._seen["connectionsTried"].setdefault(f"{address[0]}:{address[1]}", by)

    def _on_sqlite(self, arguments: tuple[Any, ...]) -> None:
        name = _text(arguments[0])
        if name and ":memory:" not in name and "mode=memory" not in name:
            self._note("connectionsTried", f"sqlite:{self._places.name(name)}")

    def _thread_started(self, thread: threading.Thread) -> None:
        """Record a thread of the project's own: a package that waits in the background knows about it."""
        _, by = self._who()
        if self._is_on and by is not None:
            target = getattr(thread, "_target", None) or type(thread)
            self._seen["threadsStarted"].setdefault(str(getattr(target, "__qualname__", target)), by)

    def _file(self, path: Any) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return  # a descriptor: whoever opened it was seen then
        name = os.path.abspath(_text(os.fspath(path)))
        if (
            name.startswith(("/dev/", "/proc/"))
            or f"{os.sep}__pycache__{os.sep}" in name
            or name.endswith("__pycache__")
        ):
            return
        self._note("filesWritten", self._places.name(name))

    def _process(self, words: Any) -> None:
        command = (
            _text(words)
            if isinstance(words, (str, bytes, os.PathLike))
            else " ".join(_text(word) for word in words)
        )
        self._note("processesStarted", self._secrets.hide(command)[:200])

    def _note(self, kind: str, what: str) -> None:
        frame, by = self._who()
        if frame:
            self._seen[kind].setdefault(what, by)

    def _who(self) -> tuple[FrameType | None, str | None]:
        """Return the frame that is answerable and the user's nearest line; none if Python or we did it."""
        responsible: FrameType | None = None
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            file = frame.f_code.co_filename
            if self._places.is_tool(file):
                if responsible is None and not file.startswith(os.path.dirname(__file__)):
                    return None, None
            elif self._places.is_standard(file):
                if responsible is None and _is_of_own_accord(self._places.name(file), frame.f_code.co_name):
                    return None, None
            else:
                responsible = responsible or frame
                if self._places.is_own(file):
                    return responsible, f"{self._places.name(file)}:{frame.f_lineno}"
            frame = frame.f_back
        return responsible, None


def _is_of_own_accord(module: str, function: str) -> bool:
    return (module, None) in _OWN_ACCORD or (module, function) in _OWN_ACCORD


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return os.fsdecode(value)
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)
