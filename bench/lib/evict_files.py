"""Has the system forget the contents of files that it keeps in memory.

Usage: ``python evict_files.py FOLDER...``; the standard library of this Python is one more. No rights are needed. Files
that a running process has mapped (its shared libraries) stay.
"""

from __future__ import annotations

import os
import sys
import sysconfig


def evict(path: str) -> None:
    """Forget one file."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


os.sync()
for folder in [*sys.argv[1:], sysconfig.get_path("stdlib")]:
    for parent, folders, files in os.walk(folder):
        # The machine's own packages are none of the contenders'.
        folders[:] = [name for name in folders if parent != sysconfig.get_path("stdlib") or name != "site-packages"]
        for file in files:
            if os.path.isfile(os.path.join(parent, file)):
                evict(os.path.join(parent, file))
