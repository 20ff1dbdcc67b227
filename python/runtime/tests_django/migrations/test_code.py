"""What is said of migrations that run code or statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shop import Case

if TYPE_CHECKING:
    from pathlib import Path

    from .shop import Shop


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
