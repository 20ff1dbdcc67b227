"""Which pending migrations fail on the rows that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .shop import CHECK, Case

if TYPE_CHECKING:
    from .shop import Shop


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

    @pytest.mark.parametrize(
        ("operation", "fails"),
        [
            ('AlterUniqueTogether("Product", {("code",)})', "will"),
            ('AlterField("Product", "name", models.CharField(max_length=4))', "will"),
            ('AlterField("Product", "sku", models.CharField(max_length=20))', "will"),
            ('AddField("Product", "key", models.IntegerField(default=1, unique=True))', "will"),
            ('AddField("Product", "maker", models.ForeignKey("shop.Tag", models.CASCADE))', "will"),
            ('AlterField("Product", "name", models.CharField(max_length=9, unique=True))', "no"),
            ('AlterField("Product", "sku", models.CharField(max_length=20, default="-"))', "no"),
        ],
    )
    def test_really_does(self, shop: Shop, operation: str, fails: str) -> None:
        """PostgreSQL agrees with what was said."""
        (judged,) = shop.judge_operations(operation)
        assert judged["fails"] == fails
        assert shop.application.run("monolift:migrate").answer["ok"] == (fails == "no")

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
