"""What the inspector is asked, read once from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# The runtime's own default: no project has such a route, so the whole chain is loaded and no database asked.
_WARM_UP_PATH = "/.well-known/monolift/warm-up"


@dataclass(frozen=True)
class Request:
    """One inspection.

    Attributes
    ----------
    path
        Folders of `sys.path`, in order: the application's, then its dependencies' (`MONOLIFT_PATH`).
    scratch
        Folder whose `home` and `tmp` are `HOME` and `TMPDIR` of this inspection (`MONOLIFT_SCRATCH`), or
        None: then they are what the environment says.
    runtime
        Folder that holds the package `monolift_runtime` (`MONOLIFT_RUNTIME`), or None: then no settings are
        laid over the application's own.
    code_root
        Folder of the application's own files (`MONOLIFT_CODE_ROOT`); what lies below is "the user's".
    settings_module
        `DJANGO_SETTINGS_MODULE`.
    wsgi, asgi
        The applications that the project has, as `module:callable` (`MONOLIFT_WSGI`, `MONOLIFT_ASGI`).
    interface
        `wsgi` or `asgi` where the configuration insists (`MONOLIFT_INTERFACE`), else None: decided here.
    result_fd
        Open descriptor that the answer is written to (`MONOLIFT_RESULT_FD`).
    pack_out
        File that the import pack is written to (`MONOLIFT_PACK_OUT`), or None.
    seconds
        Time limit (`MONOLIFT_SECONDS`), 0 for none; shortly before it the inspector says where it hangs.
    warm_up_paths
        Paths of the warm-up requests (`MONOLIFT_WARMUP`, with commas between), as the runtime sends them.
    database
        `live` when the database behind the settings may be asked which migrations it has
        (`MONOLIFT_DATABASE`); otherwise all of them count as not applied.
    evidence
        Whether the project's source is read for what behaves differently on AWS (`MONOLIFT_EVIDENCE`).
    api_title
        Title of the API that is to be described in OpenAPI (`MONOLIFT_OPENAPI`), or None: it is not.
    """

    path: tuple[str, ...]
    scratch: str | None
    runtime: str | None
    code_root: str
    settings_module: str
    wsgi: str | None
    asgi: str | None
    interface: str | None
    result_fd: int
    pack_out: str | None
    seconds: float
    warm_up_paths: tuple[str, ...]
    database: str | None
    evidence: bool
    api_title: str | None


def read_request(environment: Mapping[str, str]) -> Request:
    """Read the request.

    Raises
    ------
    KeyError
        When one of the variables that every inspection needs is missing.
    """
    path = tuple(
        os.path.abspath(folder) for folder in environment["MONOLIFT_PATH"].split(os.pathsep) if folder
    )
    return Request(
        path=path,
        scratch=environment.get("MONOLIFT_SCRATCH") or None,
        runtime=environment.get("MONOLIFT_RUNTIME") or None,
        code_root=os.path.abspath(environment["MONOLIFT_CODE_ROOT"]),
        settings_module=environment["DJANGO_SETTINGS_MODULE"],
        wsgi=environment.get("MONOLIFT_WSGI") or None,
        asgi=environment.get("MONOLIFT_ASGI") or None,
        interface=environment.get("MONOLIFT_INTERFACE") or None,
        result_fd=int(environment["MONOLIFT_RESULT_FD"]),
        pack_out=environment.get("MONOLIFT_PACK_OUT") or None,
        seconds=float(environment.get("MONOLIFT_SECONDS") or 0),
        warm_up_paths=tuple(
            path.strip()
            for path in environment.get("MONOLIFT_WARMUP", _WARM_UP_PATH).split(",")
            if path.strip()
        ),
        database=environment.get("MONOLIFT_DATABASE") or None,
        evidence=bool(environment.get("MONOLIFT_EVIDENCE")),
        api_title=environment.get("MONOLIFT_OPENAPI") or None,
    )
