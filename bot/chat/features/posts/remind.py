"""Reminders: the offer after a quiz, the settings, and the question that's answered in the message.

There's no command: the settings are part of `/me`.
"""

import re
from collections.abc import Sequence

from bot.chat.feature_context import FeatureContext
from bot.chat.features.learning.learn import LearnCommands
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.learning import review as review_screens
from bot.chat.screens.posts import remind as screens
from bot.chat.screens.posts import reminder as message_screens
from bot.chat.screens.posts.remind import FIRST_TIMES, MORE, TimeWish
from bot.chat.words import reminders as words
from bot.domain.calendar.local_times import LocalTime
from bot.domain.calendar.recurrence import EVERY_DAY
from bot.domain.calendar.time_zone import zones
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.reminder_question import ReminderQuestion
from bot.errors.user import ReminderNotFound, StaleControl
from bot.services.learning.quiz_state import GradedAnswer, OpenQuestion
from bot.services.unit import Unit

_OFFSET = re.compile(r"-?\d{1,4}")


def install(front: FeatureContext, remind: "RemindControls", learn: LearnCommands) -> None:
    """Add the controls."""
    front.on("remind", "show", remind.show)
    front.on("remind", "when", remind.when)
    front.on("remind", "at", remind.at)
    front.on("remind", "set", lambda press: remind.set(press, TimeWish.read(press.control)))
    front.on("remind", "decline", remind.decline)
    front.on("remind", "zone", remind.zone)
    front.on("remind", "city", remind.city)
    front.on("remind", "days", remind.days)
    front.on("remind", "on", remind.on)
    front.on("remind", "answer", remind.answer)
    front.on("remind", "stop", remind.stop)
    front.on("remind", "pause", remind.pause)
    front.on("remind", "resume", remind.resume)
    front.on("remind", "read", learn.press)
    front.on("remind", "review", remind.review)


class RemindControls:
    """Handles a learner's reminder."""

    def __init__(self, front: FeatureContext) -> None:
        self._services = front.services
        self._mention = front.commands.mention

    async def show(self, press: ComponentEvent) -> Outcome:
        """Show the reminder."""
        found = await press.asker.read(lambda unit: unit.reminders.get(press.asker))
        return Reply(screens.one(found) if found else screens.none(self._services.library.default.id))

    async def when(self, press: ComponentEvent) -> Outcome:
        """Ask for the time of day."""
        return Reply(screens.times(self._services.library.course(press.control.text(0)).id))

    async def at(self, press: ComponentEvent) -> Outcome:
        """Set the time that was chosen in the menu."""
        return await self.set(press, TimeWish.chosen(press.control.text(0), press.chosen))

    async def set(self, press: ComponentEvent, wish: TimeWish, zone: str | None = None) -> Outcome:
        """Set a time; if the time zone isn't known, ask what time it is there."""
        who = press.asker

        async def keep(unit: Unit) -> Reminder | None:
            if zone:
                await unit.preferences.set_zone(who, zone)
            return await unit.reminders.set(who, wish.minute, wish.course, from_tomorrow=wish.from_tomorrow)

        if reminder := await who.write(keep):
            return Reply(screens.done(reminder))
        return Reply(screens.clocks(wish, *await self._clocks(press)))

    async def decline(self, press: ComponentEvent) -> Outcome:
        """Take "No thanks" for an answer."""
        course = self._services.library.course(press.control.text(0)).id
        return Reply(screens.declined(course, self._mention("me")))

    async def zone(self, press: ComponentEvent) -> Outcome:
        """Take the time on someone's clock. If that isn't enough to know the time zone, ask for a city."""
        wish, chosen = TimeWish.read(press.control), press.chosen
        if chosen == MORE:
            return Reply(screens.other_clocks(wish, (await self._clocks(press))[1]))
        if not _OFFSET.fullmatch(chosen):
            raise StaleControl
        found = await self._services.zones.at_offset(int(chosen), press.locale)
        if len(found) > 1:
            return Reply(screens.cities(wish, found, self._mention("me")))
        if not found:  # the clocks have just changed
            return Reply(screens.clocks(wish, *await self._clocks(press)))
        return await self.set(press, wish, found[0].name)

    async def city(self, press: ComponentEvent) -> Outcome:
        """Take a city's time zone."""
        if press.chosen not in zones():
            raise StaleControl
        return await self.set(press, TimeWish.read(press.control), press.chosen)

    async def days(self, press: ComponentEvent) -> Outcome:
        """Ask for the days of the week."""
        found = await press.asker.read(lambda unit: unit.reminders.get(press.asker))
        return Reply(screens.days(found) if found else screens.none(self._services.library.default.id))

    async def on(self, press: ComponentEvent) -> Outcome:
        """Store the chosen days."""
        who, days = press.asker, frozenset(press.places)
        if not days <= EVERY_DAY:
            raise StaleControl

        async def keep(unit: Unit) -> Reminder | None:
            found = await unit.reminders.get(who)
            return found and await unit.reminders.set(who, found.cadence.minute, found.course, days)

        reminder = await who.write(keep)
        return Reply(screens.one(reminder) if reminder else screens.none(self._services.library.default.id))

    async def answer(self, press: ComponentEvent) -> Outcome:
        """Store an answer given in a reminder, and turn its message into the feedback."""
        control, who = press.control, press.asker
        asked = (control.id(0), control.text(1), control.text(2))
        answered = await who.write(
            lambda unit: unit.reminders.answer(who, press.message, asked, control.number(3))
        )
        match answered:
            case GradedAnswer():
                view = message_screens.feedback(answered)
            case ReminderQuestion():
                view = message_screens.reworded(answered)
            case None:
                view = screens.gone(self._services.library.default.id)
        return Reply(view, audience="in place")

    async def stop(self, press: ComponentEvent) -> Outcome:
        """Stop reminders. Stopping twice is fine."""
        try:
            found = await press.asker.write(lambda unit: unit.reminders.stop(press.asker))
        except ReminderNotFound:
            return Reply(screens.stopped(self._services.library.default.id))
        return Reply(screens.stopped(found.course, found.cadence.minute))

    async def pause(self, press: ComponentEvent) -> Outcome:
        """Pause until it's resumed."""
        return Reply(screens.one(await press.asker.write(lambda unit: unit.reminders.pause(press.asker))))

    async def resume(self, press: ComponentEvent) -> Outcome:
        """Start reminders again, also after a goodbye. In that case, edit the goodbye to say so."""
        try:
            found = await press.asker.write(lambda unit: unit.reminders.resume(press.asker))
        except ReminderNotFound:
            return Reply(screens.none(self._services.library.default.id))
        return Reply(screens.done(found, words.BACK_ON), audience="in place")

    async def review(self, press: ComponentEvent) -> Outcome:
        """Open what's due for review, from an older version's message."""
        state = await press.asker.write(lambda unit: unit.reviews.open(press.asker))
        return Reply(
            quiz_screens.question(state) if isinstance(state, OpenQuestion) else review_screens.rested(state)
        )

    async def _clocks(self, press: ComponentEvent) -> tuple[Sequence[LocalTime], Sequence[LocalTime]]:
        return await self._services.zones.local_times(press.locale, FIRST_TIMES)
