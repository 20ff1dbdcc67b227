"""Where the overlay takes hold of Django: after ``django.conf`` and ``logging.config`` were imported."""

from __future__ import annotations

import functools
import os
import sys
from typing import TYPE_CHECKING, Any

from .after_import import after_import
from .environment import complete_environment
from .laying import Laying, OverlaidSetting
from .rules import RULES
from .rules.log_files import turn_log_files_to_stderr
from .stage import Stage, read_stage

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from types import ModuleType


class _Overlay:
    """The one overlay of a process: settings are loaded once, and Django keeps them in one place too."""

    def __init__(self, stage: Stage, settings_module: str | None) -> None:
        self.stage = stage
        self.settings_module = settings_module
        self.settings_record: list[OverlaidSetting] = []
        self.logging_record: dict[str, OverlaidSetting] = {}
        self.loads_under_way = 0


_installed: _Overlay | None = None


def install(environ: MutableMapping[str, str], *, pin_settings_module: bool) -> None:
    """Do what :func:`monolift_runtime.overlay.install` says."""
    global _installed  # noqa: PLW0603 - as with django.conf.settings there is one per process
    stage = None if _installed else read_stage(environ)
    if stage is None:
        return
    pinned = environ.get("DJANGO_SETTINGS_MODULE") if pin_settings_module else None
    _installed = overlay = _Overlay(stage, pinned)
    complete_environment(environ, stage)
    after_import("django.conf", functools.partial(_patch_settings, overlay=overlay))
    after_import("logging.config", functools.partial(_patch_logging, overlay=overlay))


def applied() -> list[OverlaidSetting]:
    """Do what :func:`monolift_runtime.overlay.applied` says."""
    if _installed is None:
        return []
    told = {entry.setting for entry in _installed.settings_record}
    logged = _installed.logging_record.values()
    return [*_installed.settings_record, *(entry for entry in logged if entry.setting not in told)]


def _patch_settings(conf: ModuleType, *, overlay: _Overlay) -> None:
    load, configure, set_up = conf.Settings.__init__, conf.LazySettings.configure, conf.LazySettings._setup

    @functools.wraps(load)
    def load_and_lay_over(settings: Any, settings_module: str, *args: Any, **kwargs: Any) -> None:
        # Dynaconf reads the settings while the settings module is still being imported, which loads them a
        # second time inside the first. The inner ones are thrown away, so only the outer are laid over.
        overlay.loads_under_way += 1
        try:
            load(settings, settings_module, *args, **kwargs)
        finally:
            overlay.loads_under_way -= 1
        if overlay.loads_under_way == 0:
            _lay_over(overlay, settings, sys.modules.get(settings_module))

    @functools.wraps(configure)
    def configure_and_lay_over(lazy: Any, *args: Any, **kwargs: Any) -> None:
        configure(lazy, *args, **kwargs)
        _lay_over(overlay, lazy._wrapped, None)

    @functools.wraps(set_up)
    def set_up_pinned(lazy: Any, *args: Any, **kwargs: Any) -> None:
        _restore_settings_module(overlay.settings_module)
        set_up(lazy, *args, **kwargs)

    conf.Settings.__init__ = load_and_lay_over
    conf.LazySettings.configure = configure_and_lay_over
    conf.LazySettings._setup = set_up_pinned


def _restore_settings_module(pinned: str | None) -> None:
    asked = os.environ.get("DJANGO_SETTINGS_MODULE")
    if pinned is None or asked == pinned:
        return
    if asked is not None:
        sys.stderr.write(
            f"monolift: the program chose the settings module {asked!r}; this stage runs with {pinned!r} "
            "and keeps it. To run with the other one, set app.settings in monolift.toml.\n"
        )
    os.environ["DJANGO_SETTINGS_MODULE"] = pinned


def _lay_over(overlay: _Overlay, settings: Any, module: ModuleType | None) -> None:
    import django

    replacement = _replacement_of_settings()

    def write(name: str, value: Any) -> None:
        setattr(settings, name, value)
        explicit = getattr(settings, "_explicit_settings", None)
        if explicit is not None:
            explicit.add(name)
        # Code that imports the settings module itself ("from config import settings") sees the same values.
        if module is not None and hasattr(module, name):
            setattr(module, name, value)
        if replacement is not None:
            replacement.set(name, value)

    laying = Laying(
        read=lambda name, default: getattr(settings, name, default),
        write=write,
        is_explicit=settings.is_overridden,
        django_version=django.VERSION[:2],
    )
    for rule in RULES:
        rule(laying, overlay.stage)
    overlay.settings_record = laying.record


def _replacement_of_settings() -> Any:
    """Give the object that stands in for ``django.conf.settings``, or None.

    Dynaconf replaces the whole module ``django.conf`` in ``sys.modules`` by an object whose ``settings`` are
    its own, filled before Django's were complete.
    """
    conf = sys.modules["django.conf"]
    settings = conf.settings
    if isinstance(settings, conf.LazySettings) or not callable(getattr(settings, "set", None)):
        return None
    return settings


def _patch_logging(config_module: ModuleType, *, overlay: _Overlay) -> None:
    configure = config_module.dictConfig

    @functools.wraps(configure)
    def configure_without_files(config: Any) -> None:
        changed, record = turn_log_files_to_stderr(config, overlay.stage)
        for entry in record:
            overlay.logging_record[entry.setting] = entry
        configure(changed)

    config_module.dictConfig = configure_without_files  # type: ignore[attr-defined]


__all__ = ["applied", "install"]
