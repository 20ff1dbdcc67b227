"""``monolift_handler.handler``: the handler of a function whose runtime client is Lambda's own.

Lies at the root of the zip, where Lambda looks for handlers; the runtime lies below it in ``python/runtime``.
On AWS ``exec-wrapper`` starts the runtime's own worker instead, and this is not imported.
"""

import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), "python", "runtime"))  # noqa: PTH118, PTH120

from monolift_runtime.handler import handler

__all__ = ["handler"]
