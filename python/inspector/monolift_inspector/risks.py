"""Finds settings that are fine on one machine and lose data, or leak, where many copies of it run."""

from __future__ import annotations

import hashlib
import importlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from monolift_inspector.memory import own_modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

    from monolift_inspector.places import Places

# As django.core.checks.security.base (W009).
_SHORTEST_SECRET = 50
_FEWEST_CHARACTERS = 5
_SECOND_LOOK_SECONDS = 20

_LOCAL_CACHES = ("locmem.LocMemCache", "filebased.FileBasedCache")
_LOCAL_MAIL = ("console.EmailBackend", "filebased.EmailBackend", "locmem.EmailBackend", "dummy.EmailBackend")
_FILE_SESSIONS = "django.contrib.sessions.backends.file"


def find_risks(
    settings: dict[str, Any], settings_module: str, written_files: list[str], places: Places
) -> list[dict[str, str]]:
    """List the settings at risk, as the project itself gives them.

    Parameters
    ----------
    settings
        The project's own values, before anything was laid over.
    written_files
        What importing wrote: a secret that is kept in such a file is made again in the next copy.
    """
    explicit = settings["__explicit__"]
    found = [
        *_debug(settings),
        *_databases(settings, places),
        *_hosts(settings),
        *_media(settings, places),
        *_secret_key(settings, settings_module, written_files, places),
        *_log_files(settings, places),
        *_caches(settings, explicit),
        *_mail(settings, explicit),
        *_sessions(settings),
        *_channel_layers(settings),
    ]
    return [{"setting": setting, "risk": risk, "found": text} for setting, risk, text in found]


def _debug(settings: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    if settings.get("DEBUG"):
        yield "DEBUG", "debug", "True"


def _databases(settings: dict[str, Any], places: Places) -> Iterator[tuple[str, str, str]]:
    for alias, database in _dictionaries(settings.get("DATABASES")):
        if str(database.get("ENGINE", "")).endswith(("sqlite3", "spatialite")):
            yield f"DATABASES['{alias}']", "sqlite", places.name(str(database.get("NAME")))


def _hosts(settings: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    hosts = [str(host) for host in settings.get("ALLOWED_HOSTS") or () if host != "*"]
    if hosts and "*" not in settings["ALLOWED_HOSTS"]:
        yield "ALLOWED_HOSTS", "hosts", ", ".join(hosts)


def _media(settings: dict[str, Any], places: Places) -> Iterator[tuple[str, str, str]]:
    storages = settings.get("STORAGES")
    default = storages.get("default", {}).get("BACKEND") if isinstance(storages, dict) else None
    if "DEFAULT_FILE_STORAGE" in settings["__explicit__"]:
        default = settings["DEFAULT_FILE_STORAGE"]
    backend = str(default or settings.get("DEFAULT_FILE_STORAGE") or "")
    if backend.endswith("FileSystemStorage") and settings.get("MEDIA_ROOT"):
        yield "MEDIA_ROOT", "local-media", places.name(str(settings["MEDIA_ROOT"]))


def _secret_key(
    settings: dict[str, Any], settings_module: str, written_files: list[str], places: Places
) -> Iterator[tuple[str, str, str]]:
    key = settings.get("SECRET_KEY")
    if not isinstance(key, str) or not key:
        return
    if is_generated(key, settings_module, written_files, places):
        yield "SECRET_KEY", "generated-secret", "made while the settings are imported"
        return
    in_code = _is_in_code(key, places)
    if key.startswith("django-insecure-"):
        yield "SECRET_KEY", "insecure-secret", "begins with django-insecure-"
    elif in_code:
        yield "SECRET_KEY", "insecure-secret", "written in the source code"
    elif len(key) < _SHORTEST_SECRET or len(set(key)) < _FEWEST_CHARACTERS:
        yield "SECRET_KEY", "insecure-secret", f"{len(key)} characters long"


def is_generated(key: str, settings_module: str, written_files: list[str], places: Places) -> bool:
    """Whether every import of the settings makes another key, so that no two copies agree on a session.

    Cheap answers first: a key that stands in the code or in the environment is none. Otherwise the settings
    are evaluated once more, in a process of their own with another hash seed, and digests are compared.
    """
    if _is_in_code(key, places) or any(key in value for value in os.environ.values()):
        return False
    for name in written_files:
        path = os.path.join(places.code_root, name)
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                if key in file.read(1_000_000):
                    return True
        except OSError:
            continue
    return _digest_elsewhere(settings_module) not in (None, digest(key))


def digest(key: str) -> str:
    """Return what may be said of a secret to another process."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def _digest_elsewhere(settings_module: str) -> str | None:
    environment = {name: value for name, value in os.environ.items() if name != "MONOLIFT_RESULT_FD"}
    environment.update(PYTHONHASHSEED="4711", DJANGO_SETTINGS_MODULE=settings_module)
    program = f"import sys; sys.path[:] = {sys.path!r}; from monolift_inspector.risks import main; main()"
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    program = program.replace("from monolift", f"sys.path.append({here!r}); from monolift", 1)
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, and a program of ours
            [sys.executable, "-s", "-c", program],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECOND_LOOK_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    last = done.stdout.decode("utf-8", "replace").rpartition("monolift-digest:")[2].strip()
    return last if done.returncode == 0 and last else None


def main() -> None:
    """Print the digest of the SECRET_KEY, in the second process."""
    module = importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    print(f"monolift-digest:{digest(getattr(module, 'SECRET_KEY', ''))}", flush=True)
    os._exit(0)


def _is_in_code(key: str, places: Places) -> bool:
    """Whether a module of the project has the key among its constants."""
    for name, _, names in own_modules(places):
        loader = getattr(names.get("__spec__"), "loader", None)
        try:
            code = loader.get_code(name) if loader is not None and hasattr(loader, "get_code") else None
        except (ImportError, OSError, SyntaxError):
            continue
        if code is not None and _has_constant(code, key):
            return True
    return False


def _has_constant(code: CodeType, key: str) -> bool:
    return any(
        constant == key
        if isinstance(constant, str)
        else hasattr(constant, "co_consts") and _has_constant(constant, key)
        for constant in code.co_consts
    )


def _log_files(settings: dict[str, Any], places: Places) -> Iterator[tuple[str, str, str]]:
    logging = settings.get("LOGGING")
    for name, handler in _dictionaries(logging.get("handlers") if isinstance(logging, dict) else None):
        if handler.get("filename"):
            yield f"LOGGING['handlers']['{name}']", "file-log", places.name(str(handler["filename"]))


def _caches(settings: dict[str, Any], explicit: set[str]) -> Iterator[tuple[str, str, str]]:
    for alias, cache in _dictionaries(settings.get("CACHES") if "CACHES" in explicit else None):
        if str(cache.get("BACKEND", "")).endswith(_LOCAL_CACHES):
            yield f"CACHES['{alias}']", "local-cache", str(cache["BACKEND"])


def _mail(settings: dict[str, Any], explicit: set[str]) -> Iterator[tuple[str, str, str]]:
    backend = str(settings.get("EMAIL_BACKEND", ""))
    if "EMAIL_BACKEND" in explicit and backend.endswith(_LOCAL_MAIL):
        yield "EMAIL_BACKEND", "local-email", backend


def _sessions(settings: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    if settings.get("SESSION_ENGINE") == _FILE_SESSIONS:
        yield "SESSION_ENGINE", "file-session", _FILE_SESSIONS


def _channel_layers(settings: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for alias, layer in _dictionaries(settings.get("CHANNEL_LAYERS")):
        if str(layer.get("BACKEND", "")).endswith("InMemoryChannelLayer"):
            yield f"CHANNEL_LAYERS['{alias}']", "local-channel-layer", str(layer["BACKEND"])


def _dictionaries(value: Any) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(value, dict):
        return []
    return [(str(name), entry) for name, entry in value.items() if isinstance(entry, dict)]
