"""Real projects in a temporary folder, inspected in a real process, compared with what Django itself says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

INSPECTOR = Path(__file__).parent.parent / "inspect_application.py"

RUNTIME = str(Path(__file__).parent.parent.parent / "runtime")

SETTINGS = """
SECRET_KEY = "nine-lives-of-a-cat-and-a-very-long-text-that-nobody-guesses-42"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "site_.urls"
INSTALLED_APPS, MIDDLEWARE = [], []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCESSORS = ["template.context_processors.request", "contrib.auth.context_processors.auth",
    "contrib.messages.context_processors.messages"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
    "OPTIONS": {"context_processors": [f"django.{name}" for name in PROCESSORS]}}]
"""
WSGI = """
import os
from django.core.wsgi import get_wsgi_application
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
application = get_wsgi_application()
"""
ADMIN = """
INSTALLED_APPS += ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
    "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles"]
MIDDLEWARE += ["django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware"]
STATIC_URL = "static/"
"""


@dataclass
class Answer:
    """What the inspector wrote, and what the application printed meanwhile."""

    lines: list[dict[str, Any]]
    stdout: str
    stderr: str
    returncode: int
    raw: str

    @property
    def steps(self) -> list[str]:
        return [line["step"] for line in self.lines if "step" in line]

    @property
    def facts(self) -> dict[str, Any]:
        assert "facts" in self.lines[-1], json.dumps(self.lines[-1], indent=1) + self.stderr
        return dict(self.lines[-1]["facts"])

    @property
    def error(self) -> dict[str, Any]:
        assert "error" in self.lines[-1], json.dumps(self.lines[-1])[:2000]
        return dict(self.lines[-1]["error"])


class Project:
    """A project under test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings_module = "site_.settings"
        self.wsgi: str | None = "site_.wsgi:application"
        self.asgi: str | None = None
        self.write("site_/__init__.py", "")
        self.write("site_/settings.py", SETTINGS)
        self.write("site_/urls.py", "urlpatterns = []\n")
        self.write("site_/wsgi.py", WSGI)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")

    def settings(self, text: str) -> None:
        """Add to the settings."""
        file = self.root / "site_/settings.py"
        file.write_text(file.read_text(encoding="utf-8") + dedent(text), encoding="utf-8")

    def app(self, name: str, **modules: str) -> None:
        """Add an installed app with modules (`models`, `tasks`, …)."""
        self.write(f"{name}/__init__.py", "")
        for module, text in modules.items():
            self.write(f"{name}/{module}.py", text)
        self.settings(f'INSTALLED_APPS += ["{name}"]\n')

    def inspect(self, **environment: str) -> Answer:
        """Inspect, with variables added to the environment."""
        reader, writer = os.pipe()
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "LANG": "C.UTF-8",
            "MONOLIFT_PATH": os.pathsep.join((str(self.root), sysconfig.get_path("purelib"))),
            "MONOLIFT_CODE_ROOT": str(self.root),
            "DJANGO_SETTINGS_MODULE": self.settings_module,
            "MONOLIFT_WSGI": self.wsgi or "",
            "MONOLIFT_ASGI": self.asgi or "",
            "MONOLIFT_RESULT_FD": str(writer),
            **environment,
        }
        command = [sys.executable, "-s", "-B", str(INSPECTOR)]
        with (
            os.fdopen(reader, "rb") as result,
            subprocess.Popen(  # noqa: S603
                command,
                env=variables,
                pass_fds=[writer],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            ) as process,
        ):
            os.close(writer)
            raw = result.read().decode()
            stdout, stderr = process.communicate(timeout=60)
        lines = [json.loads(line) for line in raw.splitlines()]
        return Answer(lines, stdout, stderr, process.returncode, raw)

    def ask_django(self, program: str) -> Any:
        """Run a program in a plain `django.setup()` of the project; it leaves its answer in `answer`."""
        text = (
            "import django, json; django.setup()\n"
            + dedent(program)
            + "\nprint('ANSWER' + json.dumps(answer))"
        )
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": self.settings_module,
            "PYTHONPATH": str(self.root),
        }
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-B", "-c", text], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.rpartition("ANSWER")[2])


DJANGOS_ROUTES = """
from django.contrib.admindocs.views import extract_views_from_urlpatterns
from django.urls import get_resolver
answer = [[pattern, ":".join([*(namespace or []), name]) if name else None]
    for view, pattern, namespace, name in extract_views_from_urlpatterns(get_resolver().url_patterns)]
"""
DJANGOS_MODELS = """
from django.apps import apps
answer = [[model._meta.label, model._meta.db_table, [field.name for field in
    [*model._meta.fields, *model._meta.many_to_many, *model._meta.private_fields]]]
    for model in apps.get_models(include_auto_created=True)]
"""
