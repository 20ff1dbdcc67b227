"""What a stage provides, parsed once from the environment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..database import Database, DatabaseUrlError, parse_database_url

if TYPE_CHECKING:
    from collections.abc import Mapping


class OverlayError(ValueError):
    """What the stage says cannot be understood; the text names the variable and the key, never a value."""


@dataclass(frozen=True)
class Mail:
    """How a stage sends e-mail.

    Attributes
    ----------
    engine
        ``ses``: Amazon SES, asked with the function's own role.
    sender
        For projects that did not choose one.
    region
        Where the sender's identity is verified; None for the function's own Region.
    """

    engine: str
    sender: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class Stage:
    """What the stage provides. ``None`` (an empty tuple for lists) means: it does not, leave the setting.

    Attributes
    ----------
    database
        The stage's database, from ``DATABASE_URL``.
    connections
        ``persistent`` keeps a connection between requests and checks it before use, ``per-request`` closes
        it.
    idle_session_timeout
        Seconds after which the database ends a session that asks nothing, so that a frozen sandbox's does not
        keep it awake. PostgreSQL 14 or newer, older ones are left alone.
    secret_key
        From ``SECRET_KEY``, only when the overlay says ``"secret": true``.
    is_key_chosen
        Somebody has set it for the stage: ``MONOLIFT_SECRETS`` names the variables that are secrets.
    static_url, static_root, media_url, media_root
        As the Django settings of the same names.
    media_bucket
        Bucket of uploaded files; where it is and its key are in the environment (``AWS_ENDPOINT_URL_S3``,
        ``AWS_ACCESS_KEY_ID``). It goes before ``media_root``.
    storage_path
        Path of the stage's own address below which S3's protocol is spoken too; None where clients reach the
        bucket by its own name, as on AWS.
    media_links
        Where the address of an uploaded file leads: ``door`` (default) to the path of ``MEDIA_URL``, which
        the stage's door serves; ``signed`` to the bucket itself, for at least an hour.
    large_response_bytes
        An uploaded file that is larger is not sent through the function: the client is led to the bucket.
        None sends all.
    upload_limit_bytes
        Largest file that a browser may send straight to the bucket. None: all files go through the function.
    hosts
        Host names without a port, added to ``ALLOWED_HOSTS``; one that begins with a dot stands for all below
        it (``.lambda-url.eu-west-1.on.aws``).
    origins
        ``scheme://host[:port]``, added to ``CSRF_TRUSTED_ORIGINS``; ``scheme://*.host`` for all below it.
    mail
        How e-mail is sent. It goes before ``mail_dir``.
    mail_dir
        Folder of the mailbox. See :mod:`monolift_runtime.mail`.
    mail_from
        Sender for projects that did not choose one.
    cache_table
        Table of the database cache, made by ``monolift:prepare-database``.
    local_http
        True: plain HTTP on loopback. False: HTTPS ends in front of the function.
    debug
        Value for ``DEBUG``.
    code_roots
        Folders of code, which are read-only while the application runs.
    """

    database: Database | None = None
    connections: str | None = None
    idle_session_timeout: int | None = None
    secret_key: str | None = None
    is_key_chosen: bool = False
    static_url: str | None = None
    static_root: str | None = None
    media_url: str | None = None
    media_root: str | None = None
    media_bucket: str | None = None
    storage_path: str | None = None
    media_links: str = "door"
    large_response_bytes: int | None = None
    upload_limit_bytes: int | None = None
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    mail: Mail | None = None
    mail_dir: str | None = None
    mail_from: str | None = None
    cache_table: str | None = None
    local_http: bool | None = None
    debug: bool | None = None
    code_roots: tuple[str, ...] = ()


_TEXTS = (
    "static_url",
    "static_root",
    "media_url",
    "media_root",
    "media_bucket",
    "storage_path",
    "mail_dir",
    "mail_from",
    "cache_table",
)
_LISTS = ("hosts", "origins")
_SWITCHES = ("local_http", "debug", "secret")
_BYTES = ("large_response_bytes", "upload_limit_bytes")
_SECONDS = ("idle_session_timeout",)
_CHOICES = {"connections": ("persistent", "per-request"), "media_links": ("door", "signed")}
_MAIL_ENGINES = ("ses",)


def read_stage(environ: Mapping[str, str]) -> Stage | None:
    """Parse ``MONOLIFT_OVERLAY`` and the variables that go with it.

    Parameters
    ----------
    environ
        Also read: ``DATABASE_URL``, ``SECRET_KEY``, and for the folders of code ``MONOLIFT_APP_DIR``,
        ``MONOLIFT_PATH``, ``MONOLIFT_CODE_ROOT`` and ``LAMBDA_TASK_ROOT``.

    Returns
    -------
    Stage or None
        None when there is no overlay.

    Raises
    ------
    OverlayError
        Not a JSON object, a key that is not known, a value of a wrong type, a ``DATABASE_URL`` that is none.
    """
    raw = environ.get("MONOLIFT_OVERLAY")
    if not raw:
        return None
    overlay = _parse_object(raw)
    values: dict[str, Any] = {key: overlay[key] for key in overlay if overlay[key] is not None}
    for key, value in values.items():
        _check_value(key, value)
    wants_secret = values.pop("secret", False)
    if "mail" in values:
        values["mail"] = _read_mail(values["mail"])
    for key in _LISTS:
        if key in values:
            values[key] = tuple(values[key])
    try:
        database = parse_database_url(environ["DATABASE_URL"]) if environ.get("DATABASE_URL") else None
    except DatabaseUrlError as error:
        raise OverlayError(f"DATABASE_URL {error}") from None
    return Stage(
        database=database,
        secret_key=(environ.get("SECRET_KEY") or None) if wants_secret else None,
        is_key_chosen="SECRET_KEY" in environ.get("MONOLIFT_SECRETS", "").split(","),
        code_roots=_code_roots(environ),
        **values,
    )


def _parse_object(raw: str) -> dict[str, Any]:
    try:
        overlay = json.loads(raw)
    except ValueError as error:
        raise OverlayError(f"MONOLIFT_OVERLAY is not JSON: {error}") from None
    if not isinstance(overlay, dict):
        raise OverlayError(f"MONOLIFT_OVERLAY is not a JSON object but a {type(overlay).__name__}")
    return overlay


def _check_value(key: str, value: object) -> None:
    if key in _TEXTS:
        fits, wanted = isinstance(value, str) and value != "", "a text that is not empty"
    elif key in _LISTS:
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        wanted = "a list of texts"
    elif key in _SWITCHES:
        fits, wanted = isinstance(value, bool), "true or false"
    elif key in _BYTES:
        fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        wanted = "a number of bytes"
    elif key in _SECONDS:
        fits = isinstance(value, int) and not isinstance(value, bool) and value > 0
        wanted = "a number of seconds"
    elif key in _CHOICES:
        fits, wanted = value in _CHOICES[key], " or ".join(_CHOICES[key])
    elif key == "mail":
        fits, wanted = isinstance(value, dict), "an object"
    else:
        known = ", ".join((*_TEXTS, *_LISTS, *_SWITCHES, *_BYTES, *_SECONDS, *_CHOICES, "mail"))
        raise OverlayError(f"MONOLIFT_OVERLAY has the key {key!r}; known keys are {known}")
    if not fits:
        raise OverlayError(f"MONOLIFT_OVERLAY: {key} has to be {wanted}, not {value!r}")


def _read_mail(said: dict[str, Any]) -> Mail:
    for key, value in said.items():
        if key == "engine":
            fits, wanted = value in _MAIL_ENGINES, " or ".join(_MAIL_ENGINES)
        else:
            fits, wanted = value is None or (isinstance(value, str) and value != ""), "a text"
        if key not in ("engine", "from", "region"):
            raise OverlayError(f"MONOLIFT_OVERLAY: mail has the key {key!r}; known: engine, from, region")
        if not fits:
            raise OverlayError(f"MONOLIFT_OVERLAY: mail.{key} has to be {wanted}, not {value!r}")
    if "engine" not in said:
        raise OverlayError("MONOLIFT_OVERLAY: mail says no engine")
    return Mail(said["engine"], said.get("from"), said.get("region"))


def _code_roots(environ: Mapping[str, str]) -> tuple[str, ...]:
    import os

    # Outside of a sandbox, while the application is inspected, only the second is set.
    named = [environ.get(name) for name in ("LAMBDA_TASK_ROOT", "MONOLIFT_CODE_ROOT", "MONOLIFT_APP_DIR")]
    named += environ.get("MONOLIFT_PATH", "").split(os.pathsep)
    return tuple(dict.fromkeys(os.path.realpath(path) for path in named if path))
