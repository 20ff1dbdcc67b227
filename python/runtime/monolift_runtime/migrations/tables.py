"""The tables of the database: how large they are, and what becomes of them in the course of the plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .statements import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Up to this size a table is read to know exactly, in bytes without indexes: some milliseconds.
CHEAP_BYTES = 8_000_000

_PAGE_BYTES = 8192
#: Rows that a page holds, for a table that PostgreSQL has never counted.
_ROWS_OF_A_PAGE = 80

# A partitioned table has no pages of its own; nor do the parents of inherited ones speak for their children.
_SIZES = """
WITH RECURSIVE named (name, oid) AS (
  SELECT name, to_regclass(quoted)::oid FROM unnest(%s::text[], %s::text[]) AS given (name, quoted)
), tree (name, oid) AS (
  SELECT name, oid FROM named WHERE oid IS NOT NULL
  UNION ALL
  SELECT tree.name, inhrelid FROM tree JOIN pg_inherits ON inhparent = tree.oid
)
SELECT name, sum(pg_total_relation_size(oid)), sum(pg_relation_size(oid)), sum(
  CASE WHEN pg_relation_size(oid) = 0 THEN 0
       WHEN reltuples > 0 AND relpages > 0
         THEN reltuples / relpages * (pg_relation_size(oid) / %s)
       ELSE greatest(pg_stat_get_live_tuples(oid), pg_relation_size(oid) / %s * %s) END)
FROM tree JOIN pg_class USING (oid) WHERE relkind IN ('r', 'p', 'f') GROUP BY name
"""
# By way of JSON, for PostgreSQL 11 has no column attgenerated.
_COLUMNS = """
SELECT name, attname, format_type(atttypid, atttypmod), attnotnull,
  coalesce(to_jsonb(pg_attribute) ->> 'attgenerated', '') <> '' AS is_generated,
  atthasdef OR attidentity <> '' AS has_default
FROM unnest(%s::text[], %s::text[]) AS given (name, quoted)
JOIN pg_attribute ON attrelid = to_regclass(quoted)::oid
WHERE attnum > 0 AND NOT attisdropped
"""


_CONSTRAINTS = """
SELECT name, contype, array_agg(attname ORDER BY attname)
FROM unnest(%s::text[], %s::text[]) AS given (name, quoted)
JOIN pg_constraint ON conrelid = to_regclass(quoted)::oid AND contype IN ('f', 'p', 'u')
JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
GROUP BY name, pg_constraint.oid, contype
"""
_CONSTRAINT_KINDS = {"f": "foreign key", "p": "primary key", "u": "unique"}


@dataclass
class Column:
    """A column, as it is at this point of the plan."""

    type: str
    is_required: bool = False
    is_generated: bool = False
    has_default: bool = False
    #: Its name in the database as it is; None when the plan adds it.
    name_now: str | None = None
    #: Of one that the plan adds: whether the rows that are there get a value in it.
    is_filled: bool = False


@dataclass
class Table:
    """A table, as it is at this point of the plan.

    Attributes
    ----------
    rows
        Exactly where ``is_exact`` is true, else as PostgreSQL estimates it.
    size
        Bytes with indexes and large values (``pg_total_relation_size``).
    heap_size
        Bytes of the rows alone.
    name_now
        Its quoted name in the database as it is; None when the plan makes it.
    """

    rows: int = 0
    is_exact: bool = True
    size: int = 0
    heap_size: int = 0
    columns: dict[str, Column] = field(default_factory=dict)
    name_now: str | None = None
    #: Kind and columns of the foreign, primary and unique keys in the database as it is.
    keys: set[tuple[str, frozenset[str]]] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Whether it surely has no row; one that the plan makes has none."""
        return self.rows == 0 and self.is_exact

    @property
    def is_cheap(self) -> bool:
        """Whether it may be read from end to end."""
        return self.name_now is not None and self.heap_size <= CHEAP_BYTES

    def now(self, columns: Iterable[str]) -> list[str] | None:
        """Give the names of columns in the database as it is; None when one is not there yet."""
        names = [self.columns[name].name_now if name in self.columns else None for name in columns]
        return None if None in names else [name for name in names if name is not None]


def read_tables(connection: Any, names: Iterable[str]) -> dict[str, Table]:
    """Look up tables; those that do not exist are left out.

    Parameters
    ----------
    connection
        A connection of Django to PostgreSQL.
    names
        Names of tables, with or without a schema and a point before them.
    """
    quoted = {name: quote(connection, name) for name in names}
    if not quoted:
        return {}
    listed = [list(quoted), list(quoted.values())]
    with connection.cursor() as cursor:
        cursor.execute(_SIZES, [*listed, _PAGE_BYTES, _PAGE_BYTES, _ROWS_OF_A_PAGE])
        tables = {
            name: Table(round(rows), heap == 0, int(size), int(heap), {}, quoted[name])
            for name, size, heap, rows in cursor.fetchall()
        }
        cursor.execute(_COLUMNS, listed)
        for name, column, type_name, is_required, is_generated, has_default in cursor.fetchall():
            if name in tables:
                found = Column(type_name, is_required, is_generated, has_default, name_now=column)
                tables[name].columns[column] = found
        cursor.execute(_CONSTRAINTS, listed)
        for name, kind, columns in cursor.fetchall():
            if name in tables:
                tables[name].keys.add((_CONSTRAINT_KINDS[kind], frozenset(columns)))
    return tables


def quote(connection: Any, name: str) -> str:
    """Quote the name of a table, its schema apart."""
    return ".".join(connection.ops.quote_name(part) for part in name.split("."))


def current_schema(connection: Any) -> str:
    """Name the schema that tables without a schema are made in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0] or "public")


def known_columns(state_apps: Any, schema: str) -> dict[str, set[str]]:
    """Give the tables and columns that a release with these models reads and writes.

    Parameters
    ----------
    state_apps
        The rendered models of a ``ProjectState``.
    schema
        The one that tables without a schema are in.
    """
    known: dict[str, set[str]] = {}
    for model in state_apps.get_models(include_auto_created=True):
        if not model._meta.proxy and not model._meta.swapped:
            columns = {one.column for one in model._meta.local_concrete_fields}
            # A schema in Meta.db_table is written so that Django's quoting makes two names: shop"."product
            name = local_name(model._meta.db_table.strip('"').replace('"."', "."), schema)
            known.setdefault(name, set()).update(columns)
    return known
