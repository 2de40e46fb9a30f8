"""The connection to Discord: which events the bot listens to, and where they go."""

import asyncio
import logging
import sys
from typing import Any

import discord
from discord import app_commands

from bot.chat.feature_context import CommandIds, FeatureContext, Services
from bot.chat.gateway import tolerate_unreadable_events
from bot.chat.interaction.autocompleter import Autocompleter
from bot.chat.interaction.interaction_context import invite_url
from bot.chat.interaction.reply import Interaction, Reply
from bot.chat.interaction.responder import Responder
from bot.chat.interaction.router import Router
from bot.chat.messages.discord_messenger import DiscordMessenger
from bot.chat.messages.greeting import greet
from bot.chat.registration import register
from bot.errors.storage import RecordUnavailable
from bot.errors.user import StaleControl
from bot.services.courses.reload import CourseReloader
from bot.services.delivery.scheduler_loop import SchedulerLoop
from bot.services.live.live_loop import LiveLoop
from bot.services.people.retention import Retention

log = logging.getLogger(__name__)

# The bot doesn't use voice. Without this, discord.py warns about it at every start.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

GRACE = 5.0
"""Seconds that replies in progress get to finish when the program stops."""


class Tree(app_commands.CommandTree[Any]):
    """The command tree. Answers a command that Discord still shows but the bot no longer has."""

    context: FeatureContext
    autocompleter: Autocompleter

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let discord.py handle commands, but not autocompletion, which the completer answers."""
        if interaction.type is not discord.InteractionType.autocomplete:
            return True
        await self.autocompleter.respond(interaction)
        return False

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Answer a command that doesn't match its definition, because it changed after Discord showed it."""
        # The error's own text may repeat what someone typed.
        log.warning("Couldn't read a command: %s", type(error).__name__)
        await self.context.answer(interaction, _stale)


async def _stale(_: object) -> Reply:
    raise StaleControl


class Lessonbot(discord.AutoShardedClient):
    """A Discord client that only receives interactions and server events.

    `bot.bootstrap` gives it its features and its background tasks.
    """

    messenger: DiscordMessenger
    scheduler: SchedulerLoop
    live_loop: LiveLoop
    retention: Retention
    reloader: CourseReloader

    def __init__(
        self,
        services: Services,
        responder: Responder,
        autocompleter: Autocompleter,
        *,
        shards: int | None = None,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            shard_count=shards,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )
        tolerate_unreadable_events(self)
        self.services = services
        self.responder = responder
        self.router = Router(responder, services.units)
        self.autocompleter = autocompleter
        self.command_ids = CommandIds()
        responder.mention = self.command_ids.mention
        self.tree = Tree(
            self,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.tree.autocompleter = self.autocompleter
        self._compared = False
        self._by_itself: list[asyncio.Task[None]] = []

    async def setup_hook(self) -> None:
        """Claim the database and register the commands, after login and before connecting to the gateway.

        Raises RecordTaken.
        """
        application, address = self.application_id or 0, discord.http.Route.BASE
        await self.services.units.write(lambda unit: unit.registration.claim(application, address))
        await register(self.tree, self.services.units, self.command_ids)
        log.info("Invite the bot to a server: %s", invite_url(self))
        loops = (self.scheduler, self.live_loop, self.retention)
        self._by_itself = [asyncio.create_task(work.run()) for work in loops]

    async def on_ready(self) -> None:
        """Log that the bot is ready. Start nothing here: Discord sends this after every reconnect, too."""
        log.info("Online as %s in %d servers, %d shards", self.user, len(self.guilds), self.shard_count or 1)
        await self._compare_servers()

    async def _compare_servers(self) -> None:
        """Once all shards have reported their servers, find out which ones removed the bot while it was
        offline.

        Servers that are unavailable, for example during an outage, still count as joined.
        """
        if self._compared:
            return
        self._compared = True
        present = [guild.id for guild in self.guilds]
        left = await self.services.units.write(lambda unit: unit.membership.compare(present))
        if left:
            log.info("%d servers removed the bot while it was offline", left)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer presses and forms, and record who was active. Commands go through the tree."""
        await self.router.dispatch(interaction)
        await self.services.activity.seen(interaction.user.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log an error in an event handler, except database errors, which the storage has logged."""
        if not isinstance(sys.exception(), RecordUnavailable):
            log.exception("Couldn't handle %s", event_method)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that the bot was added to a server."""
        log.info("Joined server %s", guild.id)
        await self.services.units.write(lambda unit: unit.membership.join(guild.id))
        await greet(guild, self.services)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot was removed from a server. Its data is erased later, unless the bot returns."""
        log.info("Left server %s", guild.id)
        await self.services.units.write(lambda unit: unit.membership.leave(guild.id))

    async def close(self) -> None:
        """Let replies in progress finish, then disconnect."""
        for task in self._by_itself:
            task.cancel()
        if self._by_itself:
            await asyncio.wait(self._by_itself)
        await self.responder.drain(GRACE)
        await super().close()
