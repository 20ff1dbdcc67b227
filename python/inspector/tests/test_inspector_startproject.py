"""A project as `django-admin startproject` makes it: the facts equal what Django says of itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import django
import pytest
from inspected_project import DJANGOS_MODELS, DJANGOS_ROUTES, Project


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "django", "startproject", "fresh", str(tmp_path)], check=True, cwd=tmp_path
    )
    project = Project(tmp_path)
    project.settings_module = "fresh.settings"
    project.wsgi = "fresh.wsgi:application"
    project.asgi = "fresh.asgi:application"
    return project


def test_it_reads_what_django_reads(fresh: Project) -> None:
    facts = fresh.inspect().facts
    assert facts["frameworkVersion"] == django.get_version()
    assert facts["languageVersion"] == ".".join(map(str, sys.version_info[:3]))
    assert [[route["pattern"], route["name"]] for route in facts["routes"]] == fresh.ask_django(
        DJANGOS_ROUTES
    )
    assert [
        [model["label"], model["table"], [field["name"] for field in model["fields"]]]
        for model in facts["models"]
    ] == fresh.ask_django(DJANGOS_MODELS)
    assert len(facts["routes"]) > 20
    assert facts["middleware"][0] == "django.middleware.security.SecurityMiddleware"
    assert {"name": "migrate", "app": "django.core"} in facts["commands"]
    assert facts["installedApps"][0]["name"] == "django.contrib.admin"


def test_wsgi_serves_though_the_project_has_asgi_too(fresh: Project) -> None:
    facts = fresh.inspect().facts
    assert (facts["interface"], facts["interfaceReason"]) == ("wsgi", "wsgi-default")
    assert facts["application"] == "fresh.wsgi:application"


def test_all_migrations_wait_when_no_database_may_be_asked(fresh: Project) -> None:
    migrations = fresh.inspect().facts["migrations"]
    assert migrations["unapplied"] == fresh.ask_django(
        """
        from django.db.migrations.executor import MigrationExecutor
        from django.db import connections
        connections["default"].settings_dict["NAME"] = ":memory:"
        executor = MigrationExecutor(connections["default"])
        answer = [{"app": migration.app_label, "name": migration.name}
            for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
        """
    )
    assert migrations["missing"] == []
    assert migrations["conflicts"] == []


def test_it_leaves_no_file_behind(fresh: Project) -> None:
    before = sorted(fresh.root.rglob("*"))
    fresh.inspect()
    assert sorted(fresh.root.rglob("*")) == before


def test_the_settings_at_risk_are_those_of_a_new_project(fresh: Project) -> None:
    assert fresh.inspect().facts["settingsAtRisk"] == [
        {"setting": "DEBUG", "risk": "debug", "found": "True"},
        {"setting": "DATABASES['default']", "risk": "sqlite", "found": "db.sqlite3"},
        {"setting": "SECRET_KEY", "risk": "insecure-secret", "found": "begins with django-insecure-"},
    ]
