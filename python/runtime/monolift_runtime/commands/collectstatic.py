"""Collects static files into ``STATIC_ROOT``, by the project's own finders and storage.

Answers::

    {"installed": whether django.contrib.staticfiles is, "url", "root",
     "copied": number, "unmodified": number, "postProcessed": number, "files": number of files in the root,
     "hashed": [path below the root whose name changes with its content], "skipped": [{"finder", "why"}],
     "duplicates": [{"path", "taken", "ignored": [file]}]: files of the same path and another content}

Errors: ``static-root-missing``; ``static-file-missing`` when a hashing storage does not find a file that
another one refers to (``file`` names the one that refers); ``static-failed`` for anything else.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .failure import CommandFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .channel import Channel


def add_arguments(parser: Any) -> None:
    """Take no arguments."""


def run(_options: dict[str, Any], _channel: Channel) -> dict[str, Any]:
    """Collect, or copy the applications' own folders where ``staticfiles`` is not installed."""
    from django.apps import apps
    from django.conf import settings

    if not settings.STATIC_ROOT:
        raise CommandFailure(
            "static-root-missing", "STATIC_ROOT is not set: there is no folder for static files."
        )
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    is_installed = apps.is_installed("django.contrib.staticfiles")
    told = _collect() if is_installed else _copy_folders(root)
    return {
        "installed": is_installed,
        "url": settings.STATIC_URL,
        "root": str(root),
        **told,
        "files": sum(1 for path in root.rglob("*") if path.is_file()),
    }


def _collect() -> dict[str, Any]:
    from django.core.management import call_command, get_commands, load_command_class

    owner = get_commands()["collectstatic"]
    command = load_command_class(owner, "collectstatic") if isinstance(owner, str) else owner
    _compare_by_content(command)
    skipped: list[dict[str, str]] = []
    found = _Found()
    with _without_failing_finders(skipped, found):
        try:
            call_command(command, interactive=False, verbosity=0)
        except Exception as error:
            raise _explain(error) from error
    return {
        "copied": len(command.copied_files),
        "unmodified": len(command.unmodified_files),
        "postProcessed": len(command.post_processed_files),
        "hashed": _hashed_names(command.storage),
        "skipped": skipped,
        "duplicates": found.duplicates(),
    }


class _Found:
    """Remembers which files the finders listed for the same path; Django takes the first and is silent."""

    def __init__(self) -> None:
        self._by_path: dict[str, list[tuple[str, Any]]] = {}

    def add(self, path: str, storage: Any) -> None:
        prefix = getattr(storage, "prefix", None)
        self._by_path.setdefault(f"{prefix}/{path}" if prefix else path, []).append((path, storage))

    def duplicates(self) -> list[dict[str, Any]]:
        """Name the paths at which a file is hidden by another one, unless both are the same."""
        return [
            {"path": path, "taken": _name(*first), "ignored": [_name(*one) for one in others]}
            for path, (first, *rest) in sorted(self._by_path.items())
            if (others := [one for one in rest if _content(*one) != _content(*first)])
        ]


def _name(path: str, storage: Any) -> str:
    try:
        return str(storage.path(path))
    except NotImplementedError:  # a storage that is no folder
        return path


def _content(path: str, storage: Any) -> bytes:
    with storage.open(path) as file:
        return bytes(file.read())


def _compare_by_content(command: Any) -> None:
    """Let the command replace a file when its content differs.

    Django compares times, and in a bundle all files have the same one: a changed file would be taken for the
    unchanged one of the release before.
    """
    from django.contrib.staticfiles.management.commands.collectstatic import Command

    if type(command).delete_file is not Command.delete_file:
        return

    def delete_file(path: str, prefixed_path: str, source_storage: Any) -> bool:
        if not command.storage.exists(prefixed_path):
            return True
        with source_storage.open(path) as source, command.storage.open(prefixed_path) as target:
            is_same = source.size == target.size and source.read() == target.read()
        if is_same:
            command.unmodified_files.append(prefixed_path)
            return False
        command.storage.delete(prefixed_path)
        return True

    command.delete_file = delete_file


@contextmanager
def _without_failing_finders(skipped: list[dict[str, str]], found: _Found) -> Iterator[None]:
    """Let the command see only finders that can list their files, and note the others."""
    from django.apps import apps
    from django.contrib.staticfiles.management.commands import collectstatic

    find_all = collectstatic.get_finders

    def get_finders() -> Iterator[Any]:
        for finder in find_all():
            name = f"{type(finder).__module__}.{type(finder).__qualname__}"
            _forget_missing_folders(finder, name, skipped)
            try:
                files = list(finder.list(apps.get_app_config("staticfiles").ignore_patterns))
            except Exception as error:
                skipped.append({"finder": name, "why": f"{type(error).__name__}: {error}"})
            else:
                for path, storage in files:
                    found.add(path, storage)
                yield finder

    collectstatic.get_finders = get_finders
    try:
        yield
    finally:
        collectstatic.get_finders = find_all


def _forget_missing_folders(finder: Any, name: str, skipped: list[dict[str, str]]) -> None:
    # Before Django 4.0 a folder of STATICFILES_DIRS that is not there ends the whole command.
    locations = getattr(finder, "locations", None)
    if not isinstance(locations, list):
        return
    missing = [location for location in locations if not Path(location[1]).is_dir()]
    finder.locations = [location for location in locations if location not in missing]
    skipped += [{"finder": name, "why": f"{folder} is not there"} for _, folder in missing]


def _hashed_names(storage: Any) -> list[str]:
    """Name the files that a hashing storage made; their content never changes under the same name."""
    names = getattr(storage, "hashed_files", None)
    return sorted({str(name) for name in names.values()}) if names else []


def _explain(error: Exception) -> CommandFailure:
    # A hashing storage raises ValueError; from Django 6.1 on, collectstatic raises its own error from it.
    for link in (error, error.__cause__):
        if isinstance(link, ValueError) and "could not be found with" in str(link):
            return CommandFailure(
                "static-file-missing", str(link).splitlines()[0], file=_referring_file(link)
            )
    text = str(error).strip() or type(error).__name__
    return CommandFailure("static-failed", f"collectstatic failed: {text}")


def _referring_file(error: BaseException) -> str | None:
    traceback = error.__traceback__
    while traceback is not None:
        name = traceback.tb_frame.f_locals.get("name")
        if traceback.tb_frame.f_code.co_name in ("_post_process", "post_process") and isinstance(name, str):
            return name
        traceback = traceback.tb_next
    return None


def _copy_folders(root: Path) -> dict[str, Any]:
    """Copy the folder ``static`` of each application, the admin's with them; of equal paths, the first."""
    from django.apps import apps
    from django.core.files.storage import FileSystemStorage

    copied = unmodified = 0
    taken: set[Path] = set()
    found = _Found()
    for config in apps.get_app_configs():
        folder = Path(config.path) / "static"
        for path in sorted(folder.rglob("*")):
            target = root / path.relative_to(folder)
            if not path.is_file():
                continue
            found.add(str(path.relative_to(folder)), FileSystemStorage(folder))
            if target in taken:
                continue
            taken.add(target)
            if target.is_file() and target.read_bytes() == path.read_bytes():
                unmodified += 1
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            copied += 1
    return {
        "copied": copied,
        "unmodified": unmodified,
        "postProcessed": 0,
        "hashed": [],
        "skipped": [],
        "duplicates": found.duplicates(),
    }
