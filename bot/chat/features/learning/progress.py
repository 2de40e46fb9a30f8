"""`/progress`: how far one has come, and each lesson's objectives."""

from collections.abc import Sequence

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.pictures import render
from bot.chat.pictures.badge import LessonMark
from bot.chat.pictures.progress import BadgeSlot, ProgressPicture, ProgressSummary
from bot.chat.screens.learning import progress as screens
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.study import LearningLog
from bot.services.session import Caller
from bot.services.unit import Unit


def install(front: FeatureContext, progress: "ProgressCommands") -> None:
    """Add the command and its controls."""

    @front.tree.command(name="progress", description="How far you have come, and what you remember")
    async def show(interaction: Interaction) -> None:
        await front.answer(interaction, lambda who: progress.show(who))

    front.on("progress", "show", lambda press: progress.show(press.asker))
    front.on("progress", "lesson", progress.lesson)
    front.on("progress", "share", progress.share)


class ProgressCommands:
    """How far one has come."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._sharing = services.sharing

    async def show(self, who: Caller) -> Outcome:
        """All of it, course by course, with a picture of the first."""

        async def look(unit: Unit) -> tuple[Sequence[LearningLog], list[AssessmentStatus], ProgressSummary]:
            logs = await unit.study.logs(who.learner)
            tests = [await unit.assessments.standing(who.learner, log.course) for log in logs]
            return logs, tests, await _summary(unit, who.learner, logs[0])

        logs, tests, summary = await who.read(look)
        looked = [(log.progress, await log.outlook()) for log in logs]
        picture = await render(ProgressPicture(summary), screens.PICTURE)
        return Reply(screens.progress(looked, picture, tests, shareable=who.may_post), files=[picture])

    async def share(self, press: ComponentEvent) -> Outcome:
        """One's progress in a course, for everyone in the channel. Raises what `Sharing.permit` does."""
        course = self._library.course(press.control.text(0))
        by = press.asker.learner

        async def look(unit: Unit) -> tuple[LearningLog, ProgressSummary]:
            log = await unit.study.log(by, course)
            return log, await _summary(unit, by, log)

        log, summary = await self._sharing.read(press, look)
        part, outlook = log.progress, await log.outlook()
        picture = await render(ProgressPicture(summary), screens.PICTURE)
        return Reply(screens.shared(part, outlook, picture, by), files=[picture], audience="public")

    async def lesson(self, press: ComponentEvent) -> Outcome:
        """The objectives of the lesson chosen in the menu."""
        place = self._library.place(press.control.text(0), press.chosen)
        log = await press.asker.read(lambda unit: unit.study.log(press.asker.learner, place.course))
        return Reply(screens.objectives(place, await log.outlook()))


async def _summary(unit: Unit, learner: int, log: LearningLog) -> ProgressSummary:
    """Return what the picture shows."""
    earned = {each.lesson.id: each.gold for each in await unit.badges.shelf(learner, log.course)}
    parts = log.progress.lessons
    return ProgressSummary(
        title=log.course.title,
        badges=[
            BadgeSlot(
                LessonMark(part.lesson.number, part.lesson.title),
                earned=part.lesson.id in earned,
                gold=earned.get(part.lesson.id, False),
            )
            for part in parts
        ],
        streak=(await unit.streaks.streak(learner)).days,
        opened=sum(part.read for part in parts),
        cards=sum(part.pages for part in parts),
    )
