"""`/help`, the privacy policy and the terms."""

from bot.chat.feature_context import FeatureContext
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import help as screens
from bot.chat.screens.people import policies
from bot.services.learning.lessons.next_step import NextStep
from bot.services.session import Caller
from bot.services.unit import Unit


def install(context: FeatureContext) -> None:
    """Add the command and its controls."""
    services, mention = context.services, context.commands.mention

    async def show(who: Caller) -> Outcome:
        async def look(unit: Unit) -> NextStep:
            return await unit.next_steps.find(who, await unit.courses.current(who))

        return Reply(screens.guide(await who.read(look), mention))

    async def daily_posts(press: ComponentEvent) -> Outcome:
        return Reply(screens.daily_posts(mention, here=press.caller.server is not None))

    async def about(who: Caller) -> Outcome:
        return Reply(screens.about(await who.read(lambda unit: unit.courses.current(who))))

    async def privacy() -> Outcome:
        return Reply(policies.privacy(services.policies))

    async def terms() -> Outcome:
        return Reply(policies.terms(services.policies))

    @context.tree.command(name="help", description="What you can do here")
    async def help_(interaction: Interaction) -> None:
        await context.answer(interaction, lambda who: show(who))

    context.on("help", "show", lambda press: show(press.caller))
    context.on("help", "daily", daily_posts)
    context.on("help", "about", lambda press: about(press.caller))
    context.on("help", "privacy", lambda _: privacy())
    context.on("help", "terms", lambda _: terms())
