"""No value of a secret leaves the process, in whatever text it turns up."""

from __future__ import annotations

import pytest
from inspected_project import Project
from monolift_inspector.hiding import HIDDEN, Secrets, hide_literals, hide_url_password, looks_secret


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "AWS_SECRET_ACCESS_KEY",
        "STRIPE_API_KEY",
        "DB_PASS",
        "POSTGRES_PASSWORD",
        "GITHUB_TOKEN",
        "SENTRY_DSN",
        "JWT_SIGNING_KEY",
    ],
)
def test_names_of_secrets_are_known(name: str) -> None:
    assert looks_secret(name)


@pytest.mark.parametrize(
    "name", ["DEBUG", "STATIC_URL", "KEYBOARD", "MONKEY_HOUSE", "DATABASE_NAME", "BYPASS_HOSTS"]
)
def test_other_names_are_left_alone(name: str) -> None:
    assert not looks_secret(name)


def test_a_url_loses_its_password_only() -> None:
    assert (
        hide_url_password("at redis://me:p%40ss@cache:6379/0 now")
        == f"at redis://me:{HIDDEN}@cache:6379/0 now"
    )
    assert hide_url_password("postgres://me:a@b@db/x") == f"postgres://me:{HIDDEN}@db/x"
    assert hide_url_password("http://localhost:8000/a@b") == "http://localhost:8000/a@b"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('SECRET_KEY = "abc"', f'SECRET_KEY = "{HIDDEN}"'),
        ("PASSWORD = decrypt('abc', \"def\")", f"PASSWORD = decrypt('{HIDDEN}', \"{HIDDEN}\")"),
        ('SECRET_KEY = os.environ["SECRET_KEY"]', 'SECRET_KEY = os.environ["SECRET_KEY"]'),
        ('TOKEN = env("BOT_TOKEN")', 'TOKEN = env("BOT_TOKEN")'),
        ('{"PASSWORD": "abc", "USER": "me"}', f'{{"PASSWORD": "{HIDDEN}", "USER": "{HIDDEN}"}}'),
        ('NAME = "blog"', 'NAME = "blog"'),
        ('CACHE = "redis://:abc@host/0"', f'CACHE = "redis://:{HIDDEN}@host/0"'),
    ],
)
def test_a_line_of_source_is_shown_without_its_secrets(line: str, shown: str) -> None:
    assert hide_literals(line) == shown


def test_short_words_are_hidden_in_messages_and_not_in_facts() -> None:
    secrets = Secrets({"POSTGRES_PASSWORD": "blog", "API_TOKEN": "a1b2c3d4e5f6"})
    assert secrets.hide("login of blog failed with a1b2c3d4e5f6") == f"login of {HIDDEN} failed with {HIDDEN}"
    assert secrets.hide_in({"blog": ["blog/", "bot/a1b2c3d4e5f6/"]}) == {"blog": ["blog/", f"bot/{HIDDEN}/"]}


def test_facts_hold_no_secret_of_settings_or_environment(project: Project) -> None:
    project.settings(
        """
        import os
        SECRET_KEY = "the-key-that-signs-the-cookies-0123456789-0123456789"
        STRIPE_SECRET_KEY = "sk_live_0123456789abcdef"
        BOT_TOKEN = os.environ["BOT_TOKEN"]
        DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "blog", "USER": "me",
            "PASSWORD": "database-pass-77", "HOST": "db.example.com"}}
        CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://:cache-pass-88@cache:6379"}}
        EMAIL_HOST_PASSWORD = "mail-pass-99"
        CSRF_TRUSTED_ORIGINS = ["https://user:origin-pass-11@example.com"]
        """
    )
    project.write(
        "site_/urls.py",
        "from django.conf import settings\nfrom django.urls import path\ndef page(request): ...\n"
        "urlpatterns = [path(f'bot/{settings.BOT_TOKEN}/', page)]\n",
    )
    answer = project.inspect(BOT_TOKEN="110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
    assert answer.facts["routes"][0]["pattern"] == f"bot/{HIDDEN}/"
    assert answer.facts["settings"]["DATABASES"]["default"] == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "blog",
        "HOST": "db.example.com",
        "PORT": "",
    }
    for secret in (
        "the-key-that-signs",
        "sk_live_0123456789abcdef",
        "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        "database-pass-77",
        "cache-pass-88",
        "mail-pass-99",
        "origin-pass-11",
    ):
        assert secret not in answer.raw


def test_an_error_holds_no_secret_either(project: Project) -> None:
    project.settings(
        """
        import os
        API_KEY = int(os.environ["PAYMENT_API_KEY"])
        """
    )
    answer = project.inspect(PAYMENT_API_KEY="pk-live-4242")
    assert answer.error["message"] == f"invalid literal for int() with base 10: '{HIDDEN}'"
    assert "pk-live-4242" not in answer.raw


def test_settings_that_raise_half_way_keep_the_secrets_they_had_read(project: Project) -> None:
    project.settings(
        'PARTS = "kept-", "quiet-", "33"\nDATABASE_PASSWORD = "".join(PARTS)\nint(DATABASE_PASSWORD)\n'
    )
    answer = project.inspect()
    assert answer.error["message"] == f"invalid literal for int() with base 10: '{HIDDEN}'"
    assert "kept-quiet-33" not in answer.raw


def test_the_line_that_failed_is_shown_without_its_secret(project: Project) -> None:
    project.settings('EMAIL_HOST_PASSWORD = undefined("letter-pass-55")\n')
    answer = project.inspect()
    assert answer.error["frames"][-1]["text"] == f'EMAIL_HOST_PASSWORD = undefined("{HIDDEN}")'
    assert "letter-pass-55" not in answer.raw
