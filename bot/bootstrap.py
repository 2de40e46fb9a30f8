"""The one place where everything is wired together."""

import asyncio
import logging
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from bot.chat.client import Lessonbot
from bot.chat.front import Services
from bot.config import DISCORD_API_URL, Settings
from bot.content import load_courses
from bot.domain.library import Library
from bot.errors import CourseUnusable, DiscordUnreachable, TokenMissing, TokenRefused
from bot.sandbox import Sandbox
from bot.services.ports import Clock
from bot.storage import open_record

log = logging.getLogger(__name__)


def make_clock(start: datetime | None = None) -> Clock:
    """A clock in milliseconds of UTC: the machine's, or one that starts at `start` and goes on from there."""
    shift = int(start.timestamp() * 1000) - time.time_ns() // 1_000_000 if start else 0
    return lambda: time.time_ns() // 1_000_000 + shift


def point_discord_at(api_url: str) -> None:
    """Let discord.py speak to this address instead of Discord's own, for the whole process.

    Those are the three addresses that it has: of the API, of pictures, and of the gateway.
    """
    parts = urlsplit(api_url)
    Route.BASE = api_url
    discord.Asset.BASE = f"{parts.scheme}://{parts.netloc}"
    gateway = "wss" if parts.scheme == "https" else "ws"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{gateway}://{parts.netloc}/gateway")


def load_library(folders: tuple[Path, ...]) -> Library:
    """The courses in these folders. Raises CourseUnusable when one has faults, or there is none."""
    courses = load_courses(folders)
    if not courses:
        raise CourseUnusable("There is no course to teach. Name a course folder in LESSONBOT_COURSES.")
    return Library(tuple(courses.values()))


@asynccontextmanager
async def open_bot(settings: Settings) -> AsyncIterator[Lessonbot]:
    """A bot that is ready to log in; its record is closed on leaving. Raises ConfigurationError."""
    library = await asyncio.to_thread(load_library, settings.course_folders)
    if settings.api_url != DISCORD_API_URL:
        point_discord_at(settings.api_url)
    clock = make_clock(settings.clock)
    async with (
        open_record(settings.database, backups=settings.backups) as record,
        Lessonbot(Services.over(library, record, clock), shards=settings.shards) as client,
    ):
        yield client


async def run(settings: Settings) -> None:
    """Run the bot until it is told to stop by SIGINT or SIGTERM. Raises ConfigurationError."""
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        raise TokenMissing(
            "There is no bot token. Copy .env.example to .env and set DISCORD_TOKEN (the README says where "
            "to get one), or try the bot without Discord: lessonbot demo."
        )
    async with open_bot(settings) as client:
        connection = asyncio.create_task(_connect(client, token, settings.api_url))
        await _until_stopped(connection)
        log.info("Stopping")
        await client.close()
        with suppress(asyncio.CancelledError):
            await connection


async def _connect(client: Lessonbot, token: str, api_url: str) -> None:
    """Log in and stay connected. Raises TokenRefused, DiscordUnreachable."""
    try:
        await client.login(token)
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
    await client.connect()


async def _until_stopped(connection: asyncio.Task[None]) -> None:
    """Wait for SIGINT, SIGTERM or the end of the connection; the connection's error is raised."""
    stop = asyncio.Event()
    with _signals(stop.set):
        waiting = asyncio.create_task(stop.wait())
        await asyncio.wait({connection, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
    if connection.done():
        connection.result()


class _signals:  # noqa: N801 - used as a function
    """Call `stop` on SIGINT and SIGTERM; a second signal ends the program at once."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self._stop = stop
        self._loop = asyncio.get_running_loop()
        self._before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def __enter__(self) -> None:
        for number in self._before:
            signal.signal(number, lambda *_: self._loop.call_soon_threadsafe(self._stop))

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


@asynccontextmanager
async def open_demo(
    settings: Settings, data: Path, port: int, record: Path | None = None
) -> AsyncIterator[tuple[Sandbox, Settings]]:
    """The sandbox, and the settings for a bot that lives in it. Raises OSError when the port is taken."""
    async with Sandbox(data / "sandbox", port=port, record=record) as sandbox:
        inside = settings.model_copy(
            update={
                "token": SecretStr(sandbox.bot_token),
                "api_url": sandbox.api_url,
                "database": str(data / "lessonbot.db"),
                "backups": data / "backups",
            }
        )
        yield sandbox, inside
