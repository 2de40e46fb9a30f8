"""Sharing: what a person chose to show everyone in a channel."""

from bot.chat.interaction.cooldown import Cooldown
from bot.chat.interaction.router import ComponentEvent
from bot.errors import ChannelNotAllowed, MayNotPost
from bot.services.unit import Units


class Sharing:
    """Lets people share where they may write themselves and the server's settings allow it; not too often.

    All features use the same one: what counts is how much of one person's a channel gets.
    """

    def __init__(self, units: Units) -> None:
        self._units = units
        self._cooldown = Cooldown(burst=3, every=20.0)

    async def permit(self, press: ComponentEvent) -> None:
        """Let a press share something. Raises MayNotPost, ChannelNotAllowed and TooFast."""
        if not press.asker.may_post:
            raise MayNotPost
        guild = press.asker.guild
        if guild and not (await self._units.read(lambda unit: unit.servers.settings(guild))).allows(
            press.channel
        ):
            raise ChannelNotAllowed(press.channel)
        self._cooldown.spend(press.asker.learner)
