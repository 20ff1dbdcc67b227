"""The stage's mailbox: every e-mail becomes a file.

The format, for whoever reads it:

- One message a file, named ``YYYYMMDDTHHMMSS.ffffffZ-RANDOM.eml`` by the time of sending in UTC, so that
  names sort by time. A file that does not end in ``.eml`` is being written and not yet a message.
- The content is the message as a mail server would have got it (RFC 5322 with CRLF, MIME), after one header
  more: ``X-Envelope-To`` names everyone who would have received it, with those of ``Bcc``, separated by
  commas.
- Files are the owner's only (0600), for they hold links that log in.
"""

from __future__ import annotations

import os
import secrets
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class EmailBackend(BaseEmailBackend):  # type: ignore[misc]
    """Writes messages into the folder named by the setting ``MONOLIFT_MAIL_DIR``.

    Parameters
    ----------
    fail_silently
        As for every e-mail backend of Django: when true, a message that cannot be written is not counted and
        nothing is raised.
    **kwargs
        What Django passes to any backend (``alias``) or callers of ``send_mail`` (user, password); the latter
        mean nothing here.

    Raises
    ------
    django.core.exceptions.ImproperlyConfigured
        When the setting is missing.
    """

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(**base_arguments(kwargs))
        self._is_silent = fail_silently
        folder = getattr(settings, "MONOLIFT_MAIL_DIR", None)
        if not folder:
            raise ImproperlyConfigured(
                "MONOLIFT_MAIL_DIR is not set: this backend belongs to a Monolift stage."
            )
        self._folder = Path(folder)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message that has a recipient.

        Returns
        -------
        int
            How many were written.
        """
        written = 0
        for message in email_messages or ():
            if not message.recipients():
                continue
            try:
                self._write(message)
            except OSError:
                if not self._is_silent:
                    raise
            else:
                written += 1
        return written

    def _write(self, message: EmailMessage) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        time = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S.%fZ")
        path = self._folder / f"{time}-{secrets.token_hex(4)}.eml"
        unfinished = path.with_suffix(".part")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_envelope(message) + message_bytes(message))
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink()
            raise


def _envelope(message: EmailMessage) -> bytes:
    # message.message() refuses a recipient with a line break only where it becomes a header, so not in Bcc.
    recipients = (" ".join(str(recipient).split()) for recipient in message.recipients())
    return f"X-Envelope-To: {', '.join(recipients)}\r\n".encode()


def base_arguments(given: dict[str, Any]) -> dict[str, Any]:
    """Choose what Django's own base class takes: from 6.1 on ``alias``, nothing before."""
    return {"alias": given["alias"]} if "alias" in given else {}


def message_bytes(message: EmailMessage) -> bytes:
    """Give a message as a mail server would get it (RFC 5322 with CRLF, MIME)."""
    if django.VERSION >= (6, 0):
        from email.policy import SMTP

        return bytes(message.message(policy=SMTP).as_bytes())
    return bytes(message.message().as_bytes(linesep="\r\n"))
