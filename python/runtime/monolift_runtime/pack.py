"""Writes an import pack: the compiled code of all modules that an application imports, in one file.

The regular expressions that it compiled meanwhile are in it as well.

Called in a process that has just imported the application, or as a program, which loads and warms it up as a
worker with the same environment variables would::

    PYTHONPATH=RUNTIME python -m monolift_runtime.pack PACK

What is in the file, and who reads it: :mod:`monolift_runtime.pack_finder`.
"""

from __future__ import annotations

import gc
import importlib.util
import marshal
import os
import sys
import tempfile
from binascii import crc32
from collections.abc import Iterable, Mapping
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from monolift_runtime.compiled_patterns import NO_PROGRAMS, asked_so_far, compile_programs
from monolift_runtime.pack_finder import (
    HEADER_LIMIT_BYTES,
    STANDARD_LIBRARY,
    identity,
    standard_library_folder,
    standard_library_version,
)

if TYPE_CHECKING:
    from monolift_runtime.compiled_patterns import Programs
    from monolift_runtime.pack_finder import Entry

#: What the application does not import, but the worker does: at once, and on AWS to read the secrets.
_WORKER_MODULES = ("monolift_runtime.worker", "monolift_runtime.stage_secrets.reading")

#: Below the standard library's folder, but not of it: they belong to the machine and not to the application.
_SITE_FOLDERS = ("site-packages", "dist-packages")

_PYC_HEADER_BYTES = 16
_HASH_BASED = 1
_CHECK_SOURCE = 2

#: Without references between objects, which depend on what else the process happens to hold: the same source
#: gives the same bytes.
_MARSHAL_WITHOUT_REFERENCES = 2


class PackSummary(NamedTuple):
    """What was written.

    Attributes
    ----------
    modules
        How many modules the pack holds.
    compiled
        How many of them had no valid ``.pyc`` and were compiled here.
    size_bytes
        The size of the file.
    """

    modules: int
    compiled: int
    size_bytes: int


class PackedModule(NamedTuple):
    """One module of a pack.

    Attributes
    ----------
    name
        As it is imported.
    root
        Name of the folder below which its source lies.
    path
        Path of its source below that folder.
    is_package
        Whether it has modules of its own.
    code
        Its compiled code, marshalled.
    """

    name: str
    root: str
    path: str
    is_package: bool
    code: bytes


class _Module(NamedTuple):
    name: str
    root: str
    path: str
    is_package: bool
    origin: str


def write_pack(
    path: str, modules: Iterable[str] | None = None, *, roots: Mapping[str, str], key: str | None = None
) -> PackSummary:
    """Write the modules that this process has imported.

    Only modules that Python itself loaded from a source file below one of the roots are taken; extension
    modules and those made by other loaders are imported the usual way. The standard library is always a root.
    Paths are stored relative to their roots, so that the pack also serves a copy of the folders.

    Parameters
    ----------
    path
        Where to write; an existing file is replaced in one step.
    modules
        Names, in the order in which to store them; all imported ones when left out, in the order of their
        import.
    roots
        ``code``, ``dependencies``, ``runtime``: the folders as they stand on ``sys.path``. The first two are
        those of ``MONOLIFT_PATH``, in its order.
    key
        Names the content of the folders, which a reader has to name too; ``MONOLIFT_PACK_KEY`` when left out.

    Returns
    -------
    PackSummary
        The same inputs give the same bytes where the modules have valid ``.pyc`` files, as a bundle's have.

    Raises
    ------
    OSError
        The file can't be written.
    """
    if "runtime" in roots:
        for name in _WORKER_MODULES:
            importlib.import_module(name)
    folders = {**roots, STANDARD_LIBRARY: standard_library_folder()}
    packed: list[PackedModule] = []
    compiled = 0
    for module in _packable(list(sys.modules) if modules is None else modules, folders):
        code = compiled_code(module.origin)
        if code is None:
            code = _compile(module)
            compiled += 1
        packed.append(PackedModule(module.name, module.root, module.path, module.is_package, code))
    known = os.environ.get("MONOLIFT_PACK_KEY", "") if key is None else key
    programs = compile_programs(asked_so_far())
    library = standard_library_version()
    content = render_pack(packed, tuple(folders), key=known, library=library, programs=programs)
    replace_file(Path(path), content)
    return PackSummary(len(packed), compiled, len(content))


def render_pack(
    modules: Iterable[PackedModule],
    roots: tuple[str, ...],
    *,
    key: str,
    library: str,
    programs: Programs = NO_PROGRAMS,
) -> bytes:
    """Put compiled modules into the form of a pack.

    Parameters
    ----------
    modules
        In the order in which they are to lie in the file.
    roots
        Names of the folders that the modules are below.
    key
        Names the content of the folders.
    library
        The Python whose standard library is among the modules; any other text where none of it is.
    programs
        The regular expressions that importing them compiles.

    Returns
    -------
    bytes
        The pack, for the interpreter that runs this.

    Raises
    ------
    ValueError
        The key is no short line.
    """
    entries: dict[str, Entry] = {}
    codes: list[bytes] = []
    offset = 0
    for name, root, path, is_package, code in modules:
        entries[name] = (roots.index(root), path, is_package, offset, len(code))
        codes.append(code)
        offset += len(code)
    index = marshal.dumps((roots, entries, programs), _MARSHAL_WITHOUT_REFERENCES)
    return b"".join((_header(index, offset, key, library), index, *codes))


def _header(index: bytes, code_size: int, key: str, library: str) -> bytes:
    known = identity(key)
    start = f"{known}\n{library}\n{len(index)} {crc32(index):08x} "
    # The size of the file includes the digits that say it: a fixed number of them.
    size = len(start.encode()) + 13 + len(index) + code_size
    header = f"{start}{size:012d}\n".encode()
    if len(header) > HEADER_LIMIT_BYTES or "\n" in known:
        raise ValueError("the key of an import pack has to be one short line")
    return header


def _packable(names: Iterable[str], folders: Mapping[str, str]) -> Iterable[_Module]:
    for name in names:
        spec: ModuleSpec | None = getattr(sys.modules.get(name), "__spec__", None)
        # Under another name than its own (six.moves, __main__) a module is not what an import of that name
        # gives.
        if spec is None or spec.name != name or not isinstance(spec.loader, SourceFileLoader):
            continue
        if not spec.origin or not spec.has_location:
            continue
        for root, folder in folders.items():
            relative = _below(folder, spec.origin)
            if relative is None or (root == STANDARD_LIBRARY and relative.startswith(_SITE_FOLDERS)):
                continue
            is_package = spec.submodule_search_locations is not None
            yield _Module(name, root, relative, is_package, spec.origin)
            break


def _below(folder: str, path: str) -> str | None:
    prefix = folder.rstrip("/") + "/"
    return path[len(prefix) :] if path.startswith(prefix) else None


def compiled_code(source: str) -> bytes | None:
    """Read the code in the ``.pyc`` of a source file, when Python would take it."""
    try:
        content = Path(importlib.util.cache_from_source(source)).read_bytes()
    except OSError:
        return None
    if content[:4] != importlib.util.MAGIC_NUMBER:
        return None
    flags = int.from_bytes(content[4:8], "little")
    if not flags:
        status = Path(source).stat()
        times = (int(status.st_mtime) & 0xFFFFFFFF).to_bytes(4, "little")
        is_valid = content[8:16] == times + (status.st_size & 0xFFFFFFFF).to_bytes(4, "little")
    elif flags & _CHECK_SOURCE:
        is_valid = content[8:16] == importlib.util.source_hash(Path(source).read_bytes())
    else:
        is_valid = flags == _HASH_BASED
    return content[_PYC_HEADER_BYTES:] if is_valid else None


def _compile(module: _Module) -> bytes:
    # The file name is corrected when the code is read; a relative one keeps this machine's folders out of the
    # pack.
    code = compile(
        Path(module.origin).read_bytes(), f"{module.root}/{module.path}", "exec", dont_inherit=True
    )
    try:
        return marshal.dumps(code, _MARSHAL_WITHOUT_REFERENCES)
    except ValueError:
        # Python 3.14 has constants (slices) that the older form can't say.
        return marshal.dumps(code)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink()
        raise


def main(path: str) -> None:
    """Load the application as a worker does, warm it up, and write the pack of all that this imported."""
    gc.disable()
    from monolift_runtime import import_path

    runtime_folder = str(Path(__file__).parent.parent)
    os.environ.pop("MONOLIFT_PACK", None)
    import_path.arrange(runtime_folder)
    from monolift_runtime.application import load_interface, warm_up
    from monolift_runtime.configuration import Configuration
    from monolift_runtime.logs import Log

    log = Log(os.environ.copy())
    configuration = Configuration.from_environment(os.environ)
    warm_up(load_interface(configuration, log), configuration, log)
    roots = import_path.pack_roots(runtime_folder, import_path.project_folders())
    summary = write_pack(path, roots=roots)
    sys.stdout.write(f"{summary.modules} modules, {summary.size_bytes} bytes, {summary.compiled} compiled\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
