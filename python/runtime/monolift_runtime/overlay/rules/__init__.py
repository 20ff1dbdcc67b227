"""The rules of the overlay: one file per part of a stage, each with one function ``lay_over``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    cache,
    database,
    debug,
    hosts,
    local_http,
    log_files,
    mail,
    media,
    proxy,
    secret,
    static,
    uploads,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..laying import Laying
    from ..stage import Stage

#: In this order: ``hosts`` looks at ``DEBUG``.
RULES: tuple[Callable[[Laying, Stage], None], ...] = (
    debug.lay_over,
    database.lay_over,
    static.lay_over,
    media.lay_over,
    uploads.lay_over,
    hosts.lay_over,
    proxy.lay_over,
    local_http.lay_over,
    secret.lay_over,
    cache.lay_over,
    mail.lay_over,
    log_files.lay_over,
)
