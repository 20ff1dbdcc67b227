"""What the function's environment says about the application, read once when the worker starts."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping

from monolift_runtime.errors import ConfigurationError

INTERFACES = ("wsgi", "asgi")

#: What a function does: answer requests, or run the framework's commands.
ROLES = ("web", "manage")

#: The kinds whose door can take a streamed answer; the others always get a buffered one.
STREAMABLE_KINDS = ("function-url", "rest")

#: Matches no route of any project, so that a request for it loads the URLconf, the whole chain of middleware
#: and the way to a 404 without asking the database.
DEFAULT_WARM_UP_PATH = "/.well-known/monolift/warm-up"

DEFAULT_DEADLINE_MARGIN_MS = 300


class Configuration:
    """The settings of one worker.

    Attributes
    ----------
    application
        ``module:callable``; the callable may be dotted.
    interface
        ``wsgi`` or ``asgi``.
    origin_word
        What a request has to say that came through the stage's door; empty where everybody may come.
    own_paths
        What the paths begin with that a function is there for, with a slash first; empty for all of them.
    role
        ``web`` or ``manage``.
    settings_module
        Django's settings module, or ``None`` for an application that is not Django's.
    warm_up_paths
        Paths that are requested internally before the first event; empty for none.
    stream_kinds
        Event kinds that are answered with a streamed response.
    proxy_hops
        Trusted proxies in front of the door (1 for CloudFront).
    deadline_margin_ms
        How long before the hard deadline a request is ended; 0 switches that off.
    is_snapshot
        Whether the environment is made from a snapshot (SnapStart).
    """

    __slots__ = (
        "application",
        "deadline_margin_ms",
        "interface",
        "is_snapshot",
        "origin_word",
        "own_paths",
        "proxy_hops",
        "role",
        "settings_module",
        "stream_kinds",
        "warm_up_paths",
    )

    application: str
    interface: str
    role: str
    settings_module: str | None
    own_paths: tuple[str, ...]
    warm_up_paths: tuple[str, ...]
    stream_kinds: frozenset[str]
    proxy_hops: int
    origin_word: str
    deadline_margin_ms: int
    is_snapshot: bool

    @classmethod
    def from_environment(cls, environment: MutableMapping[str, str]) -> Configuration:
        """Read the ``MONOLIFT_*`` variables.

        ``MONOLIFT_ORIGIN_WORD`` is taken out, so that no page or report that shows an environment has it.

        Raises
        ------
        ConfigurationError
            Names the variable, its value and what it may be.
        """
        configuration = cls()
        application = environment.get("MONOLIFT_APPLICATION", "")
        module, _, name = application.partition(":")
        if not module or not name:
            raise ConfigurationError(f"MONOLIFT_APPLICATION must be module:callable, not {application!r}")
        configuration.application = application
        configuration.interface = _choice(environment, "MONOLIFT_INTERFACE", INTERFACES)
        configuration.role = _choice(environment, "MONOLIFT_ROLE", ROLES)
        configuration.settings_module = environment.get("DJANGO_SETTINGS_MODULE") or None
        configuration.own_paths = tuple(environment.get("MONOLIFT_OWN_PATHS", "").split())
        configuration.warm_up_paths = _warm_up_paths(environment)
        configuration.stream_kinds = _stream_kinds(environment)
        configuration.origin_word = environment.pop("MONOLIFT_ORIGIN_WORD", "")
        configuration.proxy_hops = _number(environment, "MONOLIFT_PROXY_HOPS", 0)
        configuration.deadline_margin_ms = _number(
            environment, "MONOLIFT_DEADLINE_MARGIN_MS", DEFAULT_DEADLINE_MARGIN_MS
        )
        configuration.is_snapshot = environment.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"
        return configuration


def _choice(environment: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = environment.get(name) or choices[0]
    if value not in choices:
        raise ConfigurationError(f"{name} must be one of {', '.join(choices)}, not {value!r}")
    return value


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name)
    if not value:
        return default
    if not value.isdecimal():
        raise ConfigurationError(f"{name} must be a whole number of 0 or more, not {value!r}")
    return int(value)


def _warm_up_paths(environment: Mapping[str, str]) -> tuple[str, ...]:
    paths = tuple(_listed(environment.get("MONOLIFT_WARMUP", DEFAULT_WARM_UP_PATH)))
    for path in paths:
        if not path.startswith("/"):
            raise ConfigurationError(f"MONOLIFT_WARMUP must hold paths that begin with /, not {path!r}")
    return paths


def _stream_kinds(environment: Mapping[str, str]) -> frozenset[str]:
    kinds = _listed(environment.get("MONOLIFT_STREAM", ""))
    for kind in kinds:
        if kind not in STREAMABLE_KINDS:
            raise ConfigurationError(
                f"MONOLIFT_STREAM may hold {' and '.join(STREAMABLE_KINDS)}, not {kind!r}: "
                "only their doors can take a streamed answer"
            )
    return frozenset(kinds)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
