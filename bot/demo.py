"""The bot in its sandbox: for a browser, and for the terminal."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.config import Settings
from bot.demo_world import DEMO_WORLD
from bot.errors import DemoUnavailable
from bot.runner import connected
from discord_sandbox import Sandbox, WorldInUse
from discord_sandbox.clients.terminal import chat

ADDRESS = "demo-address.txt"  # in the data folder, while a demo runs there


class DemoRunning(DemoUnavailable):
    """A demo is running in the folder; `url` is its address, None where it left none."""

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
    """The sandbox, and the settings for a bot that lives in it. Raises DemoUnavailable, DemoRunning."""
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
        address.unlink(missing_ok=True)  # before the folder is let go of: a next demo leaves its own
        await sandbox.__aexit__()


async def converse(
    settings: Settings, url: str | None, person: str | None, channel: str | None, data: Path
) -> int:
    """Let a person use the bot in the terminal: in the demo at `url`, else in the one running in the folder,
    else in one of its own.

    Returns the exit status: 1 when a line from a pipe could not be carried out. Raises DemoUnavailable.
    """
    if url:
        return await chat(url, person, channel)
    try:
        return await _converse_alone(settings, person, channel, data)
    except DemoRunning as running:  # who holds the folder is alive, so that the address is no old one
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
