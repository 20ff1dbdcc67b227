"""What the command says around its judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..application import Application, write_files
from .shop import in_short

if TYPE_CHECKING:
    from ..postgres_server import PostgresServer
    from .shop import Shop


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
