"""`/progress`: how far one has come, and each lesson's objectives."""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import asker
from bot.chat.interaction.router import ComponentEvent
from bot.chat.pictures import render
from bot.chat.pictures.progress import ProgressPicture
from bot.chat.screens.learning import progress as screens
from bot.services.learning.quiz_state import Actor


def install(front: FeatureContext) -> None:
    """Add the command and its controls."""
    progress = Progress(front.services)

    @front.tree.command(name="progress", description="How far you have come, and what you remember")
    async def show(interaction: Interaction) -> None:
        await front.answer(interaction, lambda: progress.show(asker(interaction)))

    front.on("progress", "show", lambda press: progress.show(press.asker))
    front.on("progress", "lesson", progress.lesson)
    front.on("progress", "share", progress.share)


class Progress:
    """How far one has come."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._study = services.study
        self._measuring = services.measuring
        self._sharing = services.sharing

    async def show(self, who: Actor) -> Outcome:
        """All of it, course by course, with a picture of the first."""
        looked = await self._study.reports(who.learner)
        tests = [await self._measuring.standing(who.learner, part.course) for part, _ in looked]
        picture = await render(ProgressPicture(*looked[0]), screens.PICTURE)
        return Reply(screens.progress(looked, picture, tests, shareable=who.may_post), files=[picture])

    async def share(self, press: ComponentEvent) -> Outcome:
        """One's progress in a course, for everyone in the channel. Raises what `Sharing.permit` does."""
        course = self._library.course(press.control.text(0))
        await self._sharing.permit(press)
        by = press.asker.learner
        part, outlook = await self._study.report(by, course)
        picture = await render(ProgressPicture(part, outlook), screens.PICTURE)
        return Reply(screens.shared(part, outlook, picture, by), files=[picture], audience="public")

    async def lesson(self, press: ComponentEvent) -> Outcome:
        """The objectives of the lesson chosen in the menu."""
        place = self._library.place(press.control.text(0), press.chosen)
        return Reply(screens.objectives(place, await self._study.outlook(press.asker.learner, place.course)))
