"""Look up what the bot may do in a channel. Moderators can change that at any time, so nothing is cached."""

import asyncio
from collections.abc import Sequence

import discord

from bot.chat.messages.error_codes import PATIENCE, explained
from bot.errors.delivery import Delayed, DeliveryError, Undeliverable

NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
FOR_THREADS = ("create_public_threads", "send_messages_in_threads")


class ServerAccess:
    """Looks permissions up in the client's cache, and asks Discord about channels that aren't in it."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def missing(self, guild: int, channel: int, *, thread: bool = False) -> tuple[str, ...]:
        """Return the permissions that daily posts need but lack in a channel."""
        place = await self._place(guild, channel)
        if place is None:
            return (_named("view_channel"),)
        if not isinstance(place, discord.abc.Messageable):  # a forum or a category
            raise Undeliverable("channel-gone")
        return _missing_permissions(place, NEEDED + FOR_THREADS * thread)

    async def can_mention(self, guild: int, channel: int, role: int) -> bool:
        """Return whether mentioning the role pings its members. True if that's unknown right now."""
        home = self._client.get_guild(guild)
        if role == guild:
            return False  # @everyone
        if home is None or home.unavailable:
            return True
        found = home.get_role(role)
        if found is None or found.mentionable:
            return found is not None
        try:
            return (await self._permissions(guild, channel)).mention_everyone
        except DeliveryError:
            return True

    async def can_publish(self, guild: int, channel: int) -> bool:
        """Return whether it's an announcement channel. True if that's unknown right now."""
        try:
            place = await self._place(guild, channel)
        except DeliveryError:
            return True
        return place is None or (isinstance(place, discord.TextChannel) and place.is_news())

    async def _place(self, guild: int, channel: int) -> discord.abc.GuildChannel | None:
        """Return a channel of a server, or None if the bot can't see it."""
        home = self._client.get_guild(guild)
        if home is None:
            raise Undeliverable("channel-gone")
        if home.unavailable:  # the client knows neither its channels nor the bot's roles there
            raise Delayed("the server is unavailable", sure=True)
        place = home.get_channel(channel)
        if place is not None:
            return place
        try:
            async with explained():
                found = await self._client.fetch_channel(channel)
        except discord.InvalidData:
            raise Undeliverable("refused") from None
        except Undeliverable as error:
            if error.reason == "permission":
                return None
            raise
        if not isinstance(found, discord.abc.GuildChannel) or found.guild != home:
            raise Undeliverable("channel-gone")
        return found

    async def _permissions(self, guild: int, channel: int) -> discord.Permissions:
        place = await self._place(guild, channel)
        return place.permissions_for(place.guild.me) if place else discord.Permissions.none()

    async def _until_ready(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._client.wait_until_ready()
        except TimeoutError:
            raise Delayed("the gateway is not ready", sure=False) from None

    def _with_missing_permissions(
        self, error: Undeliverable, server: int, place: int, *, thread: bool = False
    ) -> Undeliverable:
        """Return the error with the missing permissions added, as far as the client knows them."""
        guild = self._client.get_guild(server)
        channel = guild.get_channel(place) if guild else None
        if error.reason != "permission" or channel is None:
            return error
        missing = _missing_permissions(channel, FOR_THREADS if thread else NEEDED)
        return Undeliverable("permission", missing, sure=error.sure)


def _missing_permissions(place: discord.abc.GuildChannel, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the permissions the bot lacks, without those that only follow from another missing one.

    Without Send Messages, Discord also takes away Embed Links, and without View Channel, everything. Granting
    those wouldn't help, so don't ask for them.
    """
    me = place.guild.me
    has = place.permissions_for(me)
    if all(getattr(has, each) for each in wanted):
        return ()
    granted = discord.abc.GuildChannel.permissions_for(place, me)  # before what follows is taken away
    return tuple(_named(each) for each in wanted if not getattr(granted, each))


def _named(permission: str) -> str:
    """Return a permission's name as Discord's settings show it."""
    return permission.replace("_", " ").title().replace(" In ", " in ")
