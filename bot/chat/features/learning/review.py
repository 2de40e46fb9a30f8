"""`/review`: what is due today."""

from bot.chat.feature_context import FeatureContext
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.learning import review as screens
from bot.services.learning.quiz_state import OpenQuestion
from bot.services.session import Caller


def install(front: FeatureContext) -> None:
    """Add the command and its control."""

    async def show(who: Caller) -> Outcome:
        state = await who.write(lambda unit: unit.reviews.open(who))
        return Reply(
            quiz_screens.question(state) if isinstance(state, OpenQuestion) else screens.rested(state)
        )

    @front.tree.command(name="review", description="Recall what is due today, before it fades")
    async def review(interaction: Interaction) -> None:
        await front.answer(interaction, lambda who: show(who))

    front.on("review", "show", lambda press: show(press.asker))
