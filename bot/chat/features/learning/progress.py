"""`/progress`: badges, streak and cards, and each lesson's goals."""

from dataclasses import dataclass

import discord

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.pictures import render
from bot.chat.pictures.badge import mark_of
from bot.chat.pictures.progress import BadgeSlot, ProgressPicture, ProgressSummary
from bot.chat.screens.learning import progress as screens
from bot.domain.course.course import Course
from bot.domain.learning.certificate import Certificate
from bot.domain.learning.progress import Progress
from bot.domain.learning.streak import Streak
from bot.services.learning.lessons.next_step import NextStep
from bot.services.learning.lessons.study import LearningLog
from bot.services.session import Caller
from bot.services.unit import Unit


def install(context: FeatureContext, progress: "ProgressCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(name="progress", description="Your badges, your streak, and what you remember")
    async def show(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: progress.show(who, None))

    context.on("progress", "show", lambda press: progress.show(press.caller, progress.course(press)))
    context.on("progress", "course", progress.choose)
    context.on("progress", "details", progress.details)
    context.on("progress", "lesson", progress.lesson)
    context.on("progress", "share", progress.share)


@dataclass(frozen=True)
class Achieved:
    """What a learner has achieved in a course. `gold` says for each earned badge whether it's gold."""

    part: Progress
    gold: dict[str, bool]
    streak: Streak

    @property
    def badges(self) -> int:
        """Return how many lessons of the course have their badge. Bonus units don't count."""
        return sum(lesson.id in self.gold for lesson in self.part.course.lessons)

    async def picture(self) -> discord.File:
        """Draw the picture."""
        parts = self.part.lessons
        slots = [
            BadgeSlot(mark_of(each.lesson), each.lesson.id in self.gold, self.gold.get(each.lesson.id, False))
            for each in parts
        ]
        read, cards = sum(each.read for each in parts), sum(each.cards for each in parts)
        summary = ProgressSummary(self.part.course.title, slots, self.streak.days, read, cards)
        return await render(ProgressPicture(summary), screens.PICTURE)


class ProgressCommands:
    """Shows a learner's progress."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sharing = services.sharing

    def course(self, press: ComponentEvent) -> Course | None:
        """Return the course that a control names, if it names one."""
        named = press.control.arguments[:1]
        return self._services.library.course(named[0]) if named else None

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Show the course that was chosen in the menu."""
        return await self.show(press.caller, self._services.library.course(press.chosen))

    async def show(self, who: Caller, named: Course | None) -> Outcome:
        """Show the picture, three lines, and what comes next."""

        async def look(unit: Unit) -> tuple[Achieved, NextStep, Certificate | None]:
            course = await unit.courses.current(who, named)
            own = await unit.certificates.own(who.learner, course)
            return await _achieved(unit, who.learner, course), await unit.next_steps.find(who, course), own

        found, step, own = await who.read(look)
        picture = await found.picture()
        others = tuple(other for other in self._services.library.courses if other.id != step.course.id)
        screen = screens.progress(
            *(found.part, found.badges, found.streak, step, picture, others),
            shareable=who.may_post,
            certificate=own.number if own else None,
        )
        return Reply(screen, files=[picture])

    async def details(self, press: ComponentEvent) -> Outcome:
        """Show goals, recall, the next reviews, and what comes next."""
        who, named = press.caller, self.course(press)

        async def look(unit: Unit) -> tuple[LearningLog, NextStep]:
            course = await unit.courses.current(who, named)
            return await unit.study.log(who.learner, course), await unit.next_steps.find(who, course)

        log, step = await who.read(look)
        return Reply(screens.details(log.progress, await log.stats(), step))

    async def share(self, press: ComponentEvent) -> Outcome:
        """Share progress with everyone in the channel. Raises what `Sharing.read` does."""
        named, by = self.course(press), press.caller.learner

        async def look(unit: Unit) -> Achieved:
            return await _achieved(unit, by, await unit.courses.current(press.caller, named))

        found = await self._sharing.read(press, look)
        picture = await found.picture()
        screen = screens.shared(found.part, found.badges, found.streak, picture, by)
        return Reply(screen, files=[picture], audience="public")

    async def lesson(self, press: ComponentEvent) -> Outcome:
        """Show the goals of the lesson that was chosen in the menu."""
        place = self._services.library.place(press.control.text(0), press.chosen)
        log = await press.caller.read(lambda unit: unit.study.log(press.caller.learner, place.course))
        return Reply(screens.goals(place, await log.stats()))


async def _achieved(unit: Unit, learner: int, course: Course) -> Achieved:
    badge_collection = await unit.badges.badge_collection(learner, course)
    gold = {each.lesson.id: each.gold for each in badge_collection}
    return Achieved(await unit.study.progress(learner, course), gold, await unit.streaks.streak(learner))
