"""Start of the inspector: `python inspect_application.py`; everything it needs is in the environment.

See `monolift_inspector.request` for the variables, `monolift_inspector.channel` for what comes out.
"""

from monolift_inspector.main import main

if __name__ == "__main__":
    main()
