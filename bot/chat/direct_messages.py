"""Direct messages. A person's channel is opened once, and its id is stored.

Discord slows down bots that open many channels, and quarantines those that don't stop.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import discord

from bot.chat.messages.error_codes import explained
from bot.errors.delivery import Undeliverable
from bot.services.unit import Units

T = TypeVar("T")


class DirectMessages:
    """Finds or opens a person's direct message channel with the bot."""

    def __init__(self, client: discord.Client, units: Units) -> None:
        self._client, self._units = client, units

    async def use(self, person: int, work: Callable[[discord.PartialMessageable], Awaitable[T]]) -> T:
        """Do something in the channel. If Discord no longer knows the stored one, open it again.

        Raises Undeliverable and Delayed.
        """
        known = await self._units.read(lambda unit: unit.dm_channels.get(person))
        if known is not None:
            try:
                return await self._work_in(known, work)
            except Undeliverable as error:
                if error.reason != "channel-gone":
                    raise
        async with explained():  # not with create_dm, which caches the old channel
            opened = int((await self._client.http.start_private_message(person))["id"])
        await self._units.write(lambda unit: unit.dm_channels.set(person, opened))
        return await self._work_in(opened, work)

    async def _work_in(self, channel: int, work: Callable[[discord.PartialMessageable], Awaitable[T]]) -> T:
        async with explained():
            return await work(self._client.get_partial_messageable(channel, type=discord.ChannelType.private))
