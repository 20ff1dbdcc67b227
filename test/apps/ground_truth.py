"""Print what Django itself says about a project, as JSON, with nothing of Monolift in the process.

Usage: ``ground_truth.py OUTPUT [MODULE:CELERY_APP]`` in the folder of ``manage.py``, with ``DJANGO_SETTINGS_MODULE`` set
and the Python of an environment that holds the project's own dependencies. The answer goes to the file ``OUTPUT``,
because projects print to stdout when they are imported.
"""

import importlib
import json
import os
import sys

sys.path.insert(0, os.getcwd())

import django  # noqa: E402
from django.apps import apps  # noqa: E402


def routes(resolver, prefix="", namespaces=()):
    """Walk a URLconf in the order in which Django tries its patterns."""
    from django.urls import URLPattern

    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = ":".join((*namespaces, entry.name)) if entry.name else None
            yield {"pattern": pattern, "name": name, "view": view_of(entry)}
        else:
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from routes(entry, pattern, inner)


def view_of(entry):
    """Django's own name of a view: the class behind ``as_view()`` from Django 4.0 on, and so here for older ones."""
    view_class = getattr(entry.callback, "view_class", None)
    if view_class is not None:
        return f"{view_class.__module__}.{view_class.__qualname__}"
    return entry.lookup_str


def model_of(model):
    """Label, table and fields, those of generic relations included."""
    meta = model._meta
    fields = [*meta.fields, *meta.many_to_many, *meta.private_fields]
    return {"label": meta.label, "table": meta.db_table, "fields": [field.name for field in fields]}


def celery_tasks(place):
    """Return the names of the tasks that a worker would register, without Celery's own."""
    from celery.fixups.django import DjangoWorkerFixup

    # A worker runs Django's checks before it imports tasks, and some checks ask the database; tasks come from no check.
    DjangoWorkerFixup.validate_models = lambda _self: None
    module, _, attribute = place.partition(":")
    app = getattr(importlib.import_module(module), attribute)
    app.loader.import_default_modules()
    app.finalize()
    return sorted(name for name in app.tasks if not name.startswith("celery."))


def main(output, celery=None):
    """Read the registries and write them down."""
    django.setup()
    from django.urls import get_resolver

    answer = {
        "django": django.get_version(),
        "python": ".".join(map(str, sys.version_info[:3])),
        "routes": list(routes(get_resolver())),
        "models": [model_of(model) for model in apps.get_models(include_auto_created=True)],
        "tasks": celery_tasks(celery) if celery else [],
    }
    with open(output, "w", encoding="utf-8") as file:
        json.dump(answer, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
