"""Loads the application in the init phase, and makes it do once what it would do at its first request.

Whatever is wrong with the application has to come out here: an error now keeps a release from being switched
to, an error at the first request is seen by a user.
"""

from __future__ import annotations

import importlib
import logging
import sys
from functools import reduce
from io import StringIO
from types import FrameType
from typing import Any, Protocol

from monolift_runtime.configuration import Configuration
from monolift_runtime.http_request import FUNCTION_URL, HttpRequest
from monolift_runtime.invocation import Invocation
from monolift_runtime.logs import Log
from monolift_runtime.reply import CollectedReply, Reply


class Interface(Protocol):
    """How an application is called.

    Attributes
    ----------
    is_usable
        Whether it can answer one more request.
    """

    is_usable: bool

    def handle(self, request: HttpRequest, reply: Reply, invocation: Invocation | None) -> None:
        """Answer a request; what the application raises comes out of here."""

    def position(self, frame: FrameType | None) -> list[str]:
        """Give the lines of the stack on which the current request stands.

        Parameters
        ----------
        frame
            Where the main thread stands.
        """

    def pending_tasks(self) -> list[str]:
        """Name the work that a request started and did not wait for, threads apart."""

    def shut_down(self) -> None:
        """Tell the application that the worker ends."""


def prepare(configuration: Configuration, log: Log, answer_limit_bytes: int) -> Interface:
    """Do what a function of this role does before its first event.

    Parameters
    ----------
    answer_limit_bytes
        How much the answer to an event has room for that is no HTTP request.

    Raises
    ------
    BaseException
        As :func:`load_interface`.
    """
    if configuration.role == "manage":
        from monolift_runtime import manage_role

        return manage_role.take_on(answer_limit_bytes)
    interface = load_interface(configuration, log)
    warm_up(interface, configuration, log)
    return interface


def load_interface(configuration: Configuration, log: Log) -> Interface:
    """Import the application and load all that it loads lazily.

    Raises
    ------
    BaseException
        Whatever importing the settings, the application, its middleware or its URLconf raises.
    """
    if configuration.settings_module:
        from monolift_runtime import overlay

        overlay.install()
        if configuration.own_paths:
            from monolift_runtime import own_routes

            own_routes.install()
    module_name, _, path = configuration.application.partition(":")
    # Not importlib.import_module: it would leave its frames in the application's traceback.
    __import__(module_name)
    application: Any = reduce(getattr, path.split("."), sys.modules[module_name])
    log.take_records()
    if configuration.settings_module:
        _load_urlconf(log, configuration.own_paths)
    interface: Interface
    if configuration.interface == "asgi":
        from monolift_runtime.asgi import AsgiInterface

        interface = AsgiInterface(application)
    else:
        from monolift_runtime.wsgi import WsgiInterface

        interface = WsgiInterface(application)
    return interface


def warm_up(interface: Interface, configuration: Configuration, log: Log) -> None:
    """Request some paths internally, so that the first user does not wait for what Django loads lazily.

    Whatever the application answers is as good as a 200: before the first migration there are no tables, and
    a page that needs them fails. None of it is logged, and no database connection is kept that an error could
    have broken.
    """
    if not configuration.warm_up_paths:
        return
    disabled = logging.root.manager.disable
    errors, sys.stderr = sys.stderr, StringIO()
    logging.disable(logging.CRITICAL)
    try:
        for path in configuration.warm_up_paths:
            _request(interface, path)
    finally:
        logging.disable(disabled)
        sys.stderr = errors
        try:
            close_connections(only_doubtful=True)
        except Exception as error:
            log.write(
                logging.WARNING, f"A database connection could not be closed after the warm-up: {error}"
            )


def close_connections(*, only_doubtful: bool = False) -> None:
    """Close Django's database connections, if there are any.

    Parameters
    ----------
    only_doubtful
        Keep those that still work and are in no transaction.
    """
    module: Any = sys.modules.get("django.db")
    if module is None:
        return
    for alias in module.connections:
        # Asking for an alias would make a connection object, which a project without a database can't have.
        connection = getattr(module.connections._connections, alias, None)
        if connection is None or connection.connection is None:
            continue
        if only_doubtful and _is_sound(connection):
            continue
        # close() only marks it while a transaction is said to be open.
        connection.savepoint_ids = []
        connection.in_atomic_block = False
        connection.close()


def _is_sound(connection: Any) -> bool:
    return not (
        connection.in_atomic_block or connection.needs_rollback or connection.errors_occurred
    ) and bool(connection.is_usable())


def _load_urlconf(log: Log, own_paths: tuple[str, ...]) -> None:
    """Import the root URLconf, which Django leaves to the first request, and what these paths need of it.

    One that asks the database while it is imported can't be judged before the tables are made; it gets its
    chance at the first request, as with any other server.
    """
    conf: Any = importlib.import_module("django.conf")
    if not getattr(conf.settings, "ROOT_URLCONF", None):
        return
    urls: Any = importlib.import_module("django.urls")
    database_error: Any = importlib.import_module("django.db").Error
    try:
        _ = urls.get_resolver().url_patterns
        if own_paths:
            from monolift_runtime import own_routes

            own_routes.load(own_paths)
    except database_error as error:
        log.write(
            logging.WARNING,
            f"The URLconf {conf.settings.ROOT_URLCONF} asks the database while it is imported, and got: "
            f"{str(error).strip()}. It is imported again at the first request.",
        )
        urls.clear_url_caches()


def _request(interface: Interface, path: str) -> None:
    path, _, query = path.partition("?")
    host = _host()
    request = HttpRequest()
    request.kind = FUNCTION_URL
    request.method = "GET"
    request.script_name = ""
    request.path = request.raw_path = path
    request.query = query
    # As behind the door: a redirect to https would be all that is warmed up otherwise.
    request.headers = {"host": host, "x-forwarded-proto": "https", "user-agent": "monolift-warm-up"}
    request.body = b""
    request.client = "127.0.0.1"
    request.scheme = "https"
    request.server_name = host
    request.server_port = "443"
    request.has_multiple_values = False
    request.event = {}
    try:
        interface.handle(request, CollectedReply(request), None)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: S110 (it is the answer to a request that nobody made)
        pass


def _host() -> str:
    """Find a name that the project answers to; requests for others it refuses at once."""
    conf: Any = sys.modules.get("django.conf")
    hosts = (
        getattr(conf.settings, "ALLOWED_HOSTS", ()) if conf is not None and conf.settings.configured else ()
    )
    for host in hosts:
        name = str(host).lstrip(".")
        if name and name != "*":
            return name
    return "localhost"
