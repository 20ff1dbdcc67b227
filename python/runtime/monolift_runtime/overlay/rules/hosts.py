"""``ALLOWED_HOSTS`` and ``CSRF_TRUSTED_ORIGINS``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

#: What Django allows by itself, while DEBUG is on and ALLOWED_HOSTS is empty.
_ALLOWED_WHILE_DEBUGGING = (".localhost", "127.0.0.1", "[::1]")


def lay_over(laying: Laying, stage: Stage) -> None:
    """Add the stage's names to those of the project."""
    own_hosts = list(laying.get("ALLOWED_HOSTS") or [])
    if stage.hosts and "*" not in own_hosts:
        if not own_hosts and laying.get("DEBUG"):
            own_hosts = list(_ALLOWED_WHILE_DEBUGGING)
        _extend(laying, "ALLOWED_HOSTS", own_hosts, stage.hosts)
    if stage.origins:
        origins = stage.origins
        if laying.django_version < (4, 0):
            # Before 4.0 the entries are hosts without a scheme, and all below one begin with a dot.
            origins = tuple(urlsplit(origin).netloc.removeprefix("*") for origin in origins)
        _extend(laying, "CSRF_TRUSTED_ORIGINS", list(laying.get("CSRF_TRUSTED_ORIGINS") or []), origins)


def _extend(laying: Laying, name: str, own: list[str], more: tuple[str, ...]) -> None:
    missing = [item for item in more if item not in own]
    if missing:
        laying.lay(name, [*own, *missing], source="hosts")
