"""`/remind`: a direct message at one's own time, on the days one wants, with one button to stop."""

from contextlib import suppress

from discord import app_commands

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.features.learning.lesson import LessonCommands
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.interaction.typed import Text
from bot.chat.screens.learning import help as help_screens
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.learning import review as review_screens
from bot.chat.screens.posts import remind as screens
from bot.chat.words.posts import REMINDERS, RESUMED, ZONE_HINT
from bot.chat.zones import completion
from bot.domain.calendar.recurrence import EVERY_DAY, Recurrence
from bot.domain.calendar.time_text import read_days, read_time
from bot.domain.course.course import Course
from bot.domain.course.library import Place
from bot.domain.posts.reminder import Reminder, ReminderContent
from bot.errors.storage import RecordUnavailable
from bot.errors.user import AlwaysQuiet, ReminderNotFound
from bot.services.learning.next_step import NextStep
from bot.services.learning.quiz_state import Actor, OpenQuestion
from bot.services.learning.study import look_at
from bot.services.session import Caller
from bot.services.unit import Unit

MORNING = 8 * 60
"""The minute of the day of a reminder whose time nobody said."""

OFF = "off"

WHAT = [
    *(app_commands.Choice(name=name, value=content) for content, name in REMINDERS.items()),
    app_commands.Choice(name="off: no more reminders", value=OFF),
]


def install(front: FeatureContext, remind: "RemindCommands") -> None:
    """Add the command and its controls."""

    @front.tree.command(name="remind", description="A direct message at your own time; one button stops it")
    @app_commands.describe(
        what="A page, what is due for review, or off",
        time="By your own clock, such as 08:30 or noon",
        zone=ZONE_HINT,
        quiet="Days without a message, such as weekend or fri sat",
    )
    @app_commands.choices(what=WHAT)
    async def command(
        interaction: Interaction,
        what: app_commands.Choice[str] | None = None,
        time: Text | None = None,
        zone: Text | None = None,
        quiet: Text | None = None,
    ) -> None:
        wanted = what.value if what else None
        await front.answer(interaction, lambda who: remind.set(who, wanted, time, zone, quiet))

    front.completer.add(command, "zone", completion(front.services))
    front.on("remind", "stop", lambda press: remind.stop(press.asker))
    front.on("remind", "pause", remind.pause)
    front.on("remind", "resume", remind.resume)
    front.on("remind", "read", remind.read)
    front.on("remind", "review", remind.review)


class RemindCommands:
    """A person's reminder."""

    def __init__(self, services: Services, lessons: LessonCommands) -> None:
        self._services = services
        self._lessons = lessons

    async def set(
        self, who: Caller, what: str | None, time: str | None, zone: str | None, quiet: str | None
    ) -> Outcome:
        """Change what was said and keep the rest; show it where nothing was said. What is refused changes
        nothing, so all of it is read first.
        """
        if what == OFF:
            return await self.stop(who)
        moved = await self._services.zones.find(zone) if zone is not None else None

        async def look(unit: Unit) -> tuple[Reminder | None, str]:
            return await unit.reminders.get(who), await unit.reminders.zone(who)

        before, known = await who.read(look)
        here = moved or known
        cadence = _cadence(before, here, time, quiet)
        looking = (what, time, quiet) == (None,) * 3 and (before is None or zone is None)
        content: ReminderContent = before.content if before else "page"
        if what in REMINDERS:
            content = what

        async def keep(unit: Unit) -> Reminder | None:
            if moved:
                await unit.reminders.set_zone(who, moved)
            return None if looking else await unit.reminders.set(who, content, cadence)

        reminder = await who.write(keep) if moved or not looking else None
        if reminder:
            return Reply(screens.one(reminder, "✅ **Set.**"))
        return Reply(screens.one(before) if before else screens.none(here))

    async def stop(self, who: Caller) -> Outcome:
        """No more of them; stopping twice is fine."""
        with suppress(ReminderNotFound):
            await who.write(lambda unit: unit.reminders.stop(who))
        return Reply(screens.stopped())

    async def pause(self, press: ComponentEvent) -> Outcome:
        """Rests until resumed."""
        return Reply(screens.one(await press.asker.write(lambda unit: unit.reminders.pause(press.asker))))

    async def resume(self, press: ComponentEvent) -> Outcome:
        """Goes on."""
        return Reply(
            screens.one(await press.asker.write(lambda unit: unit.reminders.resume(press.asker)), RESUMED)
        )

    async def read(self, press: ComponentEvent) -> Outcome:
        """The next page that was not read yet; the one that the message showed is read now."""
        place = self._services.library.place(press.control.text(0), press.control.text(1))
        page, who = look_at(place, press.control.number(2)).page, press.asker

        async def turn(unit: Unit) -> tuple[Place, int] | NextStep:
            await unit.study.mark_read(who.learner, place, page)
            following = await _next(unit, who, place.course)
            if not isinstance(following, NextStep):
                await unit.study.mark_read(who.learner, *following)
            return following

        try:
            following = await who.write(turn)
        except RecordUnavailable:  # reading goes on, as in `read_page`
            following = await who.read(lambda unit: _next(unit, who, place.course))
        if isinstance(following, NextStep):
            return Reply(help_screens.finished(following))
        return self._lessons.show_page(who, look_at(*following))

    async def review(self, press: ComponentEvent) -> Outcome:
        """What is due for review."""
        state = await press.asker.write(lambda unit: unit.reviews.open(press.asker))
        return Reply(
            quiz_screens.question(state) if isinstance(state, OpenQuestion) else review_screens.rested(state)
        )


async def _next(unit: Unit, who: Actor, course: Course) -> tuple[Place, int] | NextStep:
    """Return the next page that wasn't read; after the last, what to do instead."""
    return await unit.study.next_page(who.learner, course) or await unit.next_steps.find(who, course)


def _cadence(before: Reminder | None, zone: str, time: str | None, quiet: str | None) -> Recurrence:
    """What was said, else what it was. Raises TimeUnclear, NoDays, and AlwaysQuiet when no day is left."""
    old = before.cadence if before else Recurrence(MORNING, zone)
    minute = read_time(time) if time is not None else old.minute
    days = old.days if quiet is None else EVERY_DAY - _quiet(quiet)
    if not days:
        raise AlwaysQuiet
    return Recurrence(minute, zone, days)


def _quiet(typed: str) -> frozenset[int]:
    return frozenset() if typed.casefold().strip() in ("none", "no", "-") else read_days(typed)
