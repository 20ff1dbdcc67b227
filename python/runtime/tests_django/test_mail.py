"""The stage's mailbox, by way of Django's own functions."""

from __future__ import annotations

import email
import email.policy
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .application import Application, write_files

if TYPE_CHECKING:
    from email.message import EmailMessage

SEND = """
import django; django.setup()
from django.core.mail import EmailMultiAlternatives, send_mail
"""


@pytest.fixture
def project(python: str, tmp_path: Path, overlay: dict[str, Any]) -> Application:
    folder = write_files(tmp_path / "project", {"config/settings.py": "SECRET_KEY = 'x'"})
    return Application(python, folder, overlay, manage=None)


def messages(application: Application) -> list[EmailMessage]:
    files = sorted(Path(application.overlay["mail_dir"]).iterdir())
    assert all(file.suffix == ".eml" for file in files)
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


def test_each_message_becomes_a_file_of_its_owner_in_order(project: Application) -> None:
    """(parity: mail)."""
    code = (
        f"{SEND}result = [send_mail(f'Subject {{n}}', 'Body', 'a@example.com', ['b@example.com']) for n "
        "in range(3)]"
    )
    assert project.python_code(code) == [1, 1, 1]
    assert [message["Subject"] for message in messages(project)] == ["Subject 0", "Subject 1", "Subject 2"]
    folder = Path(project.overlay["mail_dir"])
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_a_message_keeps_its_parts_and_tells_everyone_who_gets_it(project: Application) -> None:
    code = f"""{SEND}
people = dict(to=['ビー <b@example.com>'], bcc=['secret@example.com'])
message = EmailMultiAlternatives('件名', '本文', 'a@example.com', **people)
message.attach_alternative('<p>本文</p>', 'text/html')
message.attach('table.csv', 'a,b', 'text/csv')
result = message.send()
"""
    assert project.python_code(code) == 1
    (message,) = messages(project)
    assert message["Subject"] == "件名"
    assert "secret@example.com" in message["X-Envelope-To"]
    assert message["Bcc"] is None
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert (plain.get_content().strip(), html.get_content().strip()) == ("本文", "<p>本文</p>")
    assert [part.get_filename() for part in message.iter_attachments()] == ["table.csv"]


def test_a_message_without_recipients_is_not_sent(project: Application) -> None:
    assert (
        project.python_code(f"{SEND}result = EmailMultiAlternatives('S', 'B', 'a@example.com', []).send()")
        == 0
    )


def test_a_mailbox_that_cannot_be_written_fails_unless_told_to_be_silent(project: Application) -> None:
    Path(project.overlay["mail_dir"]).parent.mkdir(parents=True)
    Path(project.overlay["mail_dir"]).write_text("a file")
    code = f"""{SEND}
arguments = ('S', 'B', 'a@example.com', ['b@example.com'])
try:
    send_mail(*arguments)
except OSError as error:
    result = [type(error).__name__, send_mail(*arguments, fail_silently=True)]
"""
    assert project.python_code(code) == ["FileExistsError", 0]


@pytest.mark.since_django((6, 1), "The setting MAILERS")
def test_mailers_work(project: Application) -> None:
    settings = (
        "SECRET_KEY = 'x'\n"
        "MAILERS = {'default': {'BACKEND': 'django.core.mail.backends.smtp.EmailBackend', 'OPTIONS': "
        "{'host': 'h'}}}"
    )
    write_files(project.folder, {"config/settings.py": settings})
    assert project.python_code(f"{SEND}result = send_mail('S', 'B', 'a@example.com', ['b@example.com'])") == 1
    assert len(messages(project)) == 1
