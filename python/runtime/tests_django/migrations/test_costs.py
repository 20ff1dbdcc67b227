"""Which pending migrations hold a table for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .shop import CHECK, Case, in_short

if TYPE_CHECKING:
    from .shop import Shop


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

    @pytest.mark.since_django((4, 0), "The operation AddConstraintNotValid")
    def test_is_not_where_postgresql_is_asked_kindly(self, shop: Shop) -> None:
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
