"""Where modules are looked for: the project first, then its dependencies, and Monolift's own folder last."""

from __future__ import annotations

import os
import sys

from monolift_runtime import pack_finder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import MutableMapping

#: Where Lambda unpacks the code of a function.
_TASK_ROOT = "/var/task"

#: Where Lambda unpacks the layers of a function.
_LAYERS = "/opt/python"


def arrange(runtime_folder: str) -> None:
    """Put the folders of ``MONOLIFT_PATH`` first on ``sys.path`` and the runtime last, then open the pack.

    The runtime comes last because Python puts the folder of a started script first: a module of the project's
    that is called ``bootstrap`` would be hidden by ours. Only the folders that are named are added, never a
    package's own folder, in which ``blog/django/`` would hide Django.

    Parameters
    ----------
    runtime_folder
        The folder that holds the package ``monolift_runtime``.
    """
    follow_task_root(os.environ)
    folders = project_folders()
    if "AWS_LAMBDA_EXEC_WRAPPER" in os.environ:
        sys.path += layer_folders()
    others = [entry for entry in sys.path if entry not in folders and entry != runtime_folder]
    sys.path[:] = [*folders, *others, runtime_folder]
    pack = os.environ.get("MONOLIFT_PACK")
    if pack:
        roots = pack_roots(runtime_folder, folders)
        pack_finder.install(pack, roots, os.environ.get("MONOLIFT_PACK_KEY", ""))


def follow_task_root(environment: MutableMapping[str, str]) -> None:
    """Have the variables lead to where the code lies, when that is not Lambda's ``/var/task``.

    The variables of a function name its folders before anybody knows who runs it, and emulators of Lambda
    unpack the code wherever they have room.
    """
    root = environment.get("LAMBDA_TASK_ROOT", _TASK_ROOT).rstrip("/")
    if root == _TASK_ROOT:
        return
    for name, value in environment.items():
        if name.startswith("MONOLIFT_") and _TASK_ROOT in value:
            environment[name] = value.replace(_TASK_ROOT, root)


def layer_folders() -> list[str]:
    """Give the folders of a function's layers, which Lambda's own client would add.

    See Also
    --------
    https://docs.aws.amazon.com/lambda/latest/dg/python-layers.html#python-layer-paths
    """
    if not os.path.isdir(_LAYERS):  # noqa: PTH112 (pathlib is slow to import)
        return []
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return [f"{_LAYERS}/lib/{version}/site-packages", _LAYERS]


def project_folders() -> list[str]:
    """Give the folders of ``MONOLIFT_PATH``: the application's, then its dependencies'."""
    return [folder for folder in os.environ.get("MONOLIFT_PATH", "").split(os.pathsep) if folder]


def pack_roots(runtime_folder: str, folders: list[str]) -> dict[str, str]:
    """Give the folders below which a pack's modules lie, by the names that the pack knows them by.

    The first is the application's, the last that of its dependencies; between them are those of a ``src``
    layout.
    """
    names = ["code", *(f"code-{number}" for number in range(1, len(folders) - 1)), "dependencies"]
    return {**dict(zip(names, folders)), "runtime": runtime_folder}
