"""What is said of pending migrations before they run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .application import Application, write_files
from .shop import ROWS, Case, Shop, in_short, write_shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from .postgres_server import PostgresServer

#: In Django 5.1 the argument of a check got another name.
CHECK = "import django, uuid\nCHECK = 'condition' if django.VERSION >= (5, 1) else 'check'\n"
CODE_OF_EVERY_REASON = """
class Odd(models.Field):
    def db_type(self, connection): raise RuntimeError("not today")
"""
EVERY_REASON = """
    CreateModel("Brand", [("id", models.AutoField(primary_key=True))]),
    AddField("Product", "hue", models.IntegerField(null=True)),
    AddField("Product", "odd", Odd(null=True)),
    RunSQL("ALTER TABLE shop_draft ALTER id DROP IDENTITY IF EXISTS, ALTER id DROP DEFAULT", ""),
    RenameField("Product", "note", "remark"),
    RenameModel("Draft", "Sketch"),
    AlterField("Product", "name", models.CharField(max_length=4)),
    AlterField("Category", "name", models.CharField(max_length=10)),
    AlterField("Visit", "product", models.IntegerField(default=1)),
    AddField("Product", "size", models.IntegerField()),
    AddField("Product", "key", models.IntegerField(default=1, unique=True)),
    AlterField("Product", "sku", models.CharField(max_length=20)),
    AlterUniqueTogether("Product", {("code",)}),
    AlterField("Visit", "path", models.ForeignKey("shop.Category", models.CASCADE, db_column="path")),
    AddConstraint("Visit", models.UniqueConstraint(fields=["count"], name="one_count")),
    RunSQL("ALTER TABLE shop_visit ADD COLUMN number bigserial", ""),
    AlterField("Visit", "count", models.IntegerField(default=0)),
    RemoveField("Product", "weight"),
    DeleteModel("Tag"),
    RunSQL("DELETE FROM shop_category"),
    RunSQL("DO $$ BEGIN END $$", ""),
    RunPython(lambda *_: None),
"""
CONTRACT = Path(__file__).parent / "fixtures" / "judged_migrations.json"


@pytest.fixture
def shop(
    python: str,
    tmp_path: Path,
    overlay: dict[str, Any],
    postgres: PostgresServer,
    migrated_databases: dict[str, str],
    query: Callable[[Application, str], list[tuple[Any, ...]]],
) -> Shop:
    folder = write_shop(tmp_path / "shop")
    key = f"shop {python}"
    if key not in migrated_databases:
        url = postgres.create_database()
        stage = {"DATABASE_URL": url, "SECRET_KEY": "of-the-stage"}
        made = Application(python, folder, overlay, stage, manage=None)
        made.run("monolift:migrate").succeeded()
        query(made, ROWS)
        migrated_databases[key] = url.rsplit("/", 1)[1]
    url = postgres.create_database(template=migrated_databases[key])
    stage = {"DATABASE_URL": url, "SECRET_KEY": "of-the-stage"}
    return Shop(Application(python, folder, overlay, stage, manage=None), query)


@pytest.fixture
def django_version(shop: Shop) -> tuple[int, int]:
    version = shop.application.python_code("import django; result = django.VERSION[:2]", with_overlay=False)
    return version[0], version[1]


class TestWhatIsLost:
    def test_with_tables_and_columns(self, shop: Shop) -> None:
        shop.check(
            [
                Case('RemoveField("Product", "note")', "irreversible, old: no (column-removed)"),
                Case('RemoveField("Product", "tags")', "irreversible, old: no (table-removed)"),
                Case('RemoveField("Draft", "text")', "reversible, old: no (column-removed)"),
                Case('DeleteModel("Draft")', "reversible, old: no (table-removed)"),
                Case('DeleteModel("Tag")', "irreversible, old: no (table-removed)"),
            ]
        )

    def test_is_counted(self, shop: Shop) -> None:
        removed, dropped = shop.judge_operations('RemoveField("Product", "note"), DeleteModel("Visit")')
        assert removed["reasons"][0]["facts"] == {"table": "shop_product", "column": "note", "rows": 3}
        facts = dropped["reasons"][0]["facts"]
        assert facts["rows"] == 1200
        assert facts["bytes"] > 9_000_000

    def test_is_nothing_that_the_plan_made_itself(self, shop: Shop) -> None:
        shop.check(
            [
                Case('AddField("Product", "size", models.IntegerField(null=True))', "reversible"),
                Case('RemoveField("Product", "size")', "reversible"),
                Case(
                    'CreateModel("Brand", [("id", models.AutoField(primary_key=True)), '
                    '("name", models.CharField(max_length=9, null=True))])',
                    "reversible",
                ),
                Case('AlterField("Brand", "name", models.CharField(max_length=3))', "reversible"),
                Case('RenameModel("Brand", "Maker")', "reversible"),
                Case('DeleteModel("Maker")', "reversible"),
            ]
        )

    def test_when_values_do_not_fit(self, shop: Shop) -> None:
        shop.check(
            [
                # No text is that long: nothing is lost, but the old release may write one.
                Case(
                    'AlterField("Product", "name", models.CharField(max_length=10))',
                    "reversible, old: maybe (type-changed)",
                ),
                Case(
                    'AlterField("Product", "name", models.CharField(max_length=4))',
                    "irreversible, old: maybe, fails: will (type-narrowed)",
                ),
                # Django casts, and the cast shortens without a word.
                Case(
                    'AlterField("Product", "note", models.CharField(max_length=3))',
                    "irreversible, old: maybe (type-narrowed)",
                ),
                Case(
                    'AlterField("Product", "price", models.SmallIntegerField())',
                    "irreversible, old: maybe, fails: may (type-narrowed)",
                ),
                Case(
                    'AlterField("Product", "weight", models.DecimalField(max_digits=8, decimal_places=1))',
                    "irreversible, old: maybe, fails: may (type-narrowed)",
                ),
                Case(
                    'AlterField("Visit", "path", models.CharField(max_length=90))',
                    "irreversible, old: maybe, fails: may (type-narrowed, type-rewrites)",
                ),
                Case('AlterField("Draft", "text", models.CharField(max_length=200))', "reversible"),
            ]
        )


class TestTheOldRelease:
    def test_does_not_live_with_other_names(self, shop: Shop) -> None:
        shop.check(
            [
                Case('RenameField("Product", "note", "remark")', "reversible, old: no (column-renamed)"),
                Case('AlterModelTable("Tag", "labels")', "reversible, old: no (table-renamed)"),
                Case('RenameModel("Draft", "Sketch")', "reversible, old: no (table-renamed)"),
                Case(
                    'AlterField("Product", "sku", models.CharField(max_length=20, null=True, db_column="s"))',
                    "reversible, old: no (column-renamed)",
                ),
                Case(
                    'CreateModel("Tag2", [("id", models.AutoField(primary_key=True))], '
                    'options={"db_table": "shop_tag"})',
                    "reversible",
                ),
            ]
        )

    def test_cannot_fill_a_column_that_it_does_not_know(self, shop: Shop) -> None:
        shop.check(
            [
                Case(
                    'AddField("Product", "size", models.IntegerField(default=1))',
                    "reversible, old: no (column-required)",
                ),
                Case('AddField("Product", "hue", models.IntegerField(null=True))', "reversible"),
                Case(
                    'AddField("Product", "maker", models.ForeignKey("shop.Tag", models.CASCADE, null=True))',
                    "reversible",
                ),
                Case(
                    'AddField("Product", "others", models.ManyToManyField("shop.Tag", related_name="o"))',
                    "reversible",
                ),
                Case(
                    'AlterField("Product", "hue", models.IntegerField(default=1))',
                    "reversible, old: no (column-required)",
                ),
                Case(
                    'AlterField("Draft", "text", models.CharField(max_length=100, null=True))',
                    "reversible",
                ),
            ]
        )

    def test_may_send_rows_that_are_refused(self, shop: Shop) -> None:
        check = 'AddConstraint("Product", models.CheckConstraint(**{CHECK: Q(price__gt=0)}, name="positive"))'
        shop.check(
            [
                Case(
                    'AddConstraint("Product", models.UniqueConstraint(fields=["name"], name="one_name"))',
                    "reversible, old: maybe (rows-refused)",
                ),
                Case(check, "reversible, old: maybe (rows-refused)"),
                Case(
                    'AlterUniqueTogether("Product", {("name", "sku")})',
                    "reversible, old: maybe (rows-refused)",
                ),
                Case(
                    'AlterField("Product", "note", models.TextField(default="", unique=True))',
                    "irreversible, old: maybe, fails: will (values-repeat, rows-refused)",
                ),
                Case(
                    'AlterField("Visit", "count", models.IntegerField())',
                    "irreversible, old: maybe, fails: may "
                    "(nulls-present, constraint-validates, null-refused)",
                ),
                # The old release leaves the new column empty, and NULLs differ from each other.
                Case(
                    'AddField("Product", "ean", models.CharField(max_length=13, null=True, unique=True))',
                    "reversible",
                ),
                Case('RemoveConstraint("Product", "one_name")', "reversible"),
            ],
            body=CHECK,
        )

    def test_lives_with_what_the_database_does_not_see(self, shop: Shop) -> None:
        shop.check(
            [
                Case(
                    'AlterModelOptions("Product", {"verbose_name": "thing", "ordering": ["name"]})',
                    "reversible",
                ),
                Case(
                    'AlterField("Product", "sku", models.CharField(max_length=20, null=True, help_text="x"))',
                    "reversible",
                ),
                Case(
                    'CreateModel("View", [("id", models.AutoField(primary_key=True))], '
                    'options={"managed": False, "db_table": "a_view"})',
                    "reversible",
                ),
                Case('DeleteModel("View")', "reversible"),
                Case(
                    'CreateModel("Rare", [], options={"proxy": True}, bases=("shop.product",))', "reversible"
                ),
                Case(
                    'SeparateDatabaseAndState(state_operations=[RemoveField("Product", "note")])',
                    "reversible",
                ),
                # The state lost it above; the release that serves now still names it.
                Case(
                    'RunSQL("ALTER TABLE shop_product DROP COLUMN note", migrations.RunSQL.noop)',
                    "irreversible, old: no (column-removed)",
                ),
                Case(
                    'SeparateDatabaseAndState(database_operations=[RenameField("Product", "sku", "s"), '
                    'AddField("Product", "z", models.IntegerField(default=0))])',
                    "reversible, old: no (column-renamed, column-required)",
                ),
            ]
        )

    def test_does_not_miss_a_column_that_it_has_forgotten(self, shop: Shop) -> None:
        forget = 'SeparateDatabaseAndState(state_operations=[RemoveField("Product", "note")])'
        shop.write(forget, name="0002_forget")
        shop.application.run("monolift:migrate").succeeded()
        shop.write(
            'RunSQL("ALTER TABLE shop_product DROP COLUMN note", migrations.RunSQL.noop)',
            name="0003_remove",
            after="0002_forget",
        )
        (operation,) = shop.judge()["pending"][0]["operations"]
        assert in_short(operation) == "irreversible (column-removed)"

    def test_uses_defaults_of_the_database_where_django_has_them(
        self, shop: Shop, django_version: tuple[int, int]
    ) -> None:
        if django_version < (5, 0):
            pytest.skip("db_default came with Django 5.0")
        shop.check(
            [
                Case('AddField("Product", "size", models.IntegerField(db_default=1))', "reversible"),
                Case('AddField("Draft", "size", models.IntegerField(db_default=1))', "reversible"),
                Case(
                    'AlterField("Draft", "size", models.IntegerField(default=1))',
                    "reversible, old: no (column-required)",
                ),
                Case(
                    'AddField("Product", "twice", models.GeneratedField(expression=models.F("price") * 2, '
                    "output_field=models.IntegerField(), db_persist=True))",
                    "reversible",
                ),
                Case(
                    'AddField("Visit", "twice", models.GeneratedField(expression=models.F("count") * 2, '
                    "output_field=models.IntegerField(), db_persist=True))",
                    "costly (column-rewrites)",
                ),
                Case(
                    'AddField("Visit", "key", models.UUIDField(db_default=Func(function="gen_random_uuid")))',
                    "costly (column-rewrites)",
                ),
                Case('AddField("Visit", "at", models.DateTimeField(db_default=Now()))', "reversible"),
            ],
            body="from django.db.models import Func\nfrom django.db.models.functions import Now",
        )


class TestWhatFails:
    def test_on_the_rows_that_are_there(self, shop: Shop) -> None:
        shop.check(
            [
                Case(
                    'AddField("Product", "maker", models.ForeignKey("shop.Category", models.CASCADE, '
                    'related_name="+"))',
                    "irreversible, old: no, fails: will (column-without-value, column-required)",
                ),
                Case(
                    'AddField("Draft", "size", models.IntegerField())',
                    "reversible, old: no (column-required)",
                ),
                Case(
                    'AddField("Product", "key", models.UUIDField(default=uuid.uuid4, unique=True))',
                    "irreversible, old: no, fails: will (column-required, same-value)",
                ),
                Case(
                    'AlterUniqueTogether("Product", {("code",)})',
                    "irreversible, old: maybe, fails: will (values-repeat, rows-refused)",
                ),
                Case(
                    'AddConstraint("Product", '
                    'models.CheckConstraint(**{CHECK: Q(price__gt=10)}, name="dear"))',
                    "irreversible, old: maybe, fails: will (rows-violate, rows-refused)",
                ),
                Case(
                    'AlterField("Visit", "product", models.ForeignKey("shop.Product", models.CASCADE, '
                    'db_column="product", default=1))',
                    "costly, old: maybe, fails: may "
                    "(index-locks, rows-violate, rows-refused, constraint-validates)",
                ),
                Case(
                    'AlterField("Product", "price", models.ForeignKey("shop.Category", models.CASCADE, '
                    'db_column="price", related_name="+"))',
                    "irreversible, old: maybe, fails: will (rows-violate, rows-refused)",
                ),
                Case(
                    'AddConstraint("Visit", models.UniqueConstraint(fields=["path"], name="one_path"))',
                    "irreversible, old: maybe, fails: may (values-repeat, rows-refused, constraint-locks)",
                ),
            ],
            body=CHECK,
        )

    def test_because_it_is_there_already(self, shop: Shop) -> None:
        shop.ask(shop.application, "CREATE TABLE shop_brand (id int); ALTER TABLE shop_product ADD hue int")
        shop.check(
            [
                Case(
                    'CreateModel("Brand", [("id", models.AutoField(primary_key=True))])',
                    "irreversible, fails: will (table-exists)",
                ),
                Case(
                    'AddField("Product", "hue", models.IntegerField(null=True))',
                    "irreversible, fails: will (column-exists)",
                ),
            ]
        )

    def test_really_does(self, shop: Shop) -> None:
        """Each on its own: PostgreSQL agrees with what was said."""
        operations = {
            'AlterUniqueTogether("Product", {("code",)})': "will",
            'AlterField("Product", "name", models.CharField(max_length=4))': "will",
            'AlterField("Product", "sku", models.CharField(max_length=20))': "will",
            'AddField("Product", "key", models.IntegerField(default=1, unique=True))': "will",
            'AddField("Product", "maker", models.ForeignKey("shop.Tag", models.CASCADE))': "will",
            'AlterField("Product", "name", models.CharField(max_length=9, unique=True))': "no",
            'AlterField("Product", "sku", models.CharField(max_length=20, default="-"))': "no",
        }
        for operation, expected in operations.items():
            (judged,) = shop.judge_operations(operation)
            assert (operation, judged["fails"]) == (operation, expected)
            is_done = shop.application.run("monolift:migrate").answer["ok"]
            assert (operation, is_done) == (operation, expected == "no")
            if is_done:
                shop.application.run("migrate", "shop", "0001")

    def test_may_be_mended_by_code_that_runs_before(self, shop: Shop) -> None:
        shop.check(
            [
                Case("RunPython(fill, RunPython.noop)", "reversible, old: maybe (code-runs)"),
                Case(
                    'AlterField("Product", "sku", models.CharField(max_length=20))',
                    "reversible, old: maybe, fails: may (nulls-present, null-refused)",
                ),
            ],
            body="def fill(apps, schema_editor):\n    raise RuntimeError('nothing runs while it is judged')",
        )


class TestWhatIsCostly:
    def test_depends_on_the_table(self, shop: Shop) -> None:
        shop.check(
            [
                Case('AddIndex("Product", models.Index(fields=["name"], name="by_name"))', "reversible"),
                Case(
                    'AddIndex("Visit", models.Index(fields=["path"], name="by_path"))', "costly (index-locks)"
                ),
                Case('RemoveIndex("Visit", "by_path")', "reversible"),
                Case(
                    'postgres.AddIndexConcurrently("Visit", models.Index(fields=["count"], name="by_count"))',
                    "reversible",
                ),
                Case(
                    'AlterField("Visit", "count", models.BigIntegerField(null=True))',
                    "costly (type-rewrites)",
                ),
                Case('AlterField("Visit", "path", models.TextField())', "reversible"),
                Case(
                    'AddField("Visit", "size", models.PositiveIntegerField(null=True))',
                    "costly (constraint-validates)",
                ),
                Case(
                    'AddConstraint("Visit", models.CheckConstraint(**{CHECK: Q(count__gt=0)}, name="some"))',
                    "costly, old: maybe, fails: may (rows-violate, rows-refused, constraint-validates)",
                ),
                Case(
                    'AlterField("Visit", "count", models.BigIntegerField(default=0))',
                    "costly, old: maybe (rows-rewritten, constraint-validates, null-refused)",
                ),
                Case(
                    'AddField("Visit", "seen", models.BooleanField(default=False))',
                    "reversible, old: no (column-required)",
                ),
            ],
            body=CHECK,
        )

    def test_is_not_where_postgresql_is_asked_kindly(
        self, shop: Shop, django_version: tuple[int, int]
    ) -> None:
        if django_version < (4, 0):
            pytest.skip("AddConstraintNotValid came with Django 4.0")
        shop.check(
            [
                Case(
                    'postgres.AddConstraintNotValid("Visit", models.CheckConstraint('
                    '**{CHECK: Q(count__isnull=False)}, name="counted"))',
                    "reversible, old: maybe (rows-refused)",
                ),
                Case('postgres.ValidateConstraint("Visit", "counted")', "reversible"),
                Case("RunPython(RunPython.noop)", "reversible"),
                Case(
                    'AlterField("Visit", "count", models.IntegerField())',
                    "irreversible, old: maybe, fails: may (nulls-present, null-refused)",
                ),
            ],
            body=CHECK,
        )

    def test_is_nothing_below_the_limits(self, shop: Shop) -> None:
        shop.write('AddIndex("Visit", models.Index(fields=["path"], name="by_path"))')
        assert shop.judge("--large-rows", "5000")["summary"]["kind"] == "reversible"
        by_size = shop.judge("--large-rows", "5000", "--large-bytes", "9000000")
        assert by_size["summary"]["kind"] == "costly"

    def test_follows_a_key_into_the_tables_that_refer_to_it(self, shop: Shop) -> None:
        shop.write('AlterField("Category", "id", models.BigAutoField(primary_key=True))')
        judged = shop.judge("--large-rows", "3")
        (operation,) = judged["pending"][0]["operations"]
        assert in_short(operation) == "costly (type-rewrites, constraint-validates)"
        assert [reason["facts"]["table"] for reason in operation["reasons"]] == ["shop_product"] * 2
        assert [table["table"] for table in judged["summary"]["tables"]] == ["shop_category", "shop_product"]


class TestCode:
    def test_is_never_run(self, shop: Shop, tmp_path: Path) -> None:
        marker = tmp_path / "ran"
        body = (
            "import pathlib\n"
            "def act(*_, **__):\n"
            f"    pathlib.Path({str(marker)!r}).touch()\n"
            "class Custom(migrations.operations.base.Operation):\n"
            "    reversible = True\n"
            "    def state_forwards(self, app_label, state): pass\n"
            "    def database_forwards(self, *_): act()\n"
            "class OneWay(Custom):\n"
            "    reversible = False\n"
        )
        cases = [
            Case("RunPython(act)", "irreversible, old: maybe (no-way-back, code-runs)"),
            Case("RunPython(act, act)", "reversible, old: maybe (code-runs)"),
            Case("RunPython(RunPython.noop)", "reversible"),
            Case("RunPython(RunPython.noop, RunPython.noop)", "reversible"),
            Case("Custom()", "reversible, old: maybe (code-runs)"),
            Case("OneWay()", "irreversible, old: maybe (no-way-back, code-runs)"),
            Case(
                "SeparateDatabaseAndState("
                'database_operations=[RunPython(act), AddField("Draft", "n", models.IntegerField())])',
                "irreversible, old: no (no-way-back, code-runs, column-required)",
            ),
        ]
        shop.check(cases, body=body)
        assert not marker.exists()
        assert shop.judge()["pending"][0]["operations"][0]["sql"] is None

    def test_of_statements_is_read(self, shop: Shop) -> None:
        noop = "RunSQL.noop"
        shop.check(
            [
                Case("RunSQL('')", "reversible"),
                Case("RunSQL(RunSQL.noop, RunSQL.noop)", "reversible"),
                Case("RunSQL('CREATE VIEW v AS SELECT 1')", "irreversible (no-way-back)"),
                Case(f"RunSQL('CREATE VIEW v AS SELECT 1', {noop})", "reversible"),
                Case(
                    f"RunSQL('create index concurrently on shop_visit (path); -- drop table x', {noop})",
                    "reversible",
                ),
                Case(f"RunSQL('create index on shop_visit (path)', {noop})", "costly (index-locks)"),
                Case(
                    f"RunSQL([('DELETE FROM shop_tag WHERE name = %s', ['red'])], {noop})",
                    "irreversible (rows-removed)",
                ),
                Case(f"RunSQL('UPDATE shop_visit SET count = 1', {noop})", "costly (rows-rewritten)"),
                Case(
                    f"RunSQL('DO $$ BEGIN DROP TABLE shop_tag; END $$', {noop})",
                    "reversible, old: maybe (sql-unclear)",
                ),
                Case(
                    f"RunSQL('DROP TABLE public.shop_tag CASCADE', {noop})",
                    "irreversible, old: no (table-removed)",
                ),
                Case(
                    "RunSQL('ALTER TABLE shop_draft RENAME text TO words; "
                    f"ALTER TABLE ONLY shop_draft ADD a int NOT NULL, ADD b int', {noop})",
                    "reversible, old: no (column-renamed, column-required)",
                ),
            ]
        )


class TestAnswer:
    def test_names_what_each_operation_is_about(self, shop: Shop) -> None:
        renamed, added, made, code = shop.judge_operations(
            'RenameField("Product", "category", "shelf"),'
            'AddField("Product", "maker", models.ForeignKey("shop.Category", models.SET_NULL, null=True)),'
            'CreateModel("Brand", [("id", models.AutoField(primary_key=True))], '
            'options={"db_table": "brands"}),'
            "RunPython(RunPython.noop)"
        )
        keys = ("position", "operation", "model", "table", "column")
        assert [[one[key] for key in keys] for one in (renamed, added, made, code)] == [
            [0, "RenameField", "shop.Product", "shop_product", "category_id"],
            [1, "AddField", "shop.Product", "shop_product", "maker_id"],
            [2, "CreateModel", "shop.Brand", "brands", None],
            [3, "RunPython", None, None, None],
        ]
        assert renamed["description"] == "Rename field category on Product to shelf"
        assert 'RENAME COLUMN "category_id" TO "shelf_id"' in renamed["sql"]
        assert "CREATE INDEX" in added["sql"]
        assert code["sql"] is None

    def test_follows_the_order_of_migrate(self, shop: Shop) -> None:
        shop.write('AddField("Draft", "a", models.IntegerField(null=True))', name="0002_a")
        shop.write('RenameField("Draft", "a", "b")', name="0003_b", after="0002_a")
        pending = shop.judge()["pending"]
        assert [(one["app"], one["name"]) for one in pending] == [("shop", "0002_a"), ("shop", "0003_b")]
        assert [in_short(one["operations"][0]) for one in pending] == ["reversible", "reversible"]
        assert [one["isAtomic"] for one in pending] == [True, True]

    def test_takes_squashed_migrations_as_django_does(self, shop: Shop) -> None:
        write_files(
            shop.application.folder,
            {
                "shop/migrations/0001_squashed.py": "from django.db import migrations\n\n"
                "class Migration(migrations.Migration):\n"
                "    replaces = [('shop', '0001_initial')]\n    operations = []\n"
            },
        )
        assert shop.judge()["pending"] == []

    def test_sums_up(self, shop: Shop) -> None:
        shop.write(
            'RemoveField("Product", "note"), AddIndex("Visit", models.Index(fields=["path"], name="p"))'
        )
        summary = shop.judge()["summary"]
        (product, visit) = summary.pop("tables")
        assert summary == {"kind": "irreversible", "oldReleaseLives": "no", "fails": "no", "operations": 2}
        assert (product["table"], product["rows"], product["isExact"]) == ("shop_product", 3, True)
        assert (visit["table"], visit["rows"], visit["isExact"]) == ("shop_visit", 1200, False)
        assert product["bytes"] > 0

    def test_knows_rows_of_a_table_that_was_never_analysed(self, shop: Shop) -> None:
        shop.ask(shop.application, "UPDATE pg_class SET reltuples = -1 WHERE relname = 'shop_visit'")
        shop.write('AddIndex("Visit", models.Index(fields=["path"], name="p"))')
        (table,) = shop.judge()["summary"]["tables"]
        assert table["rows"] >= 1200

    def test_of_a_new_database_lists_everything_and_fears_nothing(
        self, shop: Shop, postgres: PostgresServer
    ) -> None:
        shop.write('RunPython(lambda *_: None), RemoveField("Product", "note")')
        shop.application.environment["DATABASE_URL"] = postgres.create_database()
        judged = shop.judge()
        assert [one["name"] for one in judged["pending"]] == ["0001_initial", "0002_change"]
        assert judged["summary"] == {
            "kind": "reversible",
            "oldReleaseLives": "yes",
            "fails": "no",
            "operations": 7,
            "tables": [],
        }
        assert shop.ask(shop.application, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [
            (0,)
        ]

    def test_changes_nothing(self, shop: Shop) -> None:
        everything = (
            "SELECT string_agg(t::text, ' ' ORDER BY t::text) FROM (SELECT relname, relnatts, relchecks, "
            "reltuples, xmin FROM pg_class WHERE relnamespace = 'public'::regnamespace) t"
        )
        before = shop.ask(shop.application, everything)
        shop.judge_operations(
            'DeleteModel("Visit"), RunSQL("DELETE FROM shop_tag"), RemoveField("Product", "sku")'
        )
        assert shop.ask(shop.application, everything) == before
        assert shop.ask(shop.application, "SELECT count(*) FROM shop_tag") == [(1,)]

    def test_refuses_what_migrate_would_refuse(self, shop: Shop) -> None:
        shop.write("", name="0002_a")
        shop.write("", name="0002_b")
        error = shop.application.run("monolift:judge-migrations").error
        assert error["code"] == "migration-conflict"

    def test_is_not_given_for_other_databases(self, shop: Shop, python: str) -> None:
        outside = Application(python, shop.application.folder, manage=None)
        error = outside.run("monolift:judge-migrations").error
        assert (error["code"], error["vendor"]) == ("judging-needs-postgresql", "sqlite")

    def test_says_what_could_not_be_judged(self, shop: Shop) -> None:
        body = (
            "class Odd(models.Field):\n    def db_type(self, connection): raise RuntimeError('not today')\n"
        )
        first, second = shop.judge_operations(
            'AddField("Product", "odd", Odd(null=True)), RemoveField("Product", "note")', body=body
        )
        assert in_short(first) == "irreversible, old: maybe, fails: may (not-judged)"
        assert first["reasons"][0]["facts"]["message"] == "not today"
        assert in_short(second) == "irreversible, old: no (column-removed)"

    def test_loads_no_migration_when_none_is_pending(self, shop: Shop) -> None:
        code = (
            "import django, sys; django.setup()\n"
            "from django.db import connection\n"
            "from monolift_runtime.migrations import Limits, judge_migrations\n"
            "result = [judge_migrations(connection, Limits())['pending'], sorted(sys.modules)]"
        )
        pending, modules = shop.application.python_code(code)
        assert pending == []
        assert "shop.migrations" in modules
        assert not {"shop.migrations.0001_initial", "monolift_runtime.migrations.judge"} & set(modules)


def test_the_contract_is_what_the_command_answers(shop: Shop) -> None:
    """Compare with the example that the tests of TypeScript read; when it is deleted, it is written anew."""
    shop.ask(shop.application, "CREATE TABLE shop_brand (id int); ALTER TABLE shop_product ADD hue int")
    shop.write(EVERY_REASON, body=CODE_OF_EVERY_REASON)
    judged = _without_what_differs(shop.judge())
    if not CONTRACT.exists():
        CONTRACT.parent.mkdir(exist_ok=True)
        CONTRACT.write_text(json.dumps(judged, indent=2) + "\n", encoding="utf-8")
    assert judged == json.loads(CONTRACT.read_text(encoding="utf-8"))
    operations = judged["pending"][0]["operations"]
    codes = {reason["code"] for operation in operations for reason in operation["reasons"]}
    rules = Path(__file__).parents[1] / "monolift_runtime" / "migrations"
    sources = "".join(path.read_text(encoding="utf-8") for path in rules.rglob("*.py"))
    assert codes == set(re.findall(r'(?:Reason|_costly)\(\s*"([a-z-]+)"', sources)) | {"constraint-locks"}


def _without_what_differs(judged: Any) -> Any:
    """Replace sizes and texts that are others in another version of Django or PostgreSQL."""
    same = {"bytes": 10_000_000, "sql": "ALTER TABLE", "description": "Change something"}
    if isinstance(judged, list):
        return [_without_what_differs(one) for one in judged]
    if not isinstance(judged, dict):
        return judged
    return {
        key: same[key] if key in same and value is not None else _without_what_differs(value)
        for key, value in judged.items()
    }
