"""Has an API described by the generator that the project has for it: drf-spectacular's, or DRF's own."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monolift_inspector.failures import Warn


def read_openapi(title: str, warn: Warn) -> dict[str, Any] | None:
    """Return the generator's name and its document, or None where the project has none or it fails.

    drf-spectacular is taken where it is installed as an app, as its own command is. DRF's own generator needs
    a package of its own (uritemplate); a project without it has never asked for a document.
    """
    from django.apps import apps

    for generator, app, describe in (
        ("drf-spectacular", "drf_spectacular", _spectacular),
        ("rest-framework", "rest_framework", _rest_framework),
    ):
        if not apps.is_installed(app):
            continue
        try:
            document = describe(title)
        except BaseException as error:  # a serializer that asks the database, a view that needs a user
            warn("OPENAPI_FAILED", error, generator)
            continue
        if document is not None:
            return {"generator": generator, "document": document}
    return None


def _spectacular(_title: str) -> Any:
    from drf_spectacular.drainage import GENERATOR_STATS
    from drf_spectacular.renderers import OpenApiJsonRenderer
    from drf_spectacular.settings import spectacular_settings

    silence = getattr(GENERATOR_STATS, "silence", contextlib.nullcontext)
    with silence():  # its warnings are for who writes the API
        generator = spectacular_settings.DEFAULT_GENERATOR_CLASS()
        schema = generator.get_schema(request=None, public=True)
    return json.loads(OpenApiJsonRenderer().render(schema, renderer_context={}))


def _rest_framework(title: str) -> Any:
    from rest_framework.compat import uritemplate

    if uritemplate is None:
        return None
    from rest_framework.renderers import JSONOpenAPIRenderer
    from rest_framework.schemas.openapi import SchemaGenerator

    schema = SchemaGenerator(title=title).get_schema(request=None, public=True)
    return None if schema is None else json.loads(JSONOpenAPIRenderer().render(schema))
