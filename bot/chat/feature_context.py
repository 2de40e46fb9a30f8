"""What a feature needs to install itself: the command tree, the router, the responder, the services."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from discord import app_commands

from bot.chat.interaction.autocompleter import Autocompleter
from bot.chat.interaction.custom_id import Control
from bot.chat.interaction.input_checks import check_options
from bot.chat.interaction.interaction_context import invite_url
from bot.chat.interaction.moderation import require_feature
from bot.chat.interaction.reply import Interaction, Outcome
from bot.chat.interaction.responder import Responder, Work, actor_of
from bot.chat.interaction.router import ComponentEvent, Router
from bot.chat.interaction.sharing import Sharing
from bot.chat.messages.pending_notices import check_for_notices, show_notices
from bot.chat.screens.people.policies import Policies
from bot.domain.course.library import Library
from bot.errors.user import BotNotInServer, UserError
from bot.services.learning.ask import AskService
from bot.services.people.activity import ActivityService
from bot.services.people.zones import Zones
from bot.services.ports.clock import Clock
from bot.services.ports.database import Maintenance
from bot.services.ports.messenger import Messenger
from bot.services.session import Caller, Session
from bot.services.unit import Units

FOR_MEMBERS = frozenset({"class", "daily", "leaderboard", "live", "server"})
"""Features that only work where the bot is a member, because it posts on its own or stores server data."""


@dataclass(frozen=True)
class Services:
    """The services that features use, inside and outside of units of work."""

    units: Units
    maintenance: Maintenance
    activity: ActivityService
    ask: AskService
    policies: Policies
    sharing: Sharing
    zones: Zones
    clock: Clock

    @property
    def library(self) -> Library:
        """Return the courses. They can change while the bot runs, so don't keep them."""
        return self.units.library


@dataclass
class CommandIds:
    """The ids that Discord gave our commands, so people can tap a mention of one."""

    ids: dict[str, int] = field(default_factory=dict)

    def mention(self, name: str) -> str:
        """Return `</quiz:123>` once the id is known, or else `/quiz`."""
        found = self.ids.get(name.split()[0])
        return f"</{name}:{found}>" if found else f"/{name}"


@dataclass(frozen=True)
class FeatureContext:
    """What a feature registers its commands and controls with."""

    tree: app_commands.CommandTree[Any]
    router: Router
    autocompleter: Autocompleter
    responder: Responder
    services: Services
    commands: CommandIds
    messenger: Messenger

    async def answer(self, interaction: Interaction, work: Callable[[Caller], Awaitable[Outcome]]) -> None:
        """Answer a command, unless moderators have switched it off. Then show pending notices, if any."""

        who = Caller.of(actor_of(interaction), Session(self.services.units))

        async def admitted() -> Outcome:
            check_options(interaction)
            check_for_notices(interaction, who)
            return await self._admit(who, _called(interaction), lambda: work(who))

        await self.responder.answer(interaction, admitted, partial(show_notices, interaction, who))

    def on(self, screen: str, action: str, handler: Callable[[ComponentEvent], Awaitable[Outcome]]) -> None:
        """Register a handler for presses of `screen:action`, which moderators can switch off."""

        async def admitted(press: ComponentEvent) -> Outcome:
            return await self._admit(press.caller, screen, lambda: handler(press), press.control)

        self.router.add(screen, action, admitted)

    async def _admit(self, who: Caller, feature: str, work: Work, control: Control | None = None) -> Outcome:
        """Raise BotNotInServer if the feature needs the bot, and what `require_feature` raises."""
        if feature in FOR_MEMBERS and who.guild is not None and who.server is None:
            raise BotNotInServer(invite_url(self.tree.client))
        require_feature(who, feature, control)
        try:
            outcome = await work()
        except UserError:
            await who.session.finish()  # a switched-off feature matters more than any other error
            raise
        await who.session.finish()
        return outcome


def _called(interaction: Interaction) -> str:
    """Return the command's name without its subcommand."""
    command = interaction.command
    return command.qualified_name.split()[0] if command else ""
