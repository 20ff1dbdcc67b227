"""What pending migrations take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shop import Case

if TYPE_CHECKING:
    from .shop import Shop


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
