"""The shop with rows, whose pending migrations are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..application import Application
from .shop import ROWS, Shop, write_shop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..postgres_server import PostgresServer


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
