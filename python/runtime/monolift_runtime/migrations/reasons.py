"""Why an operation is judged as it is, and how reasons weigh together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What it takes to come back, from nothing to a restore point.
KINDS = ("reversible", "costly", "irreversible")
#: Whether the release that serves now can work with what the operation leaves.
OLD_RELEASE_LIVES = ("yes", "maybe", "no")
#: Whether the operation will fail on the rows that are there.
FAILS = ("no", "may", "will")


@dataclass(frozen=True)
class Reason:
    """One thing that is to be known about an operation.

    Attributes
    ----------
    code
        Stable name, in lower case with hyphens; see the README for all of them.
    facts
        What its sentence needs.
    kind, old_release_lives, fails
        What this reason alone makes of the operation: one of ``KINDS``, ``OLD_RELEASE_LIVES``, ``FAILS``.
    """

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    kind: str = "reversible"
    old_release_lives: str = "yes"
    fails: str = "no"

    def as_json(self) -> dict[str, Any]:
        """Give it as it is answered."""
        return {
            "code": self.code,
            "facts": self.facts,
            "kind": self.kind,
            "oldReleaseLives": self.old_release_lives,
            "fails": self.fails,
        }


def weigh(judged: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Give the worst of what reasons, or operations, say.

    Parameters
    ----------
    judged
        Each with ``kind``, ``oldReleaseLives`` and ``fails``.

    Returns
    -------
    dict
        The same three; ``reversible``, ``yes`` and ``no`` for none.
    """
    listed = list(judged)
    scales = {"kind": KINDS, "oldReleaseLives": OLD_RELEASE_LIVES, "fails": FAILS}
    return {
        name: max((one[name] for one in listed), key=scale.index, default=scale[0])
        for name, scale in scales.items()
    }
