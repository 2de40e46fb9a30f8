"""`/progress`."""

from bot.chat.delivery import Interaction, Outcome, Reply
from bot.chat.desk import asker
from bot.chat.front import Front
from bot.chat.screens import progress as screens
from bot.services.quiz import Asker


def install(front: Front) -> None:
    """Add the command and its control."""

    async def show(who: Asker) -> Outcome:
        return Reply(screens.progress(await front.services.study.all_progress(who.learner)))

    @front.tree.command(name="progress", description="How far you have come")
    async def progress(interaction: Interaction) -> None:
        await front.answer(interaction, lambda: show(asker(interaction)))

    front.on("progress", "show", lambda press: show(press.asker))
