"""Direct messages: a person's channel is opened once, and its id is kept in the record.

Discord slows bots down that open many, and quarantines those that go on.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import discord

from bot.chat.messages.error_codes import explained
from bot.errors.delivery import Undeliverable
from bot.services.unit import Units

T = TypeVar("T")


class DirectMessages:
    """Finds or opens the channel of someone's direct messages with the bot."""

    def __init__(self, client: discord.Client, units: Units) -> None:
        self._client, self._units = client, units

    async def use(self, person: int, work: Callable[[discord.PartialMessageable], Awaitable[T]]) -> T:
        """Do something in the channel. When Discord doesn't know the one that was kept, open it again.

        Raises Undeliverable and Delayed.
        """
        known = await self._units.read(lambda unit: unit.dm_channels.get(person))
        if known is not None:
            try:
                return await self._work_in(known, work)
            except Undeliverable as error:
                if error.reason != "channel-gone":
                    raise
        async with explained():  # not by create_dm, which remembers the channel that is gone
            opened = int((await self._client.http.start_private_message(person))["id"])
        await self._units.write(lambda unit: unit.dm_channels.set(person, opened))
        return await self._work_in(opened, work)

    async def _work_in(self, channel: int, work: Callable[[discord.PartialMessageable], Awaitable[T]]) -> T:
        async with explained():
            return await work(self._client.get_partial_messageable(channel, type=discord.ChannelType.private))
