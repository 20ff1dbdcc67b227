"""Reads models, with those that Django makes for many-to-many fields."""

from __future__ import annotations

from typing import Any


def read_models() -> list[dict[str, Any]]:
    """Read `apps.get_models(include_auto_created=True)` in its order."""
    from django.apps import apps

    return [_model(model) for model in apps.get_models(include_auto_created=True)]


def _model(model: Any) -> dict[str, Any]:
    meta = model._meta
    return {
        "label": meta.label,
        "table": meta.db_table,
        "app": meta.app_label,
        "fields": [_field(field) for field in (*meta.fields, *meta.many_to_many, *meta.private_fields)],
        "isManaged": meta.managed,
        "isProxy": meta.proxy,
        "isAutoCreated": bool(meta.auto_created),
    }


def _field(field: Any) -> dict[str, Any]:
    through = getattr(getattr(field, "remote_field", None), "through", None)
    return {
        "name": field.name,
        "type": type(field).__name__,
        "column": getattr(field, "column", None),
        "isNullable": bool(getattr(field, "null", False)),
        "isPrimaryKey": bool(getattr(field, "primary_key", False)),
        "isUnique": bool(getattr(field, "unique", False)),
        "relatedModel": _label(getattr(field, "related_model", None)),
        "relation": _relation(field),
        "through": _label(through) if field.many_to_many else None,
    }


def _label(model: Any) -> str | None:
    if model is None or isinstance(model, str):  # a text: the app of that model is not installed
        return model
    return str(model._meta.label)


def _relation(field: Any) -> str | None:
    for kind in ("one_to_one", "many_to_one", "many_to_many", "one_to_many"):
        if getattr(field, kind, False):
            return kind.replace("_", "-")
    return None
