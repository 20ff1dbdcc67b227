"""The two shapes of the storage settings: one ``STORAGES`` from Django 4.2 on, two names before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lineage import ancestors

if TYPE_CHECKING:
    from ..laying import Laying

FILE_SYSTEM_STORAGE = "django.core.files.storage.FileSystemStorage"
STATIC_FILES_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"

_ON_DISK = frozenset(
    [
        FILE_SYSTEM_STORAGE,
        "django.core.files.storage.filesystem.FileSystemStorage",
        STATIC_FILES_STORAGE,
        "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    ]
)
_FORMER_NAMES = {"default": "DEFAULT_FILE_STORAGE", "staticfiles": "STATICFILES_STORAGE"}
_FALLBACKS = {"default": FILE_SYSTEM_STORAGE, "staticfiles": STATIC_FILES_STORAGE}


def keeps_files_on_disk(backend: str) -> bool:
    """Tell whether a storage is a folder, as far as its source tells; False when nothing is known."""
    return backend in _ON_DISK or bool(ancestors(backend) & _ON_DISK)


def read_storage(laying: Laying, alias: str) -> tuple[str, dict[str, Any]]:
    """Give the class and the options of a storage.

    Parameters
    ----------
    laying
        The settings.
    alias
        ``default`` or ``staticfiles``.

    Returns
    -------
    tuple of str and dict
        Django's own class when the project does not say, and no options before Django 4.2.
    """
    if laying.django_version < (4, 2):
        return str(laying.get(_FORMER_NAMES[alias]) or _FALLBACKS[alias]), {}
    entry = dict((laying.get("STORAGES") or {}).get(alias) or {})
    return str(entry.get("BACKEND") or _FALLBACKS[alias]), dict(entry.get("OPTIONS") or {})


def lay_storage(laying: Laying, alias: str, *, source: str) -> None:
    """Make a storage keep its files in the stage's folder.

    A storage that is a folder stays what it is (a manifest, whitenoise's compression, the project's own
    subclass) and only loses an option that pins another folder. Any other gives way to Django's folder
    storage.

    Parameters
    ----------
    laying
        The settings, whose root for this storage is the stage's already.
    alias
        ``default`` or ``staticfiles``.
    source
        For the record.
    """
    was, options = read_storage(laying, alias)
    stays = keeps_files_on_disk(was)
    becomes = was if stays else _FALLBACKS[alias]
    left = {key: value for key, value in options.items() if key != "location"} if stays else {}
    if becomes == was and left == options and not _lacks_entry(laying, alias):
        return
    _write_storage(laying, alias, becomes, left)
    if becomes != was:
        laying.tell(_title(laying, alias), source, was, becomes)
    elif left != options:
        laying.tell(f"STORAGES[{alias!r}]['OPTIONS']['location']", source, options["location"], "not set")


def replace_storage(laying: Laying, alias: str, backend: str, *, source: str) -> None:
    """Put a storage of the stage's in the place of the project's, whatever that is."""
    was, options = read_storage(laying, alias)
    if was == backend and not options:
        return
    _write_storage(laying, alias, backend, {})
    laying.tell(_title(laying, alias), source, was, backend)


def _lacks_entry(laying: Laying, alias: str) -> bool:
    # Django wants both entries: a project that gives STORAGES = {"default": …} has no staticfiles any more.
    return laying.django_version >= (4, 2) and alias not in (laying.get("STORAGES") or {})


def _write_storage(laying: Laying, alias: str, backend: str, options: dict[str, Any]) -> None:
    if laying.django_version >= (4, 2):
        entry: dict[str, Any] = {"BACKEND": backend, **({"OPTIONS": options} if options else {})}
        laying.put("STORAGES", {**(laying.get("STORAGES") or {}), alias: entry})
    if laying.django_version < (5, 1):
        # In 4.2 and 5.0 both are there, and default_storage still goes by the former one.
        laying.put(_FORMER_NAMES[alias], backend)


def _title(laying: Laying, alias: str) -> str:
    return f"STORAGES[{alias!r}]" if laying.django_version >= (4, 2) else _FORMER_NAMES[alias]
