"""The example of an answer that Python and TypeScript share."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..application import RUNTIME

if TYPE_CHECKING:
    from .shop import Shop

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
CONTRACT = Path(__file__).parents[1] / "fixtures" / "judged_migrations.json"


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
    rules = RUNTIME / "monolift_runtime" / "migrations"
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
