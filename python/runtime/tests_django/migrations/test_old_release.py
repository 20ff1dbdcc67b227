"""Whether the release that serves now lives with what pending migrations do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .shop import CHECK, Case, in_short

if TYPE_CHECKING:
    from .shop import Shop


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

    @pytest.mark.since_django((5, 0), "The option db_default of fields")
    def test_uses_defaults_of_the_database_where_django_has_them(self, shop: Shop) -> None:
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
