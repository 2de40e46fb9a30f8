"""A running bot: from logging in to the signal that ends it."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import aiohttp
import discord

from bot.bootstrap import open_bot, open_demo
from bot.chat.client import Lessonbot
from bot.config import Settings
from bot.errors import DiscordUnreachable, TokenMissing, TokenRefused
from bot.sandbox.terminal import chat

log = logging.getLogger(__name__)


async def run(settings: Settings) -> None:
    """Run the bot until SIGINT or SIGTERM. Raises ConfigurationError when it cannot start as it is set up."""
    async with connected(settings) as (_, connection):
        stop = asyncio.Event()
        with _signals(stop.set):
            waiting = asyncio.create_task(stop.wait())
            await asyncio.wait({connection, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
        if connection.done():
            connection.result()
        log.info("Stopping")


async def converse(
    settings: Settings, url: str | None, person: str | None, channel: str | None, data: Path
) -> int:
    """Let a person use the bot in the terminal: in the demo at `url`, else in one of its own.

    Returns the exit status: 1 when a line from a pipe could not be carried out.
    """
    if url:
        return await chat(url, person, channel)
    async with open_demo(settings, data, port=0) as (sandbox, inside), connected(inside) as (bot, connection):
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({ready, connection}, return_when=asyncio.FIRST_COMPLETED)
        if connection.done():
            connection.result()
        return await chat(sandbox.url, person, channel)


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[tuple[Lessonbot, asyncio.Task[None]]]:
    """The bot with the task that is its connection; disconnected on leaving. Raises ConfigurationError."""
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        raise TokenMissing(
            "There is no bot token. Copy .env.example to .env and set DISCORD_TOKEN (the README says where "
            "to get one), or try the bot without Discord: lessonbot demo."
        )
    async with open_bot(settings) as bot:
        connection = asyncio.create_task(_connect(bot, token, settings.api_url))
        try:
            yield bot, connection
        finally:
            await bot.close()
            connection.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await connection


async def _connect(bot: Lessonbot, token: str, api_url: str) -> None:
    """Log in and stay connected. Raises TokenRefused, DiscordUnreachable."""
    try:
        await bot.login(token)
    except discord.LoginFailure:
        raise TokenRefused(
            "Discord does not accept the token. Copy it anew from the Bot page of your application in the "
            "developer portal into DISCORD_TOKEN."
        ) from None
    except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
        raise DiscordUnreachable(
            f"Discord cannot be reached at {api_url} ({error or type(error).__name__}). "
            "Check the network connection, then start again."
        ) from None
    await bot.connect()


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on SIGINT and SIGTERM."""
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
