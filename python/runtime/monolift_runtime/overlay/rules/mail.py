"""E-mail: into the stage's mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lineage import ancestors

if TYPE_CHECKING:
    from ..laying import Laying
    from ..stage import Stage

_MAILBOX = "monolift_runtime.mail.EmailBackend"
_REPLACED = frozenset(
    f"django.core.mail.backends.{name}.EmailBackend" for name in ("smtp", "console", "filebased", "locmem")
)
_DUMMY = "django.core.mail.backends.dummy.EmailBackend"
_DEFAULT_SENDERS = {"DEFAULT_FROM_EMAIL": "webmaster@localhost", "SERVER_EMAIL": "root@localhost"}


def lay_over(laying: Laying, stage: Stage) -> None:
    """Put e-mail into the stage's mailbox, and give a sender to projects that chose none.

    Replaced are Django's own ways (SMTP, console, files, memory) and classes made from them. The backend of a
    service (Anymail, SES) and the dummy one stay: they are a choice. From Django 6.1 on a project may say
    ``MAILERS`` instead of ``EMAIL_BACKEND``.
    """
    if stage.mail_dir is not None:
        laying.put("MONOLIFT_MAIL_DIR", stage.mail_dir)
        mailers = laying.get("MAILERS")
        if mailers is None:
            _lay_backend(laying, stage.mail_dir)
        else:
            _lay_mailers(laying, stage.mail_dir, mailers)
    if stage.mail_from is not None:
        for name, default in _DEFAULT_SENDERS.items():
            if laying.get(name) == default:
                laying.lay(name, stage.mail_from, source="mail")


def _lay_backend(laying: Laying, mail_dir: str) -> None:
    was = str(laying.get("EMAIL_BACKEND"))
    if _is_replaced(was):
        laying.put("EMAIL_BACKEND", _MAILBOX)
        laying.tell("EMAIL_BACKEND", "mail", was, f"{_MAILBOX} ({mail_dir})")
    elif was not in (_DUMMY, _MAILBOX):
        laying.tell("EMAIL_BACKEND", "mail", was, "left as it is")


def _lay_mailers(laying: Laying, mail_dir: str, mailers: dict[str, Any]) -> None:
    laid = dict(mailers)
    for alias, mailer in mailers.items():
        was = str(dict(mailer).get("BACKEND"))
        if _is_replaced(was):
            # The other options (host, user, password) are the replaced class's.
            laid[alias] = {"BACKEND": _MAILBOX}
            laying.tell(f"MAILERS[{alias!r}]", "mail", was, f"{_MAILBOX} ({mail_dir})")
        elif was not in (_DUMMY, _MAILBOX):
            laying.tell(f"MAILERS[{alias!r}]", "mail", was, "left as it is")
    laying.put("MAILERS", laid)


def _is_replaced(backend: str) -> bool:
    return backend in _REPLACED or bool(ancestors(backend) & _REPLACED)
