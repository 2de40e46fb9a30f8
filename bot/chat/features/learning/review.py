"""`/review`: what's due today."""

from bot.chat.feature_context import FeatureContext
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.screens.learning import quiz as quiz_screens
from bot.chat.screens.learning import review as screens
from bot.services.learning.quiz_state import OpenQuestion
from bot.services.session import Caller


def install(context: FeatureContext) -> None:
    """Add the command and its controls."""

    async def show(who: Caller, *, more: bool = False) -> Outcome:
        state = await who.write(lambda unit: unit.reviews.open(who, more=more))
        if isinstance(state, OpenQuestion):
            return Reply(quiz_screens.question(state))
        return Reply(screens.rested(state))

    @context.tree.command(name="review", description="Questions you're about to forget")
    async def review(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: show(who))

    context.on("review", "show", lambda press: show(press.caller))
    context.on("review", "more", lambda press: show(press.caller, more=True))
