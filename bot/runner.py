"""Run the bot, from logging in until a signal stops it."""

import asyncio
import logging
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext, suppress

from bot.bootstrap import open_bot
from bot.chat.client import Lessonbot
from bot.chat.connection import connect
from bot.config import Settings, env_file
from bot.errors.configuration import SettingInvalid, TokenMissing
from bot.health import serve_health
from bot.storage import display_address

log = logging.getLogger(__name__)


Work = Callable[[Lessonbot], Coroutine[None, None, None]]
"""What to do with a bot beside running it."""


async def run(settings: Settings, beside: Work | None = None) -> None:
    """Run the bot until SIGINT or SIGTERM, and do `beside` meanwhile.

    Raises ConfigurationError if the bot's setup keeps it from starting.
    """
    running, stop = asyncio.create_task(_stay_connected(settings, beside)), asyncio.Event()
    with _signals(stop.set):  # right from the start, because opening a large database takes a while
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
    if not running.done():
        log.info("Stopping")
        running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def _stay_connected(settings: Settings, beside: Work | None) -> None:
    """Run the bot until this task is canceled or the connection ends. Raises ConfigurationError."""
    for line in _used_paths(settings):
        log.info(line)
    async with connected(settings) as (bot, connection):
        work = asyncio.create_task(beside(bot)) if beside else None
        try:
            with _hangup(bot.reloader.ring):
                async with serve_health(bot, settings.health_port):
                    await asyncio.shield(connection)  # the bot still needs it to shut down cleanly
        finally:
            if work:
                work.cancel()


def _used_paths(settings: Settings) -> Iterator[str]:
    """Yield which files the program uses, for the log, so that a wrong working directory is easy to spot.

    Never include passwords.
    """
    yield f"Database: {display_address(settings.database)}"
    yield f"Courses: {', '.join(str(folder.absolute()) for folder in settings.course_folders)}"
    file = env_file()
    yield f"Settings: the environment, and {file}" + ("" if file.is_file() else " (no such file)")


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[tuple[Lessonbot, asyncio.Task[None]]]:
    """Yield a connected bot and its connection's task, and disconnect on exit. Raises ConfigurationError."""
    token = _token(settings)
    async with open_bot(settings) as bot:
        connection = asyncio.create_task(_serve(bot, token, settings.api_url))
        try:
            yield bot, connection
        finally:
            await bot.close()
            connection.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await connection


async def _serve(bot: Lessonbot, token: str, api_url: str) -> None:
    """Stay connected until Discord hangs up for good or the database is gone. Raises ConfigurationError."""
    serving = asyncio.create_task(connect(bot, token, api_url))
    losing = asyncio.create_task(bot.services.units.database.lost())
    try:
        await asyncio.wait({serving, losing}, return_when=asyncio.FIRST_COMPLETED)
        if losing.done():
            raise losing.result()
        await serving
    finally:
        serving.cancel()
        losing.cancel()
        await asyncio.gather(serving, losing, return_exceptions=True)


def _token(settings: Settings) -> str:
    """Return the bot token. Raises TokenMissing, SettingInvalid."""
    token = settings.token.get_secret_value() if settings.token else ""
    if not token:
        raise TokenMissing(
            f"There's no bot token in the environment or in {env_file()}. Copy .env.example to .env and set"
            " DISCORD_TOKEN (the README tells you where to get one). To try the bot without Discord, run:"
            " lessonbot demo"
        )
    if not re.fullmatch(r"[!-~]+", token):
        raise SettingInvalid(
            "DISCORD_TOKEN has a space, a line break or another character that tokens never have. Copy it"
            " again from the Bot page in Discord's developer portal, without any word before it."
        )
    return token


def _hangup(reload: Callable[[], None]) -> AbstractContextManager[None]:
    """Call `reload` on SIGHUP, unless the bot runs in a terminal: there, it means that the window was closed.

    A signal that's ignored, as under nohup, stays ignored. Windows has no such signal.
    """
    number = getattr(signal, "SIGHUP", None)
    if number is None or (sys.stdin and sys.stdin.isatty()) or signal.getsignal(number) is signal.SIG_IGN:
        return nullcontext()
    return _signals(reload, (number,))


@contextmanager
def _signals(
    react: Callable[[], None], numbers: tuple[int, ...] = (signal.SIGINT, signal.SIGTERM)
) -> Iterator[None]:
    """Call `react` on these signals."""
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in numbers}
    for number in before:
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(react))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
