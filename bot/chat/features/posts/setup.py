"""Set up daily posts with a few presses, from the greeting, `/help` or `/daily show`."""

import re
from dataclasses import replace

from bot.chat.feature_context import FeatureContext
from bot.chat.features.posts.moderator import DailyCommands
from bot.chat.interaction.moderation import require_manager
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.posts import daily as daily_screens
from bot.chat.screens.posts import setup as screens
from bot.chat.screens.posts.setup import FIRST_TIMES, Choices, ZoneMenu
from bot.chat.words.refusals import refusal
from bot.chat.words.servers import setup as words
from bot.domain.calendar.time_zone import zones
from bot.errors.user import ScheduleAdded, StaleControl, UserError
from bot.services.ports.messenger import PreparedPost
from bot.services.posts.schedule_request import ScheduleRequest
from bot.services.posts.schedules import ScheduleStatus
from bot.services.unit import Unit

_OFFSET = re.compile(r"-?\d{1,4}")


def install(context: FeatureContext, setup: "SetupControls") -> None:
    """Add the controls."""
    context.on("daily", "setup", setup.open)
    context.on("daily", "setup-in", setup.channel)
    context.on("daily", "setup-at", setup.time)
    context.on("daily", "setup-zone", setup.zone)
    context.on("daily", "setup-what", setup.content)
    context.on("daily", "setup-save", setup.save)


class SetupControls:
    """Sets up a server's first daily post, or another one."""

    def __init__(self, context: FeatureContext, moderator: DailyCommands) -> None:
        self._context = context
        self._zones, self._clock = context.services.zones, context.services.clock
        self._moderator = moderator

    async def open(self, press: ComponentEvent) -> Outcome:
        """Show the form with everything filled in, or the daily posts that are there already."""
        guild, who = require_manager(press), press.caller

        async def look(unit: Unit) -> tuple[list[ScheduleStatus], list[str]]:
            found = list(await unit.schedules.list(guild))
            return found, list(await unit.preferences.likely_zones(who.learner, guild))

        found, likely = await who.read(look)
        if found and press.control.arguments != ("another",):
            return await self._moderator.overview(who, found)
        server = self._context.tree.client.get_guild(guild)
        locales = [str(server.preferred_locale)] if server else []
        known = next((zone for zone in likely if zone in zones()), None)
        zone = known or await self._zones.home([press.locale, *locales])
        return await self._form(press, Choices(len(found), press.channel, zone=zone))

    async def channel(self, press: ComponentEvent) -> Outcome:
        """Take the channel that was chosen."""
        return await self._form(press, replace(self._choices(press), channel=press.chosen_id))

    async def time(self, press: ComponentEvent) -> Outcome:
        """Take the time that was chosen."""
        minute = screens.read_minute(press.chosen)
        return await self._form(press, replace(self._choices(press), minute=minute))

    async def content(self, press: ComponentEvent) -> Outcome:
        """Take what to post."""
        content = screens.read_content(press.chosen)
        return await self._form(press, replace(self._choices(press), content=content))

    async def zone(self, press: ComponentEvent) -> Outcome:
        """Take the time on the moderator's clock or a city, or show more choices."""
        choices, chosen = self._choices(press), press.chosen
        if chosen in (screens.CLOCKS, screens.OTHERS):
            return await self._form(press, choices, chosen)
        if chosen in zones():
            return await self._form(press, replace(choices, zone=chosen))
        if not _OFFSET.fullmatch(chosen):
            raise StaleControl
        found = await self._zones.at_offset(int(chosen), press.locale)
        zone = found[0].name if found else None  # none if the clocks have just changed
        return await self._form(press, replace(choices, zone=zone))

    async def save(self, press: ComponentEvent) -> Outcome:
        """Save, and show the first post. If that's not possible, say why and keep the choices."""
        choices, who = self._choices(press), press.caller
        if choices.zone is None:
            return await self._form(press, choices)
        request = ScheduleRequest(choices.channel, choices.minute, choices.zone, content=choices.content)

        async def keep(unit: Unit) -> PreparedPost:
            made = await unit.schedules.create(who, request, choices.known)
            return await unit.schedules.preview(made.guild, made.id)

        try:
            await self._moderator.check(who, choices.channel, thread=False)
            delivery = await who.write(keep)
        except ScheduleAdded:
            return await self._others(press)
        except UserError as error:
            return await self._form(press, choices, refused=refusal(error))
        return Reply(daily_screens.preview(delivery, who.interaction, done=words.DONE))

    async def _others(self, press: ComponentEvent) -> Outcome:
        """Show what someone else has just set up."""
        who, guild = press.caller, require_manager(press)
        found = await who.read(lambda unit: unit.schedules.list(guild))
        lead = words.added(found[-1].schedule.set_by) if found else ""
        return await self._moderator.overview(who, found, lead)

    async def _form(
        self, press: ComponentEvent, choices: Choices, shown: str = "", refused: str = ""
    ) -> Outcome:
        """Return the form. `shown` is which local times its menu offers instead of cities."""
        server = self._context.tree.client.get_guild(require_manager(press))
        there = server is not None and server.get_channel(choices.channel) is not None
        menu = await self._menu(press, choices, shown)
        return Reply(screens.form(choices, menu, self._clock(), there=there, refused=refused))

    async def _menu(self, press: ComponentEvent, choices: Choices, shown: str) -> ZoneMenu:
        if choices.zone and not shown:
            return ZoneMenu(await self._zones.like(choices.zone, press.locale), more=screens.CLOCKS)
        first, rest = await self._zones.local_times(press.locale, FIRST_TIMES)
        if shown == screens.OTHERS:
            return ZoneMenu(times=rest, more=screens.CLOCKS)
        return ZoneMenu(times=first, more=screens.OTHERS if rest else "")

    def _choices(self, press: ComponentEvent) -> Choices:
        require_manager(press)
        return Choices.read(press.control)
