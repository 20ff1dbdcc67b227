"""The program that Lambda, or the local platform, starts: ``python bootstrap.py``.

What it needs comes in the environment; README.md lists the variables.
"""

# The collector would only find out, again and again, that modules being imported are still in use.
import gc

gc.disable()

import sys  # noqa: E402

# The code folder is read-only on Lambda, and its contents are addressed by their digest everywhere.
sys.dont_write_bytecode = True

from monolift_runtime import import_path, site_builtins  # noqa: E402


def main() -> None:
    """Arrange the imports, then run the worker, whose own modules may come from the import pack as well."""
    import_path.arrange(sys.path[0])
    site_builtins.install()

    from monolift_runtime import worker

    worker.main()


if __name__ == "__main__":
    # Python keeps its frames in chunks of 16 KB, and gives one back as soon as the last frame in it ends. Who
    # calls in a loop from the end of one has memory mapped and unmapped each time: a thousand times while
    # modules import each other. A frame that says it needs a bit more than half of 1 MB gets a chunk of that
    # size, of which it never touches its own part. https://github.com/python/cpython/issues/142183
    main.__code__ = main.__code__.replace(co_stacksize=64 * 1024)
    main()
