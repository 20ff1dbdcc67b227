"""Reads what statements do: Django's own, and those that somebody wrote by hand.

The statements of the schema editor are the truth about an operation in every version of Django: a change of
``verbose_name`` makes none, a wider primary key alters every table that refers to it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .alter_table import read_alter_table
from .effects import (
    CreateIndex,
    CreateTable,
    DeleteRows,
    DropTable,
    Effect,
    RenameTable,
    Unclear,
    UpdateRows,
)
from .tokens import Reader, calls_in, names_in, split_statements, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: What an unclear statement is shown as at most, in characters.
_SHOWN_CHARACTERS = 80
#: After CREATE: nothing that is there works otherwise than before.
_HARMLESS_TO_CREATE = {
    *("AGGREGATE", "CAST", "COLLATION", "DOMAIN", "EXTENSION", "FOREIGN", "FUNCTION", "MATERIALIZED"),
    *("OPERATOR", "PROCEDURE", "ROLE", "SCHEMA", "SEQUENCE", "SERVER", "STATISTICS", "TEXT", "TYPE", "VIEW"),
}
_HARMLESS = {"ANALYZE", "BEGIN", "COMMENT", "COMMIT", "GRANT", "INSERT", "RESET", "SAVEPOINT", "SET", "SHOW"}
#: Functions that only read, or set sequences, as Django does where it makes a column automatic.
_HARMLESS_CALLS = {"coalesce", "count", "max", "min", "pg_get_serial_sequence", "setval"}
_END = frozenset[str]()


def read_effects(sql: Iterable[str], schema: str) -> list[Effect]:
    """Read statements.

    Parameters
    ----------
    sql
        Scripts: each one statement or several.
    schema
        The one that tables without a schema are in; it is left out of names.

    Returns
    -------
    list of Effect
        In the order in which they happen. Statements that matter to no judgement have none.
    """
    effects: list[Effect] = []
    for script in sql:
        for tokens in split_statements(script):
            effects += _read_statement(Reader(script, tokens), text_of(script, tokens))
    return [_without_schema(effect, schema) for effect in effects]


def _without_schema(effect: Effect, schema: str) -> Effect:
    names = ["table", "to"] if isinstance(effect, RenameTable) else ["table", "referred_table"]
    found = {name: local_name(getattr(effect, name), schema) for name in names if hasattr(effect, name)}
    changed: Effect = replace(effect, **found)  # type: ignore[arg-type]
    return changed


def local_name(name: str, schema: str) -> str:
    """Take the schema off the name of a table that is found without it."""
    return name[len(schema) + 1 :] if name.startswith(f"{schema}.") else name


def _read_statement(reader: Reader, text: str) -> list[Effect]:
    verb = reader.peek()
    if verb in _HARMLESS:
        return []
    if verb in _BY_VERB:
        reader.skip()
        effects = _BY_VERB[verb](reader)
        if effects is not None:
            return effects
    shown = " ".join(text.split())
    return [Unclear(shown if len(shown) <= _SHOWN_CHARACTERS else f"{shown[:_SHOWN_CHARACTERS]}…")]


def _read_create(reader: Reader) -> list[Effect] | None:
    reader.take("OR REPLACE")
    for word in ("GLOBAL", "LOCAL", "UNLOGGED", "RECURSIVE"):
        reader.take(word)
    if reader.take("TEMP") or reader.take("TEMPORARY"):
        return []
    if reader.take("TABLE"):
        is_lenient = reader.take("IF NOT EXISTS")
        return [CreateTable(reader.table(), is_lenient)]
    is_unique = reader.take("UNIQUE")
    if reader.take("INDEX"):
        return [_read_index(reader, is_unique)]
    return [] if reader.peek() in _HARMLESS_TO_CREATE else None


def _read_index(reader: Reader, is_unique: bool) -> CreateIndex:
    is_concurrent = reader.take("CONCURRENTLY")
    reader.take("IF NOT EXISTS")
    name = "" if reader.peek() == "ON" else reader.name()
    reader.take("ON")
    reader.take("ONLY")
    table = reader.table()
    if reader.take("USING"):
        reader.skip()
    columns = names_in(reader.group())
    rest = {token.value.upper() for token in reader.until(_END) if token.kind == "word"}
    is_plain = columns is not None and not rest & {"WHERE", "NULLS"}
    return CreateIndex(table, name, tuple(columns or ()) if is_plain else None, is_unique, is_concurrent)


def _read_drop(reader: Reader) -> list[Effect] | None:
    if reader.take("TABLE"):
        reader.take("IF EXISTS")
        return [DropTable(table) for table in _read_tables(reader)]
    return [] if reader.peek() in ("INDEX", "SEQUENCE", "STATISTICS", "TRIGGER") else None


def _read_tables(reader: Reader) -> list[str]:
    tables = [_read_table(reader)]
    while reader.take(","):
        tables.append(_read_table(reader))
    return tables


def _read_table(reader: Reader) -> str:
    reader.take("ONLY")
    table = reader.table()
    reader.take("*")
    return table


def _read_alter(reader: Reader) -> list[Effect] | None:
    if reader.take("TABLE"):
        return read_alter_table(reader)
    return [] if reader.peek() in ("INDEX", "SEQUENCE", "STATISTICS") else None


def _read_update(reader: Reader) -> list[Effect]:
    table = _read_table(reader)
    reader.until(frozenset({"SET"}))
    reader.take("SET")
    column = reader.name()
    reader.until(frozenset({"WHERE"}))
    is_where_null = reader.take("WHERE") and reader.name() == column and reader.take("IS NULL")
    return [UpdateRows(table, column if is_where_null and reader.is_at_end else None)]


def _read_delete(reader: Reader) -> list[Effect]:
    reader.take("FROM")
    return [DeleteRows(_read_table(reader))]


def _read_truncate(reader: Reader) -> list[Effect]:
    reader.take("TABLE")
    return [DeleteRows(table) for table in _read_tables(reader)]


def _read_select(reader: Reader) -> list[Effect] | None:
    return [] if set(calls_in(reader.until(_END))) <= _HARMLESS_CALLS else None


_BY_VERB: dict[str, Callable[[Reader], list[Effect] | None]] = {
    "CREATE": _read_create,
    "DROP": _read_drop,
    "ALTER": _read_alter,
    "SELECT": _read_select,
    "UPDATE": _read_update,
    "DELETE": _read_delete,
    "TRUNCATE": _read_truncate,
}
