"""Loads the application as a cold start does, and says precisely where that fails."""

from __future__ import annotations

import importlib
import sys
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monolift_inspector.channels import answers_http_itself, count_websockets, lacks_http
from monolift_inspector.failures import Failure
from monolift_inspector.settings import learn_secrets

if TYPE_CHECKING:
    from types import ModuleType

    from monolift_inspector.channel import Channel
    from monolift_inspector.failures import FailureWriter
    from monolift_inspector.hiding import Secrets
    from monolift_inspector.request import Request
    from monolift_inspector.watch import Watch


@dataclass(frozen=True)
class Loaded:
    """An application that is ready to answer.

    Attributes
    ----------
    interface, reason
        `wsgi` or `asgi`, and why: `wsgi-default`, `asgi-only`, `asgi-without-http`, `channels-http` or
        `configured`.
    application
        `module:callable`.
    callable
        What answers.
    websocket_routes
        Number of websocket consumers in the ASGI application; 0 where it was not looked at.
    own_settings
        The settings as the project gives them, before anything was laid over.
    """

    interface: str
    reason: str
    application: str
    callable: Any
    websocket_routes: int
    own_settings: dict[str, Any]


# What serves a project that has no wsgi.py or asgi.py.
_DJANGOS_OWN = "monolift_runtime.django_application"

# What Django does in which function, the inner ones first: settings are loaded from within anything else.
_STEPS = (
    ("settings", "django/conf/__init__.py", "__init__"),
    ("logging", "django/utils/log.py", "configure_logging"),
    ("models", "django/apps/config.py", "import_models"),
    ("apps", "django/apps/registry.py", "populate"),
    ("urlconf", "django/urls/resolvers.py", ""),
    ("urlconf", "django/urls/conf.py", ""),
    ("settings", "django/conf/__init__.py", ""),
)


class Loader:
    """Loads one application, step by step."""

    def __init__(
        self, request: Request, writer: FailureWriter, watch: Watch, channel: Channel, secrets: Secrets
    ) -> None:
        self._request = request
        self._writer = writer
        self._secrets = secrets
        self._watch = watch
        self._channel = channel
        self._own_settings: dict[str, Any] = {}

    def load(self) -> Loaded:
        """Load settings, apps and application, in the order of a cold start.

        Raises
        ------
        Failure
            When the application does.
        """
        self._prepare_django()
        self._watch.start()
        try:
            self._channel.begin("settings")
            interface, reason, spec, application = self._choose()
            self._check_settings()
        finally:
            self._watch.stop()
        sockets = 0
        if interface == "wsgi" and reason == "wsgi-default":
            http, sockets = self._look_at_channels()
            if http and self._request.asgi:
                interface, reason, spec = "asgi", "channels-http", self._request.asgi
                application = self._import_application(spec)
        elif interface == "asgi":
            sockets = count_websockets(application)
            if lacks_http(application):
                interface, reason = "wsgi", "asgi-without-http"
                spec = self._request.wsgi or self._from_settings(interface)
                application = self._import_application(spec)
        return Loaded(interface, reason, spec, application, sockets, self._own_settings)

    def load_urlconfs(self) -> None:
        """Import the URLconf with everything it includes: Django itself waits for the first request.

        Raises
        ------
        Failure
            `ROOT_URLCONF_MISSING` or `URLCONF_FAILED`.
        """
        from django.conf import settings
        from django.urls import get_resolver

        self._channel.begin("urlconf")
        if not getattr(settings, "ROOT_URLCONF", None):
            raise Failure(
                {
                    "code": "ROOT_URLCONF_MISSING",
                    "step": "urlconf",
                    "settingsModule": self._request.settings_module,
                    "frames": [],
                }
            )
        self._watch.start()
        try:
            force_patterns(get_resolver())
        except BaseException as error:
            raise self._failure(error, "urlconf", urlconf=str(settings.ROOT_URLCONF)) from None
        finally:
            self._watch.stop()

    def _prepare_django(self) -> None:
        """Import what has to be hooked before the application's first line runs."""
        try:
            import django.conf
            from django.db.backends.base.base import BaseDatabaseWrapper
        except ImportError as error:
            raise self._failure(error, "settings") from None
        watch, secrets, own_settings = self._watch, self._secrets, self._own_settings
        load, connect = django.conf.Settings.__init__, BaseDatabaseWrapper.connect

        def load_and_keep(settings: Any, module: str, *args: Any, **kwargs: Any) -> None:
            load(settings, module, *args, **kwargs)
            own_settings.clear()
            own_settings.update({name: value for name, value in vars(settings).items() if name.isupper()})
            learn_secrets(own_settings, secrets)
            own_settings["__explicit__"] = set(getattr(settings, "_explicit_settings", ()))

        def connect_and_tell(connection: Any, *args: Any, **kwargs: Any) -> Any:
            watch.database_asked(connection.alias, connection.vendor)
            return connect(connection, *args, **kwargs)

        django.conf.Settings.__init__ = load_and_keep
        BaseDatabaseWrapper.connect = connect_and_tell
        if self._request.runtime is not None:
            # After our own hook: what is laid over must not be taken for the project's own value.
            from monolift_runtime import overlay

            overlay.install()

    def _choose(self) -> tuple[str, str, str, Any]:
        """Choose the interface: WSGI unless the project has none or the configuration insists."""
        request = self._request
        if request.interface is not None:
            interface, reason = request.interface, "configured"
        elif request.wsgi is None and request.asgi is not None:
            interface, reason = "asgi", "asgi-only"
        else:
            interface, reason = "wsgi", "wsgi-default"
        spec = (request.wsgi if interface == "wsgi" else request.asgi) or self._from_settings(interface)
        return interface, reason, spec, self._import_application(spec)

    def _from_settings(self, interface: str) -> str:
        """Return the application that the settings name; Django's own when they name none."""
        from django.conf import settings

        try:
            dotted = getattr(settings, f"{interface.upper()}_APPLICATION", None)
        except BaseException as error:
            raise self._failure(error, "settings") from None
        if not isinstance(dotted, str) or "." not in dotted:
            return f"{_DJANGOS_OWN}:{interface}"
        module, _, name = dotted.rpartition(".")
        return f"{module}:{name}"

    def _import_application(self, spec: str) -> Any:
        module_name, _, names = spec.partition(":")
        try:
            found: Any = importlib.import_module(module_name)
            for name in (names or "application").split("."):
                found = getattr(found, name)
            self._load_settings()
        except BaseException as error:
            raise self._failure(error, None, application=spec) from None
        return found

    def _load_settings(self) -> None:
        """Load settings and apps if the application did not: an ASGI application may be no Django at all."""
        import django
        from django.apps import apps
        from django.conf import settings

        _ = settings.INSTALLED_APPS  # any name makes Django load them
        if not apps.ready:
            django.setup()

    def _failure(self, error: BaseException, step: str | None, **facts: Any) -> Failure:
        if step is None:
            step = self._step_of(error)
        if step == "settings" and (empty := self._empty_settings()) is not None:
            return Failure(empty)
        return Failure(self._writer.describe(error, step, **facts))

    def _step_of(self, error: BaseException) -> str:
        """Tell what Django was doing, by the functions in the traceback and by how far it had come."""
        passed = [
            (frame.f_code.co_filename.replace("\\", "/"), frame.f_code.co_name)
            for frame, _ in traceback.walk_tb(error.__traceback__)
        ]
        for step, end, function in _STEPS:
            if any(file.endswith(end) and function in ("", name) for file, name in passed) and (
                step != "settings" or not self._own_settings
            ):
                return step
        return "application"

    def _check_settings(self) -> None:
        empty = self._empty_settings()
        if empty is not None:
            raise Failure(empty)

    def _empty_settings(self) -> dict[str, Any] | None:
        """Describe a settings module that sets nothing: a package whose settings lie in modules below it."""
        name = self._request.settings_module
        module = sys.modules.get(name)
        if module is None or "INSTALLED_APPS" in self._own_settings.get("__explicit__", ()):
            return None
        if self._own_settings.get("__explicit__") or any(key.isupper() for key in vars(module)):
            return None
        return {
            "code": "SETTINGS_EMPTY",
            "step": "settings",
            "settingsModule": name,
            "candidates": [f"{name}.{below}" for below in _modules_below(module)],
            "frames": [],
        }

    def _look_at_channels(self) -> tuple[bool, int]:
        """Look whether Channels answers HTTP by itself, and how many websocket consumers there are.

        Importing an ASGI application may open connections (a channel layer), so this happens only where the
        project has Channels installed as an app.
        """
        from django.conf import settings

        spec = self._request.asgi
        if spec is None or not {"channels", "daphne"} & set(getattr(settings, "INSTALLED_APPS", ())):
            return False, 0
        try:
            application: Any = importlib.import_module(spec.partition(":")[0])
            for name in (spec.partition(":")[2] or "application").split("."):
                application = getattr(application, name)
        except BaseException:
            return False, 0  # it is not needed: WSGI serves
        return answers_http_itself(application), count_websockets(application)


def _modules_below(module: ModuleType) -> list[str]:
    import pkgutil

    return sorted(
        found.name
        for found in pkgutil.iter_modules(getattr(module, "__path__", []))
        if found.name != "__main__"
    )


def force_patterns(resolver: Any) -> None:
    """Import and compile every pattern below a resolver, so that what is wrong shows now."""
    for pattern in resolver.url_patterns:
        if not hasattr(pattern.pattern, "_route"):  # what `path()` makes of itself is never wrong
            _ = pattern.pattern.regex
        if hasattr(pattern, "url_patterns"):
            force_patterns(pattern)
