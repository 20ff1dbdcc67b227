"""Which values of a SQLite column the same column of PostgreSQL would refuse.

SQLite takes any value in any column, and Django reads some of them as something else without a word: a date
that is none as nothing, a boolean 2 as false. So values are looked at as they are stored.
"""

from __future__ import annotations

import ipaddress
import json
import math
import re
import uuid
from typing import TYPE_CHECKING, Any, Callable, Optional

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Takes a stored value that is not NULL, gives the name of the problem or None.
Check = Callable[[Any], Optional[str]]

#: What to do about each problem.
FIXES: Mapping[str, str] = {
    "nul-character": "PostgreSQL stores no text with the character NUL (\\x00); remove it from the value.",
    "not-utf8": "The text is not UTF-8; store it again in UTF-8.",
    "not-text": "The column is for text and holds bytes; decode them, or empty the value.",
    "too-long": "The value is longer than the field's max_length; shorten it, or raise max_length.",
    "not-a-boolean": "Store 0 or 1.",
    "not-a-number": "Store a number, or empty the value.",
    "number-too-large": "The number does not fit the field; correct it, or take a larger field.",
    "not-a-date": "Store YYYY-MM-DD, or empty the value.",
    "not-a-datetime": "Store YYYY-MM-DD HH:MM:SS, or empty the value.",
    "not-a-time": "Store HH:MM:SS, or empty the value.",
    "not-a-duration": "Store microseconds as an integer, or empty the value.",
    "not-a-uuid": "Store 32 hexadecimal digits, or empty the value.",
    "not-json": "Store valid JSON; NaN and Infinity are none.",
    "not-binary": "The column is for bytes and holds text; encode it.",
    "not-an-ip-address": "Store an address, or NULL; an empty text is no address.",
    "points-nowhere": "The row that it points to is gone; delete this one, or let it point to another.",
}
#: Problems whose value may be shown: it is no text that somebody wrote.
SHOWN = frozenset(name for name in FIXES if name.startswith("not-a") or name == "number-too-large")

_SIZED_TEXT = re.compile(r"^(?:varchar|char)\((\d+)\)")


def make_check(field: Any, target: Any) -> Check:
    """Choose the check for a field.

    Parameters
    ----------
    field
        A concrete field of a model.
    target
        Connection to the stage's database, which knows the ranges of its numbers.

    Returns
    -------
    callable
    """
    while field.remote_field is not None:
        field = field.target_field
    kind = field.get_internal_type()
    if kind in _BY_KIND:
        return _BY_KIND[kind](field)
    if kind in target.ops.integer_field_ranges:
        return _integer_check(target.ops.integer_field_ranges[kind])
    size = _SIZED_TEXT.match(field.db_type(target) or "")
    return _text_check(int(size.group(1)) if size else None)


def _text_check(max_length: int | None) -> Check:
    def check(value: Any) -> str | None:
        if isinstance(value, bytes):
            return "not-text"
        if not isinstance(value, str):
            return None
        if "\x00" in value:
            return "nul-character"
        if max_length is not None and len(value) > max_length:
            return "too-long"
        return None if _is_utf8(value) else "not-utf8"

    return check


def _is_utf8(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _integer_check(bounds: tuple[int | None, int | None]) -> Check:
    smallest, largest = bounds

    def check(value: Any) -> str | None:
        if not isinstance(value, int):
            return "not-a-number"
        fits = (smallest is None or value >= smallest) and (largest is None or value <= largest)
        return None if fits else "number-too-large"

    return check


def _decimal_check(field: Any) -> Check:
    limit = None if field.max_digits is None else 10 ** (field.max_digits - field.decimal_places)

    def check(value: Any) -> str | None:
        if not isinstance(value, (int, float)) or not math.isfinite(value):
            return "not-a-number"
        return None if limit is None or abs(value) < limit else "number-too-large"

    return check


def _parsed_check(parse: Callable[[str], Any], problem: str) -> Check:
    def check(value: Any) -> str | None:
        try:
            is_understood = isinstance(value, str) and parse(value) is not None
        except ValueError:
            is_understood = False
        return None if is_understood else problem

    return check


def _type_check(types: tuple[type, ...], problem: str) -> Check:
    return lambda value: None if isinstance(value, types) else problem


def _json_check(_: Any) -> Check:
    def refuse(constant: str) -> None:
        raise ValueError(constant)

    def check(value: Any) -> str | None:
        if not isinstance(value, (str, int, float)):
            return "not-json"
        try:
            parsed = json.loads(str(value), parse_constant=refuse)
        except ValueError:
            return "not-json"
        # Only an escape can bring in what the text itself could not hold.
        texts = list(_texts(parsed)) if "\\u" in str(value) else []
        if any("\x00" in text for text in texts):
            return "nul-character"
        return None if all(map(_is_utf8, texts)) else "not-utf8"

    return check


def _texts(parsed: Any) -> Iterator[str]:
    if isinstance(parsed, str):
        yield parsed
    elif isinstance(parsed, list):
        for item in parsed:
            yield from _texts(item)
    elif isinstance(parsed, dict):
        for key, item in parsed.items():
            yield key
            yield from _texts(item)


def _dates(name: str, problem: str) -> Callable[[Any], Check]:
    def make(_: Any) -> Check:
        from django.utils import dateparse

        return _parsed_check(getattr(dateparse, name), problem)

    return make


_BY_KIND: Mapping[str, Callable[[Any], Check]] = {
    "BooleanField": lambda _: lambda value: None if value in (0, 1) else "not-a-boolean",
    "NullBooleanField": lambda _: lambda value: None if value in (0, 1) else "not-a-boolean",
    "FloatField": lambda _: _type_check((int, float), "not-a-number"),
    "DecimalField": _decimal_check,
    "DateField": _dates("parse_date", "not-a-date"),
    "DateTimeField": _dates("parse_datetime", "not-a-datetime"),
    "TimeField": _dates("parse_time", "not-a-time"),
    "DurationField": lambda _: _type_check((int,), "not-a-duration"),
    "UUIDField": lambda _: _parsed_check(uuid.UUID, "not-a-uuid"),
    "JSONField": _json_check,
    "BinaryField": lambda _: _type_check((bytes,), "not-binary"),
    "GenericIPAddressField": lambda _: _parsed_check(ipaddress.ip_address, "not-an-ip-address"),
    "IPAddressField": lambda _: _parsed_check(ipaddress.ip_address, "not-an-ip-address"),
}
