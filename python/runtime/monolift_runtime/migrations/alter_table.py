"""Reads ``ALTER TABLE``."""

from __future__ import annotations

from .effects import (
    AddColumn,
    AddConstraint,
    DropColumn,
    DropDefault,
    Effect,
    RenameColumn,
    RenameTable,
    SetDefault,
    SetNotNull,
    SetType,
    Unclear,
)
from .tokens import Reader, calls_in, names_in, text_of

_COMMA = frozenset({","})
_CONSTRAINT_KINDS = ("UNIQUE", "PRIMARY KEY", "EXCLUDE", "CHECK", "FOREIGN KEY")
#: Where the type or the default of a column ends.
_AFTER_TYPE = frozenset(
    {"CHECK", "COLLATE", "CONSTRAINT", "DEFAULT", "GENERATED", "NOT", "NULL", "PRIMARY", "REFERENCES"}
    | {"UNIQUE", "USING", ","}
)
#: Actions that change neither what can be stored nor for how long others wait.
_HARMLESS = (
    "ALTER CONSTRAINT",
    "CLUSTER",
    "DROP CONSTRAINT",
    "OWNER",
    "RENAME CONSTRAINT",
    "REPLICA",
    "RESET",
    "SET (",
    "VALIDATE",
)
_HARMLESS_TO_COLUMNS = ("ADD GENERATED", "DROP EXPRESSION", "DROP NOT NULL", "RESET", "RESTART", "SET")


def read_alter_table(reader: Reader) -> list[Effect]:
    """Read what follows ``ALTER TABLE``; one effect for each action that matters.

    See Also
    --------
    https://www.postgresql.org/docs/current/sql-altertable.html
    """
    reader.take("IF EXISTS")
    reader.take("ONLY")
    table = reader.table()
    reader.take("*")
    effects: list[Effect] = []
    while not reader.is_at_end:
        rest = reader.rest()
        read = _read_action(reader, table)
        effects += [Unclear(f"ALTER TABLE {table} {rest}")] if read is None else read
        reader.until(_COMMA)
        reader.take(",")
    return effects


def _read_action(reader: Reader, table: str) -> list[Effect] | None:
    if any(reader.take(words) for words in _HARMLESS):
        return []
    if reader.take("RENAME"):
        return [_read_rename(reader, table)]
    if reader.take("SET SCHEMA"):
        return [RenameTable(table, f"{reader.name()}.{table.rpartition('.')[2]}")]
    if reader.take("ADD"):
        return [_read_add(reader, table)]
    if reader.take("DROP"):
        reader.take("COLUMN")
        reader.take("IF EXISTS")
        return [DropColumn(table, reader.name())]
    return _read_alter_column(reader, table) if reader.take("ALTER") else None


def _read_rename(reader: Reader, table: str) -> Effect:
    if reader.take("TO"):
        schema, point, _ = table.rpartition(".")
        return RenameTable(table, f"{schema}{point}{reader.name()}")
    reader.take("COLUMN")
    column = reader.name()
    reader.take("TO")
    return RenameColumn(table, column, reader.name())


def _read_add(reader: Reader, table: str) -> Effect:
    name = reader.name() if reader.take("CONSTRAINT") else ""
    for kind in _CONSTRAINT_KINDS:
        if reader.take(kind):
            return _read_constraint(reader, table, name, kind.lower())
    if reader.take("NOT NULL"):
        return SetNotNull(table, reader.name())
    reader.take("COLUMN")
    is_lenient = reader.take("IF NOT EXISTS")
    return _read_column(reader, table, is_lenient)


def _read_constraint(reader: Reader, table: str, name: str, kind: str) -> AddConstraint:
    if reader.take("USING INDEX"):
        return AddConstraint(table, name, kind, has_index=True)
    is_plain = not reader.take("NULLS NOT DISTINCT")
    reader.take("NULLS DISTINCT")
    within = reader.group()
    columns = names_in(within) if kind != "check" and is_plain else None
    referred = ""
    referred_columns: tuple[str, ...] = ()
    if reader.take("REFERENCES"):
        referred = reader.table()
        referred_columns = tuple(names_in(reader.group()) or ())
    rest = [token.value.upper() for token in reader.until(_COMMA)]
    return AddConstraint(
        table,
        name,
        kind,
        columns=None if columns is None else tuple(columns),
        condition=text_of(reader.sql, within) if kind == "check" else "",
        referred_table=referred,
        referred_columns=referred_columns,
        is_validated=("NOT", "VALID") not in zip(rest, rest[1:]),
    )


def _read_column(reader: Reader, table: str, is_lenient: bool) -> AddColumn:
    column = reader.name()
    type_name = read_type(reader)
    found: dict[str, object] = {}
    while not reader.is_at_end and reader.peek() != ",":
        if reader.take("NOT NULL") or reader.take("PRIMARY KEY"):
            found["is_required"] = True
        elif reader.take("DEFAULT"):
            expression = reader.until(_AFTER_TYPE)
            # DEFAULT NULL is none.
            found["default"] = text_of(reader.sql, expression) or None
            found["default_calls"] = calls_in(expression)
        elif reader.take("GENERATED"):
            found.update(_read_generated(reader))
        elif reader.take("UNIQUE"):
            found["is_unique"] = True
        elif reader.take("CHECK"):
            found["has_check"] = True
        elif reader.take("REFERENCES"):
            found["has_reference"] = True
        else:
            reader.skip()
    if type_name in ("serial", "bigserial", "smallserial"):
        found["is_numbered"] = True
    return AddColumn(table, column, type_name, is_lenient=is_lenient, **found)  # type: ignore[arg-type]


def _read_generated(reader: Reader) -> dict[str, object]:
    words = {token.value.upper() for token in reader.until(frozenset({"(", ",", "IDENTITY"}))}
    if reader.take("IDENTITY"):
        return {"is_numbered": True}
    if not words:
        return {}
    reader.group()
    return {"generated": "STORED" if reader.take("STORED") else "VIRTUAL"}


def read_type(reader: Reader) -> str:
    """Read a type, in lower case and with single spaces between words: ``numeric(8,2)``, ``varchar(9)[]``."""
    text = ""
    for token in reader.until(_AFTER_TYPE):
        is_apart = token.is_name and (text[-1:].isalnum() or text[-1:] in ('"', ")"))
        text += " " if is_apart else ""
        text += token.value if token.kind == "quoted" else token.value.lower()
    return text


def _read_alter_column(reader: Reader, table: str) -> list[Effect] | None:
    reader.take("COLUMN")
    column = reader.name()
    if reader.take("TYPE") or reader.take("SET DATA TYPE"):
        type_name = read_type(reader)
        rest = {token.value.upper() for token in reader.until(_COMMA)}
        return [SetType(table, column, type_name, is_cast="USING" in rest)]
    if reader.take("SET NOT NULL"):
        return [SetNotNull(table, column)]
    if reader.take("SET DEFAULT"):
        return [SetDefault(table, column)]
    if reader.take("DROP DEFAULT") or reader.take("DROP IDENTITY"):
        return [DropDefault(table, column)]
    return [] if any(reader.take(words) for words in _HARMLESS_TO_COLUMNS) else None
