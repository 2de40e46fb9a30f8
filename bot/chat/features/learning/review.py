"""`/review`: what is due today."""

from bot.chat.feature_context import FeatureContext
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import asker
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.learning import review as screens
from bot.services.learning.quiz_state import Actor, OpenQuestion


def install(front: FeatureContext) -> None:
    """Add the command and its control."""

    async def show(who: Actor) -> Outcome:
        state = await front.services.units.write(lambda unit: unit.reviews.open(who))
        return Reply(
            quiz_screens.question(state) if isinstance(state, OpenQuestion) else screens.rested(state)
        )

    @front.tree.command(name="review", description="Recall what is due today, before it fades")
    async def review(interaction: Interaction) -> None:
        await front.answer(interaction, lambda: show(asker(interaction)))

    front.on("review", "show", lambda press: show(press.asker))
