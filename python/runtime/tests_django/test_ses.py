"""E-mail by way of Amazon SES, by way of Django's own functions."""

from __future__ import annotations

import base64
import email
import email.policy
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from aws_service import KEY, Answer, Asked, AwsService
from emulator import running_moto

from .application import Application, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

SEND = """
import django; django.setup()
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail, send_mass_mail
from smtplib import SMTPException

def refused(*arguments):
    try:
        send_mail(*(arguments or ('S', 'B', None, ['b@example.com'])))
    except SMTPException as error:
        return [error.code, str(error)]
"""


@pytest.fixture
def project(python: str, tmp_path: Path, overlay: dict[str, Any]) -> Application:
    folder = write_files(tmp_path / "project", {"config/settings.py": "SECRET_KEY = 'x'"})
    mail = {"engine": "ses", "from": "blog@example.com", "region": "eu-west-1"}
    return Application(
        python, folder, {**overlay, "mail": mail}, {**KEY, "AWS_REGION": "eu-north-1"}, manage=None
    )


def sent(project: Application, code: str, answer: Answer | None = None) -> tuple[Any, list[Asked]]:
    """What the code gives, and what SES was asked: signed for its own Region, not for the function's."""
    with AwsService("ses", answer or (lambda _: (200, {"MessageId": "1"})), "eu-west-1") as server:
        project.environment["AWS_ENDPOINT_URL_SESV2"] = server.url
        return project.python_code(f"{SEND}{code}"), server.asked


def message_of(asked: Asked) -> EmailMessage:
    raw = base64.b64decode(asked.document["Content"]["Raw"]["Data"])
    return email.message_from_bytes(raw, policy=email.policy.default)


class TestSending:
    def test_a_message_is_sent_with_the_stage_s_sender(self, project: Application) -> None:
        count, (asked,) = sent(project, "result = send_mail('件名', '本文', None, ['ビー <b@example.com>'])")
        assert count == 1
        assert asked.path == "/v2/email/outbound-emails"
        assert asked.document["Destination"] == {"ToAddresses": ["b@example.com"]}
        message = message_of(asked)
        assert (message["From"], message["Subject"]) == ("blog@example.com", "件名")
        assert message["To"].addresses[0].display_name == "ビー"
        assert message.get_content().strip() == "本文"

    def test_nobody_is_told_of_who_gets_it_secretly(self, project: Application) -> None:
        code = """
people = dict(to=['a@example.com'], cc=['c@example.com'], bcc=['secret@bücher.example'])
result = EmailMultiAlternatives('S', 'B', None, **people).send()
"""
        _, (asked,) = sent(project, code)
        told = ["a@example.com", "c@example.com", "secret@xn--bcher-kva.example"]
        assert asked.document["Destination"]["ToAddresses"] == told
        assert b"secret" not in base64.b64decode(asked.document["Content"]["Raw"]["Data"])

    def test_many_get_it_fifty_at_a_time(self, project: Application) -> None:
        code = """
many = [f'{number}@example.com' for number in range(120)]
result = EmailMultiAlternatives('S', 'B', None, bcc=many).send()
"""
        count, asked = sent(project, code)
        assert count == 1
        assert [len(one.document["Destination"]["ToAddresses"]) for one in asked] == [50, 50, 20]

    def test_several_messages_are_several_calls(self, project: Application) -> None:
        code = "result = send_mass_mail([('S', str(n), None, ['b@example.com']) for n in range(3)])"
        count, asked = sent(project, code)
        assert (count, len(asked)) == (3, 3)

    def test_a_message_without_recipients_is_not_sent(self, project: Application) -> None:
        assert sent(project, "result = EmailMultiAlternatives('S', 'B', None, []).send()") == (0, [])

    @pytest.mark.since_django((6, 1), "The setting MAILERS")
    def test_mailers_work(self, project: Application) -> None:
        smtp = "{'default': {'BACKEND': 'django.core.mail.backends.smtp.EmailBackend'}}"
        settings = f"SECRET_KEY = 'x'\nMAILERS = {smtp}"
        write_files(project.folder, {"config/settings.py": settings})
        assert sent(project, "result = send_mail('S', 'B', None, ['b@example.com'])")[0] == 1


class TestRefusals:
    @pytest.mark.parametrize(
        ("code", "advice"),
        [
            ("MessageRejected", "sandbox"),
            ("MailFromDomainNotVerifiedException", "MX record"),
            ("AccountSuspendedException", "suspended"),
            ("SendingPausedException", "paused"),
            ("AccessDeniedException", "ses:SendEmail"),
        ],
    )
    def test_are_smtp_errors_with_aws_s_words_and_what_to_do(
        self, project: Application, code: str, advice: str
    ) -> None:
        def answer(_: Asked) -> tuple[int, Any]:
            return 400, {"message": "Of AWS.", "code": code}

        (kind, words), asked = sent(project, "result = refused()", answer)
        assert (kind, len(asked)) == (code, 1)
        assert f"{code}: Of AWS." in words
        assert advice in words

    def test_what_is_throttled_is_sent_a_moment_later(self, project: Application) -> None:
        answers = iter([(429, {"message": "Too many requests", "code": "TooManyRequestsException"})])

        def answer(_: Asked) -> tuple[int, Any]:
            return next(answers, (200, {}))

        count, asked = sent(project, "result = send_mail('S', 'B', None, ['b@example.com'])", answer)
        assert (count, len(asked)) == (1, 2)

    def test_a_message_whose_answer_is_lost_is_not_sent_twice(self, project: Application) -> None:
        (kind, words), asked = sent(project, "result = refused()", lambda _: None)
        assert (kind, len(asked)) == ("", 1)
        assert "may have been sent" in words

    def test_are_not_raised_where_the_application_says_so(self, project: Application) -> None:
        code = "result = send_mail('S', 'B', None, ['b@example.com'], fail_silently=True)"
        assert sent(project, code, lambda _: (400, {}))[0] == 0


class TestEmulated:
    @pytest.fixture(scope="class")
    @classmethod
    def moto(cls) -> Iterator[dict[str, str]]:
        with running_moto() as variables:
            client = boto3.client(
                "sesv2",
                endpoint_url=variables["AWS_ENDPOINT_URL"],
                region_name="eu-west-1",
                aws_access_key_id="test",
                aws_secret_access_key="test",
            )
            client.create_email_identity(EmailIdentity="example.com")
            yield variables

    def test_a_verified_sender_s_message_is_taken_and_another_s_is_not(
        self, project: Application, moto: dict[str, str]
    ) -> None:
        project.environment = {**project.environment, **moto}
        code = f"""{SEND}
taken = send_mail('S', 'B', None, ['b@example.com'])
result = [taken, refused('S', 'B', 'a@example.org', ['b@example.com'])]
"""
        taken, (kind, words) = project.python_code(code)
        assert (taken, kind) == (1, "MessageRejected")
        assert "has to be verified" in words
