"""`/server`: a server's settings, what works there, and who changed what."""

from collections.abc import Callable
from dataclasses import replace

import discord
from discord import app_commands

from bot.chat.blocks import USUAL
from bot.chat.feature_context import FeatureContext
from bot.chat.interaction.interaction_context import text_channel
from bot.chat.interaction.moderation import require_manager
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.people import server as screens
from bot.chat.screens.people import server_log
from bot.chat.screens.people import server_settings as settings_screens
from bot.domain.learning.group_results import FEWEST, MOST
from bot.domain.posts.server import FEATURES, ServerSettings
from bot.errors.user import EveryoneRole, ScheduleNotFound, StaleControl
from bot.services.people.server_check import ServerChecker
from bot.services.session import Caller
from bot.services.unit import Unit

Change = Callable[[ServerSettings, ComponentEvent], ServerSettings]


def install(context: FeatureContext, server: "ServerCommands") -> None:
    """Add the commands and their controls."""
    group = app_commands.Group(
        name="server",
        description="For moderators: settings, checks, and the change log",
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    @group.command(name="settings", description="Staff channel, teacher role, allowed channels, features")
    async def settings(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: server.settings(who))

    @group.command(name="check", description="See what works, what to fix, and when the next posts go out")
    async def check(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: server.check(who, text_channel(interaction)))

    @group.command(name="log", description="See who changed what, and when")
    async def log(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: server.log(who, None))

    context.tree.add_command(group)
    context.on("server", "settings", server.open)
    context.on("server", "course", server.course)
    context.on("server", "check", server.recheck)
    context.on("server", "log", server.older)
    for action, change in CHANGES.items():
        context.on("server", action, server.changing(change))


class ServerCommands:
    """Shows and changes a server's settings."""

    def __init__(self, context: FeatureContext, checker: ServerChecker) -> None:
        self._client = context.tree.client
        self._services = context.services
        self._checker = checker

    async def settings(self, who: Caller) -> Outcome:
        """Show the settings."""
        return self._settings(await who.read(lambda unit: unit.servers.settings(_guild(who))))

    def _settings(self, current: ServerSettings, done: str = "") -> Reply:
        return Reply(
            settings_screens.settings(current, self._there(current.guild), self._services.library, done)
        )

    async def check(self, who: Caller, here: int | None) -> Outcome:
        """Show what works and what doesn't. `here` is the text channel it's asked in."""
        guild = _guild(who)
        found = await who.read(lambda unit: unit.servers.overview(guild))
        left_out = self._services.library.left_out
        return Reply(screens.check(await self._checker.check(guild, found, here), left_out))

    async def log(self, who: Caller, before: int | None) -> Outcome:
        """Show a page of the log."""
        found = await who.read(lambda unit: unit.servers.log(_guild(who), server_log.ENTRIES + 1, before))
        return Reply(server_log.log(found[: server_log.ENTRIES], more=len(found) > server_log.ENTRIES))

    async def open(self, press: ComponentEvent) -> Outcome:
        """Show the settings, from a button."""
        require_manager(press)
        return await self.settings(press.caller)

    async def recheck(self, press: ComponentEvent) -> Outcome:
        """Run the check again, from a button."""
        require_manager(press)
        return await self.check(press.caller, press.channel or None)

    async def older(self, press: ComponentEvent) -> Outcome:
        """Show the log before a time; 0 means the newest entries."""
        require_manager(press)
        return await self.log(press.caller, press.control.id(0) or None)

    async def course(self, press: ComponentEvent) -> Outcome:
        """Take the course that was chosen for the server, or its choice back. Raises CourseNotFound."""
        chosen = None if press.chosen == USUAL else self._services.library.course(press.chosen).id
        return await self.changing(lambda settings, _: replace(settings, course=chosen))(press)

    def changing(self, change: Change) -> Callable[[ComponentEvent], "discord.utils.Coro[Outcome]"]:
        """Return a handler that makes this change."""

        async def handle(press: ComponentEvent) -> Outcome:
            guild = require_manager(press)

            async def work(unit: Unit) -> ServerSettings:
                return await unit.servers.set(press.caller, change(await unit.servers.settings(guild), press))

            return self._settings(await press.caller.write(work), "✅ Saved.\n")

        return handle

    def _there(self, guild: int) -> frozenset[int]:
        found = self._client.get_guild(guild)
        return frozenset(each.id for each in (*found.channels, *found.roles)) if found else frozenset()


def _first(press: ComponentEvent) -> int | None:
    return next(iter(press.ids), None)


def _number(press: ComponentEvent) -> int:
    """Return the chosen number. Raises StaleControl for one that isn't offered."""
    chosen = press.chosen_id
    if not FEWEST <= chosen <= MOST:
        raise StaleControl
    return chosen


def _role(settings: ServerSettings, press: ComponentEvent) -> int | None:
    """Return the chosen role. Raises EveryoneRole for @everyone, whose id is the server's."""
    role = _first(press)
    if role == settings.guild:
        raise EveryoneRole
    return role


CHANGES: dict[str, Change] = {
    "staff": lambda settings, press: replace(settings, staff_channel=_first(press)),
    "teacher": lambda settings, press: replace(settings, teacher_role=_role(settings, press)),
    "channels": lambda settings, press: replace(settings, channels=frozenset(press.ids)),
    "results": lambda settings, press: replace(settings, results_from=_number(press)),
    "summary": lambda settings, press: replace(
        settings, summary_at=settings.summary_at or 0 if press.control.number(0) else None
    ),
    "features": lambda settings, press: replace(
        settings, off=frozenset(each for each in FEATURES if each not in press.values)
    ),
}
"""What each menu on the settings screen changes."""


def _guild(who: Caller) -> int:
    if who.guild is None:
        raise ScheduleNotFound
    return who.guild
