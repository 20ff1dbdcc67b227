"""Runs pip for another machine: markers are answered for that machine, and single packages may be built here.

``--platform`` and ``--python-version`` make pip choose wheels for another machine, but it goes on answering
markers (``python_version < "3.11"``) for the Python that runs it, also in what packages require. Here they
are answered by ``MONOLIFT_MARKERS``, a JSON object that names every marker variable. And pip refuses to
build anything when it is asked for another machine; a package that is nothing but Python may be built
anywhere, so ``--no-binary NAME`` is let through.

The arguments are pip's own. What pip starts itself, to build a package, is not changed.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def answer_for(environment: dict[str, str]) -> None:
    """Let pip take every marker from ``environment`` and build what ``--no-binary`` names.

    Parameters
    ----------
    environment : dict
        Every marker variable with its value on the other machine.
    """
    from pip._internal.cli import cmdoptions
    from pip._vendor.packaging import markers

    def environment_of_target() -> dict[str, str]:
        return dict(environment)

    def allow(*_options: Any, **_names: Any) -> None:
        return None

    # Both modules look these functions up by name whenever they need them.
    vars(markers)["default_environment"] = environment_of_target
    vars(cmdoptions)["check_dist_restriction"] = allow


def main(parameters: list[str]) -> int:
    """Run pip.

    Parameters
    ----------
    parameters : list of str
        What would follow ``pip``.

    Returns
    -------
    int
        pip's exit code.
    """
    answer_for(json.loads(os.environ["MONOLIFT_MARKERS"]))
    from pip._internal.cli.main import main as run_pip

    return run_pip(parameters)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
