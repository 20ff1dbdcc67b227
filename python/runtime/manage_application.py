"""Start of a management command: ``python manage_application.py COMMAND …``.

Everything else it needs is in the environment; see :mod:`monolift_runtime.command`.
"""

import os
import sys

# Python puts the folder of this file in front of sys.path, where it would hide modules of the application.
_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != _HERE] + [_HERE]

if __name__ == "__main__":
    from monolift_runtime.command import main

    sys.exit(main(sys.argv[1:]))
