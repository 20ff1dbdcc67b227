"""Start of a management command: ``python manage_application.py COMMAND …``.

Everything else it needs is in the environment; see :mod:`monolift_runtime.command`.
"""

import sys
from pathlib import Path

# Python puts the folder of this file in front of sys.path, where it would hide modules of the application.
_HERE = str(Path(__file__).absolute().parent)
sys.path[:] = [*(folder for folder in sys.path if str(Path(folder).absolute()) != _HERE), _HERE]

if __name__ == "__main__":
    from monolift_runtime import site_builtins
    from monolift_runtime.command import main

    site_builtins.install()
    sys.exit(main(sys.argv[1:]))
