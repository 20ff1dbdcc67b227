"""E-mail by way of Amazon SES, signed with the function's own role.

See Also
--------
https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
"""

from __future__ import annotations

from base64 import b64encode
from email.utils import parseaddr
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from .aws.client import Call, Client, Patience
from .aws.errors import AwsError, CredentialsError, UnreachableError
from .aws.services import EMAIL, current_region
from .mail import base_arguments, message_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage

#: A request waits for it, so it is not long; what SES throttles it takes a moment later.
_PATIENCE = Patience(connect_seconds=3, answer_seconds=15, all_seconds=20, attempts=6)

#: https://docs.aws.amazon.com/ses/latest/dg/quotas.html
_RECIPIENTS_AT_ONCE = 50

_ADVICE = {
    "MessageRejected": (
        "The sender's domain or address has to be verified in this Region. While the account is in SES's "
        "sandbox, so has every recipient: ask for production access in the console of SES."
    ),
    "MailFromDomainNotVerifiedException": (
        "The MX record of the sender's MAIL FROM domain is not there; `monolift status` shows what it lacks."
    ),
    "AccountSuspendedException": "AWS has suspended the account's sending: the console of SES says why.",
    "SendingPausedException": "The account's sending is paused: see Account dashboard in the console of SES.",
    "AccessDeniedException": (
        "The function's role has to allow ses:SendEmail and ses:SendRawEmail on the sender's identity: is "
        "the sender the one that the stage's mail is from?"
    ),
}
_QUOTA = "The account may send no more in a second, or in a day: its quotas are in the console of SES."


class MailRefusedError(SMTPException):
    """SES does not send a message; a kind of the error that applications expect of SMTP.

    Attributes
    ----------
    code
        AWS's own, such as ``MessageRejected``; empty when SES was not reached.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class EmailBackend(BaseEmailBackend):  # type: ignore[misc]
    """Sends messages with Amazon SES in the Region of the setting ``MONOLIFT_MAIL_REGION``.

    A message is sent at most once: when the answer is lost, it is not sent again. Bcc is kept from whoever
    reads the message. More than 50 recipients get it in several calls.

    Parameters
    ----------
    fail_silently
        As for every e-mail backend of Django: when true, a message that is refused is not counted and nothing
        is raised.
    **kwargs
        What Django passes to any backend (``alias``) or callers of ``send_mail`` (user, password); the latter
        mean nothing here.
    """

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(**base_arguments(kwargs))
        self._is_silent = fail_silently
        self._client: Client | None = None

    def open(self) -> bool:
        """Make ready for several messages on one connection; gives True when that was not so already."""
        if self._client is not None:
            return False
        region = getattr(settings, "MONOLIFT_MAIL_REGION", None) or current_region()
        self._client = Client(EMAIL, region, _PATIENCE)
        return True

    def close(self) -> None:
        """Hang up."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send each message that has a recipient.

        Returns
        -------
        int
            How many were sent.

        Raises
        ------
        MailRefusedError
            SES does not send one, or cannot be reached; those before it are sent.
        """
        was_closed = self.open()
        sent = 0
        try:
            for message in email_messages or ():
                recipients = [_bare_address(recipient) for recipient in message.recipients()]
                if recipients and self._send(message_bytes(message), recipients):
                    sent += 1
        finally:
            if was_closed:
                self.close()
        return sent

    def _send(self, content: bytes, recipients: Sequence[str]) -> bool:
        data = b64encode(content).decode()
        try:
            for start in range(0, len(recipients), _RECIPIENTS_AT_ONCE):
                self._ask(data, recipients[start : start + _RECIPIENTS_AT_ONCE])
        except MailRefusedError:
            if not self._is_silent:
                raise
            return False
        return True

    def _ask(self, data: str, recipients: Sequence[str]) -> None:
        assert self._client is not None  # noqa: S101 (send_messages has opened it)
        # Named here they are the envelope, whatever the message's own headers say: SES tells nobody of Bcc.
        document = {"Content": {"Raw": {"Data": data}}, "Destination": {"ToAddresses": list(recipients)}}
        headers = {"content-type": "application/json"}
        try:
            self._client.ask(Call(document, "/v2/email/outbound-emails", headers, may_repeat=False))
        except AwsError as error:
            advice = _QUOTA if error.is_throttled else _ADVICE.get(error.code, "")
            message = f"Amazon SES does not send the message: {error}. {advice}".rstrip()
            raise MailRefusedError(error.code, message) from error
        except UnreachableError as error:
            fate = "may have been sent" if error.was_asked else "was not sent"
            way = "From within a VPC only a NAT gateway or an interface endpoint leads there."
            raise MailRefusedError("", f"The message {fate}: {error}. {way}") from error
        except CredentialsError as error:
            raise MailRefusedError("", f"The message was not sent: {error}") from error


def _bare_address(recipient: object) -> str:
    """Give an address without a name, its domain as DNS has it; SES takes no other letters."""
    _, address = parseaddr(str(recipient))
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode()}"
    except UnicodeError:
        # SES says what is wrong with it.
        return address
