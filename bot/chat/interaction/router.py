"""Route every button, select and form by its custom id alone. Nothing is held in memory.

So a control works after any number of restarts, and one that can't be read gets an answer that says so.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.chat.interaction.custom_id import ID, MORE, Control, decode, read_number
from bot.chat.interaction.forms import fields
from bot.chat.interaction.input_checks import TEXT, chosen_values
from bot.chat.interaction.reply import Interaction, Outcome
from bot.chat.interaction.responder import Responder, actor_of
from bot.errors.user import StaleControl, TextTooLong
from bot.services.session import Caller, Session
from bot.services.unit import Units


@dataclass(frozen=True)
class ComponentEvent:
    """A control that someone used. Treat everything in it as untrusted: a press can carry anything.

    `values` were chosen in a menu. `fields` were typed or chosen in a form. `largest_file` is how many bytes
    Discord accepts in a file of the reply. `message` is the id of the control's message, or 0. `locale` is
    the person's language, as Discord names it.
    """

    caller: Caller
    control: Control
    values: Sequence[str] = ()
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    channel: int = 0
    manages: bool = False
    roles: frozenset[int] = frozenset()
    largest_file: int = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
    message: int = 0
    locale: str = ""

    @property
    def chosen(self) -> str:
        """Return the one value chosen in a menu. Raises StaleControl unless there's exactly one."""
        if len(self.values) != 1:
            raise StaleControl
        return self.values[0]

    @property
    def chosen_id(self) -> int:
        """Return the one id chosen in a menu. Raises StaleControl unless there's exactly one."""
        return read_number(self.chosen, ID)

    @property
    def ids(self) -> Sequence[int]:
        """Return all ids chosen in a menu. Raises StaleControl for anything else."""
        return [read_number(value, ID) for value in self.values]

    @property
    def places(self) -> list[int]:
        """Return the places of the options chosen in a menu. Raises StaleControl if there are none."""
        if not self.values:
            raise StaleControl
        return [read_number(value) for value in self.values]

    def field(self, name: str, most: int = TEXT) -> str:
        """Return what was typed or chosen in a form's field, or "". Raises TextTooLong."""
        [text, *_] = self.fields.get(name) or [""]
        if len(text) > most:
            raise TextTooLong(most)
        return text

    def ticked(self, name: str) -> Sequence[str]:
        """Return what was ticked in a form's field."""
        return self.fields.get(name, ())


Handler = Callable[[ComponentEvent], Awaitable[Outcome]]


class Router:
    """Finds the handler for a custom id."""

    def __init__(self, responder: Responder, units: Units) -> None:
        self._responder = responder
        self._units = units
        self._handlers: dict[tuple[str, str], Handler] = {}

    def add(self, screen: str, action: str, handler: Handler) -> None:
        """Register a handler for an action. Raises ValueError if it already has one."""
        if (screen, action) in self._handlers:
            raise ValueError(f"{screen}:{action} has a handler already")
        self._handlers[screen, action] = handler

    async def dispatch(self, interaction: Interaction) -> None:
        """Answer a component or form. Ignore other interactions."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self._responder.answer(interaction, lambda: self._handle(interaction))

    async def _handle(self, interaction: Interaction) -> Outcome:
        data: Any = interaction.data
        control, values = decode(data["custom_id"]), chosen_values(data.get("values"))
        if (control.screen, control.action) == MORE and len(values) == 1:
            control, values = decode(values[0]), ()
        handler = self._handlers.get((control.screen, control.action))
        if handler is None:
            raise StaleControl
        press = ComponentEvent(
            Caller.of(actor_of(interaction), Session(self._units)),
            control,
            values,
            dict(fields(interaction)),
            _channel(interaction),
            manages(interaction),
            roles_of(interaction),
            interaction.filesize_limit,
            interaction.message.id if interaction.message else 0,
            str(interaction.locale),
        )
        return await handler(press)


def _channel(interaction: Interaction) -> int:
    """Return the channel's id, or for a thread, its parent channel's."""
    return getattr(interaction.channel, "parent_id", None) or interaction.channel_id or 0


def manages(interaction: Interaction) -> bool:
    """Return whether the person has Manage Server here, which Administrator implies."""
    allowed = interaction.permissions
    return interaction.guild_id is not None and (allowed.manage_guild or allowed.administrator)


def roles_of(interaction: Interaction) -> frozenset[int]:
    """Return the ids of the roles that the person has in this server."""
    person = interaction.user
    return frozenset(role.id for role in person.roles) if isinstance(person, discord.Member) else frozenset()
