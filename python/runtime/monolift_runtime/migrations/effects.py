"""What a statement does to tables, as far as a judgement needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True)
class CreateTable:
    """``CREATE TABLE``."""

    table: str
    #: ``IF NOT EXISTS``.
    is_lenient: bool = False


@dataclass(frozen=True)
class DropTable:
    """``DROP TABLE``."""

    table: str


@dataclass(frozen=True)
class RenameTable:
    """``ALTER TABLE … RENAME TO``."""

    table: str
    to: str


@dataclass(frozen=True)
class AddColumn:
    """``ALTER TABLE … ADD COLUMN``, with the constraints that stand in it."""

    table: str
    column: str
    type: str
    #: ``NOT NULL`` or ``PRIMARY KEY``.
    is_required: bool = False
    #: The expression of ``DEFAULT`` as it stands.
    default: str | None = None
    #: Names of functions that the default calls, in lower case.
    default_calls: tuple[str, ...] = ()
    #: ``GENERATED … AS IDENTITY``, or a serial type: the database gives each row a value of its own.
    is_numbered: bool = False
    #: ``GENERATED ALWAYS AS (…)``: ``STORED`` or ``VIRTUAL``.
    generated: str | None = None
    is_unique: bool = False
    has_check: bool = False
    has_reference: bool = False
    #: ``IF NOT EXISTS``.
    is_lenient: bool = False


@dataclass(frozen=True)
class DropColumn:
    """``ALTER TABLE … DROP COLUMN``."""

    table: str
    column: str


@dataclass(frozen=True)
class RenameColumn:
    """``ALTER TABLE … RENAME COLUMN … TO``."""

    table: str
    column: str
    to: str


@dataclass(frozen=True)
class SetType:
    """``ALTER TABLE … ALTER COLUMN … TYPE``."""

    table: str
    column: str
    type: str
    #: With ``USING``: a cast shortens a text where an assignment would refuse it.
    is_cast: bool = False


@dataclass(frozen=True)
class SetNotNull:
    """``ALTER TABLE … ALTER COLUMN … SET NOT NULL``."""

    table: str
    column: str


@dataclass(frozen=True)
class SetDefault:
    """``ALTER TABLE … ALTER COLUMN … SET DEFAULT``."""

    table: str
    column: str


@dataclass(frozen=True)
class DropDefault:
    """``ALTER TABLE … ALTER COLUMN … DROP DEFAULT``, or ``DROP IDENTITY``."""

    table: str
    column: str


@dataclass(frozen=True)
class AddConstraint:
    """``ALTER TABLE … ADD CONSTRAINT``."""

    table: str
    name: str
    #: ``unique``, ``primary key``, ``exclude``, ``check`` or ``foreign key``.
    kind: str
    #: None where it is not about columns alone.
    columns: tuple[str, ...] | None = None
    #: The expression of a check as it stands.
    condition: str = ""
    #: The table and columns that a foreign key refers to.
    referred_table: str = ""
    referred_columns: tuple[str, ...] = ()
    #: ``NOT VALID``: rows that are there are not looked at.
    is_validated: bool = True
    #: ``USING INDEX``: no index is built.
    has_index: bool = False


@dataclass(frozen=True)
class CreateIndex:
    """``CREATE INDEX``."""

    table: str
    name: str
    #: None where it has expressions, or is on a part of the rows.
    columns: tuple[str, ...] | None = None
    is_unique: bool = False
    is_concurrent: bool = False


@dataclass(frozen=True)
class UpdateRows:
    """``UPDATE``."""

    table: str
    #: The column that gets a value where it has none: ``SET c = … WHERE c IS NULL``.
    filled_column: str | None = None


@dataclass(frozen=True)
class DeleteRows:
    """``DELETE`` or ``TRUNCATE``."""

    table: str


@dataclass(frozen=True)
class Unclear:
    """A statement that is not understood here, or does what cannot be seen: a function, a block of code."""

    statement: str


Effect = Union[
    CreateTable,
    DropTable,
    RenameTable,
    AddColumn,
    DropColumn,
    RenameColumn,
    SetType,
    SetNotNull,
    SetDefault,
    DropDefault,
    AddConstraint,
    CreateIndex,
    UpdateRows,
    DeleteRows,
    Unclear,
]
