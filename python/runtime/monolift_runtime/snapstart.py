"""Hooks around the snapshot from which SnapStart makes sandboxes.

Every sandbox is a copy of one that was started long before: connections are gone, and generators of random
numbers would all go on with the same ones.

See Also
--------
https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable

from monolift_runtime import application

Hook = Callable[[], object]

_before_snapshot: list[Hook] = []
_after_restore: list[Hook] = []


def before_snapshot(hook: Hook) -> Hook:
    """Have a function called before the snapshot is taken, the last registered first; also a decorator."""
    _before_snapshot.append(hook)
    return hook


def after_restore(hook: Hook) -> Hook:
    """Have a function called in each restored sandbox, the first registered first; also a decorator.

    All of them together have 10 seconds.
    """
    _after_restore.append(hook)
    return hook


def run_before_snapshot() -> None:
    """Run the hooks, those of AWS's ``snapshot-restore-py`` included, then close the database connections."""
    for hook in reversed(_before_snapshot):
        hook()
    module = sys.modules.get("snapshot_restore_py")
    if module is not None:
        for function, arguments, named in reversed(module.get_before_snapshot()):
            function(*arguments, **named)
    application.close_connections()


def run_after_restore() -> None:
    """Make random numbers differ between copies, then run the hooks, ``snapshot-restore-py``'s too."""
    random.seed()
    for hook in _after_restore:
        hook()
    module = sys.modules.get("snapshot_restore_py")
    if module is not None:
        for function, arguments, named in module.get_after_restore():
            function(*arguments, **named)
