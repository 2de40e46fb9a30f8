"""`/progress`: how far one has come, and each lesson's objectives."""

from bot.chat.delivery import Interaction, Outcome, Reply
from bot.chat.desk import asker
from bot.chat.front import Front, Services
from bot.chat.router import Press
from bot.chat.screens import progress as screens
from bot.errors import StaleControl
from bot.services.standing import Asker


def install(front: Front) -> None:
    """Add the command and its controls."""
    progress = Progress(front.services)

    @front.tree.command(name="progress", description="How far you have come, and what you remember")
    async def show(interaction: Interaction) -> None:
        await front.answer(interaction, lambda: progress.show(asker(interaction)))

    front.on("progress", "show", lambda press: progress.show(press.asker))
    front.on("progress", "lesson", progress.lesson)


class Progress:
    """How far one has come."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._study = services.study
        self._measuring = services.measuring

    async def show(self, who: Asker) -> Outcome:
        """All of it, course by course."""
        found = await self._study.all_progress(who.learner)
        looked = [(part, await self._study.outlook(who.learner, part.course)) for part in found]
        tests = [await self._measuring.standing(who.learner, part.course) for part in found]
        return Reply(screens.progress(looked, tests))

    async def lesson(self, press: Press) -> Outcome:
        """The objectives of the lesson chosen in the menu."""
        if not press.values:
            raise StaleControl
        place = self._library.place(press.control.text(0), press.values[0])
        return Reply(screens.objectives(place, await self._study.outlook(press.asker.learner, place.course)))
