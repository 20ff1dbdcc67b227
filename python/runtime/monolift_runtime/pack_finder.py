r"""Imports modules from one file of compiled code instead of a thousand small ones.

Looking a module up costs a search through ``sys.path`` and the opening, reading and closing of its ``.pyc``:
a third of a cold start while the disk's cache is empty. A pack holds the compiled code of all modules that
the application imports, in the order in which it imports them, beside an index that says where each begins.

The layout of the file::

    monolift-pack 2 cpython a70d0d0a 0 KEY\n   format, interpreter, magic number, optimisation, key of folders
    3.11.2 (main, ...) [GCC 12.2.0]\n          the Python whose standard library was packed
    12345 1a2b3c4d 000000067890\n              size and CRC-32 of the index, size of the whole file
    index                                      marshal: (names of roots, {module: Entry}, Programs)
    code                                       marshal, one module after another

`monolift_runtime.pack` writes it.
"""

# Runs before anything else is imported, and imports nothing that a bare interpreter would have to look for:
# what comes later can come from the pack. Marshal because that is what byte code is stored in.
# ruff: noqa: PTH120, S302

from __future__ import annotations

import _imp
import marshal
import os
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader
from binascii import crc32

from monolift_runtime import compiled_patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import CodeType
    from typing import Any

    #: Number of the root, path below it with ``/``, whether it is a package, offset into the file's code,
    #: size in bytes.
    Entry = tuple[int, str, bool, int, int]

FORMAT = "monolift-pack 2"

#: Three lines that are read in one go; paths and versions are far shorter.
HEADER_LIMIT_BYTES = 4096

STANDARD_LIBRARY = "stdlib"


#: importlib's own way to correct the file name in compiled code, nested functions included.
_fix_file_name: Any = vars(_imp)["_fix_co_filename"]

_CodeType = type(compile("", "", "exec"))


class DamagedPackError(Exception):
    """The file is not whole or not a pack."""


def identity(key: str) -> str:
    """Make the first line of a pack that this interpreter can run."""
    return f"{FORMAT} {sys.implementation.name} {MAGIC_NUMBER.hex()} {sys.flags.optimize} {key}"


def standard_library_version() -> str:
    """Make the second line: the standard library is taken only by the very Python that it came from."""
    return sys.version.replace("\n", " ")


def standard_library_folder() -> str:
    """Find where this Python's own modules lie."""
    return os.path.dirname(os.__file__)


def install(path: str, roots: Mapping[str, str], key: str) -> None:
    """Offer the modules of a pack before those of ``sys.path``.

    A pack that is missing, or that was made by another Python or from other folders, is passed over in
    silence: the imports then go their usual way. Only a damaged one is worth a line, since somebody may want
    to know why starting became slower.

    Parameters
    ----------
    path
        The pack.
    roots
        Folders by the names that the pack uses (``code``, ``dependencies``, ``runtime``).
    key
        What the folders were when the pack was written; their content is not looked at.
    """
    try:
        finder = PackFinder.open(path, roots, key)
    except FileNotFoundError:
        return
    except (DamagedPackError, OSError) as error:
        _say_damaged(path, error)
        return
    if finder is not None:
        sys.meta_path.insert(0, finder)
        compiled_patterns.use(finder.programs)


def read_header(descriptor: int) -> list[bytes]:
    """Read the three lines that a pack begins with, whichever interpreter it is for.

    Raises
    ------
    DamagedPackError
        The file begins otherwise.
    """
    lines = os.pread(descriptor, HEADER_LIMIT_BYTES, 0).split(b"\n", 3)
    if len(lines) < 4 or not lines[0].startswith(FORMAT.encode()):
        raise DamagedPackError("its first lines are not those of an import pack")
    return lines[:3]


class Index:
    """What a pack holds.

    Attributes
    ----------
    roots
        Names of the folders that the modules are below.
    entries
        Where each module lies, by its name.
    programs
        The regular expressions that importing the modules compiles.
    code_offset
        Where in the file the code begins.
    """

    __slots__ = ("code_offset", "entries", "programs", "roots")

    roots: tuple[str, ...]
    entries: dict[str, Entry]
    programs: compiled_patterns.Programs
    code_offset: int


def read_index(descriptor: int, header: list[bytes]) -> Index:
    """Read what a pack holds.

    Raises
    ------
    DamagedPackError
        The file is shorter than its header says, or its index has changed.
    """
    index_offset = sum(map(len, header)) + len(header)
    try:
        size, checksum, total = (
            int(number, base) for number, base in zip(header[2].split(b" "), (10, 16, 10))
        )
    except ValueError:
        raise DamagedPackError("its third line does not hold three numbers") from None
    if os.fstat(descriptor).st_size != total:
        raise DamagedPackError(f"it should have {total} bytes")
    content = os.pread(descriptor, size, index_offset)
    if crc32(content) != checksum:
        raise DamagedPackError("its index has changed since it was written")
    index = Index()
    index.roots, index.entries, index.programs = marshal.loads(content)
    index.code_offset = index_offset + size
    return index


class PackFinder:
    """Finds modules in an open pack; what it does not hold is left to the finders after it.

    Attributes
    ----------
    programs
        Regular expressions that the pack holds.
    """

    __slots__ = (
        "_code_offset",
        "_descriptor",
        "_entries",
        "_folders",
        "_has_complained",
        "_path",
        "programs",
    )

    def __init__(self, path: str, descriptor: int, folders: Sequence[str | None], index: Index) -> None:
        self._path = path
        self._descriptor = descriptor
        self._folders = folders
        self._code_offset = index.code_offset
        self._entries = index.entries
        self._has_complained = False
        self.programs = index.programs

    @classmethod
    def open(cls, path: str, roots: Mapping[str, str], key: str) -> PackFinder | None:
        """Open a pack; ``None`` when it is not for this interpreter or these folders.

        Raises
        ------
        DamagedPackError
            The file is shorter than it says, or its index has changed.
        """
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        finder = None
        try:
            finder = cls._read(path, descriptor, roots, key)
        finally:
            if finder is None:
                os.close(descriptor)
        return finder

    @classmethod
    def _read(cls, path: str, descriptor: int, roots: Mapping[str, str], key: str) -> PackFinder | None:
        lines = read_header(descriptor)
        if lines[0] != identity(key).encode():
            return None
        index = read_index(descriptor, lines)
        folders = dict(roots)
        if lines[1] == standard_library_version().encode():
            folders[STANDARD_LIBRARY] = standard_library_folder()
        return cls(path, descriptor, [folders.get(name) for name in index.roots], index)

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        """Describe a module as Python's own finder would, but for where its code comes from."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        root, relative, is_package, _, _ = entry
        folder = self._folders[root]
        if folder is None:
            return None
        origin = f"{folder}/{relative}"
        loader = PackLoader(name, origin)
        loader.pack = self
        spec = ModuleSpec(name, loader, origin=origin, is_package=is_package)
        spec.has_location = True
        if sys.pycache_prefix is None:
            # Python would work this out for each module from the pieces of its path; that costs milliseconds
            # in all.
            head, _, tail = origin.rpartition("/")
            spec.cached = f"{head}/__pycache__/{tail[:-3]}.{sys.implementation.cache_tag}.pyc"
        if is_package:
            spec.submodule_search_locations = [origin.rpartition("/")[0]]
        return spec

    def code_of(self, name: str, origin: str) -> CodeType | None:
        """Read the code of a module, which is to say ``origin`` in tracebacks; ``None`` when that fails."""
        _, _, _, offset, size = self._entries[name]
        try:
            code = marshal.loads(os.pread(self._descriptor, size, self._code_offset + offset))
        except (ValueError, EOFError, TypeError, OSError) as error:
            # OSError also comes when an application closes all descriptors that are open, as daemons do.
            if not self._has_complained:
                self._has_complained = True
                _say_damaged(self._path, error)
            return None
        # What importlib does for a .pyc that was compiled in another folder.
        _fix_file_name(code, origin)
        return code if isinstance(code, _CodeType) else None


class PackLoader(SourceFileLoader):
    """Python's loader of source files, with the code from a pack.

    A subclass, so that everything that asks a loader for something else (data files of a package, source
    lines of a traceback, ``isinstance`` checks of ``pkg_resources``) gets what it always gets.
    """

    pack: PackFinder

    def get_code(self, fullname: str) -> CodeType | None:
        """Read the code from the pack, or as usual when that fails."""
        code = self.pack.code_of(fullname, self.path)
        return super().get_code(fullname) if code is None else code


def _say_damaged(path: str, error: Exception) -> None:
    sys.stderr.write(
        f"monolift: import pack {path} cannot be read ({error}); modules are imported the usual way\n"
    )
