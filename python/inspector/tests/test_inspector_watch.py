"""What importing does to the world is told, with the line that does it; Python's own doings are not."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from inspected_project import ADMIN, Project

if TYPE_CHECKING:
    from pathlib import Path

NOTHING: dict[str, list[object]] = {
    "filesWritten": [],
    "processesStarted": [],
    "connectionsTried": [],
    "threadsStarted": [],
}


def test_files_processes_and_connections_of_an_import(project: Project) -> None:
    project.settings(
        f"""
        import os, socket, subprocess, urllib.request
        os.makedirs("{project.root}/var", exist_ok=True)
        open("{project.root}/var/info.log", "a").close()
        open(__file__).close()
        subprocess.run(["{sys.executable}", "-S", "-c", "pass"])
        os.system("true")
        try:
            socket.create_connection(("127.0.0.1", 1), timeout=1)
        except OSError:
            pass
        """
    )
    answer = project.inspect()
    assert answer.facts["sideEffects"] == {
        "filesWritten": [
            {"path": "var", "by": "site_/settings.py:14"},
            {"path": "var/info.log", "by": "site_/settings.py:15"},
        ],
        "processesStarted": [
            {"command": f"{sys.executable} -S -c pass", "by": "site_/settings.py:17"},
            {"command": "true", "by": "site_/settings.py:18"},
        ],
        "connectionsTried": [{"address": "127.0.0.1:1", "by": "site_/settings.py:20"}],
        "threadsStarted": [],
    }


def test_a_folder_that_is_there_is_not_made(project: Project) -> None:
    (project.root / "var").mkdir()
    project.settings(f'import os\nos.makedirs("{project.root}/var", exist_ok=True)\n')
    assert project.inspect().facts["sideEffects"] == NOTHING


def test_what_python_does_of_its_own_accord_is_not_the_applications(project: Project) -> None:
    project.settings(
        """
        import ctypes.util, platform, socket, tempfile, uuid
        ctypes.util.find_library("c")
        platform.uname(); platform.platform()
        uuid.uuid1()
        tempfile.gettempdir()
        socket.gethostbyname("localhost")
        """
    )
    assert project.inspect().facts["sideEffects"] == NOTHING


def test_djangos_own_start_does_nothing_to_the_world(project: Project) -> None:
    project.settings(ADMIN)
    assert project.inspect().facts["sideEffects"] == NOTHING


def test_a_database_asked_while_importing_is_told(project: Project) -> None:
    project.settings(
        ADMIN
        + 'SERVER = {"NAME": "x", "HOST": "127.0.0.1", "PORT": 1}\n'
        + 'DATABASES["default"] = {"ENGINE": "django.db.backends.postgresql", **SERVER}\n'
    )
    project.write(
        "site_/urls.py",
        """
        from django.contrib.auth.models import User
        try:
            User.objects.count()
        except Exception:
            pass
        urlpatterns = []
        """,
    )
    assert project.inspect().facts["sideEffects"]["connectionsTried"] == [
        {"address": "database default", "by": "site_/urls.py:3"}
    ]


def test_an_sqlite_file_opened_while_importing_is_told(project: Project) -> None:
    project.settings(f'import sqlite3\nsqlite3.connect("{project.root}/kept.db").close()\n')
    effects = project.inspect().facts["sideEffects"]
    assert effects["connectionsTried"] == [{"address": "sqlite:kept.db", "by": "site_/settings.py:13"}]


def test_secrets_in_a_command_are_hidden(project: Project) -> None:
    project.settings("import os\nos.system('true --password=' + os.environ['BACKUP_PASSWORD'])\n")
    answer = project.inspect(BACKUP_PASSWORD="tell-nobody-7")
    assert answer.facts["sideEffects"]["processesStarted"][0]["command"] == "true --password=[hidden]"
    assert "tell-nobody-7" not in answer.raw


def test_what_the_application_prints_does_not_mix_with_the_answer(project: Project) -> None:
    project.settings("import os\nprint('loading settings')\nos.write(1, b'and more\\n')\n")
    answer = project.inspect()
    assert answer.facts["framework"] == "django"
    assert "loading settings" in answer.stdout
    assert "loading settings" not in answer.raw


def test_threads_that_never_end_do_not_keep_the_answer(project: Project) -> None:
    project.settings("import threading\nthreading.Thread(target=threading.Event().wait).start()\n")
    assert project.inspect().returncode == 0


def test_what_is_written_to_the_scratch_folders_is_told_by_what_they_stand_for(
    project: Project, tmp_path: Path
) -> None:
    home, temporary = tmp_path / "scratch" / "home", tmp_path / "scratch" / "tmp"
    home.mkdir(parents=True)
    temporary.mkdir()
    project.settings(
        """
        import os, tempfile
        os.makedirs(os.path.expanduser("~/.ara/server"))
        open(os.path.expanduser("~/.ara/server/settings.yaml"), "w").close()
        tempfile.NamedTemporaryFile(suffix=".log").close()
        STATIC_ROOT = os.path.expanduser("~/.ara/www")
        """
    )
    answer = project.inspect(
        MONOLIFT_SCRATCH=str(tmp_path / "scratch"), HOME=str(home), TMPDIR=str(temporary)
    )
    *at_home, log = [entry["path"] for entry in answer.facts["sideEffects"]["filesWritten"]]
    assert at_home == ["~/.ara", "~/.ara/server", "~/.ara/server/settings.yaml"]
    assert re.fullmatch(r"/tmp/\w+\.log", log)  # noqa: S108
    assert answer.facts["settings"]["STATIC_ROOT"] == "~/.ara/www"
    assert str(tmp_path / "scratch") not in answer.raw
