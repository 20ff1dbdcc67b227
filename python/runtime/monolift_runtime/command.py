"""Runs a management command of the application, in the environment of its stage.

The environment that it reads:

``MONOLIFT_PATH``
    Folders for the front of ``sys.path``, in order, joined as in ``PATH``: the application's first.
``MONOLIFT_APP_DIR``
    Folder of ``manage.py``; the working directory of the command.
``MONOLIFT_MANAGE``
    The project's own ``manage.py``, absolute or relative to that folder. Without it Django's own entry is
    taken.
``DJANGO_SETTINGS_MODULE``, ``MONOLIFT_OVERLAY``, ``DATABASE_URL``, ``SECRET_KEY``
    See :mod:`monolift_runtime.overlay`.
``MONOLIFT_SECRETS``, ``MONOLIFT_SECRET_FILES``
    See :mod:`monolift_runtime.stage_secrets`.
``MONOLIFT_RESULT_FD``
    Descriptor for the answers of Monolift's own commands, see :mod:`monolift_runtime.commands`.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import overlay, stage_secrets
from .import_path import project_folders

if TYPE_CHECKING:
    from collections.abc import Sequence

#: First argument of Monolift's own commands: ``monolift:migrate``.
OWN_PREFIX = "monolift:"


def main(arguments: Sequence[str]) -> int:
    """Run one command.

    The project's own ``manage.py`` runs as ``python manage.py`` would run it, whatever it does there:
    loading an ``.env``, changing ``sys.path``, printing. Monolift's own commands go the same way, as
    commands that Django finds besides the project's.

    Parameters
    ----------
    arguments
        What would follow ``manage.py`` on a command line.

    Returns
    -------
    int
        The exit code, when the command ends without raising ``SystemExit``.
    """
    stage_secrets.take(os.environ)
    _enter_application()
    is_own = bool(arguments) and arguments[0].startswith(OWN_PREFIX)
    if is_own:
        from .commands import run_own_command

        return run_own_command(arguments, run_manage)
    overlay.install(pin_settings_module=not _chooses_settings(arguments))
    run_manage(arguments)
    return 0


def run_manage(arguments: Sequence[str]) -> None:
    """Run the project's ``manage.py``, or Django's own where the project has none.

    Raises
    ------
    SystemExit
        As the command does.
    """
    manage = os.environ.get("MONOLIFT_MANAGE")
    if not manage:
        sys.argv = ["manage.py", *arguments]
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
        return
    path = str(Path(manage).absolute())
    sys.argv = [path, *arguments]
    _put_in_front(str(Path(path).parent))
    runpy.run_path(path, run_name="__main__")


def _enter_application() -> None:
    app_dir = os.environ.get("MONOLIFT_APP_DIR")
    # Without the import pack: some commands run on the project's own folder, whose modules are newer than it.
    for folder in reversed([*([app_dir] if app_dir else []), *project_folders()]):
        _put_in_front(str(Path(folder).absolute()))
    if app_dir:
        os.chdir(app_dir)


def _put_in_front(folder: str) -> None:
    sys.path[:] = [folder, *(other for other in sys.path if other != folder)]


def _chooses_settings(arguments: Sequence[str]) -> bool:
    return any(argument == "--settings" or argument.startswith("--settings=") for argument in arguments)
