"""`/help`, the privacy policy and the terms."""

from bot.chat.feature_context import FeatureContext
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.learning import help as screens
from bot.chat.screens.people import policies


def install(front: FeatureContext) -> None:
    """Add the command and its controls."""
    services, mention = front.services, front.commands.mention

    async def show() -> Outcome:
        return Reply(screens.guide(services.library.default, mention))

    async def daily_posts(press: ComponentEvent) -> Outcome:
        return Reply(screens.daily_posts(mention, here=press.asker.server is not None))

    async def about() -> Outcome:
        return Reply(screens.about(services.library.default))

    async def privacy() -> Outcome:
        return Reply(policies.privacy(services.policies))

    async def terms() -> Outcome:
        return Reply(policies.terms(services.policies))

    @front.tree.command(name="help", description="What you can do here")
    async def help_(interaction: Interaction) -> None:
        await front.answer(interaction, lambda _: show())

    front.on("help", "show", lambda _: show())
    front.on("help", "daily", daily_posts)
    front.on("help", "about", lambda _: about())
    front.on("help", "privacy", lambda _: privacy())
    front.on("help", "terms", lambda _: terms())
