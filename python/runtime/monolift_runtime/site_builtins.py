"""What ``site`` does for a program, without what it does to its imports.

Applications are started with ``-S``: the packages that happen to be installed beside this machine's Python
are not part of the bundle, and neither is the code that their ``.pth`` files run at each start. Nothing of it
is there on AWS.
"""

from __future__ import annotations

import sys


def install() -> None:
    """Add ``exit``, ``quit``, ``help`` and the others, where Python was started without them.

    See Also
    --------
    https://docs.python.org/3/library/constants.html#constants-added-by-the-site-module
    """
    if sys.flags.no_site:
        import site

        site.setquit()
        site.setcopyright()
        site.sethelper()
