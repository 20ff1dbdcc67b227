"""E-mail: into the stage's mailbox, or by way of the stage's sender."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lineage import ancestors

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

_MAILBOX = "monolift_runtime.mail.EmailBackend"
_SES = "monolift_runtime.ses.EmailBackend"
_REPLACED = frozenset(
    f"django.core.mail.backends.{name}.EmailBackend" for name in ("smtp", "console", "filebased", "locmem")
)
_DUMMY = "django.core.mail.backends.dummy.EmailBackend"
_DEFAULT_SENDERS = {"DEFAULT_FROM_EMAIL": "webmaster@localhost", "SERVER_EMAIL": "root@localhost"}


def lay_over(laying: Laying, stage: Stage) -> None:
    """Let the stage have the project's e-mail, and give a sender to projects that chose none.

    Replaced are Django's own ways (SMTP, console, files, memory) and classes made from them. The backend of a
    service (Anymail, SES) and the dummy one stay: they are a choice. From Django 6.1 on a project may say
    ``MAILERS`` instead of ``EMAIL_BACKEND``.
    """
    if stage.mail is not None:
        laying.put("MONOLIFT_MAIL_REGION", stage.mail.region)
        _lay(laying, _SES, stage.mail.region or "the function's Region")
    elif stage.mail_dir is not None:
        laying.put("MONOLIFT_MAIL_DIR", stage.mail_dir)
        _lay(laying, _MAILBOX, stage.mail_dir)
    sender = stage.mail_from if stage.mail is None else stage.mail.sender
    if sender is not None:
        for name, default in _DEFAULT_SENDERS.items():
            if laying.get(name) == default:
                laying.lay(name, sender, source="mail")


def _lay(laying: Laying, backend: str, place: str) -> None:
    mailers = laying.get("MAILERS")
    if mailers is None:
        _lay_backend(laying, backend, place)
    else:
        _lay_mailers(laying, backend, place, mailers)


def _lay_backend(laying: Laying, backend: str, place: str) -> None:
    was = str(laying.get("EMAIL_BACKEND"))
    if _is_replaced(was):
        laying.put("EMAIL_BACKEND", backend)
        laying.tell("EMAIL_BACKEND", "mail", was, f"{backend} ({place})")
    elif was not in (_DUMMY, backend):
        laying.tell("EMAIL_BACKEND", "mail", was, "left as it is")


def _lay_mailers(laying: Laying, backend: str, place: str, mailers: dict[str, Any]) -> None:
    laid = dict(mailers)
    for alias, mailer in mailers.items():
        was = str(dict(mailer).get("BACKEND"))
        if _is_replaced(was):
            # The other options (host, user, password) are the replaced class's.
            laid[alias] = {"BACKEND": backend}
            laying.tell(f"MAILERS[{alias!r}]", "mail", was, f"{backend} ({place})")
        elif was not in (_DUMMY, backend):
            laying.tell(f"MAILERS[{alias!r}]", "mail", was, "left as it is")
    laying.put("MAILERS", laid)


def _is_replaced(backend: str) -> bool:
    return backend in _REPLACED or bool(ancestors(backend) & _REPLACED)
