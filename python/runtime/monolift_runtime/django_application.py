"""Django's own applications, for projects that have no ``wsgi.py`` or ``asgi.py``.

``monolift_runtime.django_application:wsgi`` and ``:asgi`` are made when they are first asked for, since
making either loads the project.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    if name == "wsgi":
        application: Any = import_module("django.core.wsgi").get_wsgi_application()
    elif name == "asgi":
        application = import_module("django.core.asgi").get_asgi_application()
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = application
    return application
