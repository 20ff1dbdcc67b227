"""Compiles source files to byte code that is the same in every folder and in every order of compiling.

Reads a JSON list of ``[source, target, name]`` from standard input and writes to standard output a JSON
list of the sources that could not be compiled, each ``{"source": ..., "line": ..., "message": ...}``:
an application may carry templates and fixtures that are no Python of this version, and the interpreter
copes without byte code.

The byte code is of the kind *unchecked hash* (PEP 552): the interpreter never looks at the source's time or
content, so that an archive with normalised times is as fast as the folder it was made from.

To be started with ``PYTHONHASHSEED=0`` (the order of sets in constants) and ``-S -s`` (only what is needed).
"""

from __future__ import annotations

import importlib.util
import json
import marshal
import sys
import warnings
from pathlib import Path

# Flags of PEP 552: bit 0 says that the eight bytes are a hash, bit 1 would ask to check it.
UNCHECKED_HASH = (1).to_bytes(4, "little")


def pin_shared_strings() -> list[object]:
    """Make the one-character objects that the interpreter would otherwise make when it first meets them.

    ``marshal`` marks an object as shared when something else holds it too. Before Python 3.12 the caches of
    one-character strings and bytes fill up while compiling, so that a file's bytes would depend on the
    files compiled before it.

    Returns
    -------
    list of object
        To be held until the last file is compiled.
    """
    strings = [sys.intern(chr(code)) for code in range(256)]
    return [*strings, *(bytes([code]) for code in range(256))]


def compile_file(source: str, target: str, name: str) -> None:
    """Write the byte code of one file.

    Parameters
    ----------
    source : str
        Path of the source file.
    target : str
        Path of the file to write; its folder is made.
    name : str
        What the code says of its origin until it is imported (the import system then sets the real path);
        relative, so that the bytes do not depend on the folder.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, OverflowError
        The source is no Python of this version.
    """
    content = Path(source).read_bytes()
    code = compile(content, name, "exec", dont_inherit=True)
    header = importlib.util.MAGIC_NUMBER + UNCHECKED_HASH + importlib.util.source_hash(content)
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_bytes(header + marshal.dumps(code))


def main() -> None:
    """Compile what standard input lists and report what could not be compiled."""
    warnings.simplefilter("ignore")
    # Nothing that the compiler makes is cyclic: collecting would only cost time.
    import gc

    gc.disable()
    held = pin_shared_strings()
    failures = []
    for source, target, name in json.load(sys.stdin):
        try:
            compile_file(source, target, name)
        except (SyntaxError, ValueError, RecursionError, OverflowError) as error:
            line = getattr(error, "lineno", None)
            failures.append({"source": source, "line": line, "message": str(error)})
    json.dump(failures, sys.stdout)
    held.clear()


if __name__ == "__main__":
    main()
