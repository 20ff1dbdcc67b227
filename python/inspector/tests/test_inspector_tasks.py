"""Background work is found wherever it is; what will not run is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery.schedules import crontab, schedule
from inspected_project import Project
from monolift_inspector.tasks import render_schedule

CELERY = """
import os
from celery import Celery
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
app = Celery("site_")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
"""
TASKS = """
from celery import shared_task
@shared_task
def resize(picture): ...
@shared_task(name="mail.send")
def send(to): ...
"""
DJANGOS_TASKS = """
import importlib
app = importlib.import_module("{0}").app
app.loader.import_default_modules()
app.finalize()
answer = sorted(name for name in app.tasks if not name.startswith("celery."))
"""


def test_celery_in_the_project_package(project: Project) -> None:
    project.settings(
        """
        from celery.schedules import crontab
        CELERY_BROKER_URL = "redis://:broker-pass-66@queue:6379/0"
        CELERY_BEAT_SCHEDULE = {
            "nightly": {
                "task": "photos.tasks.resize", "schedule": crontab(hour=3, minute=30, day_of_week="mon"),
            },
            "often": {"task": "mail.send", "schedule": 30.0},
        }
        """
    )
    project.write("site_/celery.py", CELERY)
    project.write("site_/__init__.py", "from .celery import app as celery_app\n")
    project.app("photos", tasks=TASKS)
    answer = project.inspect()
    facts = answer.facts
    assert facts["celery"] == {"app": "site_.celery:app", "broker": "redis://:[hidden]@queue:6379/0"}
    assert [task["name"] for task in facts["tasks"]] == project.ask_django(
        DJANGOS_TASKS.format("site_.celery")
    )
    assert facts["tasks"] == [
        {"name": "mail.send", "kind": "celery", "module": "photos.tasks"},
        {"name": "photos.tasks.resize", "kind": "celery", "module": "photos.tasks"},
    ]
    assert facts["schedules"] == [
        {"name": "nightly", "task": "photos.tasks.resize", "kind": "crontab", "schedule": "30 3 * * mon"},
        {"name": "often", "task": "mail.send", "kind": "interval", "schedule": "30"},
    ]
    assert facts["notRunning"] == [
        {"kind": "celery-tasks", "count": 2},
        {"kind": "celery-schedules", "count": 2},
    ]
    assert "broker-pass-66" not in answer.raw


def test_system_checks_that_only_a_machine_of_the_project_passes_do_not_hide_the_tasks(
    project: Project,
) -> None:
    project.write("site_/celery.py", CELERY)
    project.write("site_/__init__.py", "from .celery import app as celery_app\n")
    project.app(
        "store",
        apps="""
        from django.apps import AppConfig
        class StoreConfig(AppConfig):
            name = "store"
            def ready(self):
                from store import checks
        """,
        checks="""
        from pathlib import Path
        from django.core.checks import register
        @register
        def the_store_is_writable(app_configs, **kwargs):
            Path(__file__).with_name("checked").touch()
            raise PermissionError("/var/lib/store")
        """,
        tasks=TASKS,
    )
    facts = project.inspect().facts
    assert [task["name"] for task in facts["tasks"]] == ["mail.send", "store.tasks.resize"]
    assert facts["warnings"] == []
    assert not (project.root / "store" / "checked").exists()


def test_a_subclass_in_a_module_that_nothing_imports(project: Project) -> None:
    project.write(
        "work/queue.py",
        """
        import celery
        class Queue(celery.Celery):
            pass
        app = Queue("work", include=["work.jobs"])
        """,
    )
    project.write("work/__init__.py", "")
    project.write("work/jobs.py", "from work.queue import app\n@app.task\ndef count(): ...\n")
    facts = project.inspect().facts
    assert facts["celery"]["app"] == "work.queue:app"
    assert [task["name"] for task in facts["tasks"]] == project.ask_django(DJANGOS_TASKS.format("work.queue"))
    assert [task["name"] for task in facts["tasks"]] == ["work.jobs.count"]


def test_periodic_tasks_that_code_adds(project: Project) -> None:
    project.write(
        "site_/celery.py",
        CELERY
        + """
@app.on_after_finalize.connect
def plan(sender, **kwargs):
    sender.add_periodic_task(10.0, tick.s(), name="tick")
@app.task
def tick(): ...
""",
    )
    assert project.inspect().facts["schedules"] == [
        {"name": "tick", "task": "site_.celery.tick", "kind": "interval", "schedule": "10"}
    ]


def test_tasks_that_cannot_be_imported_are_a_warning_since_the_site_serves_without_them(
    project: Project,
) -> None:
    project.write("site_/celery.py", CELERY)
    project.app("photos", tasks="raise OSError('no database')\n")
    facts = project.inspect().facts
    assert facts["celery"]["app"] == "site_.celery:app"
    assert facts["tasks"] == []
    assert [(warning["code"], warning["place"]) for warning in facts["warnings"]] == [
        ("CELERY_TASKS_FAILED", "photos/tasks.py:1")
    ]


def test_tasks_that_run_in_place_do_run(project: Project) -> None:
    project.settings("CELERY_TASK_ALWAYS_EAGER = True\n")
    project.write("site_/celery.py", CELERY)
    project.app("photos", tasks=TASKS)
    facts = project.inspect().facts
    assert len(facts["tasks"]) == 2
    assert facts["notRunning"] == []


def test_celery_installed_and_not_used_is_no_celery(project: Project) -> None:
    facts = project.inspect().facts
    assert facts["celery"] is None
    assert facts["tasks"] == []


def test_the_backport_of_django_tasks(project: Project) -> None:
    pytest.importorskip("django_tasks")
    project.settings('TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}\n')
    project.app("letters", work="from django_tasks import task\n@task()\ndef post(to): ...\n")
    project.settings('INSTALLED_APPS += ["django_tasks"]\n')
    facts = project.inspect().facts
    assert facts["tasks"] == [{"name": "letters.work.post", "kind": "django.tasks", "module": "letters.work"}]
    assert facts["notRunning"] == [{"kind": "django-tasks", "count": 1}]


@pytest.mark.parametrize(
    ("given", "rendered"),
    [
        (crontab(), {"kind": "crontab", "schedule": "* * * * *"}),
        (crontab(minute="*/15", hour="8,20"), {"kind": "crontab", "schedule": "*/15 8,20 * * *"}),
        (crontab(minute=[5, 35], day_of_month="1"), {"kind": "crontab", "schedule": "5,35 * 1 * *"}),
        (timedelta(minutes=5), {"kind": "interval", "schedule": "300"}),
        (0.5, {"kind": "interval", "schedule": "0.5"}),
        (schedule(run_every=10), {"kind": "interval", "schedule": "10"}),
        ("whenever", {"kind": "other", "schedule": "str"}),
    ],
)
def test_schedules_are_rendered(given: object, rendered: dict[str, str]) -> None:
    assert render_schedule(given) == rendered
