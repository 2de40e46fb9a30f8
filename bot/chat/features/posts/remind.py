"""Reminders: the offer after a quiz, the settings, and the question that's answered in the message.

There's no command: the settings are part of `/me`.
"""

import re
from collections.abc import Sequence
from typing import Literal

from bot.chat.feature_context import FeatureContext
from bot.chat.features.learning.learn import LearnCommands
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.learning import review as review_screens
from bot.chat.screens.posts import remind as screens
from bot.chat.screens.posts import reminder as message_screens
from bot.chat.screens.posts.remind import FIRST_TIMES, MORE, ReminderRequest
from bot.chat.words import reminders as words
from bot.domain.calendar.local_times import LocalTime
from bot.domain.calendar.recurrence import EVERY_DAY
from bot.domain.calendar.time_zone import zones
from bot.domain.learning.streak import Streak
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.reminder_question import ReminderQuestion
from bot.errors.user import ReminderNotFound, StaleControl
from bot.services.learning.lessons.next_step import NextStep
from bot.services.learning.quiz_state import GradedAnswer, OpenQuestion
from bot.services.session import Caller
from bot.services.unit import Unit

_OFFSET = re.compile(r"-?\d{1,4}")


def install(context: FeatureContext, remind: "RemindControls", learn: LearnCommands) -> None:
    """Add the controls."""
    context.on("remind", "show", remind.show)
    context.on("remind", "when", remind.when)
    context.on("remind", "at", remind.at)
    context.on("remind", "set", lambda press: remind.set(press, ReminderRequest.read(press.control)))
    context.on("remind", "decline", remind.decline)
    context.on("remind", "zone", remind.zone)
    context.on("remind", "city", remind.city)
    context.on("remind", "days", remind.days)
    context.on("remind", "on", remind.on)
    context.on("remind", "answer", remind.answer)
    context.on("remind", "stop", remind.stop)
    context.on("remind", "pause", remind.pause)
    context.on("remind", "resume", remind.resume)
    context.on("remind", "read", learn.press)
    context.on("remind", "review", remind.review)


class RemindControls:
    """Handles a learner's reminder."""

    def __init__(self, context: FeatureContext) -> None:
        self._services = context.services
        self._mention = context.commands.mention

    async def show(self, press: ComponentEvent) -> Outcome:
        """Show the reminder."""
        found, course = await press.caller.read(lambda unit: _look(unit, press.caller))
        return Reply(screens.one(found) if found else screens.none(course))

    async def when(self, press: ComponentEvent) -> Outcome:
        """Ask for the time of day."""
        course = self._services.library.course(press.control.text(0)).id
        return Reply(screens.times(course), audience=_beside(offered=bool(press.control.number(1, 0))))

    async def at(self, press: ComponentEvent) -> Outcome:
        """Set the time that was chosen in the menu."""
        return await self.set(press, ReminderRequest.chosen(press.control.text(0), press.chosen))

    async def set(self, press: ComponentEvent, request: ReminderRequest, zone: str | None = None) -> Outcome:
        """Set a time; if the time zone isn't known, ask what time it is there."""
        who = press.caller

        async def keep(unit: Unit) -> Reminder | None:
            if zone:
                await unit.preferences.set_zone(who, zone)
            return await unit.reminders.set(
                who, request.minute, request.course, from_tomorrow=request.from_tomorrow
            )

        audience = _beside(offered=request.from_tomorrow and not press.values)
        if reminder := await who.write(keep):
            return Reply(screens.done(reminder), audience=audience)
        return Reply(screens.clocks(request, *await self._clocks(press)), audience=audience)

    async def decline(self, press: ComponentEvent) -> Outcome:
        """Take "No" for an answer."""
        course = self._services.library.course(press.control.text(0)).id
        return Reply(screens.declined(course, self._mention("me")), audience=_beside(offered=True))

    async def zone(self, press: ComponentEvent) -> Outcome:
        """Take the time on someone's clock. If that isn't enough to know the time zone, ask for a city."""
        request, chosen = ReminderRequest.read(press.control), press.chosen
        if chosen == MORE:
            return Reply(screens.other_clocks(request, (await self._clocks(press))[1]))
        if not _OFFSET.fullmatch(chosen):
            raise StaleControl
        found = await self._services.zones.at_offset(int(chosen), press.locale)
        if len(found) > 1:
            return Reply(screens.cities(request, found, self._mention("me")))
        if not found:  # the clocks have just changed
            return Reply(screens.clocks(request, *await self._clocks(press)))
        return await self.set(press, request, found[0].name)

    async def city(self, press: ComponentEvent) -> Outcome:
        """Take a city's time zone."""
        if press.chosen not in zones():
            raise StaleControl
        return await self.set(press, ReminderRequest.read(press.control), press.chosen)

    async def days(self, press: ComponentEvent) -> Outcome:
        """Ask for the days of the week."""
        found, course = await press.caller.read(lambda unit: _look(unit, press.caller))
        return Reply(screens.days(found) if found else screens.none(course))

    async def on(self, press: ComponentEvent) -> Outcome:
        """Store the chosen days."""
        who, days = press.caller, frozenset(press.places)
        if not days <= EVERY_DAY:
            raise StaleControl

        async def keep(unit: Unit) -> Reminder | None:
            found = await unit.reminders.get(who)
            return found and await unit.reminders.set(who, found.recurrence.minute, found.course, days)

        reminder = await who.write(keep)
        return Reply(screens.one(reminder) if reminder else screens.none(await _course(who)))

    async def answer(self, press: ComponentEvent) -> Outcome:
        """Store an answer given in a reminder, and turn its message into the feedback."""
        control, who = press.control, press.caller
        asked = (control.id(0), control.text(1), control.text(2))

        async def take(unit: Unit) -> tuple[GradedAnswer | ReminderQuestion | None, Streak, NextStep]:
            answered = await unit.reminders.answer(who, press.message, asked, control.number(3))
            library, course = self._services.library, self._services.library.default
            if isinstance(answered, GradedAnswer):
                course = library.course(answered.answer.course)
            return answered, await unit.streaks.streak(who.learner), await unit.next_steps.find(who, course)

        answered, streak, following = await who.write(take)
        match answered:
            case GradedAnswer():
                view = message_screens.feedback(answered, streak, following)
            case ReminderQuestion():
                view = message_screens.reworded(answered)
            case None:
                view = screens.gone(await _course(press.caller))
        return Reply(view, audience="in place")

    async def stop(self, press: ComponentEvent) -> Outcome:
        """Stop reminders. Stopping twice is fine."""
        try:
            found = await press.caller.write(lambda unit: unit.reminders.stop(press.caller))
        except ReminderNotFound:
            return Reply(screens.stopped(await _course(press.caller)))
        return Reply(screens.stopped(found.course, found.recurrence.minute))

    async def pause(self, press: ComponentEvent) -> Outcome:
        """Pause until it's resumed."""
        return Reply(screens.one(await press.caller.write(lambda unit: unit.reminders.pause(press.caller))))

    async def resume(self, press: ComponentEvent) -> Outcome:
        """Start reminders again, also after a goodbye. In that case, edit the goodbye to say so."""
        try:
            found = await press.caller.write(lambda unit: unit.reminders.resume(press.caller))
        except ReminderNotFound:
            return Reply(screens.none(await _course(press.caller)))
        return Reply(screens.done(found, words.BACK_ON), audience="in place")

    async def review(self, press: ComponentEvent) -> Outcome:
        """Open what's due for review, from an older version's message."""
        state = await press.caller.write(lambda unit: unit.reviews.open(press.caller))
        return Reply(
            quiz_screens.question(state) if isinstance(state, OpenQuestion) else review_screens.rested(state)
        )

    async def _clocks(self, press: ComponentEvent) -> tuple[Sequence[LocalTime], Sequence[LocalTime]]:
        return await self._services.zones.local_times(press.locale, FIRST_TIMES)


async def _look(unit: Unit, who: Caller) -> tuple[Reminder | None, str]:
    """Return someone's reminder, if there is one, and the id of their current course."""
    return await unit.reminders.get(who), (await unit.courses.current(who)).id


async def _course(who: Caller) -> str:
    """Return the id of someone's current course."""
    return (await who.read(lambda unit: unit.courses.current(who))).id


def _beside(*, offered: bool) -> Literal["here", "private"]:
    """Return where to answer: below the result of a quiz, so that it stays, or in place."""
    return "private" if offered else "here"
