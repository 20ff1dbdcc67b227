"""Reads the sources of a stage's secrets into a process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..aws.credentials import KEY_VARIABLES, is_asked_for
from ..errors import ConfigurationError
from .document import read_document
from .fetch import fetch
from .flatten import flatten
from .sources import parse_sources

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_MODES = ("variables", "files")

#: Where the links lead that stand in the code at the files' own paths; ``/tmp`` is a sandbox's own.
FILES_FOLDER = "/tmp/monolift-secrets"  # noqa: S108

#: The variables that a document takes the place of; of any other name the environment has the last word, and
#: what Monolift has made stands before what the user has set. So a ``DATABASE_URL`` that came along with the
#: user's ``.env`` does not lead a stage to another stage's rows, while a key that somebody has chosen counts.
_REPLACED_BY_OWN = frozenset(("DATABASE_URL", "SECRET_KEY"))
_REPLACED_BY_USER = frozenset(("SECRET_KEY",))


def read_sources(environment: MutableMapping[str, str]) -> None:
    """Read what ``MONOLIFT_SECRETS`` names, and put it into the environment and onto the disk.

    ``MONOLIFT_SECRETS`` then names the variables that the user has set, with commas.

    Raises
    ------
    StageSecretsError
        A source cannot be read.
    ConfigurationError
        ``MONOLIFT_SECRETS_MODE`` is neither ``variables`` nor ``files``.
    """
    mode = environment.get("MONOLIFT_SECRETS_MODE") or _MODES[0]
    if mode not in _MODES:
        raise ConfigurationError(f"MONOLIFT_SECRETS_MODE must be one of {', '.join(_MODES)}, not {mode!r}")
    sources = parse_sources(environment["MONOLIFT_SECRETS"])
    own: dict[str, str] = {}
    chosen: dict[str, str] = {}
    files: list[dict[str, Any]] = []
    for source, text in zip(sources, fetch(sources)):
        document = read_document(source, text)
        flat = {} if mode == "files" else flatten(document.files)
        (own if document.is_own else chosen).update({**flat, **document.variables})
        files += document.files
    _add(environment, own, _REPLACED_BY_OWN)
    environment["MONOLIFT_SECRETS"] = ",".join(_add(environment, chosen, _REPLACED_BY_USER))
    if mode == "files" and files:
        from .. import secret_files

        secret_files.write_files(FILES_FOLDER, files)


def _add(
    environment: MutableMapping[str, str], variables: dict[str, str], replaced: frozenset[str]
) -> list[str]:
    """Add the variables for which there is room; gives their names."""
    # The role's key is in the environment otherwise, and keeps its place there as well.
    reserved = KEY_VARIABLES if is_asked_for() else ()
    names = [name for name in variables if name in replaced or name not in {*environment, *reserved}]
    environment.update({name: variables[name] for name in names})
    return names
