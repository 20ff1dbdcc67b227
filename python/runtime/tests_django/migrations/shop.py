"""A shop with rows, and migrations for it that are judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..application import Application, write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = """
SECRET_KEY = "of-the-shop"
INSTALLED_APPS = ["shop"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "unused.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
"""
HEADER = """
from django.contrib.postgres import operations as postgres
from django.db import migrations, models
from django.db.migrations import *  # noqa: F403
from django.db.models import Q

"""
INITIAL = """
class Migration(migrations.Migration):
    initial = True
    operations = [
        CreateModel("Category", [
            ("id", models.AutoField(primary_key=True)),
            ("name", models.CharField(max_length=20)),
            ("slug", models.CharField(max_length=20, unique=True)),
        ]),
        CreateModel("Tag", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]),
        CreateModel("Draft", [
            ("id", models.BigAutoField(primary_key=True)),
            ("text", models.CharField(max_length=100)),
        ]),
        CreateModel("Product", [
            ("id", models.BigAutoField(primary_key=True)),
            ("name", models.CharField(max_length=40)),
            ("sku", models.CharField(max_length=20, null=True)),
            ("code", models.CharField(max_length=20)),
            ("price", models.IntegerField()),
            ("weight", models.DecimalField(max_digits=8, decimal_places=2)),
            ("note", models.TextField(default="")),
            ("category", models.ForeignKey("shop.Category", models.CASCADE)),
            ("tags", models.ManyToManyField("shop.Tag")),
        ]),
        CreateModel("Visit", [
            ("id", models.BigAutoField(primary_key=True)),
            ("path", models.CharField(max_length=900)),
            ("count", models.IntegerField(null=True)),
            ("product", models.BigIntegerField(default=1)),
        ]),
    ]
"""
#: In Django 5.1 the argument of a check got another name.
CHECK = "import django, uuid\nCHECK = 'condition' if django.VERSION >= (5, 1) else 'check'\n"
#: Three products of which two share a code and one has no sku; visits on nine megabytes of pages.
ROWS = """
INSERT INTO shop_category (name, slug) VALUES ('books', 'books'), ('toys', 'toys');
INSERT INTO shop_tag (name) VALUES ('red');
INSERT INTO shop_product (name, sku, code, price, weight, note, category_id) VALUES
  ('Atlas', 'a-1', 'x', 10, 1.25, 'heavy', 1),
  ('Novel', 'a-2', 'x', 20, 0.5, '', 1),
  ('Bear', NULL, 'y', 30, 0.75, '', 2);
INSERT INTO shop_product_tags (product_id, tag_id) VALUES (1, 1);
ALTER TABLE shop_visit SET (fillfactor = 10);
INSERT INTO shop_visit (path, count, product) SELECT repeat('p', 850), n, 1 FROM generate_series(1, 1200) n;
ANALYZE shop_visit;
"""
#: Visits are many then, products few.
LARGE = ("--large-rows", "1000")


@dataclass
class Case:
    """An operation as it is written, and what is to be said of it, in short."""

    operation: str
    expected: str


def in_short(operation: dict[str, Any]) -> str:
    """Put a judgement into a line: ``irreversible, old: no, fails: will (code, code)``."""
    said = [operation["kind"]]
    if operation["oldReleaseLives"] != "yes":
        said.append(f"old: {operation['oldReleaseLives']}")
    if operation["fails"] != "no":
        said.append(f"fails: {operation['fails']}")
    codes = ", ".join(reason["code"] for reason in operation["reasons"])
    return f"{', '.join(said)} ({codes})" if codes else ", ".join(said)


@dataclass
class Shop:
    """The project in a stage whose database has the first migration and rows."""

    application: Application
    ask: Callable[[Application, str], list[tuple[Any, ...]]]

    def write(
        self, operations: str, *, name: str = "0002_change", after: str = "0001_initial", body: str = ""
    ) -> None:
        text = (
            f"{HEADER}{body}\n\nclass Migration(migrations.Migration):\n"
            f"    dependencies = [('shop', '{after}')]\n    operations = [{operations}]\n"
        )
        write_files(self.application.folder, {f"shop/migrations/{name}.py": text})

    def judge(self, *arguments: str) -> dict[str, Any]:
        answer = self.application.run("monolift:judge-migrations", *(arguments or LARGE)).succeeded()
        return {key: value for key, value in answer.items() if key not in ("type", "ok")}

    def judge_operations(self, operations: str, *, body: str = "") -> list[dict[str, Any]]:
        self.write(operations, body=body)
        judged: list[dict[str, Any]] = self.judge()["pending"][0]["operations"]
        return judged

    def check(self, cases: list[Case], *, body: str = "") -> None:
        """Judge all operations in one migration and compare."""
        judged = self.judge_operations(",\n".join(case.operation for case in cases), body=body)
        wrong = [
            f"{case.operation}\n  → {in_short(one)}\n  ≠ {case.expected}"
            for case, one in zip(cases, judged)
            if in_short(one) != case.expected
        ]
        assert not wrong, "\n".join(wrong)
        assert len(judged) == len(cases)


def write_shop(folder: Path) -> Path:
    files = {
        "config/__init__.py": "",
        "config/settings.py": SETTINGS,
        "shop/__init__.py": "",
        "shop/migrations/__init__.py": "",
        "shop/migrations/0001_initial.py": HEADER + INITIAL,
    }
    return write_files(folder, files)
