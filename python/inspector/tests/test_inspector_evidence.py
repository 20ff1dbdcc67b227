"""The source of imported modules tells what behaves differently on AWS, and nothing of it is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspected_project import Project


def read(project: Project) -> dict[str, Any]:
    return dict(project.inspect(MONOLIFT_EVIDENCE="source").facts["evidence"])


def found(project: Project) -> list[tuple[str, str]]:
    evidence = read(project)["found"]
    return [(f"{one['file']}:{one['line']}", f"{one['kind']} {one['text']}") for one in evidence]


def view(project: Project, text: str) -> None:
    """Write a module that the URLconf imports."""
    project.write("site_/views.py", text)
    project.write("site_/urls.py", "from site_ import views\nurlpatterns = []\n")


def test_nothing_is_read_unless_asked(project: Project) -> None:
    assert "evidence" not in project.inspect().facts


def test_settings_get_their_last_value_somewhere(project: Project) -> None:
    project.write("site_/base.py", (project.root / "site_/settings.py").read_text() + "TIME_ZONE = 'UTC'\n")
    project.write(
        "site_/settings.py",
        """
        import os
        from .base import *
        if True:
            DEBUG = os.environ.get("DEBUG") == "1"
        ALLOWED_HOSTS: list = ["example.com"]
        def unrelated():
            TIME_ZONE = "x"
        """,
    )
    settings = read(project)["settings"]
    assert settings["DEBUG"] == {"file": "site_/settings.py", "line": 4, "isLiteral": False}
    assert settings["ALLOWED_HOSTS"] == {"file": "site_/settings.py", "line": 5, "isLiteral": True}
    assert settings["SECRET_KEY"] == {"file": "site_/base.py", "line": 1, "isLiteral": True}
    assert settings["TIME_ZONE"]["file"] == "site_/base.py"


def test_threads_that_nobody_waits_for(project: Project) -> None:
    view(project, "from threading import Thread\ndef page(request):\n    Thread(target=print).start()\n")
    assert found(project) == [("site_/views.py:3", "thread threading.Thread")]


def test_threads_that_are_waited_for(project: Project) -> None:
    view(
        project,
        """
        import threading as t
        def page(request):
            one = t.Thread(target=print)
            one.start(); one.join()
        """,
    )
    assert found(project) == []


def test_a_thread_that_importing_starts(project: Project) -> None:
    view(project, "import threading\ndef watch(): pass\nthreading.Thread(target=watch).start()\n")
    assert project.inspect().facts["sideEffects"]["threadsStarted"] == [
        {"function": "watch", "by": "site_/views.py:3"}
    ]


def test_shared_memory_programs_and_libraries(project: Project) -> None:
    view(
        project,
        """
        import ctypes, multiprocessing, os, subprocess
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        def page(request, name):
            multiprocessing.Pool(2); ProcessPoolExecutor(); ThreadPoolExecutor()
            subprocess.run(["/usr/bin/ffmpeg", "-i", name]); os.system("convert a b"); subprocess.run([name])
            ctypes.CDLL("libvips.so.42"); ctypes.CDLL(None); ctypes.CDLL("libc.so.6")
        """,
    )
    assert [text for _, text in found(project)] == [
        "semaphore multiprocessing.Pool",
        "semaphore concurrent.futures.ProcessPoolExecutor",
        "program ffmpeg",
        "program convert",
        "library libvips.so.42",
    ]


def test_files_beside_the_code(project: Project) -> None:
    view(
        project,
        """
        import tempfile
        from pathlib import Path
        from django.conf import settings
        def page(request, name):
            open(settings.MEDIA_ROOT + "/a", "wb"); open("log.txt", mode="a")
            (Path(settings.BASE_DIR) / "b").write_text("")
            open("log.txt"); open("/tmp/x", "w"); open(name, "w"); open(tempfile.mktemp(), "w")
        """,
    )
    assert [text for _, text in found(project)] == [
        "file-write settings.MEDIA_ROOT + '/a'",
        "file-write 'log.txt'",
        "file-write Path(settings.BASE_DIR) / 'b'",
    ]


def test_addresses_that_only_one_machine_has(project: Project) -> None:
    view(
        project,
        """
        "A docstring may speak of http://169.254.169.254/."
        LOGIN = f"https://kauth.example.com/?redirect_uri=http://localhost:8000/back&x={1}"
        METADATA = "http://169.254.169.254/latest/meta-data/local-ipv4"
        BROKER = "redis://localhost:6379/0"
        def page(request):
            return {"redirect_uri": "http://localhost:8000/kakao/", "next": "http://localhost:3000"}
        """,
    )
    assert found(project) == [
        ("site_/views.py:2", "local-redirect http://localhost:8000/back"),
        ("site_/views.py:3", "instance-metadata 169.254.169.254"),
        ("site_/views.py:6", "local-redirect http://localhost:8000/kakao/"),
    ]


def test_tokens_of_the_secret_key(project: Project) -> None:
    project.write("jwt.py", "def encode(*given, **more): return ''\n")
    view(
        project,
        """
        import jwt
        from django.conf import settings
        def page(request):
            jwt.encode({}, settings.SECRET_KEY, "HS256")
            jwt.encode({}, settings.TOKEN_KEY, algorithm="HS256")
        """,
    )
    assert found(project) == [("site_/views.py:4", "token-key jwt.encode")]


def test_a_package_that_signs_with_the_secret_key(project: Project) -> None:
    project.write("rest_framework_simplejwt.py", "")
    project.settings("import rest_framework_simplejwt\nSIMPLE_JWT = {}\n")
    assert [text for _, text in found(project)] == ["token-key rest_framework_simplejwt"]
    project.settings("SIMPLE_JWT = {'SIGNING_KEY': 'another'}\n")
    assert found(project) == []


def test_rows_that_somebody_makes_by_hand(project: Project) -> None:
    project.settings('INSTALLED_APPS += ["django.contrib.auth", "django.contrib.contenttypes"]\n')
    project.app(
        "sizes",
        models="""
        from django.db import models
        class Size(models.Model):
            name = models.CharField(max_length=10)
            @staticmethod
            def initial_setting():
                Size.objects.create(name="1")
            @classmethod
            def ensure(cls):
                return cls.objects.get_or_create(name="2")
            @classmethod
            def named(cls, name):
                return cls.objects.create(name=name)
            def copy(self):
                Size.ensure()
        """,
    )
    assert [text for _, text in found(project)] == ["start-up-data Size.initial_setting"]


def test_only_what_is_imported_counts(project: Project) -> None:
    project.write("tools/dump.py", "import multiprocessing\nmultiprocessing.Pool(2)\n")
    evidence = read(project)
    assert evidence["found"] == []
    assert "multiprocessing" not in evidence["imports"]
    assert "django" in evidence["imports"]
