"""Greeting a server that the bot has joined, once."""

import logging

import discord

from bot.chat.feature_context import Services
from bot.chat.messages.error_codes import explained
from bot.chat.screens.people import greeting as screens
from bot.errors.delivery import DeliveryError

log = logging.getLogger(__name__)


async def greet(guild: discord.Guild, services: Services) -> bool:
    """Ask a first question in the system channel, or else in the first channel the bot can write to.

    Return whether this call greeted. A server is greeted once each time it adds the bot. If Discord doesn't
    accept the greeting, the next call may try again.
    """
    channel = _channel(guild)
    if channel is None:
        log.info("No channel to greet server %s in", guild.id)
        return False
    if not await services.units.write(lambda unit: unit.membership.claim_greeting(guild.id)):
        return False
    course = await services.units.read(lambda unit: unit.courses.of_server(guild.id))
    message = screens.greeting(course, guild.id)
    try:
        async with explained():
            await channel.send(**message, allowed_mentions=discord.AllowedMentions.none())
    except DeliveryError as error:
        log.warning("Couldn't greet server %s: %s", guild.id, error)
        await services.units.write(lambda unit: unit.membership.give_greeting_back(guild.id))
        return False
    return True


def _channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Return the channel to write in, preferably one that everyone reads."""
    channels = [channel for channel in (guild.system_channel, *guild.text_channels) if channel]
    writable = [channel for channel in channels if _may_write(channel)]
    everybody = (c for c in writable if c.permissions_for(guild.default_role).view_channel)
    return next(everybody, writable[0] if writable else None)


def _may_write(channel: discord.TextChannel) -> bool:
    allowed = channel.permissions_for(channel.guild.me)
    return allowed.view_channel and allowed.send_messages
