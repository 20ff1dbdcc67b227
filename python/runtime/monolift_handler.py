"""``monolift_handler.handler``: the handler of a function whose runtime client is Lambda's own.

Lies at the root of the zip, where Lambda looks for handlers; the runtime lies below it in ``python/runtime``.
On AWS ``exec-wrapper`` starts the runtime's own worker instead, and this is not imported.
"""

import os
import sys

#: Where Lambda unpacks a zip. Emulators, which are who imports this, unpack it somewhere else.
_TASK_ROOT = "/var/task"
_here = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
if _here != _TASK_ROOT:
    for _name, _value in os.environ.items():
        if _name.startswith("MONOLIFT_"):
            os.environ[_name] = _value.replace(_TASK_ROOT, _here)
sys.path.append(os.path.join(_here, "python", "runtime"))  # noqa: PTH118

from monolift_runtime.handler import handler

__all__ = ["handler"]
