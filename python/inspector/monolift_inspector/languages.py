"""Says which languages a Django application can answer in, so that other translations need not be carried."""

from __future__ import annotations

import inspect
import re
import sys
from typing import TYPE_CHECKING, Any

from monolift_inspector.memory import modules_of_files
from monolift_inspector.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monolift_inspector.places import Places

_SET_LANGUAGE = "django.views.i18n.set_language"
# Python that changes the language, by a function of Django's or by its module; a template that does.
_BY_FUNCTION = re.compile(
    r"from\s+django\.utils\.translation\s+import\s+(?:\([^)]*|[^\n]*)\b(?:activate|override)\b"
)
_BY_MODULE = re.compile(r"(?<!timezone)\.(?:activate|override)\b")
_IMPORTS = re.compile(r"import django\.utils\.translation\b|from django\.utils import [^\n]*\btranslation\b")
_IN_TEMPLATE = re.compile(r"{%-?\s*language\s")


def read_languages(
    settings: dict[str, Any], routes: Iterable[dict[str, Any]], path: Iterable[str], places: Places
) -> list[str] | None:
    """Say which languages can be asked for, as Django names them (`pt-br`), sorted.

    Explicit LANGUAGES are the only ones. Without them Django offers all that it has as soon as anything lets
    somebody choose: LocaleMiddleware, a route to `set_language`, code that calls `activate` or `override`.
    Otherwise it is LANGUAGE_CODE. What each falls back to, LANGUAGE_CODE and English always belong to them.

    Returns
    -------
    list of str, or None
        None when it may be any.

    See https://docs.djangoproject.com/en/stable/topics/i18n/translation/#how-django-discovers-language-preference
    """
    from django.conf import settings as merged

    default = [str(merged.LANGUAGE_CODE)]
    if not merged.USE_I18N:
        return _with_fallbacks(default)
    if "LANGUAGES" in settings["__explicit__"]:
        return _with_fallbacks([*(str(code) for code, _ in settings["LANGUAGES"]), *default])
    can_choose = (
        any(route["view"] == _SET_LANGUAGE for route in routes)
        or _has_locale_middleware()
        or _is_activated_in_memory(places)
        or _is_activated_in_files(path, places)
    )
    return None if can_choose else _with_fallbacks(default)


def _with_fallbacks(codes: Iterable[str]) -> list[str]:
    """Add what Django tries where it has no translation: `zh-cn` is `zh-hans`, `de-at` is `de`."""
    from django.conf.locale import LANG_INFO

    found = {"en"}
    for code in (code.lower() for code in codes):
        parts = code.split("-")
        found.update("-".join(parts[: length + 1]) for length in range(len(parts)))
        found.update(LANG_INFO.get(code, {}).get("fallback", ()))
    return sorted(found)


def _has_locale_middleware() -> bool:
    from django.conf import settings
    from django.middleware.locale import LocaleMiddleware
    from django.utils.module_loading import import_string

    found = (import_string(str(name)) for name in settings.MIDDLEWARE)
    return any(inspect.isclass(one) and issubclass(one, LocaleMiddleware) for one in found)


def _is_activated_in_memory(places: Places) -> bool:
    """Whether a package that is imported changes the language: Wagtail's admin has one for each user."""
    from django.utils import translation

    for name, file, names in modules_of_files():
        if name.partition(".")[0] in ("django", "monolift_runtime") or places.is_own(file):
            continue
        values = list(names.values())
        if any(value is translation.activate or value is translation.override for value in values):
            return True
        if any(value is translation for value in values) and _changes_language(_source_of(name)):
            return True
    return False


def _source_of(module: str) -> str:
    try:
        return inspect.getsource(sys.modules[module])
    except (OSError, TypeError):
        return ""


def _changes_language(text: str) -> bool:
    by_module = _IMPORTS.search(text) is not None and _BY_MODULE.search(text) is not None
    return by_module or _BY_FUNCTION.search(text) is not None


def _is_activated_in_files(path: Iterable[str], places: Places) -> bool:
    """Whether the project's own code or templates change the language, imported or not."""
    return any(
        _changes_language(text) if file.endswith(".py") else _IN_TEMPLATE.search(text) is not None
        for file, text in sources(path, places, (".py", ".html", ".txt", ".xml"))
    )
