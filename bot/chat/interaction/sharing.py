"""Share something with everyone in a channel."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.chat.interaction.cooldown import Cooldown
from bot.chat.interaction.router import ComponentEvent
from bot.errors.user import ChannelNotAllowed, MayNotPost
from bot.services.unit import Unit

T = TypeVar("T")


class Sharing:
    """Lets people share where they can write and the server's settings allow it, but not too often.

    All features use the same instance, because the limit is on how much one person posts in a channel.
    """

    def __init__(self) -> None:
        self._cooldown = Cooldown(burst=3, every=20.0)

    async def read(self, press: ComponentEvent, work: Callable[[Unit], Awaitable[T]]) -> T:
        """Read what a press shares. Raises MayNotPost, ChannelNotAllowed and TooFast.

        If the work returns None, nothing is shared, so nothing is refused or counted.
        """

        async def permitted(unit: Unit) -> T:
            found = await work(unit)
            if found is not None:
                await _permit(unit, press)
            return found

        found = await press.caller.read(permitted)
        if found is not None:
            self._cooldown.spend(press.caller.learner)
        return found

    async def write(self, press: ComponentEvent, work: Callable[[Unit], Awaitable[T]]) -> T:
        """Do work that notes what a press shares. Raises what `read` does, and then stores nothing."""

        async def permitted(unit: Unit) -> T:
            await _permit(unit, press)
            return await work(unit)

        self._cooldown.spend(press.caller.learner)
        try:
            return await press.caller.write(permitted)
        except Exception:
            self._cooldown.give_back(press.caller.learner)
            raise

    async def take_back(self, press: ComponentEvent, work: Callable[[Unit], Awaitable[None]]) -> None:
        """Undo what `write` did, because Discord refused the message."""
        self._cooldown.give_back(press.caller.learner)
        await press.caller.write(work)

    async def permit(self, press: ComponentEvent) -> None:
        """Allow a press to share something that isn't read from the database. Raises what `read` does."""
        await self.read(press, _something)


async def _something(_: Unit) -> bool:
    return True


async def _permit(unit: Unit, press: ComponentEvent) -> None:
    if not press.caller.may_post:
        raise MayNotPost
    guild = press.caller.guild
    if guild and not (await unit.servers.settings(guild)).allows(press.channel):
        raise ChannelNotAllowed(press.channel)
