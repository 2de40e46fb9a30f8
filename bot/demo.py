"""The bot in its sandbox: for a browser, and for the terminal."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.config import Settings
from bot.errors import DemoUnavailable
from bot.running import connected
from bot.sandbox import Sandbox
from bot.sandbox.terminal import chat


@asynccontextmanager
async def open_demo(
    settings: Settings, data: Path, port: int, record: Path | None = None
) -> AsyncIterator[tuple[Sandbox, Settings]]:
    """The sandbox, and the settings for a bot that lives in it. Raises DemoUnavailable."""
    sandbox = Sandbox(data / "sandbox", port=port, record=record)
    try:
        await sandbox.__aenter__()
    except OSError as error:
        raise DemoUnavailable(
            f"The demo can't start: {error.strerror or error}. Choose another --port, or another --data."
        ) from None
    try:
        yield (
            sandbox,
            settings.model_copy(
                update={
                    "token": SecretStr(sandbox.bot_token),
                    "api_url": sandbox.api_url,
                    "database": str(data / "lessonbot.db"),
                    "backups": data / "backups",
                    "shards": settings.shards or 1,  # each further one waits five seconds to connect
                }
            ),
        )
    finally:
        await sandbox.__aexit__()


async def converse(
    settings: Settings, url: str | None, person: str | None, channel: str | None, data: Path
) -> int:
    """Let a person use the bot in the terminal: in the demo at `url`, else in one of its own.

    Returns the exit status: 1 when a line from a pipe could not be carried out. Raises DemoUnavailable.
    """
    if url:
        return await chat(url, person, channel)
    async with open_demo(settings, data, port=0) as (sandbox, inside), connected(inside) as (bot, connection):
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({ready, connection}, return_when=asyncio.FIRST_COMPLETED)
        if connection.done():
            connection.result()
        return await chat(sandbox.url, person, channel)
