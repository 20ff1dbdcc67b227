"""Says what ``createsuperuser`` would ask; changes nothing.

Answers ``{"questions": [{"option", "variable", "label"}]}``, without the password: the option that answers on a
command line, the variable that answers with ``--noinput``, and what the field is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .channel import Channel


def add_arguments(parser: Any) -> None:
    """Take no arguments."""


def run(_options: dict[str, Any], _channel: Channel) -> dict[str, Any]:
    """Look at the project's own user model."""
    from django.contrib.auth import get_user_model

    model = get_user_model()
    names = [model.USERNAME_FIELD, *model.REQUIRED_FIELDS]
    fields = [model._meta.get_field(name) for name in names]
    # Several values have no variable: Django takes them as options alone.
    return {"questions": [_question(field) for field in fields if not field.many_to_many]}


def _question(field: Any) -> dict[str, str]:
    label = str(field.verbose_name)
    return {
        "option": f"--{field.name}",
        "variable": f"DJANGO_SUPERUSER_{field.name.upper()}",
        "label": label[:1].upper() + label[1:],
    }
