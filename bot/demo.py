"""Run the bot in its sandbox, in a browser or in the terminal."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.chat.client import Lessonbot
from bot.chat.messages.greeting import greet
from bot.config import Settings
from bot.demo_world import DEMO_WORLD
from bot.errors.configuration import DemoUnavailable
from bot.runner import connected
from discord_sandbox import Sandbox, WorldInUse
from discord_sandbox.clients.terminal import chat

ADDRESS = "demo-address.txt"  # in the data folder, while a demo runs there


class DemoRunning(DemoUnavailable):
    """A demo is already running in the folder. `url` is its address, or None if it left no address file."""

    def __init__(self, data: Path) -> None:
        try:
            self.url = (data / ADDRESS).read_text().strip() or None
        except OSError:
            self.url = None
        where = f"at {self.url}" if self.url else f"in {data}, but its address is unknown"
        super().__init__(f"A demo is already running {where}. Use that one, or pick another --data folder.")


@asynccontextmanager
async def open_demo(
    settings: Settings, data: Path, port: int, record: Path | None = None
) -> AsyncIterator[tuple[Sandbox, Settings]]:
    """Start the sandbox, and yield it with the settings for a bot that uses it.

    Raises DemoUnavailable, DemoRunning.
    """
    sandbox = Sandbox(DEMO_WORLD, data / "sandbox", port=port, record=record)
    try:
        await sandbox.__aenter__()
    except WorldInUse:
        raise DemoRunning(data) from None
    except OSError as error:
        raise DemoUnavailable(
            f"The demo can't start: {error.strerror or error}. Try another --port or --data folder."
        ) from None
    address = data / ADDRESS
    try:
        address.write_text(f"{sandbox.url}\n")
        yield (
            sandbox,
            settings.model_copy(
                update={
                    "token": SecretStr(sandbox.bot_token),
                    "api_url": sandbox.api_url,
                    "database": str(data / "demo" / "lessonbot.db"),
                    "backups": data / "demo" / "backups",
                    "shards": settings.shards or 1,  # each further one waits five seconds to connect
                }
            ),
        )
    finally:
        address.unlink(missing_ok=True)  # while the folder is locked: later it could be the next demo's
        await sandbox.__aexit__()


async def greet_servers(bot: Lessonbot) -> None:
    """Once the bot is online, greet every server that hasn't been greeted.

    In the sandbox the bot is in its servers from the start, so it never sees itself join one.
    """
    await bot.wait_until_ready()
    for guild in bot.guilds:
        await greet(guild, bot.services)


async def converse(
    settings: Settings, url: str | None, person: str | None, channel: str | None, data: Path
) -> int:
    """Chat with the bot in the terminal: in the demo at `url`, or the one running in the folder, or a new
    one.

    Return the exit status, which is 1 if a line from a pipe couldn't be carried out. Raises DemoUnavailable.
    """
    if url:
        return await chat(url, person, channel)
    try:
        return await _converse_alone(settings, person, channel, data)
    except DemoRunning as running:  # a live process holds the folder's lock, so its address isn't stale
        if running.url is None:
            raise DemoUnavailable(f"{running} If you know its address, pass it with --url.") from None
        return await chat(running.url, person, channel)


async def _converse_alone(settings: Settings, person: str | None, channel: str | None, data: Path) -> int:
    async with open_demo(settings, data, port=0) as (sandbox, inside), connected(inside) as (bot, connection):
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({ready, connection}, return_when=asyncio.FIRST_COMPLETED)
        if connection.done():
            connection.result()
        return await chat(sandbox.url, person, channel)
