"""Whose file is it: the user's, a dependency's, Python's or Monolift's."""

from __future__ import annotations

import os
import sysconfig

_HERE = os.path.dirname(os.path.abspath(__file__))
_STANDARD_LIBRARY = os.path.dirname(os.path.abspath(os.__file__))


class Places:
    """Knows the folders of one inspection and names files in the shortest way a reader understands."""

    def __init__(self, code_root: str, path: tuple[str, ...], runtime: str | None) -> None:
        self.code_root = code_root
        self._roots = tuple({code_root, os.path.realpath(code_root)})
        self._others = (
            *(folder for folder in path if not self._is_below(folder, self._roots)),
            sysconfig.get_path("purelib"),
            _STANDARD_LIBRARY,
        )
        self._tools = (
            (_HERE,)
            if runtime is None
            else (_HERE, os.path.join(os.path.abspath(runtime), "monolift_runtime"))
        )

    def is_own(self, file: str) -> bool:
        """Whether the file is the user's: below the code folder and not of a virtual environment in it."""
        return self._is_below(file, self._roots) and f"{os.sep}site-packages{os.sep}" not in file

    def is_tool(self, file: str) -> bool:
        """Whether the file is Monolift's own."""
        return self._is_below(file, self._tools)

    def is_standard(self, file: str) -> bool:
        """Whether the file is of Python itself."""
        return file.startswith("<frozen ") or (
            self._is_below(file, (_STANDARD_LIBRARY,)) and "-packages" + os.sep not in file
        )

    def name(self, file: str) -> str:
        """Name it from the code folder, or from the folder that a package is in; otherwise as it is."""
        for root in (*self._roots, *self._others):
            if self._is_below(file, (root,)):
                return os.path.relpath(file, root).replace(os.sep, "/")
        return file

    @staticmethod
    def _is_below(file: str, folders: tuple[str, ...]) -> bool:
        return any(file == folder or file.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)
