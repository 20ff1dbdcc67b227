"""The overlay in a real Django: how it takes hold, and that what it lays over works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .application import Application, write_files

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "from django.conf import settings\n"
APPLIED = "[entry.setting for entry in overlay.applied()]"


@pytest.fixture
def project(python: str, tmp_path: Path, overlay: dict[str, Any]) -> Application:
    """A project of which a test writes the settings."""
    folder = tmp_path / "project"
    folder.mkdir()
    stage = {"DATABASE_URL": "postgresql://u:p@127.0.0.1:1/blog", "SECRET_KEY": "of-the-stage"}
    return Application(python, folder, overlay, stage, manage=None)


class TestInstall:
    def test_importing_the_overlay_imports_nothing_that_python_has_not_loaded(
        self, project: Application
    ) -> None:
        code = (
            "before = set(sys.modules)\n"
            "from monolift_runtime import overlay\n"
            "result = sorted(set(sys.modules) - before - {'__future__'})"
        )
        assert project.python_code(code, with_overlay=False) == [
            "monolift_runtime",
            "monolift_runtime.overlay",
        ]

    def test_installing_it_does_not_import_django(self, project: Application) -> None:
        assert project.python_code("result = 'django' in sys.modules") is False

    def test_does_nothing_without_an_overlay(self, project: Application) -> None:
        write_files(project.folder, {"config/settings.py": "SECRET_KEY = 'own'\nSTATIC_URL = 's/'"})
        project.overlay = {}
        code = (
            f"{SETTINGS}result = [settings.DATABASES, settings.STATIC_ROOT, {APPLIED}, 'POSTGRES_DB' in "
            "__import__('os').environ]"
        )
        assert project.python_code(code) == [{}, None, [], False]

    def test_works_when_django_was_imported_before(self, project: Application) -> None:
        write_files(project.folder, {"config/settings.py": ""})
        code = (
            "from django.conf import settings\n"
            "from monolift_runtime import overlay\n"
            "overlay.install()\n"
            "overlay.install()\n"
            "settings.DEBUG\n"
            f"result = {APPLIED}"
        )
        applied = project.python_code(code, with_overlay=False)
        assert applied.count("STATIC_ROOT") == 1

    def test_leaves_the_modules_as_the_import_system_made_them(self, project: Application) -> None:
        write_files(project.folder, {"config/settings.py": ""})
        code = (
            "import importlib.util, inspect, django.conf, logging.config\n"
            "result = [type(m.__spec__.loader).__name__ for m in (django.conf, logging.config)]"
            " + [type(django.conf.__loader__).__name__, len(inspect.getsource(django.conf)) > 0]"
            " + [any('monolift' in type(f).__module__ for f in sys.meta_path)]"
        )
        assert project.python_code(code) == ["SourceFileLoader"] * 3 + [True, False]

    def test_survives_a_look_at_the_module_before_it_is_imported(self, project: Application) -> None:
        write_files(project.folder, {"config/settings.py": ""})
        code = (
            "import importlib.util\n"
            "importlib.util.find_spec('django.conf')\n"
            f"{SETTINGS}settings.DEBUG\n"
            f"result = {APPLIED}"
        )
        assert "STATIC_ROOT" in project.python_code(code)

    def test_names_a_mistake_in_what_the_stage_says(self, project: Application) -> None:
        project.overlay = {"hosts": 3}
        outcome = project.run("check")
        assert outcome.exit_code == 1
        assert "MONOLIFT_OVERLAY: hosts has to be a list of texts, not 3" in outcome.stderr


class TestSettings:
    def test_come_from_the_project_s_own_module_and_only_then_from_the_stage(
        self, project: Application
    ) -> None:
        write_files(
            project.folder,
            {
                "config/settings.py": (
                    "SECRET_KEY = 'own'\nMEDIA_ROOT = 'mine'\nMARK = 1\nMEDIA_URL = '/m/'\nDATABASES = {}"
                )
            },
        )
        code = (
            f"{SETTINGS}result = dict(module=settings.SETTINGS_MODULE, mark=settings.MARK, "
            "secret=settings.SECRET_KEY,"
            " media=settings.MEDIA_ROOT, url=settings.MEDIA_URL, "
            "engine=settings.DATABASES['default']['ENGINE'],"
            " overridden=settings.is_overridden('STATIC_ROOT'))"
        )
        assert project.python_code(code) == {
            "module": "config.settings",
            "mark": 1,
            "secret": "own",
            "media": project.overlay["media_root"],
            "url": "/m/",
            "engine": "django.db.backends.postgresql",
            "overridden": True,
        }

    def test_stay_paths_where_the_project_has_paths(self, project: Application) -> None:
        roots = "from pathlib import Path as P\nMEDIA_ROOT = P('m')\nSTATIC_ROOT = P('s')\nSECRET_KEY = 'k'\n"
        write_files(project.folder, {"config/settings.py": roots})
        code = f"{SETTINGS}result = [str(settings.MEDIA_ROOT / 'a'), str(settings.STATIC_ROOT / 'b')]"
        assert project.python_code(code) == [
            f"{project.overlay['media_root']}/a",
            f"{project.overlay['static_root']}/b",
        ]

    def test_are_the_same_for_code_that_imports_the_module_itself(self, project: Application) -> None:
        write_files(project.folder, {"config/settings.py": "MEDIA_ROOT = 'mine'"})
        code = f"{SETTINGS}settings.DEBUG\nfrom config import settings as module\nresult = module.MEDIA_ROOT"
        assert project.python_code(code) == project.overlay["media_root"]

    def test_may_be_split_over_files_or_made_by_functions(self, project: Application) -> None:
        write_files(
            project.folder,
            {
                "config/settings/base.py": "STATIC_URL = 'assets/'\nALLOWED_HOSTS = ['example.com']",
                "config/settings/production.py": (
                    "from .base import *\n"
                    "class Production:\n    ADMINS_OF = 'class'\n    SECURE_SSL_REDIRECT = True\n"
                    "def __getattr__(name):\n    return getattr(Production, name)\n"
                    "def __dir__():\n    return [*globals(), 'ADMINS_OF', 'SECURE_SSL_REDIRECT']\n"
                ),
            },
        )
        project.settings = "config.settings.production"
        code = (
            f"{SETTINGS}result = [settings.STATIC_URL, settings.SECURE_SSL_REDIRECT, settings.ADMINS_OF, "
            "settings.ALLOWED_HOSTS]"
        )
        hosts = ["example.com", "local.library.localhost", "127.0.0.1"]
        assert project.python_code(code) == ["/assets/", False, "class", hosts]

    def test_may_be_configured_by_the_program(self, project: Application) -> None:
        code = (
            f"{SETTINGS}settings.configure(SECRET_KEY='own', STATIC_URL='s/', "
            "EMAIL_BACKEND='django.core.mail.backends.smtp.EmailBackend')\n"
            "result = [settings.SECRET_KEY, settings.STATIC_URL, "
            "settings.DATABASES['default']['NAME'], settings.EMAIL_BACKEND]"
        )
        assert project.python_code(code) == ["own", "/s/", "blog", "monolift_runtime.mail.EmailBackend"]

    def test_may_be_dynaconf_s(self, project: Application) -> None:
        write_files(
            project.folder,
            {
                "config/settings.py": (
                    "SECRET_KEY = 'own'\nMEDIA_ROOT = 'mine'\n"
                    "import dynaconf\nsettings = dynaconf.DjangoDynaconf(__name__, environments=False)\n"
                ),
            },
        )
        code = (
            "import django; django.setup()\n"
            "from django.conf import settings\n"
            "from django.db import connection\n"
            "result = [settings.MEDIA_ROOT, settings.DATABASES['default']['NAME'], settings.MARK, "
            "connection.vendor,"
            f" settings.STATIC_ROOT, {APPLIED}.count('MEDIA_ROOT')]"
        )
        project.environment["DJANGO_MARK"] = "seen"
        roots = project.overlay["media_root"], project.overlay["static_root"]
        assert project.python_code(code) == [roots[0], "blog", "seen", "postgresql", roots[1], 1]

    def test_fail_with_the_project_s_own_error(self, project: Application) -> None:
        write_files(project.folder, {"config/settings.py": "import os\nKEY = os.environ['NOT_THERE']"})
        outcome = project.run("check")
        assert "KeyError: 'NOT_THERE'" in outcome.stderr

    def test_keep_their_module_when_the_program_assigns_another_one(self, project: Application) -> None:
        write_files(
            project.folder,
            {"config/settings.py": "WHICH = 'configured'", "config/other.py": "WHICH = 'other'"},
        )
        code = (
            "import os\n"
            "os.environ['DJANGO_SETTINGS_MODULE'] = 'config.other'\n"
            f"{SETTINGS}result = settings.WHICH"
        )
        assert project.python_code(code) == "configured"

    def test_hold_no_secret_in_the_record(self, project: Application) -> None:
        write_files(
            project.folder, {"config/settings.py": "import secrets\nSECRET_KEY = secrets.token_hex()"}
        )
        project.environment["DATABASE_URL"] = "postgresql://user:hidden@127.0.0.1:1/blog"
        code = f"{SETTINGS}settings.DEBUG\nresult = [list(entry) for entry in overlay.applied()]"
        record = project.python_code(code)
        assert ["SECRET_KEY", "secret", "set", "changed"] in record
        assert "hidden" not in str(record)
        assert "of-the-stage" not in str(record)


class TestEnvironment:
    def test_has_what_twelve_factor_projects_read(self, project: Application) -> None:
        write_files(
            project.folder,
            {
                "config/settings.py": (
                    "import os\nALLOWED_HOSTS = os.environ['ALLOWED_HOSTS'].split(',')\n"
                    "SECRET_KEY = os.environ['SECRET_KEY']\nHOST = os.environ['POSTGRES_HOST']\n"
                    "PASSWORD = os.environ['DB_PASSWORD']\n"
                )
            },
        )
        code = (
            f"{SETTINGS}result = [settings.ALLOWED_HOSTS, settings.SECRET_KEY, settings.HOST, "
            "settings.PASSWORD]"
        )
        assert project.python_code(code) == [project.overlay["hosts"], "of-the-stage", "127.0.0.1", "p"]

    def test_leaves_to_the_project_what_its_own_env_file_gives(self, project: Application) -> None:
        write_files(
            project.folder,
            {
                ".env": (
                    "# a comment\nexport SECRET_KEY='of the project' # mine\nDB_PASSWORD=\"x#y\"\nOTHER=1\n"
                ),
                "config/settings.py": (
                    "import os\nSECRET_KEY = os.environ['SECRET_KEY']\nWORD = os.environ['DB_PASSWORD']"
                ),
            },
        )
        code = f"{SETTINGS}import os\nresult = [settings.SECRET_KEY, settings.WORD, 'OTHER' in os.environ]"
        assert project.python_code(code) == ["of the project", "x#y", False]

    def test_a_file_that_the_settings_load_does_not_become_the_stage(self, project: Application) -> None:
        write_files(
            project.folder,
            {
                "config/settings.py": (
                    "import os\n"
                    "os.environ['DATABASE_URL'] = 'sqlite:///x'\n"
                    "os.environ['MONOLIFT_OVERLAY'] = '{}'"
                )
            },
        )
        assert project.python_code(f"{SETTINGS}result = settings.DATABASES['default']['NAME']") == "blog"

    def test_is_derived_by_a_pure_function(self, project: Application) -> None:
        environment = {"MONOLIFT_OVERLAY": json.dumps({"debug": False, "hosts": ["a", "b"]})}
        code = f"result = overlay.twelve_factor({environment!r})"
        assert project.python_code(code) == {
            "ALLOWED_HOSTS": "a,b",
            "DEBUG": "0",
            "DJANGO_ALLOWED_HOSTS": "a,b",
            "DJANGO_DEBUG": "0",
        }


class TestStorages:
    ask = (
        f"{SETTINGS}import django; django.setup()\n"
        "from django.core.files.storage import default_storage\n"
        "from django.contrib.staticfiles.storage import staticfiles_storage\n"
        "result = [\n"
        "    default_storage.__class__.__name__, default_storage.location, default_storage.url('a.txt'),\n"
        "    staticfiles_storage.__class__.__name__, staticfiles_storage.location,\n"
        "]"
    )

    def test_of_each_shape_that_django_knows_work(
        self, project: Application, django_version: tuple[int, int]
    ) -> None:
        hashing = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        names = f"DEFAULT_FILE_STORAGE = 'remote.Bucket'\nSTATICFILES_STORAGE = '{hashing}'"
        backends = {"default": {"BACKEND": "remote.Bucket"}, "staticfiles": {"BACKEND": hashing}}
        known = {names: django_version < (5, 1), f"STORAGES = {backends}": django_version >= (4, 2)}
        project.environment["PYTHONWARNINGS"] = "ignore"
        for shape in (shape for shape, is_known in known.items() if is_known):
            write_files(
                project.folder,
                {
                    "config/settings.py": (
                        f"{shape}\nSECRET_KEY='x'\nINSTALLED_APPS=['django.contrib.staticfiles']"
                    ),
                    "remote.py": "from django.core.files.storage import Storage\nclass Bucket(Storage): pass",
                },
            )
            name, media, url, static_name, static = project.python_code(self.ask)
            assert (name, media, url) == ("FileSystemStorage", project.overlay["media_root"], "/media/a.txt")
            assert (static_name, static) == ("ManifestStaticFilesStorage", project.overlay["static_root"])


class TestLogging:
    files = (
        "LOGGING_CONFIG = None\nLOGGING = {'version': 1, 'handlers': {'f': {'class': 'logging.FileHandler',"
        " 'filename': 'app.log'}}, 'root': {'handlers': ['f'], 'level': 'INFO'}}\n"
    )

    def test_sends_to_stderr_what_settings_configure_themselves(self, project: Application) -> None:
        source = f"{self.files}import logging.config\nlogging.config.dictConfig(LOGGING)"
        write_files(project.folder, {"config/settings.py": source})
        code = (
            f"{SETTINGS}settings.DEBUG\n"
            "import logging, os\n"
            f"result = [os.listdir('.'), type(logging.getLogger().handlers[0]).__name__, {APPLIED}]"
        )
        files, handler, applied = project.python_code(code)
        assert "app.log" not in files
        assert handler == "StreamHandler"
        assert applied.count("LOGGING['handlers']['f']") == 1

    def test_sends_to_stderr_what_django_configures(self, project: Application) -> None:
        write_files(
            project.folder,
            {"config/settings.py": self.files.replace("LOGGING_CONFIG = None\n", "SECRET_KEY = 'x'\n")},
        )
        code = "import django; django.setup()\nimport os\nresult = os.listdir('.')"
        assert "app.log" not in project.python_code(code)


class TestWithPostgres:
    """What is laid over works with a real server, with each of its drivers."""

    @pytest.fixture(
        params=[pytest.param("psycopg", marks=pytest.mark.since_django((4, 2), "psycopg 3")), "psycopg2"]
    )
    def stage(
        self, request: pytest.FixtureRequest, migrated_library: Application, tmp_path: Path
    ) -> Application:
        if request.param == "psycopg2":
            # Django prefers psycopg 3 where both are.
            hidden = write_files(tmp_path / "hidden", {"psycopg/__init__.py": "raise ImportError('hidden')"})
            migrated_library.extra_path = [hidden]
        return migrated_library

    def test_a_connection_outlives_the_request_and_a_dead_one_is_replaced(self, stage: Application) -> None:
        code = """
import django; django.setup()
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db import connection

def request():
    request_started.send(sender=None, environ={})
    User.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    request_finished.send(sender=None)
    return pid

first, second = request(), request()
other = connection.copy()
with other.cursor() as cursor:
    cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [second])
other.close()
result = [first == second, request() != second]
"""
        assert stage.python_code(code) == [True, True]

    def test_cache_sessions_and_log_in_work(self, stage: Application) -> None:
        """(parity: cache)."""
        code = """
import django; django.setup()
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

User.objects.create_superuser("root", "root@example.com", "secret")
cache.set("key", {"a": 1})
client = Client(HTTP_HOST="local.library.localhost")
page = client.post("/admin/login/?next=/admin/", {"username": "root", "password": "secret"})
result = [cache.get("key"), page.status_code, page.headers["Location"], client.get("/admin/").status_code]
"""
        assert stage.python_code(code) == [{"a": 1}, 302, "/admin/", 200]
