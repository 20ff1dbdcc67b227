"""Makes of one machine's import pack another's: the same modules, with the code of the other one's bundle.

Standard input is ``{"pack": ..., "out": ..., "folders": [...], "runtime": ..., "key": ...}``: the pack that
an inspection wrote here, the file to write, the folders of the other bundle in the order in which they go on
``sys.path`` (the application's first, its dependencies' last), the folder of its runtime, and what names
them. Standard output is ``{"modules": ..., "bytes": ...}``.

Which modules a cold start imports, and in which order, is taken from the pack; their code from the byte code
in the folders. What is not there is left out: the standard library, which the other machine has of its own,
and modules that only this machine's Python or platform needs. Regular expressions are compiled anew. To be
run by a Python of the other machine's minor version, with the folder of ``monolift_runtime`` in
``PYTHONPATH``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from monolift_runtime.compiled_patterns import compile_programs
from monolift_runtime.import_path import pack_roots
from monolift_runtime.pack import PackedModule, compiled_code, render_pack, replace_file
from monolift_runtime.pack_finder import Index, read_header, read_index

#: Stands for the Python whose standard library is in the pack.
_NO_LIBRARY = "none"


def index_of(pack: str) -> Index:
    """Read what is in a pack; any interpreter may have written it.

    Raises
    ------
    DamagedPackError
        The file is no whole pack.
    """
    descriptor = os.open(pack, os.O_RDONLY)
    try:
        return read_index(descriptor, read_header(descriptor))
    finally:
        os.close(descriptor)


def modules_of(index: Index, roots: Mapping[str, str]) -> Iterator[PackedModule]:
    """Give the modules of a pack that other folders have too, with their code there.

    Parameters
    ----------
    roots
        The other folders, by the names that packs know them by.
    """
    for name, (root, path, is_package, _, _) in index.entries.items():
        folder = roots.get(index.roots[root])
        code = None if folder is None else compiled_code(f"{folder}/{path}")
        if code is not None:
            yield PackedModule(name, index.roots[root], path, is_package, code)


def main() -> None:
    """Write the pack that standard input asks for."""
    asked: dict[str, Any] = json.load(sys.stdin)
    roots = pack_roots(asked["runtime"], asked["folders"])
    index = index_of(asked["pack"])
    modules = list(modules_of(index, roots))
    _, programs = index.programs
    content = render_pack(
        modules, tuple(roots), key=asked["key"], library=_NO_LIBRARY, programs=compile_programs(programs)
    )
    replace_file(Path(asked["out"]), content)
    json.dump({"modules": len(modules), "bytes": len(content)}, sys.stdout)


if __name__ == "__main__":
    main()
