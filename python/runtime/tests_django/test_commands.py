"""Management commands, run as the platform runs them."""

from __future__ import annotations

import os
import pty
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .application import RUNTIME, Application, Outcome, write_files

if TYPE_CHECKING:
    from collections.abc import Callable

    Query = Callable[[Application, str], list[tuple[Any, ...]]]


class TestTheProjectsOwnCommands:
    def test_run_in_the_stage_by_way_of_manage_py(self, migrated_library: Application) -> None:
        code = "from django.db import connection; print(connection.vendor)"
        outcome = migrated_library.run("shell", "-c", code)
        assert outcome.exit_code == 0, outcome.stderr
        assert outcome.stdout.splitlines()[0] == "manage.py says hello"
        assert outcome.stdout.splitlines()[-1] == "postgresql"
        assert outcome.lines == []

    @pytest.mark.parametrize("manage", ["manage.py", None])
    def test_pass_input_and_exit_code_through(self, library: Application, manage: str | None) -> None:
        library.manage = manage
        outcome = library.run("shell", stdin="import sys; print(input); sys.exit(7)\n")
        assert outcome.exit_code == 7
        assert "built-in function input" in outcome.stdout

    def test_that_do_not_exist_fail_as_django_says(self, library: Application) -> None:
        outcome = library.run("no_such_command")
        assert outcome.exit_code == 1
        assert "Unknown command: 'no_such_command'" in outcome.stderr

    def test_run_in_the_folder_of_manage_py_and_find_the_project_first(self, library: Application) -> None:
        write_files(
            library.folder,
            {"bootstrap.py": "WHOSE = 'the project'", "tests/__init__.py": "WHOSE = 'the project'"},
        )
        code = (
            "import os, sys, bootstrap, tests; print(os.getcwd(), sys.path[0], bootstrap.WHOSE, "
            "tests.WHOSE, sys.argv[0])"
        )
        outcome = library.run("shell", "-c", code)
        folder = library.folder
        assert (
            outcome.stdout.splitlines()[-1] == f"{folder} {folder} the project the project {folder}/manage.py"
        )

    def test_ask_questions_on_a_terminal(self, migrated_library: Application, query: Query) -> None:
        answers = {
            "Username": "terminal",
            "Email": "t@example.com",
            "Password": "long-enough-1",
            "again": "long-enough-1",
        }
        master, terminal = pty.openpty()
        process = subprocess.Popen(
            [migrated_library.python, str(RUNTIME / "manage_application.py"), "createsuperuser"],
            env=migrated_library.variables(),
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            start_new_session=True,
        )
        os.close(terminal)
        shown = ""
        for question, answer in answers.items():
            while question not in shown:
                shown += os.read(master, 1024).decode()
            shown = shown.rsplit(question, 1)[1]
            os.write(master, f"{answer}\n".encode())
        assert process.wait() == 0
        os.close(master)
        assert query(migrated_library, "SELECT username FROM auth_user WHERE is_superuser") == [("terminal",)]


class TestSettingsModule:
    other = "from config.settings import *\nTIME_ZONE = 'Europe/Paris'\n"
    ask = ("shell", "-c", "from django.conf import settings; print(settings.TIME_ZONE)")

    def test_of_the_stage_wins_over_one_that_manage_py_assigns(self, library: Application) -> None:
        manage = (
            (library.folder / "manage.py")
            .read_text()
            .replace(
                'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")',
                'os.environ["DJANGO_SETTINGS_MODULE"] = "config.other"',
            )
        )
        write_files(library.folder, {"manage.py": manage, "config/other.py": self.other})
        outcome = library.run(*self.ask)
        assert outcome.stdout.splitlines()[-1] == "Asia/Tokyo"
        assert "'config.other'; this stage runs with 'config.settings'" in outcome.stderr

    def test_may_be_chosen_on_the_command_line(self, library: Application) -> None:
        write_files(library.folder, {"config/other.py": self.other})
        outcome = library.run(*self.ask, "--settings=config.other")
        assert outcome.stdout.splitlines()[-1] == "Europe/Paris"
        assert outcome.stderr == ""


class TestOwnCommands:
    def test_answer_only_on_a_descriptor(self, library: Application) -> None:
        outcome = library.run("monolift:migrations", MONOLIFT_RESULT_FD="")
        assert outcome.exit_code == 2
        assert "MONOLIFT_RESULT_FD" in outcome.stderr

    def test_that_do_not_exist_are_wrong_use(self, library: Application) -> None:
        outcome = library.run("monolift:explode")
        assert outcome.exit_code == 2
        assert "monolift:prepare-database" in outcome.stderr

    def test_work_without_a_manage_py(self, library: Application) -> None:
        library.manage = None
        assert library.run("monolift:migrations").succeeded()["applied"] == 0

    def test_tell_an_error_of_manage_py_with_the_project_s_lines_only(self, library: Application) -> None:
        write_files(library.folder, {"config/settings.py": "import os\n\nKEY = os.environ['NOT_THERE']\n"})
        error = library.run("monolift:migrations").error
        assert (error["code"], error["type"]) == ("application-failed", "KeyError")
        place = {
            "file": "config/settings.py",
            "line": 3,
            "function": "<module>",
            "code": "KEY = os.environ['NOT_THERE']",
        }
        assert error["frames"][-1] == place
        assert {frame["file"] for frame in error["frames"]} == {"manage.py", "config/settings.py"}

    def test_tell_settings_that_django_keeps_quiet_about_at_first(self, library: Application) -> None:
        settings = (library.folder / "config/settings.py").read_text() + "\nimport not_installed\n"
        write_files(library.folder, {"config/settings.py": settings})
        error = library.run("monolift:migrations").error
        assert error["type"] == "ModuleNotFoundError"
        assert "not_installed" in error["message"]

    def test_tell_when_manage_py_never_runs_them(self, library: Application) -> None:
        write_files(library.folder, {"manage.py": "import sys\nsys.exit('not today')\n"})
        error = library.run("monolift:migrations").error
        assert error["code"] == "command-did-not-run"
        assert "exit code 1" in error["message"]

    def test_tell_a_database_that_is_not_there(self, library: Application) -> None:
        library.environment["DATABASE_URL"] = "postgresql://stage:hidden@127.0.0.1:1/none"
        outcome = library.run("monolift:migrate")
        assert outcome.error["code"] == "database-unreachable"
        assert "hidden" not in str(outcome.lines)


class TestMigrate:
    def test_applies_every_migration_and_tells_each(self, library: Application) -> None:
        outcome = library.run("monolift:migrate")
        applied = [(done["app"], done["name"]) for done in outcome.succeeded()["applied"]]
        planned = [(one["app"], one["name"]) for one in outcome.lines[0]["migrations"]]
        assert outcome.lines[0]["event"] == "plan"
        assert applied == planned
        assert ("catalog", "0001_initial") in applied
        events = [line["event"] for line in outcome.lines[1:-1]]
        assert events == ["started", "applied"] * len(planned)
        assert all(line["durationMs"] > 0 for line in outcome.lines if line.get("event") == "applied")
        assert "manage.py says hello" in outcome.stdout

    def test_has_nothing_to_do_the_second_time(self, migrated_library: Application) -> None:
        outcome = migrated_library.run("monolift:migrate")
        assert outcome.succeeded()["applied"] == []
        assert outcome.lines[0]["migrations"] == []

    def test_waits_for_another_process_that_migrates_the_same_database(self, library: Application) -> None:
        with ThreadPoolExecutor() as pool:
            outcomes = list(pool.map(lambda _: library.run("monolift:migrate"), range(3)))
        applied = [len(outcome.succeeded()["applied"]) for outcome in outcomes]
        planned = [len(_line(outcome, "plan")["migrations"]) for outcome in outcomes]
        assert sorted(applied)[:2] == [0, 0]
        assert applied == planned
        assert max(applied) > 1

    def test_lets_the_next_one_in_when_one_fails(self, migrated_library: Application) -> None:
        self.add_migration(migrated_library, "0002_sql", "migrations.RunSQL('SELECT nothing FROM nowhere')")
        for _ in range(2):
            assert migrated_library.run("monolift:migrate").error["code"] == "migration-failed"

    def add_migration(self, library: Application, name: str, operations: str, more: str = "") -> None:
        source = (
            f"from django.db import migrations, models\n{more}\n"
            "class Migration(migrations.Migration):\n"
            f"    dependencies = [('catalog', '0001_initial')]\n    operations = [{operations}]\n"
        )
        write_files(library.folder, {f"catalog/migrations/{name}.py": source})

    def test_names_the_migration_that_fails_and_keeps_those_before_it(
        self, migrated_library: Application, query: Query
    ) -> None:
        forwards = "def forwards(apps, schema_editor):\n    rows = {}\n    rows['missing']\n"
        self.add_migration(migrated_library, "0002_rows", "migrations.RunPython(forwards)", forwards)
        error = migrated_library.run("monolift:migrate").error
        assert (error["code"], error["app"], error["name"]) == ("migration-failed", "catalog", "0002_rows")
        assert error["isRolledBack"] is True
        assert error["file"].endswith("catalog/migrations/0002_rows.py")
        assert error["frames"][-1]["code"] == "rows['missing']"
        assert "site-packages" not in error["traceback"]
        assert query(migrated_library, "SELECT count(*) FROM django_migrations WHERE name = '0002_rows'") == [
            (0,)
        ]

    def test_repeats_what_the_database_said(self, migrated_library: Application) -> None:
        self.add_migration(migrated_library, "0002_sql", "migrations.RunSQL('SELECT nothing FROM nowhere')")
        error = migrated_library.run("monolift:migrate").error
        assert error["database"] == {"message": 'relation "nowhere" does not exist', "sqlstate": "42P01"}
        assert error["message"] == 'relation "nowhere" does not exist'

    def test_refuses_two_last_migrations(self, library: Application) -> None:
        self.add_migration(library, "0002_one", "")
        self.add_migration(library, "0002_other", "")
        error = library.run("monolift:migrate").error
        assert error["code"] == "migration-conflict"
        assert error["conflicts"] == {"catalog": ["0002_one", "0002_other"]}

    def test_tells_of_applications_whose_migrations_are_missing(self, library: Application) -> None:
        for file in (library.folder / "catalog" / "migrations").iterdir():
            if file.is_file():
                file.unlink()
        (library.folder / "catalog" / "migrations").rmdir()
        assert library.run("monolift:migrate").succeeded()["appsWithoutMigrations"] == ["catalog"]


def _line(outcome: Outcome, event: str) -> dict[str, Any]:
    return next(line for line in outcome.lines if line.get("event") == event)


class TestMigrations:
    def test_lists_what_is_to_be_applied(self, library: Application) -> None:
        answer = library.run("monolift:migrations").succeeded()
        assert {"app": "catalog", "name": "0001_initial"} in answer["unapplied"]
        assert answer["applied"] == 0

    def test_names_what_the_database_has_seen_and_the_code_has_not(
        self, migrated_library: Application, query: Query
    ) -> None:
        query(
            migrated_library,
            (
                "INSERT INTO django_migrations (app, name, applied) VALUES ('catalog', '0009_gone', "
                "now()), ('old', '1', now())"
            ),
        )
        answer = migrated_library.run("monolift:migrations").succeeded()
        assert answer["unapplied"] == []
        assert answer["unknown"] == [{"app": "catalog", "name": "0009_gone"}]


class TestPrepareDatabase:
    def test_makes_the_cache_table_once(self, library: Application) -> None:
        assert library.run("monolift:prepare-database").succeeded()["created"] == ["monolift_cache"]
        again = library.run("monolift:prepare-database").succeeded()
        assert (again["created"], again["existing"]) == ([], ["monolift_cache"])


class TestSuperuser:
    def test_names_what_createsuperuser_would_ask(self, library: Application) -> None:
        assert library.run("monolift:superuser").succeeded()["questions"] == [
            {"option": "--username", "variable": "DJANGO_SUPERUSER_USERNAME", "label": "Username"},
            {"option": "--email", "variable": "DJANGO_SUPERUSER_EMAIL", "label": "Email address"},
        ]


class TestCollectstatic:
    def use_hashing(self, library: Application) -> None:
        more = (
            "\nimport django\nHASHING = 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'\n"
            "if django.VERSION >= (4, 2):\n    STORAGES = {'staticfiles': {'BACKEND': HASHING}}\n"
            "else:\n    STATICFILES_STORAGE = HASHING\n"
        )
        settings = library.folder / "config/settings.py"
        settings.write_text(settings.read_text() + more)

    def root(self, library: Application) -> Path:
        return Path(library.overlay["static_root"])

    def test_fills_the_stage_s_folder(self, library: Application) -> None:
        answer = library.run("monolift:collectstatic").succeeded()
        assert (self.root(library) / "catalog/site.css").exists()
        assert (self.root(library) / "admin/css/base.css").exists()
        assert answer["copied"] == answer["files"] > 100
        assert (answer["url"], answer["hashed"], answer["skipped"]) == ("/static/", [], [])

    def test_replaces_a_file_that_changed_though_its_time_did_not(self, library: Application) -> None:
        source = library.folder / "catalog/static/catalog/site.css"
        library.run("monolift:collectstatic").succeeded()
        source.write_text("p {}")
        os.utime(source, (0, 0))
        answer = library.run("monolift:collectstatic").succeeded()
        assert answer["copied"] == 1
        assert (self.root(library) / "catalog/site.css").read_text() == "p {}"

    def test_names_the_files_whose_names_hold_a_hash(self, library: Application) -> None:
        self.use_hashing(library)
        answer = library.run("monolift:collectstatic").succeeded()
        hashed = [name for name in answer["hashed"] if name.startswith("catalog/site.")]
        assert len(hashed) == 1
        css = (self.root(library) / hashed[0]).read_text()
        assert any(f'url("{Path(name).name}")' in css for name in answer["hashed"])

    def test_names_the_file_that_refers_to_a_missing_one(self, library: Application) -> None:
        self.use_hashing(library)
        write_files(
            library.folder, {"catalog/static/catalog/broken.css": "a { background: url('gone.png') }"}
        )
        error = library.run("monolift:collectstatic").error
        assert error["code"] == "static-file-missing"
        assert error["file"] == "catalog/broken.css"
        assert "gone.png" in error["message"]

    def test_goes_on_without_a_finder_that_fails(self, library: Application) -> None:
        more = (
            "\nSTATICFILES_DIRS = [BASE_DIR / 'not_there']\nSTATICFILES_FINDERS = ["
            "'django.contrib.staticfiles.finders.FileSystemFinder', 'config.finders.Failing',"
            "'django.contrib.staticfiles.finders.AppDirectoriesFinder']\n"
        )
        settings = library.folder / "config/settings.py"
        settings.write_text(settings.read_text() + more)
        finder = (
            "from django.contrib.staticfiles.finders import BaseFinder\n"
            "class Failing(BaseFinder):\n    def check(self, **kwargs): return []\n"
            "    def list(self, ignore_patterns): raise OSError('a folder is missing')\n"
        )
        write_files(library.folder, {"config/finders.py": finder})
        answer = library.run("monolift:collectstatic").succeeded()
        assert (self.root(library) / "catalog/site.css").exists()
        assert [skipped["finder"].rsplit(".", 1)[1] for skipped in answer["skipped"]] == [
            "FileSystemFinder",
            "Failing",
        ]
        assert answer["skipped"][1]["why"] == "OSError: a folder is missing"

    @pytest.mark.parametrize("is_installed", [True, False])
    def test_names_the_files_that_another_of_the_same_path_hides(
        self, library: Application, is_installed: bool
    ) -> None:
        settings = library.folder / "config/settings.py"
        text = settings.read_text().replace('    "django.contrib.staticfiles",\n', "")
        more = '"catalog", "django.contrib.staticfiles"' if is_installed else '"catalog"'
        others = "*(app for app in INSTALLED_APPS if app != 'catalog')"
        settings.write_text(f"{text}\nINSTALLED_APPS = [{more}, {others}]\n")
        assert library.run("monolift:collectstatic").succeeded()["duplicates"] == []
        same = (self.root(library) / "admin/css/login.css").read_text()
        own = library.folder / "catalog/static/admin/css"
        write_files(own, {"base.css": "p {}", "login.css": same})
        (duplicate,) = library.run("monolift:collectstatic").succeeded()["duplicates"]
        assert (duplicate["path"], duplicate["taken"]) == ("admin/css/base.css", str(own / "base.css"))
        assert [Path(file).parts[-6:-3] for file in duplicate["ignored"]] == [("contrib", "admin", "static")]
        assert (self.root(library) / "admin/css/base.css").read_text() == "p {}"

    def test_copies_the_admin_s_files_where_staticfiles_is_not_installed(self, library: Application) -> None:
        settings = library.folder / "config/settings.py"
        settings.write_text(settings.read_text().replace('    "django.contrib.staticfiles",\n', ""))
        answer = library.run("monolift:collectstatic").succeeded()
        assert answer["installed"] is False
        assert (self.root(library) / "admin/css/base.css").exists()
        assert answer["copied"] == answer["files"]

    def test_says_when_there_is_no_folder(self, library: Application) -> None:
        del library.overlay["static_root"]
        assert library.run("monolift:collectstatic").error["code"] == "static-root-missing"
