"""The whole inspection, from the environment to the answer."""

from __future__ import annotations

import gc
import os
import platform
import site
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

from monolift_inspector.channel import Channel
from monolift_inspector.failures import Failure, FailureWriter
from monolift_inspector.hiding import Secrets
from monolift_inspector.load import Loaded, Loader, force_patterns
from monolift_inspector.places import Places
from monolift_inspector.request import Request, read_request
from monolift_inspector.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from monolift_inspector.routes import Route

# Of the contract in src/facts/schema.ts.
FACTS_VERSION = 1
# How long before its end the time limit is announced from inside, with the line that hangs.
_NOTICE_SECONDS = 1.0


def main() -> None:
    """Inspect as the environment says, write one answer, and end the process whatever threads are left."""
    gc.disable()  # nothing lives long enough here to be worth collecting
    request = read_request(os.environ)
    channel = Channel(request.result_fd, scratch_names(request.scratch))
    prepare_path(request)
    secrets = Secrets(os.environ)
    end = _place_secret_files(request, secrets)
    places = Places(request.code_root, request.path, request.runtime)
    writer = FailureWriter(places, secrets, request.settings_module)
    if request.seconds:
        _announce_time_limit(request, channel, writer)
    inspector = Inspector(request, channel, places, secrets, writer)
    try:
        facts = inspector.inspect()
    except Failure as failure:
        channel.finish("error", failure.document)
    except BaseException as error:  # a fault of ours: the reader shows it as one
        document = writer.describe(error, "inspector", duringStep=channel.step)
        document["traceback"] = secrets.hide(
            "".join(traceback.format_exception(type(error), error, error.__traceback__))
        )
        channel.finish("error", document)
    else:
        channel.finish("facts", facts)
    end()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # threads and exit handlers of the application have no say in how long this takes


def _place_secret_files(request: Request, secrets: Secrets) -> Callable[[], None]:
    """Put the secrets that come as files where the settings open them; what is returned takes them away."""
    if request.runtime is None or "MONOLIFT_SECRET_FILES" not in os.environ:
        return lambda: None
    from monolift_runtime import secret_files

    for content in secret_files.place(os.environ):
        secrets.learn_given(content)
    return secret_files.leave


def scratch_names(scratch: str | None) -> dict[str, str]:
    """Say what the folders of an inspection stand for: the home, and the one writable place."""
    if scratch is None:
        return {}
    return {os.path.join(scratch, "home"): "~", os.path.join(scratch, "tmp"): "/tmp"}  # noqa: S108


def prepare_path(request: Request) -> None:
    """Make `sys.path` what it is in a deployed function: the bundle and Python itself, no other package."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    foreign = {
        os.path.abspath(folder) for folder in (*site.getsitepackages(), site.getusersitepackages(), here)
    }
    own = [folder for folder in sys.path if folder and os.path.abspath(folder) not in foreign]
    runtime = [os.path.abspath(request.runtime)] if request.runtime else []
    sys.path[:] = [*request.path, *own, *runtime]
    # No manage.py runs here; a settings module that looks at its arguments finds the program's name only.
    sys.argv[:] = ["monolift"]


def _announce_time_limit(request: Request, channel: Channel, writer: FailureWriter) -> None:
    main_thread = threading.main_thread().ident

    def announce() -> None:
        frame = sys._current_frames().get(main_thread or 0)
        frames = writer.frames_of_stack(traceback.extract_stack(frame, limit=200)) if frame else []
        document = {
            "code": "TIMED_OUT",
            "step": "inspector",
            "duringStep": channel.step,
            "settingsModule": request.settings_module,
            "frames": frames,
        }
        channel.finish("error", document)
        os._exit(0)

    timer = threading.Timer(max(request.seconds - _NOTICE_SECONDS, request.seconds / 2), announce)
    timer.daemon = True
    timer.start()


class Inspector:
    """One inspection under way."""

    def __init__(
        self, request: Request, channel: Channel, places: Places, secrets: Secrets, writer: FailureWriter
    ) -> None:
        self._request = request
        self._channel = channel
        self._places = places
        self._secrets = secrets
        self._writer = writer
        self._watch = Watch(places, secrets)
        self._warnings: list[dict[str, Any]] = []

    def inspect(self) -> dict[str, Any]:
        """Load the application, then ask Django what it is.

        Raises
        ------
        Failure
            When the application cannot be loaded. What only some readers need (tasks, GraphQL, migrations) is
            a warning when it cannot be read: the application serves without it.
        """
        loader = Loader(self._request, self._writer, self._watch, self._channel, self._secrets)
        loaded = loader.load()
        loader.load_urlconfs()
        self._warm_up(loaded)
        self._write_pack()
        facts = self._facts(loaded)
        return dict(self._secrets.hide_in(facts))

    def _warm_up(self, loaded: Loaded) -> None:
        from monolift_inspector.warm_up import warm_up

        self._channel.begin("warm-up")
        for path in self._request.warm_up_paths:
            try:
                warm_up(loaded.callable, loaded.interface, path)
            except BaseException as error:  # a page that needs its database does not keep it from being read
                self._warn("WARM_UP_FAILED", error, path)

    def _write_pack(self) -> None:
        """Write the import pack while only what a cold start imports is imported."""
        if self._request.pack_out is None:
            return
        from monolift_runtime.import_path import pack_roots
        from monolift_runtime.pack import write_pack

        self._channel.begin("pack")
        roots = pack_roots(os.path.abspath(self._request.runtime or ""), list(self._request.path))
        try:
            write_pack(self._request.pack_out, roots=roots)
        except OSError as error:  # a full disk: a pack only makes cold starts faster
            self._warn("PACK_NOT_WRITTEN", error, self._request.pack_out)

    def _facts(self, loaded: Loaded) -> dict[str, Any]:
        import django
        from django.apps import apps
        from django.conf import settings

        from monolift_inspector.languages import read_languages
        from monolift_inspector.models import read_models
        from monolift_inspector.risks import find_risks
        from monolift_inspector.settings import read_settings

        own = loaded.own_settings
        routes = self._routes()
        self._channel.begin("facts")
        background = self._background(loaded, routes)
        effects = self._watch.report()
        return {
            "version": FACTS_VERSION,
            "framework": "django",
            "frameworkVersion": django.get_version(),
            "languageVersion": platform.python_version(),
            "settingsModule": self._request.settings_module,
            "interface": loaded.interface,
            "interfaceReason": loaded.reason,
            "application": loaded.application,
            "settings": read_settings(own, self._places),
            "settingsAtRisk": find_risks(
                own, self._request.settings_module, self._watch.written_files(), self._places
            ),
            "overlaid": self._overlaid(),
            "installedApps": [
                {"name": config.name, "label": config.label, "path": self._places.name(config.path)}
                for config in apps.get_app_configs()
            ],
            "middleware": [str(name) for name in settings.MIDDLEWARE],
            "routes": [route.facts for route in routes],
            "models": read_models(),
            "static": self._static(own),
            "media": self._media(own),
            "languages": read_languages(
                own, [route.facts for route in routes], self._request.path, self._places
            ),
            **background,
            "commands": self._commands(),
            "migrations": self._migrations(),
            "sideEffects": effects,
            "warnings": self._warnings,
            **self._openapi(),
            **self._evidence(own),
        }

    def _openapi(self) -> dict[str, Any]:
        if self._request.api_title is None:
            return {}
        from monolift_inspector.openapi import read_openapi

        return {"openapi": read_openapi(self._request.api_title, self._warn)}

    def _evidence(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Read the source last, when everything that has tasks and routes is imported."""
        if not self._request.evidence:
            return {}
        from monolift_inspector.evidence import read_evidence

        return {"evidence": read_evidence(self._request.settings_module, settings, self._places)}

    def _routes(self) -> list[Route]:
        from django.conf import settings
        from django.urls import get_resolver

        from monolift_inspector.routes import other_urlconfs, read_routes

        urlconfs = [str(settings.ROOT_URLCONF)]
        try:
            others = other_urlconfs()
        except BaseException as error:
            raise Failure(
                self._writer.describe(error, "urlconf", urlconf=str(settings.ROOT_HOSTCONF))
            ) from None
        for urlconf, setting in others:
            try:
                force_patterns(get_resolver(urlconf))
                urlconfs.append(urlconf)
            except BaseException as error:
                if setting == "ROOT_HOSTCONF":
                    raise Failure(self._writer.describe(error, "urlconf", urlconf=urlconf)) from None
                self._warn("URLCONF_UNREADABLE", error, f"{urlconf} ({setting})")
        return read_routes(urlconfs)

    def _background(self, loaded: Loaded, routes: list[Route]) -> dict[str, Any]:
        from monolift_inspector.graphql import read_graphql
        from monolift_inspector.tasks import read_celery, read_django_tasks

        celery = read_celery(self._request, self._places, self._warn)
        tasks = read_django_tasks(self._request, self._places, self._warn)
        counts = {
            "celery-tasks": 0 if celery["isEager"] else len(celery["tasks"]),
            "celery-schedules": len(celery["schedules"]),
            "django-tasks": 0 if tasks["isImmediate"] else len(tasks["tasks"]),
            "websockets": loaded.websocket_routes,
        }
        return {
            "celery": celery["celery"],
            "tasks": [*celery["tasks"], *tasks["tasks"]],
            "schedules": celery["schedules"],
            "graphql": read_graphql(routes, self._places, self._warn),
            "notRunning": [{"kind": kind, "count": count} for kind, count in counts.items() if count],
        }

    def _overlaid(self) -> list[dict[str, str]]:
        if self._request.runtime is None:
            return []
        from monolift_runtime import overlay

        return [
            {"setting": entry.setting, "source": entry.source, "was": entry.was, "becomes": entry.becomes}
            for entry in overlay.applied()
        ]

    def _static(self, settings: dict[str, Any]) -> dict[str, Any]:
        from django.apps import apps

        storages = settings.get("STORAGES")
        backend = storages.get("staticfiles", {}).get("BACKEND") if isinstance(storages, dict) else None
        if "STATICFILES_STORAGE" in settings["__explicit__"] or backend is None:
            backend = settings.get("STATICFILES_STORAGE", backend)
        is_installed = apps.is_installed("django.contrib.staticfiles")
        return {
            "url": _rooted(settings.get("STATIC_URL")),
            "finders": [str(name) for name in settings.get("STATICFILES_FINDERS", ())]
            if is_installed
            else [],
            "storage": str(backend) if backend and is_installed else None,
        }

    def _media(self, settings: dict[str, Any]) -> dict[str, Any]:
        root = settings.get("MEDIA_ROOT")
        return {
            "url": _rooted(settings.get("MEDIA_URL")),
            "root": self._places.name(str(root)) if root else None,
        }

    def _commands(self) -> list[dict[str, str]]:
        from django.core.management import get_commands

        return [
            {"name": name, "app": app if isinstance(app, str) else type(app).__module__}
            for name, app in sorted(get_commands().items())
        ]

    def _migrations(self) -> dict[str, Any]:
        from monolift_inspector.migrations import read_migrations

        self._channel.begin("migrations")
        return read_migrations(self._request.database == "live", self._warn)

    def _warn(self, code: str, error: BaseException, about: str) -> None:
        """Record that something could not be read, and where the user would look."""
        document = self._writer.describe(error, "application")
        own = [frame for frame in document["frames"] if frame["isOwn"]]
        place = f"{own[-1]['file']}:{own[-1]['line']}" if own else None
        text = f"{document['exception']}: {document['message']}"
        self._warnings.append({"code": code, "about": about, "text": text, "place": place})


def _rooted(url: Any) -> str | None:
    """Read STATIC_URL or MEDIA_URL as Django does: a relative one lies below the root of the site."""
    text = str(url or "")
    return (text if text.startswith(("http://", "https://", "/")) else f"/{text}") if text else None
