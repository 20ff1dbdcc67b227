"""Reads the settings that matter to a deployer; everything else, and every secret, stays where it is."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from monolift_inspector.hiding import hide_url_password

if TYPE_CHECKING:
    from monolift_inspector.hiding import Secrets
    from monolift_inspector.places import Places

_PLAIN = (
    "ALLOWED_HOSTS",
    "APPEND_SLASH",
    "ASGI_APPLICATION",
    "AUTH_USER_MODEL",
    "CELERY_TASK_SOFT_TIME_LIMIT",
    "CELERY_TASK_TIME_LIMIT",
    "CONN_MAX_AGE",
    "CORS_ALLOWED_ORIGINS",
    "CORS_ALLOWED_ORIGIN_REGEXES",
    "CORS_ALLOW_ALL_ORIGINS",
    "CORS_ORIGIN_ALLOW_ALL",
    "CORS_ORIGIN_REGEX_WHITELIST",
    "CORS_ORIGIN_WHITELIST",
    "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_ROUTERS",
    "DATA_UPLOAD_MAX_MEMORY_SIZE",
    "DEBUG",
    "DEFAULT_AUTO_FIELD",
    "DEFAULT_FILE_STORAGE",
    "EMAIL_BACKEND",
    "EMAIL_HOST",
    "EMAIL_PORT",
    "FILE_UPLOAD_HANDLERS",
    "FILE_UPLOAD_MAX_MEMORY_SIZE",
    "FORCE_SCRIPT_NAME",
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "ROOT_HOSTCONF",
    "ROOT_URLCONF",
    "SECURE_PROXY_SSL_HEADER",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "SESSION_ENGINE",
    "SITE_ID",
    "STATICFILES_FINDERS",
    "STATICFILES_STORAGE",
    "STATIC_URL",
    "TIME_ZONE",
    "USE_I18N",
    "USE_TZ",
    "USE_X_FORWARDED_HOST",
    "WSGI_APPLICATION",
)
_PATHS = ("LOCALE_PATHS", "MEDIA_ROOT", "STATICFILES_DIRS", "STATIC_ROOT")
# Django's own settings with a secret in them; its other names ("PASSWORD_HASHERS") only sound like it.
_SECRETS_OF_DJANGO = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "EMAIL_HOST_PASSWORD")


def learn_secrets(settings: dict[str, Any], secrets: Secrets) -> None:
    """Remember every secret in the settings, so that none of them leaves in another text."""
    from django.conf import global_settings

    for name, value in settings.items():
        if name in _SECRETS_OF_DJANGO or not hasattr(global_settings, name) or isinstance(value, dict):
            secrets.learn(name, value)


def read_settings(settings: dict[str, Any], places: Places) -> dict[str, Any]:
    """Choose and shorten: engines and hosts, never users or passwords; paths relative to the code folder."""
    found: dict[str, Any] = {name: plain(settings[name]) for name in _PLAIN if name in settings}
    for name in _PATHS:
        if name in settings:
            found[name] = _paths(settings[name], places)
    found["DATABASES"] = {
        alias: _database(database, places)
        for alias, database in _dictionary(settings.get("DATABASES")).items()
        if isinstance(database, dict)
    }
    found["CACHES"] = {
        alias: {
            "BACKEND": cache.get("BACKEND"),
            **({"LOCATION": plain(cache["LOCATION"])} if cache.get("LOCATION") else {}),
        }
        for alias, cache in _dictionary(settings.get("CACHES")).items()
        if isinstance(cache, dict)
    }
    for name in ("STORAGES", "CHANNEL_LAYERS", "TASKS"):
        if _dictionary(settings.get(name)):
            found[name] = {
                alias: {"BACKEND": plain(entry.get("BACKEND"))}
                for alias, entry in settings[name].items()
                if isinstance(entry, dict)
            }
    if isinstance(settings.get("CRONJOBS"), (list, tuple)):
        found["CRONJOBS"] = len(settings["CRONJOBS"])
    if "LANGUAGES" in settings["__explicit__"]:
        found["LANGUAGES"] = [str(code) for code, _ in settings["LANGUAGES"]]
    found["overridden"] = sorted(settings["__explicit__"])
    return found


def _database(database: dict[str, Any], places: Places) -> dict[str, Any]:
    name = database.get("NAME")
    if isinstance(name, PurePath) or str(database.get("ENGINE", "")).endswith(("sqlite3", "spatialite")):
        name = places.name(str(name))
    return {
        "ENGINE": database.get("ENGINE", ""),
        "NAME": plain(name),
        "HOST": str(database.get("HOST") or ""),
        "PORT": str(database.get("PORT") or ""),
    }


def _dictionary(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _paths(value: Any, places: Places) -> Any:
    if isinstance(value, (list, tuple)):
        return [_paths(part, places) for part in value]
    return places.name(os.fspath(value)) if isinstance(value, (str, os.PathLike)) and value else None


def plain(value: Any) -> Any:
    """Turn a setting into what JSON can say; lazy texts and paths become texts."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return hide_url_password(str(value))
