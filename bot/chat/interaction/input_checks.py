"""Length limits for command options, in their definition and again when they arrive.

Discord's clients respect the definition, but other clients may not, and some still show an older one.
"""

import re
from typing import TYPE_CHECKING, Any

from discord import AppCommandOptionType, app_commands

from bot.chat.interaction.reply import Interaction
from bot.errors.user import StaleControl, TextTooLong

TEXT = 100
"""Longest option in characters, unless its definition says otherwise."""

VALUES = 25
"""Most values that a menu can have."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

if TYPE_CHECKING:
    Text = str
else:
    Text = app_commands.Range[str, 1, TEXT]


def check_options(interaction: Interaction) -> None:
    """Check that options fit their definition. Raises TextTooLong and StaleControl."""
    command = interaction.command
    if not isinstance(command, app_commands.Command):
        return
    for name, value in interaction.namespace:
        option = command.get_parameter(name)
        if option is not None:
            _check(option, value)


def storable(text: str) -> str:
    """Drop what a database can't hold: PostgreSQL refuses NUL, and UTF-8 has no half surrogate pairs."""
    return _UNSTORABLE.sub("", text)


def chosen_values(values: Any) -> tuple[str, ...]:
    """Return chosen values, as many and as long as a menu has. Raises StaleControl for anything else."""
    found = tuple(map(str, values or ()))
    if len(found) > VALUES or not all(len(value) <= TEXT and value.isprintable() for value in found):
        raise StaleControl
    return found


def _check(option: app_commands.Parameter, value: object) -> None:
    """Compare a value with its definition; discord.py leaves that to Discord."""
    least, most = option.min_value, option.max_value
    if option.type is AppCommandOptionType.string:
        if not isinstance(value, str) or storable(value) != value or len(value) < (least or 0):
            raise StaleControl
        if len(value) > (limit := TEXT if most is None else int(most)):
            raise TextTooLong(limit)
    elif option.type is AppCommandOptionType.integer and (
        type(value) is not int or (least is not None and value < least) or (most is not None and value > most)
    ):
        raise StaleControl
