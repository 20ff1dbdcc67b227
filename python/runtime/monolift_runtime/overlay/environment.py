"""The environment variables that projects read instead of settings."""

from __future__ import annotations

import re
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from .stage import Stage

_ASSIGNMENT = re.compile(r"^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=(.*)$", re.MULTILINE)


def twelve_factor(stage: Stage) -> dict[str, str]:
    """Derive the variables from what the stage provides.

    The names are those of django-environ's and cookiecutter-django's documentation, of the MDN and the
    Compose tutorials. No ``PG…`` names: libpq would take them for connections to other servers too.

    Parameters
    ----------
    stage
        What the stage provides.

    Returns
    -------
    dict
        Lists are joined by commas; a switch is ``1`` or ``0``, the only spelling that ``int()``, ``env.bool``
        and ``strtobool`` all take.
    """
    lists = {"ALLOWED_HOSTS": stage.hosts, "CSRF_TRUSTED_ORIGINS": stage.origins}
    variables = {name: ",".join(values) for name, values in lists.items() if values}
    if stage.secret_key is not None:
        variables["SECRET_KEY"] = stage.secret_key
    if stage.debug is not None:
        variables["DEBUG"] = "1" if stage.debug else "0"
    variables.update({f"DJANGO_{name}": value for name, value in variables.items()})
    if stage.static_root is not None:
        variables["STATIC_ROOT"] = stage.static_root
    if stage.media_root is not None:
        variables["MEDIA_ROOT"] = stage.media_root
    return {**variables, **_database_variables(stage)}


def _database_variables(stage: Stage) -> dict[str, str]:
    database = stage.database
    if database is None:
        return {}
    parts = {
        "USER": database.user,
        "PASSWORD": database.password,
        "HOST": database.host,
        "PORT": database.port or "5432",
    }
    variables = {f"{prefix}_{name}": value for prefix in ("POSTGRES", "DB") for name, value in parts.items()}
    return {**variables, "POSTGRES_DB": database.name, "DB_NAME": database.name}


def complete_environment(environ: MutableMapping[str, str], stage: Stage) -> None:
    """Add the derived variables to an environment.

    A variable that is set stays, and one that the project's own ``.env`` gives is the project's: its value is
    taken from there, even over the stage's. Most readers of such files do not replace what is set, so the
    project's own secret key would be lost to the stage's, and with it everything that was signed with it.

    Parameters
    ----------
    environ
        Changed in place.
    stage
        What the stage provides.
    """
    own = _read_env_files(environ)
    variables = twelve_factor(stage)
    if PathFinder.find_spec("dynaconf"):
        # Dynaconf takes each DJANGO_ variable for a setting in its own syntax: a list with commas is a text.
        for name in [name for name in variables if name.startswith("DJANGO_")]:
            if environ.get(name) == variables.pop(name):
                del environ[name]
    for name, value in variables.items():
        if name in own and environ.get(name) in (None, value):
            environ[name] = own[name]
        else:
            environ.setdefault(name, value)


def _read_env_files(environ: MutableMapping[str, str]) -> dict[str, str]:
    """Read the ``.env`` files of the places where projects keep them; that beside ``manage.py`` wins."""
    app_dir = Path(environ.get("MONOLIFT_APP_DIR") or ".").absolute()
    package = environ.get("DJANGO_SETTINGS_MODULE", "").split(".")[0]
    values: dict[str, str] = {}
    for folder in (app_dir.parent, app_dir / package, app_dir):
        try:
            text = (folder / ".env").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        values.update((name, _unquote(value)) for name, value in _ASSIGNMENT.findall(text))
    return values


def _unquote(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] in "'\"" and text.find(text[0], 1) > 0:
        return text[1 : text.index(text[0], 1)]
    return text.split(" #")[0].rstrip()
