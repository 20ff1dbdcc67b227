"""What holds for every rule."""

from __future__ import annotations

from typing import Any

from monolift_runtime.overlay.rules import RULES

from .laid import STORAGES, lay, stage


def test_every_rule_leaves_a_project_alone_when_the_stage_provides_nothing() -> None:
    own: dict[str, Any] = {
        "DEBUG": True,
        "SECRET_KEY": "x",
        "STORAGES": STORAGES,
        "ALLOWED_HOSTS": [],
        "SECURE_SSL_REDIRECT": True,
    }
    for rule in RULES:
        assert lay(rule, stage(), **own) == (own, [])
