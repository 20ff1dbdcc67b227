"""The rule for e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from monolift_runtime.overlay.rules import mail

from .laid import lay, stage

if TYPE_CHECKING:
    from monolift_runtime.overlay.stage import Stage

BACKENDS = "django.core.mail.backends"


class TestMail:
    given = stage(mail_dir="/stage/mail", mail_from="blog@example.com")
    mailbox = "monolift_runtime.mail.EmailBackend"

    @pytest.mark.parametrize("name", ["smtp", "console", "filebased", "locmem"])
    def test_takes_over_from_django_s_own_backends(self, name: str) -> None:
        settings, _ = lay(mail.lay_over, self.given, EMAIL_BACKEND=f"{BACKENDS}.{name}.EmailBackend")
        assert settings["EMAIL_BACKEND"] == self.mailbox
        assert settings["MONOLIFT_MAIL_DIR"] == "/stage/mail"

    @pytest.mark.parametrize(
        "backend", ["anymail.backends.mailgun.EmailBackend", f"{BACKENDS}.dummy.EmailBackend"]
    )
    def test_leaves_a_choice_alone(self, backend: str) -> None:
        assert lay(mail.lay_over, self.given, EMAIL_BACKEND=backend)[0]["EMAIL_BACKEND"] == backend

    def test_takes_over_in_the_shape_of_django_6_1(self) -> None:
        own = {
            "default": {
                "BACKEND": f"{BACKENDS}.smtp.EmailBackend",
                "OPTIONS": {"host": "h", "password": "hidden"},
            },
            "mass": {"BACKEND": "anymail.backends.mailgun.EmailBackend"},
        }
        settings, record = lay(mail.lay_over, self.given, (6, 1), MAILERS=own)
        assert settings["MAILERS"] == {"default": {"BACKEND": self.mailbox}, "mass": own["mass"]}
        assert "EMAIL_BACKEND" not in settings
        assert "hidden" not in "".join(record)

    ses = stage(mail={"engine": "ses", "from": "blog@example.com", "region": "eu-west-1"})

    @pytest.mark.parametrize("name", ["smtp", "console", "filebased", "locmem"])
    def test_sends_with_ses_where_the_stage_does(self, name: str) -> None:
        own = f"{BACKENDS}.{name}.EmailBackend"
        settings, record = lay(mail.lay_over, self.ses, EMAIL_BACKEND=own)
        assert settings["EMAIL_BACKEND"] == "monolift_runtime.ses.EmailBackend"
        assert settings["MONOLIFT_MAIL_REGION"] == "eu-west-1"
        assert record == [f"EMAIL_BACKEND: {own} -> monolift_runtime.ses.EmailBackend (eu-west-1)"]

    def test_ses_goes_before_the_mailbox(self) -> None:
        given = stage(mail={"engine": "ses"}, mail_dir="/stage/mail")
        settings, _ = lay(mail.lay_over, given, EMAIL_BACKEND=f"{BACKENDS}.smtp.EmailBackend")
        assert settings["EMAIL_BACKEND"] == "monolift_runtime.ses.EmailBackend"
        assert settings["MONOLIFT_MAIL_REGION"] is None

    def test_a_service_of_the_project_s_own_stays_beside_ses(self) -> None:
        own = {
            "default": {"BACKEND": f"{BACKENDS}.smtp.EmailBackend"},
            "mass": {"BACKEND": "a.b.EmailBackend"},
        }
        settings, record = lay(mail.lay_over, self.ses, (6, 1), MAILERS=own)
        assert settings["MAILERS"]["default"] == {"BACKEND": "monolift_runtime.ses.EmailBackend"}
        assert settings["MAILERS"]["mass"] == own["mass"]
        assert "MAILERS['mass']: a.b.EmailBackend -> left as it is" in record

    @pytest.mark.parametrize("given", [given, ses])
    def test_gives_a_sender_only_to_who_chose_none(self, given: Stage) -> None:
        settings, _ = lay(
            mail.lay_over,
            given,
            EMAIL_BACKEND=f"{BACKENDS}.dummy.EmailBackend",
            DEFAULT_FROM_EMAIL="webmaster@localhost",
            SERVER_EMAIL="ops@example.org",
        )
        assert settings["DEFAULT_FROM_EMAIL"] == "blog@example.com"
        assert settings["SERVER_EMAIL"] == "ops@example.org"
