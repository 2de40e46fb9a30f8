"""`/me`: settings, what's stored about you, a copy of it, and erasing it."""

import asyncio
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from discord import app_commands

from bot.chat.blocks import USUAL
from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.forms import text_file
from bot.chat.interaction.input_checks import Text
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.people import me as screens
from bot.chat.screens.posts import remind as remind_screens
from bot.chat.zones import completion, label
from bot.domain.calendar.time_zone import Zone, zones
from bot.domain.course.course import Course
from bot.errors.user import CopyTooLarge, StaleControl
from bot.services.people.preferences import Preferences
from bot.services.people.privacy import document
from bot.services.session import Caller
from bot.services.unit import Unit

_OFFSET = re.compile(r"-?\d{1,4}")
FILENAME, ZIPPED = "my-data.json", "my-data.zip"


def install(context: FeatureContext, me: "MeCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(name="me", description="Your settings, reminders and data")
    @app_commands.describe(zone="Your time zone: type a city, a country, or the time on your clock")
    async def show(interaction: Interaction, zone: Text | None = None) -> None:
        await context.answer(interaction, lambda who: me.set_zone(who, zone))

    context.autocompleter.add(show, "zone", completion(context.services))
    context.on("me", "show", lambda press: me.show(press.caller))
    context.on("me", "stored", me.stored)
    context.on("me", "settings", me.settings)
    context.on("me", "set", me.set)
    context.on("me", "clocks", me.clocks)
    context.on("me", "clock", me.clock)
    context.on("me", "city", me.city)
    context.on("me", "export", me.export)
    context.on("me", "erase", me.confirm)
    context.on("me", "erase-now", me.erase)
    context.on("me", "keep", me.keep)


class MeCommands:
    """Handles a person's settings and data."""

    def __init__(self, services: Services, mention: Callable[[str], str]) -> None:
        self._mention = mention
        self._services = services
        self._keeper = services.maintenance
        self._activity = services.activity
        self._zones = services.zones
        self._clock = services.clock

    async def show(self, who: Caller) -> Outcome:
        """Show the settings."""

        async def look(unit: Unit) -> tuple[Preferences, Course]:
            return await unit.preferences.get(who), await unit.courses.current(who)

        chosen, course = await who.read(look)
        several = len(self._services.library.courses) > 1
        zone = label(Zone(chosen.zone), self._clock())
        return Reply(screens.overview(chosen, zone, course if several else None))

    async def stored(self, press: ComponentEvent) -> Outcome:
        """Show what's stored, in counts."""
        return Reply(
            screens.stored(await press.caller.read(lambda unit: unit.privacy.counts(press.caller.learner)))
        )

    async def set_zone(self, who: Caller, typed: str | None) -> Outcome:
        """Store the time zone that was typed, if any, and show the settings."""
        if typed is not None:
            return await self._take_zone(who, await self._zones.find(typed))
        return await self.show(who)

    async def clocks(self, press: ComponentEvent) -> Outcome:
        """Ask what time it is for the person, to find their time zone."""
        first, rest = await self._zones.local_times(press.locale, remind_screens.FIRST_TIMES)
        return Reply(remind_screens.own_clocks(first, rest=bool(rest)))

    async def clock(self, press: ComponentEvent) -> Outcome:
        """Take the time on the person's clock, and ask for a city if several zones have it."""
        if press.chosen == remind_screens.MORE:
            _, rest = await self._zones.local_times(press.locale, remind_screens.FIRST_TIMES)
            return Reply(remind_screens.own_clocks(rest, rest=False))
        if not _OFFSET.fullmatch(press.chosen):
            raise StaleControl
        found = await self._zones.at_offset(int(press.chosen), press.locale)
        if len(found) > 1:
            return Reply(remind_screens.own_cities(found, self._mention("me")))
        return await self._take_zone(press.caller, found[0].name) if found else await self.clocks(press)

    async def city(self, press: ComponentEvent) -> Outcome:
        """Take a city's time zone."""
        if press.chosen not in zones():
            raise StaleControl
        return await self._take_zone(press.caller, press.chosen)

    async def _take_zone(self, who: Caller, zone: str) -> Outcome:
        await who.write(lambda unit: unit.preferences.set_zone(who, zone))
        return await self.show(who)

    async def settings(self, press: ComponentEvent) -> Outcome:
        """Open the form for settings."""
        who = press.caller

        async def look(unit: Unit) -> tuple[Preferences, bool | None, str | None]:
            preferences, joined = await unit.preferences.get(who), await unit.leaderboard.joined(who)
            return preferences, joined, await unit.courses.chosen(who)

        return screens.settings(*await who.read(look), self._services.library.courses)

    async def set(self, press: ComponentEvent) -> Outcome:
        """Store the form. Raises ZoneNotFound."""
        daily = press.field("reviews")
        if daily not in map(str, screens.DAILY):
            raise StaleControl
        who = press.caller
        zone = await self._zones.find(press.field("zone"))
        chosen = press.field("leaderboard")

        async def keep(unit: Unit) -> None:
            before = await unit.preferences.get(who)
            cheer = press.field("celebrations") != "no"
            changed = replace(before, zone=zone, reviews=int(daily), celebrations=cheer)
            await unit.preferences.set(who, changed)
            course = press.field("course")
            if course and course != await unit.courses.chosen(who):  # a course that's left out stays chosen
                await unit.courses.choose(who, None if course == USUAL else course)
            if chosen:
                await unit.leaderboard.choose(who, chosen == "yes")

        await who.write(keep)
        return await self.show(who)

    async def export(self, press: ComponentEvent) -> Outcome:
        """Send everything as a file. Raises CopyTooLarge."""
        rows = await press.caller.read(lambda unit: unit.privacy.export(press.caller.learner))
        content, name = await asyncio.to_thread(document, rows), FILENAME
        if len(content) > press.largest_file:
            content, name = await asyncio.to_thread(_zipped, content), ZIPPED
        if len(content) > press.largest_file:
            raise CopyTooLarge
        return Reply(screens.exported(name), files=[text_file(content, name)], audience="private")

    async def confirm(self, press: ComponentEvent) -> Outcome:
        """Ask before erasing."""
        return Reply(screens.confirm_erasing())

    async def erase(self, press: ComponentEvent) -> Outcome:
        """Erase everything."""
        await self._keeper.erase(press.caller.learner)
        return Reply(screens.erased())

    async def keep(self, press: ComponentEvent) -> Outcome:
        """Keep the data of someone who came back after a long time."""
        await self._activity.seen(press.caller.learner)
        stored = await press.caller.read(lambda unit: unit.privacy.counts(press.caller.learner))
        return Reply(screens.kept(still=any(stored.values())))


def _zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FILENAME, content)
    return packed.getvalue()
