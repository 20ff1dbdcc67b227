"""Settings that matter, and those at risk once an application runs in many short-lived copies."""

from __future__ import annotations

from typing import Any

import pytest
from inspected_project import ADMIN, Project


def risks_of(project: Project, **environment: str) -> list[tuple[str, str, str]]:
    facts = project.inspect(**environment).facts
    return [(risk["setting"], risk["risk"], risk["found"]) for risk in facts["settingsAtRisk"]]


SAFE = 'import os\nSECRET_KEY = os.environ["KEY"]\nDATABASES = {}\n'
KEY = "a-key-from-the-environment-0123456789-0123456789-0123456789"


def test_settings_from_the_environment_are_at_no_risk(project: Project) -> None:
    project.settings(SAFE)
    assert risks_of(project, KEY=KEY) == []


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("DEBUG = True", ("DEBUG", "debug", "True")),
        (
            'ALLOWED_HOSTS = ["example.com", ".example.org"]',
            ("ALLOWED_HOSTS", "hosts", "example.com, .example.org"),
        ),
        (
            'FILE = os.path.dirname(__file__) + "/x.db"\n'
            'DATABASES = {"other": {"ENGINE": "django.db.backends.sqlite3", "NAME": FILE}, "default": {}}',
            ("DATABASES['other']", "sqlite", "site_/x.db"),
        ),
        (
            'MEDIA_ROOT = os.path.dirname(os.path.dirname(__file__)) + "/media"',
            ("MEDIA_ROOT", "local-media", "media"),
        ),
        (
            'EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"',
            ("EMAIL_BACKEND", "local-email", "django.core.mail.backends.console.EmailBackend"),
        ),
        (
            'CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}',
            ("CACHES['default']", "local-cache", "django.core.cache.backends.locmem.LocMemCache"),
        ),
        (
            'SESSION_ENGINE = "django.contrib.sessions.backends.file"',
            ("SESSION_ENGINE", "file-session", "django.contrib.sessions.backends.file"),
        ),
        (
            'FILE = {"class": "logging.FileHandler", "filename": os.devnull}\n'
            'LOGGING = {"version": 1, "handlers": {"file": FILE}}',
            ("LOGGING['handlers']['file']", "file-log", "/dev/null"),
        ),
        (
            'SECRET_KEY = "the-very-same-for-everybody-who-reads-this-source-1234567890"',
            ("SECRET_KEY", "insecure-secret", "written in the source code"),
        ),
    ],
)
def test_each_risk_is_told_with_what_was_found(
    project: Project, text: str, risk: tuple[str, str, str]
) -> None:
    project.settings(SAFE + text + "\n")
    assert risks_of(project, KEY=KEY) == [risk]


@pytest.mark.parametrize(
    "text",
    [
        "from django.core.management import utils\nSECRET_KEY = utils.get_random_secret_key()",
        "import secrets\nSECRET_KEY = secrets.token_urlsafe(50)",
        "SECRET_KEY = ''.join(sorted({f'part-{n}' for n in range(40)}, key=hash))",
    ],
)
def test_a_secret_made_at_import_is_found_by_importing_twice(project: Project, text: str) -> None:
    project.settings(SAFE + text + "\n")
    assert [risk[:2] for risk in risks_of(project, KEY=KEY)] == [("SECRET_KEY", "generated-secret")]


def test_a_secret_kept_in_a_file_that_importing_writes_is_generated_too(project: Project) -> None:
    project.settings(
        SAFE
        + f"""
import secrets
FILE = "{project.root}/key.txt"
if not os.path.exists(FILE):
    open(FILE, "w").write(secrets.token_urlsafe(50))
SECRET_KEY = open(FILE).read()
"""
    )
    assert [risk[:2] for risk in risks_of(project, KEY=KEY)] == [("SECRET_KEY", "generated-secret")]


def test_a_secret_read_from_a_file_that_is_there_is_fine(project: Project) -> None:
    (project.root / "key.txt").write_text(KEY)
    project.settings(SAFE + f'SECRET_KEY = open("{project.root}/key.txt").read()\n')
    assert risks_of(project, KEY=KEY) == []


def test_settings_that_matter_are_plain_values(project: Project) -> None:
    project.settings(
        ADMIN
        + """
from pathlib import Path
from django.utils.translation import gettext_lazy as _
BASE_DIR = Path(__file__).resolve().parent.parent
STATIC_ROOT = BASE_DIR / "static-files"
MEDIA_ROOT = BASE_DIR / "media"
MEDIA_URL = "/media/"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
"""
    )
    facts: dict[str, Any] = project.inspect().facts
    assert facts["settings"]["STATIC_ROOT"] == "static-files"
    assert facts["settings"]["LANGUAGES"] == ["ja", "en"]
    assert facts["settings"]["DEBUG"] is False
    assert "SECRET_KEY" not in facts["settings"]
    assert facts["static"]["url"] == "/static/"
    assert facts["static"]["finders"] == [
        "django.contrib.staticfiles.finders.FileSystemFinder",
        "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    ]
    assert facts["static"]["storage"].startswith("django.contrib.staticfiles.storage.")
    assert facts["media"] == {"url": "/media/", "root": "media"}


def test_settings_of_any_name_and_shape_are_found(project: Project) -> None:
    project.write("settings.py", "from site_.settings import *\nROOT_URLCONF = 'urls'\n")
    project.write("urls.py", "urlpatterns = []\n")
    project.write(
        "wsgi.py", "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"
    )
    project.settings_module, project.wsgi = "settings", "wsgi:application"
    assert project.inspect().facts["settingsModule"] == "settings"


def test_data_files_and_metadata_are_where_an_import_looks_for_them(project: Project) -> None:
    project.write("CHANGELOG.md", "# 1.2.3\n")
    project.settings(
        "from importlib.metadata import version\nfrom pathlib import Path\n"
        "NOTES = (Path(__file__).parent.parent / 'CHANGELOG.md').read_text()\nDJANGO = version('django')\n"
    )
    assert project.inspect().facts["sideEffects"]["filesWritten"] == []


def test_a_package_of_the_project_called_django_does_not_hide_django(project: Project) -> None:
    project.app("shop", views="")
    project.write("shop/django/__init__.py", "")
    assert project.inspect().facts["installedApps"][0]["name"] == "shop"


def test_no_package_of_this_machine_is_seen(project: Project) -> None:
    project.settings("import pytest_only_here\n")
    elsewhere = project.root / "elsewhere"
    project.write("elsewhere/pytest_only_here.py", "")
    assert project.inspect(PYTHONUSERBASE=str(elsewhere)).error["module"] == "pytest_only_here"
