"""Autocomplete for all options. Suggestions arrive in time, or there are none."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

import aiohttp
import discord
from discord import app_commands

from bot.chat.interaction import callback
from bot.chat.interaction.cooldown import Cooldown
from bot.chat.interaction.input_checks import TEXT, storable
from bot.chat.interaction.reply import Interaction
from bot.chat.words.dates import read_in
from bot.errors.storage import RecordUnavailable
from bot.errors.user import UserError

log = logging.getLogger(__name__)

Choice: TypeAlias = app_commands.Choice[str]
Suggest: TypeAlias = Callable[[Interaction, str], Awaitable[Sequence[Choice]]]
"""A function that returns suggestions for what's been typed so far."""

SUGGESTIONS = 25
"""Most suggestions that Discord accepts. With more, people see none."""


class Autocompleter:
    """Finds the function that suggests values for an option.

    `cooldown` limits how often a person's client may ask.
    """

    def __init__(self, cooldown: Cooldown) -> None:
        self._cooldown = cooldown
        self._known: dict[tuple[object, str], Suggest] = {}

    def add(self, command: app_commands.Command[Any, ..., Any], option: str, suggest: Suggest) -> None:
        """Register `suggest` for an option of a command."""

        @command.autocomplete(option)
        async def never(_: Interaction, __: str) -> list[Choice]:
            return []  # only so that Discord asks: `take` answers before discord.py calls this

        self._known[command, option] = suggest

    async def respond(self, interaction: Interaction) -> None:
        """Answer with suggestions, or with none if something goes wrong. Never raises.

        People keep typing, and the next suggestions replace these, so there's no error message.
        """
        read_in(str(interaction.locale))
        choices: Sequence[Choice] = ()
        option, typed = _focused(interaction)
        command = interaction.command
        suggest, name = self._known.get((command, option)), command.name if command else ""
        try:
            self._cooldown.spend(interaction.user.id)
            if suggest and len(typed) <= TEXT and storable(typed) == typed:
                choices = (await suggest(interaction, typed))[:SUGGESTIONS]
        except (UserError, RecordUnavailable) as error:  # the storage has logged the latter
            log.debug("No suggestions for %r of %r: %s", option, name, type(error).__name__)
        except Exception as error:
            log.warning("Couldn't complete %r of %r: %r", option, name, error)
        try:
            await callback.complete(interaction, choices)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.info("Suggestions for %r of %r weren't delivered: %s", option, name, type(error).__name__)


def _focused(interaction: Interaction) -> tuple[str, str]:
    """Return the option being typed, and its text so far."""
    data: Any = interaction.data
    options = data.get("options") or []
    while options and options[0].get("type") in (1, 2):  # a subcommand, or a group of them
        options = options[0].get("options") or []
    found: Any = next((each for each in options if each.get("focused")), {})
    return str(found.get("name", "")), str(found.get("value", ""))
