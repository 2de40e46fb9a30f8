"""`/daily edit`: change a daily post, one setting at a time. Nothing else changes."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any

from bot.chat.feature_context import FeatureContext
from bot.chat.features.posts.moderator import DailyCommands
from bot.chat.interaction.moderation import require_manager
from bot.chat.interaction.reply import Outcome
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.posts import edit as screens
from bot.chat.screens.posts.setup import read_content
from bot.domain.calendar.time_text import read_time
from bot.domain.posts.post import LINE, Schedule
from bot.errors.user import StaleControl
from bot.services.posts.schedule_request import ScheduleRequest

Change = Callable[[ScheduleRequest, ComponentEvent], ScheduleRequest]


def install(context: FeatureContext, edit: "EditControls") -> None:
    """Add the controls."""
    for action, change in CHANGES.items():
        context.on("daily", action, edit.changing(change))
    context.on("daily", "edit-time", edit.ask_time)
    context.on("daily", "edit-timed", edit.time)
    context.on("daily", "edit-line", edit.ask_line)
    context.on("daily", "edit-lined", edit.line)
    context.on("daily", "edit-start", edit.start)
    context.on("daily", "edit-lessons", edit.lessons)


class EditControls:
    """Changes one setting of a daily post."""

    def __init__(self, context: FeatureContext, moderator: DailyCommands) -> None:
        self._services = context.services
        self._moderator = moderator

    def changing(self, change: Change) -> Callable[[ComponentEvent], Coroutine[Any, Any, Outcome]]:
        """Return a handler that makes this change."""

        async def handle(press: ComponentEvent) -> Outcome:
            return await self._save(press, lambda request, _: change(request, press))

        return handle

    async def ask_time(self, press: ComponentEvent) -> Outcome:
        """Open the form for the time."""
        return screens.time_form(await self._found(press))

    async def time(self, press: ComponentEvent) -> Outcome:
        """Take the time and the time zone that were typed. Raises TimeUnclear and ZoneNotFound."""
        require_manager(press)
        minute = read_time(press.field("time"))
        zone = await self._services.zones.find(press.field("zone"))
        return await self._save(press, lambda request, _: replace(request, minute=minute, zone=zone))

    async def ask_line(self, press: ComponentEvent) -> Outcome:
        """Open the form for the line above each post."""
        return screens.line_form(await self._found(press))

    async def line(self, press: ComponentEvent) -> Outcome:
        """Take the line above each post. Raises TextTooLong."""
        typed = press.field("line", LINE)
        return await self._save(press, lambda request, _: replace(request, line=typed))

    async def start(self, press: ComponentEvent) -> Outcome:
        """Leave out the lessons before the chosen one, and post the others as before."""

        def change(request: ScheduleRequest, found: Schedule) -> ScheduleRequest:
            names = self._lessons(found)
            if press.chosen not in names:
                raise StaleControl
            place = names.index(press.chosen)
            after = found.left_out & frozenset(names[place + 1 :])
            return replace(request, left_out=after | frozenset(names[:place]))

        return await self._save(press, change)

    async def lessons(self, press: ComponentEvent) -> Outcome:
        """Post from the chosen lessons only."""

        def change(request: ScheduleRequest, found: Schedule) -> ScheduleRequest:
            names = frozenset(self._lessons(found))
            if not press.values or not names.issuperset(press.values):
                raise StaleControl
            return replace(request, left_out=names - frozenset(press.values))

        return await self._save(press, change)

    def _lessons(self, found: Schedule) -> list[str]:
        course = self._services.library.course(found.course)
        return [lesson.id for lesson in screens.offered_lessons(course)]

    async def _found(self, press: ComponentEvent) -> Schedule:
        guild, number = require_manager(press), press.control.id(0)
        return await press.caller.read(lambda unit: unit.schedules.find(guild, number))

    async def _save(
        self, press: ComponentEvent, change: Callable[[ScheduleRequest, Schedule], ScheduleRequest]
    ) -> Outcome:
        def draft(found: Schedule) -> ScheduleRequest:
            recurrence = found.recurrence
            return change(ScheduleRequest(found.channel, recurrence.minute, recurrence.zone), found)

        return await self._moderator.edited(press.caller, await self._found(press), draft)


def _days(press: ComponentEvent) -> frozenset[int]:
    """Return the chosen days. Raises StaleControl for others than 0 to 6, and for none."""
    if not set(press.ids) <= set(range(7)) or not press.ids:
        raise StaleControl
    return frozenset(press.ids)


CHANGES: Mapping[str, Change] = {
    "edit-in": lambda request, press: replace(request, channel=press.chosen_id),
    "edit-what": lambda request, press: replace(request, content=read_content(press.chosen)),
    "edit-days": lambda request, press: replace(request, days=_days(press)),
    "edit-role": lambda request, press: replace(request, role=next(iter(press.ids), 0)),
    "edit-course": lambda request, press: replace(request, course=press.chosen),
    "edit-publish": lambda request, press: replace(request, publish=bool(press.control.number(1))),
    "edit-thread": lambda request, press: replace(request, thread=bool(press.control.number(1))),
}
"""What each menu or button changes."""
