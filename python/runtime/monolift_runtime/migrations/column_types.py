"""What a change of a column's type means in PostgreSQL."""

from __future__ import annotations

import re
from typing import NamedTuple

_ALIASES = {
    "bool": "boolean",
    "bpchar": "character",
    "char": "character",
    "decimal": "numeric",
    "float4": "real",
    "float8": "double precision",
    "int": "integer",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "bigserial": "bigint",
    "serial": "integer",
    "smallserial": "smallint",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "time": "time without time zone",
    "timetz": "time with time zone",
    "varbit": "bit varying",
    "varchar": "character varying",
}
_TYPE = re.compile(r"^([^(\[]*?)\s*(?:\(([\d\s,]+)\))?\s*((?:with|without) time zone)?\s*((?:\[\d*\])*)$")
_INTEGERS = ("smallint", "integer", "bigint")
_TEXTS = ("character varying", "text", "citext")
#: Conversions, besides those to text, that keep every value though the table is written anew.
_KEPT = {
    ("smallint", "numeric"),
    ("integer", "numeric"),
    ("bigint", "numeric"),
    ("smallint", "double precision"),
    ("integer", "double precision"),
    ("real", "double precision"),
    ("date", "timestamp with time zone"),
    ("date", "timestamp without time zone"),
    ("json", "jsonb"),
}


class TypeName(NamedTuple):
    """A type, taken apart: ``numeric(8,2)[]`` is ``("numeric", (8, 2), "[]")``."""

    base: str
    modifiers: tuple[int, ...]
    dimensions: str

    @property
    def is_text(self) -> bool:
        """Whether it holds text of any or limited length."""
        return self.base in _TEXTS and not self.dimensions

    @property
    def length(self) -> int | None:
        """The most characters of ``varchar(n)``; None for any number."""
        return self.modifiers[0] if self.modifiers else None


class TypeChange(NamedTuple):
    """What a change does.

    Attributes
    ----------
    may_lose
        Values may not fit: they are refused, shortened or rounded.
    rewrites
        The table is written anew, under a lock that keeps even readers waiting.
    is_other
        Code that was written for the old type gets values that it does not expect, or sends such.
    """

    may_lose: bool
    rewrites: bool
    is_other: bool


_NOTHING = TypeChange(may_lose=False, rewrites=False, is_other=False)


def parse_type(text: str) -> TypeName:
    """Take a type apart, as Django, a person or ``format_type()`` writes it."""
    lowered = " ".join(text.lower().replace('"', "").split())
    match = _TYPE.match(lowered)
    if match is None:
        return TypeName(lowered, (), "")
    base, modifiers, zone, dimensions = match.groups()
    base = f"{base} {zone}" if zone else base
    numbers = tuple(int(number) for number in modifiers.split(",")) if modifiers else ()
    return TypeName(_ALIASES.get(base, base), numbers, dimensions)


def type_change(old: TypeName, new: TypeName) -> TypeChange:
    """Say what changing a column's type does.

    See Also
    --------
    https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES : which changes need no
        rewrite: those that are binary coercible or only loosen a limit.
    """
    if old == new:
        return _NOTHING
    if old.dimensions or new.dimensions:
        return _array_change(old, new)
    if old.base in _TEXTS and new.base in _TEXTS:
        return _text_change(old, new)
    if old.base in _INTEGERS and new.base in _INTEGERS:
        is_wider = _INTEGERS.index(new.base) >= _INTEGERS.index(old.base)
        return TypeChange(may_lose=not is_wider, rewrites=True, is_other=not is_wider)
    if old.base == new.base == "numeric":
        return _numeric_change(old.modifiers, new.modifiers)
    is_kept = (old.base, new.base) in _KEPT or new.base in ("text", "character varying")
    is_kept = is_kept and not new.modifiers
    return TypeChange(may_lose=not is_kept, rewrites=True, is_other=True)


def _array_change(old: TypeName, new: TypeName) -> TypeChange:
    """Compare the elements: an array is looser or stricter as they are."""
    if bool(old.dimensions) != bool(new.dimensions):
        return TypeChange(may_lose=True, rewrites=True, is_other=True)
    return type_change(old._replace(dimensions=""), new._replace(dimensions=""))


def _text_change(old: TypeName, new: TypeName) -> TypeChange:
    is_looser = new.length is None or (old.length is not None and new.length >= old.length)
    if is_looser:
        return _NOTHING._replace(is_other="citext" in (old.base, new.base))
    return TypeChange(may_lose=True, rewrites=True, is_other=True)


def _numeric_change(old: tuple[int, ...], new: tuple[int, ...]) -> TypeChange:
    if not new:
        return _NOTHING
    if not old:
        return TypeChange(may_lose=True, rewrites=True, is_other=True)
    (digits, places), (new_digits, new_places) = ((*one, 0)[:2] for one in (old, new))
    if new_places == places and new_digits >= digits:
        return _NOTHING
    is_kept = new_places >= places and new_digits - new_places >= digits - places
    return TypeChange(may_lose=not is_kept, rewrites=True, is_other=not is_kept)
