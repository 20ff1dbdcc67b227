"""Log files below the code, which nobody can write where the application runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..laying import OverlaidSetting
from ..lineage import ancestors

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

_FILE_HANDLERS = frozenset(
    [
        "logging.FileHandler",
        "logging.handlers.RotatingFileHandler",
        "logging.handlers.TimedRotatingFileHandler",
        "logging.handlers.WatchedFileHandler",
        "logging.handlers.BaseRotatingHandler",
    ]
)
_STDERR = "logging.StreamHandler"
#: Keys of a handler that any handler understands; the others are arguments of the replaced class.
_KEPT = ("level", "formatter", "filters")


def lay_over(laying: Laying, stage: Stage) -> None:
    """Send to stderr what ``LOGGING`` would write into files below the code.

    Opening such a file fails on a read-only disk, and with it ``django.setup()``. Handlers keep their level,
    formatter and filters; nothing else of ``LOGGING`` is touched.
    """
    changed, record = turn_log_files_to_stderr(laying.get("LOGGING"), stage)
    if record:
        laying.put("LOGGING", changed)
        laying.record.extend(record)


def turn_log_files_to_stderr(config: Any, stage: Stage) -> tuple[Any, list[OverlaidSetting]]:
    """Rewrite a configuration of :func:`logging.config.dictConfig`.

    Parameters
    ----------
    config
        The configuration; not changed. What is not a mapping comes back as it is.
    stage
        Says where the code is.

    Returns
    -------
    tuple
        The configuration, and what was changed in it.
    """
    handlers: Any = config.get("handlers") if hasattr(config, "get") else None
    if not hasattr(handlers, "items"):
        return config, []
    laid, record = {}, []
    for name, handler in handlers.items():
        laid[name] = handler
        path = handler.get("filename") if hasattr(handler, "get") else None
        if path is None or not _is_file_handler(handler.get("class")) or not _is_out_of_reach(path, stage):
            continue
        kept = {key: handler[key] for key in _KEPT if key in handler}
        laid[name] = {**kept, "class": _STDERR}
        setting = f"LOGGING['handlers'][{name!r}]"
        record.append(
            OverlaidSetting(setting, "logging", f"{handler['class']} ({path})", f"{_STDERR} (stderr)")
        )
    return ({**config, "handlers": laid}, record) if record else (config, [])


def _is_file_handler(handler_class: Any) -> bool:
    if isinstance(handler_class, type):
        handler_class = f"{handler_class.__module__}.{handler_class.__qualname__}"
    if not isinstance(handler_class, str):
        return False
    return handler_class in _FILE_HANDLERS or bool(ancestors(handler_class) & _FILE_HANDLERS)


def _is_out_of_reach(path: Any, stage: Stage) -> bool:
    real = Path(os.path.realpath(path))
    if any(Path(root) in (real, *real.parents) for root in stage.code_roots):
        return True
    # A folder that is missing fails as well: logging does not make folders.
    return not os.access(real if real.exists() else real.parent, os.W_OK)
