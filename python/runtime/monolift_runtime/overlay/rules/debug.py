"""``DEBUG``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage


def lay_over(laying: Laying, stage: Stage) -> None:
    """Set ``DEBUG`` when the stage says so."""
    if stage.debug is not None:
        laying.lay("DEBUG", stage.debug, source="debug")
