"""Every button, select and form goes through here, by its custom id alone; nothing is kept in memory.

So a control works after any number of restarts, and one that can't be understood is answered in words.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bot.chat.custom_id import Control, decode
from bot.chat.delivery import Interaction, Outcome
from bot.chat.desk import Desk, asker
from bot.errors import StaleControl
from bot.services.standing import Asker


@dataclass(frozen=True)
class Press:
    """A control that somebody used: who, which, what was chosen in a select, what was typed in a form, what
    was ticked in it; in which channel; whether they may manage the server, and the ids of their roles.
    """

    asker: Asker
    control: Control
    values: Sequence[str] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    channel: int = 0
    manages: bool = False
    roles: frozenset[int] = frozenset()
    ticked: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def chosen(self) -> str:
        """The one thing chosen in a menu. Raises StaleControl when nothing was."""
        if not self.values:
            raise StaleControl
        return self.values[0]


Handler = Callable[[Press], Awaitable[Outcome]]


class Router:
    """Finds the handler for a custom id."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._handlers: dict[tuple[str, str], Handler] = {}

    def add(self, screen: str, action: str, handler: Handler) -> None:
        """Let `handler` take the presses of an action. Raises ValueError when it has one already."""
        if (screen, action) in self._handlers:
            raise ValueError(f"{screen}:{action} has a handler already")
        self._handlers[screen, action] = handler

    async def take(self, interaction: Interaction) -> None:
        """Answer a component or form; other interactions are none of the router's business."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self._desk.answer(interaction, lambda: self._handle(interaction))

    async def _handle(self, interaction: Interaction) -> Outcome:
        data: Any = interaction.data
        control = decode(data["custom_id"])
        handler = self._handlers.get((control.screen, control.action))
        if handler is None:
            raise StaleControl
        press = Press(
            asker(interaction),
            control,
            tuple(data.get("values", ())),
            _fields(data.get("components", ())),
            _channel(interaction),
            manages(interaction),
            roles_of(interaction),
            _ticked(data.get("components", ())),
        )
        return await handler(press)


def _channel(interaction: Interaction) -> int:
    """The id of the channel; of the one that it belongs to where it is a thread."""
    return getattr(interaction.channel, "parent_id", None) or interaction.channel_id or 0


def manages(interaction: Interaction) -> bool:
    """Return whether the person has Manage Server here, which Administrator implies."""
    allowed = interaction.permissions
    return interaction.guild_id is not None and (allowed.manage_guild or allowed.administrator)


def roles_of(interaction: Interaction) -> frozenset[int]:
    """The ids of the roles that whoever acts has in this server."""
    person = interaction.user
    return frozenset(role.id for role in person.roles) if isinstance(person, discord.Member) else frozenset()


def _fields(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What was typed or chosen, by custom id: fields stand in labels, or in rows in an older style."""
    found = {}
    for outer in components:
        for inner in (outer.get("component"), *outer.get("components", ())):
            if inner and "value" in inner:
                found[str(inner["custom_id"])] = str(inner["value"])
            elif inner and inner.get("values"):
                found[str(inner["custom_id"])] = str(inner["values"][0])
    return found


def _ticked(components: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """What was ticked among several, by custom id."""
    fields = (outer.get("component") or {} for outer in components)
    return {str(each["custom_id"]): tuple(each["values"]) for each in fields if each.get("values")}
