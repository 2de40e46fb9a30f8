"""The harness of end-to-end tests: the sandbox, the bot in it, and people who use it."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

import aiohttp

from bot.bootstrap import (
    follow_renames,
    make_client,
    make_clock,
    make_services,
    point_discord_at,
)
from bot.chat.client import Lessonbot
from bot.content.help_file import read_help
from bot.courses import load_library
from bot.demo_world import DEMO_WORLD
from bot.domain.course.library import Library
from bot.search import open_search
from bot.services.ports.clock import Clock
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Person
from tests.records import UnitCalls, open_migrated

CALLBACK = "POST /api/v10/interactions/*"
"""The bot's answers to presses and commands, for `BotHarness.inject_fault`."""

T = TypeVar("T")

COURSES = Path(__file__).parent.parent / "courses"


class QuickBot(Lessonbot):
    """The bot, without the wait that Discord asks for between shards."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once."""


@dataclass
class BotHarness:
    """One world, one record, and a bot that can be stopped and started again."""

    sandbox: Sandbox
    data: Path
    library: Library
    clock: Clock = field(default_factory=make_clock)
    shards: int | None = None
    expected_refusals: list[object] = field(default_factory=list)
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)
    _people: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def restart_bot(self, library: Library | None = None) -> None:
        """Stop the bot and start it again, with another course if one is given."""
        await self.stop_bot()
        self.library = library or self.library
        await self.start_bot()

    async def start_bot(self) -> Self:
        """Start the bot on the harness's record, and wait until it's online."""
        point_discord_at(self.sandbox.api_url)
        self.record = record = await self._running.enter_async_context(open_migrated(self.data / "record.db"))
        search = await self._running.enter_async_context(open_search(self.library.courses, read_help()))
        await follow_renames(self.library, record)
        services = make_services(self.library, record.opened, self.clock, search)
        self.services = UnitCalls(services, record)
        self.bot = make_client(services, self.shards, QuickBot)
        self.bot._connection.guild_ready_timeout = 0.05  # no server comes late here
        await self._running.enter_async_context(self.bot)
        await self.bot.login(self.sandbox.bot_token)
        connection = asyncio.create_task(self.bot.connect())
        self._running.push_async_callback(_end, connection, self.bot)
        await asyncio.wait_for(self.bot.wait_until_ready(), 10)
        return self

    def requests(self) -> list[dict[str, Any]]:
        """What the bot has asked of Discord so far, with the answers."""
        return [json.loads(line) for line in (self.data / "requests.jsonl").read_text().splitlines()]

    async def stop_bot(self) -> None:
        """Disconnect the bot and close its record."""
        await self._running.aclose()

    async def at_once(self, *taps: Awaitable[T]) -> list[T]:
        """What presses bring that all arrive before the bot's answer to any of them, as hasty ones do.

        The answers are held up for a moment: one that came in between could take a later press its button.
        """
        await self.inject_fault(kind="latency", match=CALLBACK, milliseconds=300, times=len(taps))
        return list(await asyncio.gather(*taps))

    async def inject_fault(self, **fault: Any) -> None:
        """Let something go wrong next, as `discord_sandbox.middleware.faults.Faults` takes it."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.sandbox.url}/sandbox/faults", json=fault) as response,
        ):
            assert response.status < 300, await response.text()

    async def person(self, name: str) -> Person:
        """Someone at a chat client."""
        return await self._people.enter_async_context(Person(self.sandbox.url, name))

    async def close(self) -> None:
        """Everybody leaves."""
        await self._people.aclose()
        await self._running.aclose()


async def _end(connection: asyncio.Task[None], bot: Lessonbot) -> None:
    await bot.close()
    await asyncio.wait({connection}, timeout=5)


def typed(command: dict[str, Any]) -> str:
    """Return a command the way you type it, with a word for each required option."""
    required = [option["name"] for option in command.get("options", []) if option.get("required")]
    return " ".join([f"/{command['name']}", *(f"{name}:Brot" for name in required)])


@asynccontextmanager
async def open_bot(
    data: Path,
    courses: tuple[str, ...] = ("baeckerei-sommer",),
    *,
    shards: int | None = None,
) -> AsyncIterator[BotHarness]:
    """Open a harness with the bot online."""
    library = load_library(tuple(COURSES / name for name in courses))
    requests = data / "requests.jsonl"
    async with Sandbox(DEMO_WORLD, data / "world", record=requests, rate_limits=False) as sandbox:
        harness = BotHarness(sandbox, data, library, shards=shards)
        try:
            yield await harness.start_bot()
        finally:
            await harness.close()
