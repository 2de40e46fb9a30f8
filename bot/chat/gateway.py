"""Keep the connection alive when Discord sends something that discord.py can't read."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
import discord
from discord.client import Client
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

log = logging.getLogger(__name__)

Parser = Callable[[Any], None]

HANDLED = (discord.DiscordException, ReconnectWebSocket, OSError, aiohttp.ClientError, asyncio.TimeoutError)
"""What discord.py raises on purpose, and knows how to handle."""


class UnreadableMessage(ConnectionError):
    """The gateway sent something outside its protocol. To discord.py it's a lost connection."""


class Gateway(DiscordWebSocket):
    """A gateway connection that reconnects after a message that it can't read.

    discord.py would end the program. Its shards wait longer after each failed attempt, so a gateway that
    keeps sending such messages doesn't use up the bot's daily limit of logins.
    """

    async def received_message(self, msg: Any, /) -> None:
        """Take one message. Raises UnreadableMessage."""
        try:
            await super().received_message(msg)
        except HANDLED:
            raise
        except Exception as fault:
            await self.close()  # and its heartbeat: discord.py just opens another connection
            raise UnreadableMessage(f"The gateway sent a message that can't be read ({fault!r})") from fault


def tolerate_unreadable_events(client: Client) -> None:
    """Have this client log and drop each event that it can't read, and go on with the next one.

    READY isn't dropped: without it the connection would stay open, but do nothing.
    """
    discord.shard.DiscordWebSocket = Gateway  # type: ignore[misc]  # discord.py has no other place for this
    parsers = client._connection.parsers
    for event, parse in parsers.items():
        if event != "READY":
            parsers[event] = _dropping(event, parse)


def _dropping(event: str, parse: Parser) -> Parser:
    def take(data: Any) -> None:
        try:
            parse(data)
        except Exception as fault:
            kind = data.get("type") if isinstance(data, dict) else None
            log.error("Dropped a %s event (type %.40r) that can't be read: %.200r", event, kind, fault)

    return take
