"""Classes and functions that a stage adds to those that a setting names: ``MIDDLEWARE`` and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..laying import Laying


def add_class(
    laying: Laying, setting: str, added: str, *, usual: tuple[str, ...] = (), is_first: bool = False
) -> None:
    """Put a class of the runtime behind those of the project, or before them.

    Parameters
    ----------
    laying
        The settings.
    setting
        Holds a list of dotted names.
    added
        A dotted name. Nothing happens when it is there already.
    usual
        Django's own value, for a project that does not choose.
    is_first
        Before the project's; behind them otherwise.
    """
    own = list(laying.get(setting) or usual)
    if added in own:
        return
    laying.put(setting, [added, *own] if is_first else [*own, added])
    of_project = [name for name in own if not name.startswith("monolift_runtime.")]
    laying.tell(setting, "media", f"{len(of_project)} of the project", f"and {added}")
