"""The secrets of a stage, as variables or as files, in place before the application is imported.

Importing this package imports nothing; most of it is needed on AWS only.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import MutableMapping

#: A source has one, the name of a variable never.
_MARK_OF_A_SOURCE = ":"


def take(environment: MutableMapping[str, str]) -> None:
    """Read the secrets that the environment names, and put them where the application looks for them.

    On AWS ``MONOLIFT_SECRETS`` names sources, which are asked once: a process that this one starts inherits
    the variables. Where the platform has done that already, there are only files to place.

    Parameters
    ----------
    environment
        ``os.environ``; variables are added.

    Raises
    ------
    monolift_runtime.errors.StageSecretsError
        A source cannot be read, or holds something else.
    OSError
        A file cannot be written.
    """
    if _MARK_OF_A_SOURCE in environment.get("MONOLIFT_SECRETS", ""):
        from .reading import read_sources

        read_sources(environment)
    if "MONOLIFT_SECRET_FILES" in environment:
        from monolift_runtime import secret_files

        secret_files.place(environment)
