"""Lays what a stage provides over the application's own Django settings.

The application's settings module stays what it is and is loaded by Django as ever; when it was loaded, the
values of the stage replace the few settings that depend on where an application runs. Nothing is changed that
the stage does not provide, and every change is recorded.

Importing this package imports neither Django nor anything that a bare interpreter has not loaded already.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .laying import OverlaidSetting

__all__ = ["applied", "install", "twelve_factor"]


def install(*, pin_settings_module: bool = True) -> None:
    """Arrange that the settings are laid over as soon as Django loads them.

    To be called before the application is imported, and after other finders of modules were put in front of
    ``sys.meta_path``. Does nothing when ``MONOLIFT_OVERLAY`` is not set or empty. A second call does nothing.

    The environment is read now and not later: a settings module that loads an ``.env`` file changes
    ``os.environ``, and its values are the project's, not the stage's. The variables that many projects read
    instead of settings (see :func:`twelve_factor`) are added to ``os.environ``, never replaced.

    Parameters
    ----------
    pin_settings_module
        Whether ``DJANGO_SETTINGS_MODULE`` as it is now wins over code that assigns another one later (a
        ``manage.py`` or ``wsgi.py`` with ``os.environ["DJANGO_SETTINGS_MODULE"] = …``). Said on stderr when
        it happens. To be false when the user asked for other settings on the command line.

    Raises
    ------
    monolift_runtime.overlay.stage.OverlayError
        When ``MONOLIFT_OVERLAY`` or ``DATABASE_URL`` cannot be understood.
    """
    if not os.environ.get("MONOLIFT_OVERLAY"):
        return
    from . import hook

    hook.install(os.environ, pin_settings_module=pin_settings_module)


def applied() -> list[OverlaidSetting]:
    """Tell what was laid over, in the order of doing it.

    Returns
    -------
    list of OverlaidSetting
        Empty before the settings were loaded, and when no overlay is installed. No secret is in it: of a
        secret only ``set``, ``not set`` or ``changed`` is told. A setting that was looked at and deliberately
        left has a text in ``becomes`` that begins with ``left``.
    """
    from . import hook

    return hook.applied()


def twelve_factor(environ: Mapping[str, str]) -> dict[str, str]:
    """Derive the variables that projects commonly read from what the stage says.

    Pure: looks at nothing but its argument.

    Parameters
    ----------
    environ
        An environment with ``MONOLIFT_OVERLAY`` and, where the stage provides them, ``DATABASE_URL`` and
        ``SECRET_KEY``.

    Returns
    -------
    dict
        Names and values, for instance ``ALLOWED_HOSTS`` or ``POSTGRES_HOST``; empty without an overlay.
    """
    from . import environment
    from .stage import read_stage

    stage = read_stage(environ)
    return {} if stage is None else environment.twelve_factor(stage)
