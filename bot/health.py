"""An address on this machine that tells a supervisor, such as Docker, whether the bot works."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.chat.client import Lessonbot
from bot.errors.configuration import SettingInvalid
from bot.errors.storage import RecordUnavailable

PATIENCE = 5.0
"""Seconds that the database may take to answer."""


@asynccontextmanager
async def serve_health(bot: Lessonbot, port: int | None) -> AsyncIterator[None]:
    """Answer `GET /health` on 127.0.0.1 meanwhile: 200 if the bot works, or else 503. None: don't.

    Raises SettingInvalid if the port is taken.
    """
    if port is None:
        yield
        return

    async def health(_: web.Request) -> web.Response:
        state = await _state(bot)
        return web.json_response({"status": state}, status=200 if state == "ok" else 503)

    app = web.Application()
    app.router.add_get("/health", health)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
    except OSError as fault:
        await runner.cleanup()
        raise SettingInvalid(
            f"LESSONBOT_HEALTH_PORT: can't listen on port {port} ({fault.strerror})."
        ) from None
    try:
        yield
    finally:
        await runner.cleanup()


async def _state(bot: Lessonbot) -> str:
    """Return `ok`, or the first thing that doesn't work: `starting`, `disconnected` or `database`."""
    if not bot.is_ready():
        return "starting"
    if any(shard.is_closed() for shard in bot.shards.values()):
        return "disconnected"
    try:
        async with asyncio.timeout(PATIENCE):
            await bot.services.units.read(lambda unit: unit.stores.program.setting("clock"))
    except (TimeoutError, RecordUnavailable):
        return "database"
    return "ok"
