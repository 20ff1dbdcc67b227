"""The names of Monolift's own commands, and how each becomes one of Django's."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .failure import describe_failure

if TYPE_CHECKING:
    from .channel import Channel

#: Name, and the module beside this one with ``add_arguments(parser)`` and ``run(options, channel) -> dict``.
OWN_COMMANDS = {
    "monolift:prepare-database": "prepare_database",
    "monolift:migrate": "migrate",
    "monolift:migrations": "migrations",
    "monolift:judge-migrations": "judge_migrations",
    "monolift:collectstatic": "collectstatic",
    "monolift:rows": "rows",
    "monolift:superuser": "superuser",
}


def load_own_command(name: str, channel: Channel) -> Any:
    """Make a management command that answers on a channel.

    Parameters
    ----------
    name
        A key of ``OWN_COMMANDS``.
    channel
        Gets the answer, whatever happens.

    Returns
    -------
    django.core.management.BaseCommand
        Django takes an object in place of the name of the application that has the command.
    """
    from django.core.management import BaseCommand

    module = import_module(f"{__package__}.{OWN_COMMANDS[name]}")

    class OwnCommand(BaseCommand):  # type: ignore[misc]
        help = module.__doc__
        # The checks of the whole project (folders, other people's warnings) are not this command's matter.
        requires_system_checks: Any = ()

        def add_arguments(self, parser: Any) -> None:
            module.add_arguments(parser)

        def handle(self, *_: Any, **options: Any) -> None:
            try:
                _set_up()
                channel.succeed(module.run(options, channel))
            except Exception as error:
                channel.fail(describe_failure(error))

    return OwnCommand()


def _set_up() -> None:
    """Load the application, when Django went on after settings that failed; they then fail here, aloud."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
