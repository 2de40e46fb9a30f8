"""The stage: the sandbox, the bot on a clock that only moves when it's told to, and people."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.bootstrap import make_client, make_services, point_discord_at
from bot.chat.client import Lessonbot
from bot.chat.interaction.cooldown import Cooldown
from bot.config import Settings
from bot.courses import load_library
from bot.demo_world import DEMO_WORLD
from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.search import open_search
from bot.services.unit import Units
from bot.storage import open_record
from discord_sandbox import PersonSeed, Sandbox, WorldSeed, fixed_id
from discord_sandbox.clients.person import Person

START = datetime(2026, 3, 2, tzinfo=UTC)
"""Midnight of a Monday."""

DAY, MINUTE = 86_400_000, 60_000
"""In milliseconds."""

PATIENCE = 20.0
"""Seconds until it's an error that something due wasn't sent."""


class SimulatedClock:
    """A clock in UTC milliseconds that goes forward one millisecond per look, and otherwise when it's set."""

    def __init__(self, now: int) -> None:
        self.now = now

    def __call__(self) -> int:
        """Return the time."""
        self.now += 1
        return self.now

    def move(self, day: int, minute: int) -> None:
        """Set it to a minute of a day, counted from 0. It never goes back."""
        at = int(START.timestamp() * 1000) + day * DAY + minute * MINUTE
        self.now = max(self.now, at)


class QuickBot(Lessonbot):
    """The bot, without the wait that Discord asks for between shards."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once."""


@dataclass
class Stage:
    """A running bot in a sandbox."""

    sandbox: Sandbox
    library: Library
    clock: SimulatedClock
    units: Units
    _people: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def course(self) -> Course:
        """Return the course that's played through."""
        return self.library.default

    async def person(self, name: str) -> Person:
        """Log a person in."""
        return await self._people.enter_async_context(Person(self.sandbox.url, name, within=30.0))

    async def deliver(self) -> None:
        """Wait until everything that's due by now was sent. Raises TimeoutError."""
        self.units.wakeup.wake()
        async with asyncio.timeout(PATIENCE):
            while True:
                due = await self.units.read(lambda unit: unit.stores.posts.next_due())
                if due is None or due > self.clock.now:
                    return
                await asyncio.sleep(0.01)

    async def size(self, url: str) -> int:
        """Return the bytes of an attached file."""
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            return len(await response.read())

    async def close(self) -> None:
        """Log everyone out."""
        await self._people.aclose()


@asynccontextmanager
async def open_stage(folder: Path, names: Sequence[str]) -> AsyncIterator[Stage]:
    """Start the bot with an empty database in a folder, in a world with people of these names."""
    library = await asyncio.to_thread(load_library, Settings.read().course_folders)
    clock = SimulatedClock(int(START.timestamp() * 1000))
    clock.move(0, 12 * 60)
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox(_world(names), rate_limits=False))
        point_discord_at(sandbox.api_url)
        search = await stack.enter_async_context(open_search(library.courses))
        record = await stack.enter_async_context(open_record(str(folder / "record.db")))
        services = make_services(library, record, clock, search)
        await stack.enter_async_context(_online(make_client(services, 1, QuickBot), sandbox))
        stage = Stage(sandbox, library, clock, services.units)
        stack.push_async_callback(stage.close)
        yield stage


@asynccontextmanager
async def _online(bot: Lessonbot, sandbox: Sandbox) -> AsyncIterator[None]:
    """Connect the bot. It lets people act as fast as they like, since weeks pass within seconds."""
    bot._connection.guild_ready_timeout = 0.05
    bot.responder._cooldown = bot.services.sharing._cooldown = Cooldown(burst=1_000_000)
    async with bot:
        await bot.login(sandbox.bot_token)
        connection = asyncio.create_task(bot.connect())
        try:
            await asyncio.wait_for(bot.wait_until_ready(), PATIENCE)
            yield
        finally:
            await bot.close()
            await asyncio.wait({connection}, timeout=5)


def _world(names: Sequence[str]) -> WorldSeed:
    """Return the demo's world with these people in its first server."""
    people = tuple(PersonSeed(fixed_id(2021, 6, 7, 100 + n), name, name) for n, name in enumerate(names))
    server = DEMO_WORLD.servers[0]
    crowded = replace(server, members=(*server.members, *(person.id for person in people)))
    return replace(
        DEMO_WORLD, people=(*DEMO_WORLD.people, *people), servers=(crowded, *DEMO_WORLD.servers[1:])
    )
