"""What cannot be loaded is an error of its own kind, at the user's own line."""

from __future__ import annotations

from typing import Any

import pytest
from inspected_project import ADMIN, Project


def last_own_frame(error: dict[str, Any]) -> tuple[str, int, str]:
    frame = [frame for frame in error["frames"] if frame["isOwn"]][-1]
    return frame["file"], frame["line"], frame["text"]


def test_settings_that_raise(project: Project) -> None:
    project.settings("NUMBER = int('many')\n")
    error = project.inspect().error
    assert (error["code"], error["step"], error["exception"]) == ("SETTINGS_RAISED", "settings", "ValueError")
    assert error["message"] == "invalid literal for int() with base 10: 'many'"
    assert last_own_frame(error) == ("site_/settings.py", 12, "NUMBER = int('many')")


def test_settings_that_are_no_python(project: Project) -> None:
    project.settings("DEBUG = = True\n")
    error = project.inspect().error
    assert (error["code"], error["exception"]) == ("SETTINGS_RAISED", "SyntaxError")
    assert last_own_frame(error) == ("site_/settings.py", 12, "DEBUG = = True")


def test_settings_that_end_the_process(project: Project) -> None:
    project.settings("import sys\nsys.exit('Set the mode first')\n")
    error = project.inspect().error
    assert (error["code"], error["exception"], error["message"]) == (
        "SETTINGS_RAISED",
        "SystemExit",
        "Set the mode first",
    )


@pytest.mark.parametrize(
    ("line", "variable"),
    [
        ("import os; KEY = os.environ['PAYMENT_KEY']", "PAYMENT_KEY"),
        ("import environ; KEY = environ.Env()('PAYMENT_KEY')", "PAYMENT_KEY"),
        ("from decouple import config; KEY = config('PAYMENT_KEY')", "PAYMENT_KEY"),
        ("from environs import Env; KEY = Env().str('PAYMENT_KEY')", "PAYMENT_KEY"),
        (
            """
            import os
            from django.core.exceptions import ImproperlyConfigured
            def variable(name):
                try:
                    return os.environ[name]
                except KeyError:
                    raise ImproperlyConfigured(f"{name} is needed")
            KEY = variable("PAYMENT_KEY")
            """,
            "PAYMENT_KEY",
        ),
        (
            """
            from django.core.exceptions import ImproperlyConfigured
            raise ImproperlyConfigured("Set the PAYMENT_KEY environment variable")
            """,
            "PAYMENT_KEY",
        ),
    ],
    ids=["os.environ", "django-environ", "decouple", "environs", "own helper", "own words"],
)
def test_a_missing_variable_is_named_whoever_asks_for_it(project: Project, line: str, variable: str) -> None:
    project.settings(line + "\n")
    error = project.inspect().error
    assert (error["code"], error["step"], error["variable"]) == ("VARIABLE_MISSING", "settings", variable)
    assert last_own_frame(error)[0] == "site_/settings.py"


def test_another_key_error_is_no_missing_variable(project: Project) -> None:
    project.settings("KEY = {}['PAYMENT_KEY']\n")
    assert project.inspect().error["code"] == "SETTINGS_RAISED"


def test_a_missing_package_is_named_with_the_import_that_wants_it(project: Project) -> None:
    project.write("site_/urls.py", "import storages_of_nobody\nimport stripe\nurlpatterns = []\n")
    error = project.inspect().error
    assert (error["code"], error["step"], error["module"]) == (
        "MODULE_MISSING",
        "urlconf",
        "storages_of_nobody",
    )
    assert error["package"] == "storages-of-nobody"
    assert last_own_frame(error) == ("site_/urls.py", 1, "import storages_of_nobody")


def test_a_missing_app_points_at_the_settings_that_name_it(project: Project) -> None:
    project.settings('INSTALLED_APPS += [\n    "corsheaders",\n]\n')
    error = project.inspect().error
    assert (error["code"], error["step"], error["module"]) == ("MODULE_MISSING", "apps", "corsheaders")
    assert error["package"] == "django-cors-headers"
    assert last_own_frame(error) == ("site_/settings.py", 13, '"corsheaders",')


def test_a_missing_database_driver_is_a_missing_package(project: Project) -> None:
    project.settings(
        ADMIN + 'DATABASES["default"] = {"ENGINE": "django.db.backends.mysql", "NAME": "shop"}\n'
    )
    error = project.inspect().error
    assert (error["code"], error["module"], error["package"]) == ("MODULE_MISSING", "MySQLdb", "mysqlclient")


def test_a_missing_module_of_the_project_is_no_package(project: Project) -> None:
    project.write("site_/urls.py", "from site_ import missing_part\nimport site_.other\nurlpatterns = []\n")
    project.write("site_/missing_part.py", "")
    error = project.inspect().error
    assert (error["module"], error["package"], error["isOwnModule"]) == ("site_.other", None, True)


def test_an_app_that_fails_while_getting_ready(project: Project) -> None:
    project.app(
        "shop",
        apps="""
        from django.apps import AppConfig
        class ShopConfig(AppConfig):
            name = "shop"
            def ready(self):
                raise RuntimeError("no tills")
        """,
    )
    error = project.inspect().error
    assert (error["code"], error["message"]) == ("APPS_FAILED", "no tills")
    assert last_own_frame(error)[:2] == ("shop/apps.py", 5)


def test_models_that_cannot_be_imported(project: Project) -> None:
    project.app(
        "shop", models="from django.db import models\nclass A(models.Model):\n    b = models.Nothing()\n"
    )
    error = project.inspect().error
    assert (error["code"], error["step"]) == ("MODELS_FAILED", "models")
    assert last_own_frame(error) == ("shop/models.py", 3, "b = models.Nothing()")


def test_a_urlconf_that_fails_is_never_no_routes(project: Project) -> None:
    project.write(
        "site_/urls.py",
        "from django.urls import include, path\nurlpatterns = [path('x/', include('shop.urls'))]\n",
    )
    project.app("shop", urls="from shop.views import nothing\nurlpatterns = []\n", views="")
    error = project.inspect().error
    assert (error["code"], error["step"], error["urlconf"]) == ("URLCONF_FAILED", "urlconf", "site_.urls")
    assert [(frame["file"], frame["line"]) for frame in error["frames"] if frame["isOwn"]] == [
        ("site_/urls.py", 2),
        ("shop/urls.py", 1),
    ]


def test_a_urlconf_without_patterns_is_an_error(project: Project) -> None:
    project.write("site_/urls.py", "")
    error = project.inspect().error
    assert error["code"] == "URLCONF_FAILED"
    assert "does not appear to have any patterns" in error["message"]


def test_a_regular_expression_that_is_wrong_shows_before_the_first_request(project: Project) -> None:
    project.write(
        "site_/urls.py",
        "from django.urls import re_path\ndef page(request): ...\nurlpatterns = [re_path(r'^(', page)]\n",
    )
    assert project.inspect().error["code"] == "URLCONF_FAILED"


def test_settings_without_a_urlconf(project: Project) -> None:
    project.settings("del ROOT_URLCONF\n")
    assert project.inspect().error["code"] == "ROOT_URLCONF_MISSING"


def test_middleware_that_is_not_there_fails_the_application(project: Project) -> None:
    project.settings('MIDDLEWARE += ["site_.middleware.Missing"]\n')
    project.write("site_/middleware.py", "")
    error = project.inspect().error
    assert (error["code"], error["application"]) == ("APPLICATION_FAILED", "site_.wsgi:application")
    assert last_own_frame(error) == ("site_/settings.py", 12, 'MIDDLEWARE += ["site_.middleware.Missing"]')


def test_a_wsgi_module_that_fails(project: Project) -> None:
    project.write(
        "site_/wsgi.py",
        "from django.core.wsgi import get_wsgi_application\nfrom whitenoise.django import gone\n",
    )
    error = project.inspect().error
    assert (error["code"], error["step"], error["package"]) == ("MODULE_MISSING", "application", "whitenoise")
    project.write("site_/wsgi.py", "from django.core.wsgi import get_wsgi_application\n")
    error = project.inspect().error
    assert (error["code"], error["application"]) == ("APPLICATION_FAILED", "site_.wsgi:application")
    assert "has no attribute 'application'" in error["message"]


def test_a_log_file_that_cannot_be_written_is_a_failure_of_logging(project: Project) -> None:
    project.settings(
        """
        FILE = {"class": "logging.FileHandler", "filename": "/nowhere/app.log"}
        LOGGING = {"version": 1, "handlers": {"file": FILE}, "root": {"handlers": ["file"]}}
        """
    )
    error = project.inspect().error
    assert (error["code"], error["step"]) == ("LOGGING_FAILED", "logging")
    assert "Unable to configure handler 'file'" in error["message"]


def test_an_empty_settings_package_names_the_modules_below_it(project: Project) -> None:
    project.write("config/settings/__init__.py", "")
    project.write("config/settings/base.py", "DEBUG = False\n")
    project.write("config/settings/local.py", "from .base import *\n")
    project.settings_module = "config.settings"
    error = project.inspect().error
    assert error["code"] == "SETTINGS_EMPTY"
    assert error["candidates"] == ["config.settings.base", "config.settings.local"]


def test_the_packages_own_frames_are_left_out(project: Project) -> None:
    project.settings(ADMIN)
    project.app("shop", admin="from django.contrib import admin\nadmin.site.register('no model')\n")
    error = project.inspect().error
    frames = [(frame["file"], frame["isOwn"]) for frame in error["frames"]]
    assert frames[0] == ("site_/wsgi.py", True)
    assert ("shop/admin.py", True) in frames
    assert frames[-1] == ("django/contrib/admin/sites.py", False)
    assert len([file for file, is_own in frames if not is_own]) == 1


def test_a_project_that_hangs_says_where(project: Project) -> None:
    project.settings("import threading\nthreading.Event().wait()\n")
    error = project.inspect(MONOLIFT_SECONDS="3").error
    assert (error["code"], error["duringStep"]) == ("TIMED_OUT", "settings")
    assert last_own_frame(error) == ("site_/settings.py", 13, "threading.Event().wait()")


def test_a_project_that_kills_the_process_leaves_the_step_it_came_to(project: Project) -> None:
    project.settings("import os\nos._exit(3)\n")
    answer = project.inspect()
    assert answer.returncode == 3
    assert answer.lines == [{"step": "settings"}]


def test_a_file_outside_the_code_that_is_not_there_is_named_from_the_code_folder(project: Project) -> None:
    project.settings("import os\nopen(os.path.dirname(__file__) + '/../../.secrets/base.json')\n")
    assert project.inspect().error["missingFile"] == "../.secrets/base.json"


def test_a_file_of_the_code_that_is_not_there_is_not_outside(project: Project) -> None:
    project.settings("from pathlib import Path\nPath(__file__).with_name('missing.json').read_text()\n")
    assert "missingFile" not in project.inspect().error
