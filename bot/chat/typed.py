"""What people type into a command's options: how long it may be, in the definition and again when it arrives.

Discord's clients keep to the definition, but a client of someone's own needn't, and neither does one that
still shows an older definition.
"""

from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.chat.delivery import Interaction
from bot.errors import StaleControl, TextTooLong

TEXT = 100
"""Characters that an option may have unless it says otherwise."""

if TYPE_CHECKING:
    Text = str
else:
    Text = app_commands.Range[str, 1, TEXT]


def check_options(interaction: Interaction) -> None:
    """Refuse options that don't fit their definition. Raises TextTooLong and StaleControl."""
    command = interaction.command
    if not isinstance(command, app_commands.Command):
        return
    for name, value in interaction.namespace:
        option = command.get_parameter(name)
        if option is not None and isinstance(value, str | int | float) and not isinstance(value, bool):
            _check(option, value)


def is_storable(text: str) -> bool:
    """Whether both databases can hold it: PostgreSQL refuses NUL, and UTF-8 has no half surrogate pairs."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _check(option: app_commands.Parameter, value: str | float) -> None:
    size: Any = len(value) if isinstance(value, str) else value
    most = option.max_value if option.max_value is not None or not isinstance(value, str) else TEXT
    if most is not None and size > most:
        raise TextTooLong(int(most)) if isinstance(value, str) else StaleControl
    if option.min_value is not None and size < option.min_value:
        raise StaleControl
    if isinstance(value, str) and not is_storable(value):
        raise StaleControl
