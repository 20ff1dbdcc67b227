"""Finds background work: Celery's tasks and beat, and django.tasks."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from monolift_inspector.hiding import hide_url_password
from monolift_inspector.memory import values_in_memory
from monolift_inspector.sources import module_name, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from monolift_inspector.failures import Warn
    from monolift_inspector.places import Places
    from monolift_inspector.request import Request

_MAKES_CELERY = re.compile(r"\bCelery\s*[()]")


def read_celery(request: Request, places: Places, warn: Warn) -> dict[str, Any]:
    """Read Celery's apps, tasks and schedule.

    Returns
    -------
    dict
        `celery` (app and broker, or None), `tasks`, `schedules` and `isEager` (tasks run at once, in place).
    """
    nothing: dict[str, Any] = {"celery": None, "tasks": [], "schedules": [], "isEager": False}
    if "celery" not in sys.modules and importlib.util.find_spec("celery") is None:
        return nothing
    apps = _apps_in_memory()
    if not apps:
        _import_celery_modules(request, places, warn)
        apps = _apps_in_memory()
    if not apps and _has_shared_tasks():
        apps = [importlib.import_module("celery").current_app._get_current_object()]
    if not apps:
        return nothing
    tasks: dict[str, dict[str, str]] = {}
    schedules: list[dict[str, str]] = []
    for app in apps:
        _load_tasks(app, warn)
        tasks.update(_tasks(app))
        schedules += _schedules(app, warn)
    main = apps[0]
    return {
        "celery": {"app": _where(main), "broker": _broker(main)},
        "tasks": [tasks[name] for name in sorted(tasks)],
        "schedules": schedules,
        "isEager": bool(main.conf.task_always_eager),
    }


def _apps_in_memory() -> list[Any]:
    """Return the Celery apps that exist, the one the process would use first. Subclasses are apps too."""
    state = sys.modules.get("celery._state")
    if state is None:
        return []
    current = getattr(getattr(state, "_tls", None), "current_app", None) or getattr(
        state, "default_app", None
    )
    found = [app for app in state._get_active_apps() if app.main != "default" or _has_name(app)]
    return sorted(found, key=lambda app: (app is not current, app.main or ""))


def _has_name(app: Any) -> bool:
    return ":" in _where(app)


def _has_shared_tasks() -> bool:
    state = sys.modules.get("celery._state")
    finalizers: Iterable[Any] = getattr(state, "_on_app_finalizers", ())
    return any("shared_task" in getattr(made, "__qualname__", "") for made in finalizers)


def _import_celery_modules(request: Request, places: Places, warn: Warn) -> None:
    """Import the project's modules that make a Celery app, wherever they are and whatever they are called."""
    for file, text in sources(request.path, places):
        if "celery" not in text or not _MAKES_CELERY.search(text):
            continue
        name = module_name(file, request.path)
        if name is not None:
            try:
                importlib.import_module(name)
            except BaseException as error:
                warn("CELERY_APP_FAILED", error, name)


def _load_tasks(app: Any, warn: Warn) -> None:
    """Import the modules that a worker would import; until then an app knows no task."""
    try:
        with _without_system_checks():
            app.loader.import_default_modules()
    except BaseException as error:
        warn("CELERY_TASKS_FAILED", error, _where(app))
    try:
        app.finalize()
    except BaseException as error:
        warn("CELERY_TASKS_FAILED", error, _where(app))


@contextmanager
def _without_system_checks() -> Iterator[None]:
    """Keep Celery from running Django's system checks, as it does in a worker before it imports the tasks.

    They may ask databases and write to folders, and one that fails would hide the tasks. See
    `DjangoWorkerFixup.validate_models` in `celery.fixups.django`.
    """
    module = sys.modules.get("celery.fixups.django")
    worker_fixup: Any = getattr(module, "DjangoWorkerFixup", None)
    if not hasattr(worker_fixup, "validate_models"):
        yield
        return
    validate_models = worker_fixup.validate_models
    worker_fixup.validate_models = lambda _fixup: None
    try:
        yield
    finally:
        worker_fixup.validate_models = validate_models


def _tasks(app: Any) -> dict[str, dict[str, str]]:
    return {
        name: {"name": name, "kind": "celery", "module": str(type(task).__module__)}
        for name, task in app.tasks.items()
        if not name.startswith("celery.")
    }


def _broker(app: Any) -> str | None:
    broker = app.conf.broker_url
    if isinstance(broker, (list, tuple)):
        broker = ";".join(str(part) for part in broker)
    return hide_url_password(str(broker)) if broker else None


def _where(app: Any) -> str:
    """Name an app as `celery --app` takes it, `module:attribute`; its own name where no module holds it."""
    candidates = [
        f"{module}:{name}"
        for module, name, value in values_in_memory()
        if value is app and not module.startswith("celery.")
    ]
    return min(candidates, key=_is_elsewhere, default=str(app.main))


def _is_elsewhere(where: str) -> tuple[bool, bool, str]:
    """Sort by where an app was probably made: other modules only import it from there."""
    module = where.partition(":")[0]
    names = vars(sys.modules[module])
    makes_apps = any(type(value) is type and value.__name__ == "Celery" for value in list(names.values()))
    return "celery" not in module, not (makes_apps or "celery" in names), where


def _schedules(app: Any, warn: Warn) -> list[dict[str, str]]:
    try:
        schedule = dict(app.conf.beat_schedule or {})
    except BaseException as error:
        warn("CELERY_SCHEDULE_FAILED", error, _where(app))
        return []
    return [
        {"name": str(name), "task": str(entry["task"]), **render_schedule(entry.get("schedule"))}
        for name, entry in schedule.items()
        if isinstance(entry, dict) and "task" in entry
    ]


def render_schedule(schedule: Any) -> dict[str, str]:
    """Say when: `crontab` in cron's five fields, `interval` in seconds, `solar` as event and place."""
    if isinstance(schedule, (int, float)):
        return {"kind": "interval", "schedule": _seconds(float(schedule))}
    if isinstance(schedule, timedelta):
        return {"kind": "interval", "schedule": _seconds(schedule.total_seconds())}
    if hasattr(schedule, "_orig_minute"):
        fields = ("minute", "hour", "day_of_month", "month_of_year", "day_of_week")
        return {
            "kind": "crontab",
            "schedule": " ".join(_cron(getattr(schedule, f"_orig_{field}")) for field in fields),
        }
    if hasattr(schedule, "event") and hasattr(schedule, "lat"):
        return {"kind": "solar", "schedule": f"{schedule.event} at {schedule.lat},{schedule.lon}"}
    run_every = getattr(schedule, "run_every", None)
    if isinstance(run_every, timedelta):
        return {"kind": "interval", "schedule": _seconds(run_every.total_seconds())}
    return {"kind": "other", "schedule": type(schedule).__qualname__}


def _cron(field: Any) -> str:
    if isinstance(field, (set, list, tuple, frozenset)):
        return ",".join(str(part) for part in sorted(field))
    return str(field).replace(" ", "")


def _seconds(seconds: float) -> str:
    return f"{seconds:g}" if seconds < 1e6 else str(int(seconds))


def read_django_tasks(request: Request, places: Places, warn: Warn) -> dict[str, Any]:
    """Read the tasks of django.tasks (Django 6.0) and of its backport django-tasks.

    There is no register of them: a task is what `@task` left in a module, so the project's modules that
    import the decorator are imported first.

    Returns
    -------
    dict
        `tasks`, and `isImmediate`: the backend runs a task where it is enqueued.
    """
    nothing: dict[str, Any] = {"tasks": [], "isImmediate": False}
    libraries = [name for name in ("django.tasks", "django_tasks") if _is_there(name)]
    if not libraries:
        return nothing
    for file, text in sources(request.path, places):
        if any(f"from {name}" in text or f"import {name}" in text for name in libraries):
            name = module_name(file, request.path)
            if name is None or name in sys.modules:
                continue
            if not name.endswith("settings") and "@task" in text:
                try:
                    importlib.import_module(name)
                except BaseException as error:
                    warn("DJANGO_TASKS_FAILED", error, name)
    kinds = tuple(
        module.Task
        for name in libraries
        if (module := sys.modules.get(f"{name}.base")) and hasattr(module, "Task")
    )
    if not kinds:
        return nothing
    tasks: dict[str, dict[str, str]] = {}
    for _, _, value in values_in_memory():
        if issubclass(type(value), kinds):
            name = str(value.module_path)
            tasks[name] = {"name": name, "kind": "django.tasks", "module": name.rpartition(".")[0]}
    return {"tasks": [tasks[name] for name in sorted(tasks)], "isImmediate": _is_immediate()}


def _is_there(name: str) -> bool:
    if name in sys.modules:
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _is_immediate() -> bool:
    from django.conf import settings

    backends = getattr(settings, "TASKS", None)
    if not isinstance(backends, dict):
        return True  # the default of both is the immediate backend
    return all(str(backend.get("BACKEND", "")).endswith("ImmediateBackend") for backend in backends.values())
