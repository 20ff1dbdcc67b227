"""The settings of one application while values are laid over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class OverlaidSetting(NamedTuple):
    """One setting that was laid over, or looked at and left.

    Attributes
    ----------
    setting
        Name as in Django's documentation, with the key where only a part changed: ``DATABASES['default']``.
    source
        Which part of the stage provides it: ``database``, ``static``, ``media``, ``hosts``, ``secret``,
        ``cache``, ``mail``, ``proxy``, ``local-http``, ``debug`` or ``logging``.
    was, becomes
        Short texts for a reader, free of secrets.
    """

    setting: str
    source: str
    was: str
    becomes: str


class Laying:
    """Reads settings, writes them, and remembers what was written.

    Parameters
    ----------
    read
        Gives a setting's value, or the second argument.
    write
        Sets a setting everywhere the application could read it.
    is_explicit
        Whether the project itself gives the setting, as ``settings.is_overridden``.
    django_version
        ``django.VERSION[:2]``: some settings have another shape from a version on.
    """

    def __init__(
        self,
        *,
        read: Callable[[str, Any], Any],
        write: Callable[[str, Any], None],
        is_explicit: Callable[[str], bool],
        django_version: tuple[int, int],
    ) -> None:
        self._read = read
        self._write = write
        self.is_explicit = is_explicit
        self.django_version = django_version
        self.record: list[OverlaidSetting] = []

    def get(self, name: str, default: Any = None) -> Any:
        """Give the value that the application would see now."""
        return self._read(name, default)

    def put(self, name: str, value: Any) -> None:
        """Set a setting without recording it: for a part of a change that is recorded in other words."""
        self._write(name, value)

    def tell(self, setting: str, source: str, was: object, becomes: object) -> None:
        """Record a change, or that something was left."""
        self.record.append(OverlaidSetting(setting, source, _in_short(was), _in_short(becomes)))

    def lay(self, name: str, value: Any, *, source: str) -> None:
        """Set a setting whose value may be shown, and record it. The same value again is not a change."""
        was = self.get(name)
        if was == value and type(was) is type(value):
            return
        self._write(name, value)
        self.tell(name, source, was, value)


def _in_short(value: object) -> str:
    if value is None or value in ("", [], ()):
        return "not set"
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return str(value)
