"""Send ten thousand daily posts that are due in the same minute, at Discord's limit of 50 requests a second.

    python -m bench.rush            10,000 schedules; about three and a half minutes
    QUICK=1 python -m bench.rush    1,000 schedules

The sandbox and the bot run in separate processes. All posts must arrive exactly once, in due order, at 95% of
the limit or better, and without a single 429. Meanwhile, the bot must answer a person's commands.
"""

import asyncio
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.process import BotProcess, shipped
from bot.demo_world import DEMO_WORLD
from bot.domain.calendar.recurrence import Recurrence
from bot.domain.posts.post import Schedule
from bot.domain.posts.server import LogEntry
from bot.storage import open_record
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Person
from discord_sandbox.world import builder
from discord_sandbox.world.snowflake import fixed_id

SCHEDULES, QUICK = 10_000, 1_000
LIMIT = 50
"""Requests per second that Discord allows."""

SHARE = 0.95
NEIGHBOURS = 32
"""Positions by which a post may be out of order: this many are in flight and can overtake each other."""

CHANNELS = 20
"""Channels with a daily post per server."""

DUE = datetime(2026, 6, 1, 7, 0, tzinfo=UTC)
LEAD = 6.0
"""Seconds the bot has to come online."""


@dataclass(frozen=True)
class Outcome:
    """The result of a rush. `waits` has the seconds that each command took, and `behind` by how many
    positions the post that was most out of order came late.
    """

    wanted: int
    arrived: int
    channels: int
    rate: float
    behind: int
    refused: int
    waits: Sequence[float]

    @property
    def good(self) -> bool:
        """Return whether the bot kept all of its promises."""
        whole = self.arrived == self.channels == self.wanted
        quick = bool(self.waits) and max(self.waits) < 3
        return (
            whole and self.rate >= SHARE * LIMIT and not self.refused and self.behind <= NEIGHBOURS and quick
        )

    def __str__(self) -> str:
        waits = sorted(self.waits)
        return (
            f"{self.arrived} of {self.wanted} posts in {self.channels} channels, {self.rate:.2f} a second "
            f"({self.rate / LIMIT:.1%} of {LIMIT}), out of order by {self.behind} at most, "
            f"{self.refused} times 429; {len(waits)} commands meanwhile, "
            f"median {waits[len(waits) // 2] * 1000:.0f} ms, slowest {waits[-1] * 1000:.0f} ms"
        )


async def rush(count: int, folder: Path, lead: float = LEAD) -> Outcome:
    """Schedule this many daily posts, make them come due at once, and return what Discord saw."""
    with _discord(folder, count) as (url, token, channels):
        await _set_posts(folder, channels)
        began = time.monotonic()
        bot = BotProcess(
            {
                "DISCORD_TOKEN": token,
                "DISCORD_API_URL": url,
                "LESSONBOT_DATABASE": str(folder / "record.db"),
                "LESSONBOT_CLOCK": (DUE - timedelta(seconds=lead)).isoformat(),
                "LESSONBOT_SHARDS": "1",
            }
        )
        try:
            await asyncio.sleep(lead)
            settled = asyncio.create_task(_settle(folder, began + lead + count / LIMIT + 30))
            waits = await _use(url, settled)
        finally:
            bot.kill()
        await asyncio.sleep(0.2)
    return _look(folder, channels, waits)


@contextmanager
def _discord(folder: Path, count: int) -> Iterator[tuple[str, str, Sequence[tuple[int, int]]]]:
    """Run the sandbox in its own process. Yield its address, the bot's token and (server, channel) pairs."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, folder, count))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join(10)
        process.kill()


def _serve(pipe: Connection, folder: Path, count: int) -> None:
    async def serve() -> None:
        async with Sandbox(DEMO_WORLD, record=folder / "requests.jsonl") as sandbox:
            pipe.send((sandbox.api_url, sandbox.bot_token, _build(sandbox, count)))
            stop = asyncio.Event()
            loop = asyncio.get_running_loop()

            def wait() -> None:
                pipe.recv()
                loop.call_soon_threadsafe(stop.set)

            threading.Thread(target=wait, daemon=True).start()
            await stop.wait()

    asyncio.run(serve())


def _build(sandbox: Sandbox, count: int) -> Sequence[tuple[int, int]]:
    """Create servers with this many channels in total."""
    world, found = sandbox.world, []
    for number in range(-(-count // CHANNELS)):
        guild_id = fixed_id(2025, 1, 1, number * 64 + 64)
        builder.add_guild(world, guild_id, f"Server {number}", moderators=[], members=[])
        like: Any = world.channels_of(guild_id)[0]
        for place in range(CHANNELS):
            key = str(int(guild_id) + 32 + place)
            world.channels.put(
                key, {**like, "id": key, "name": f"daily-{place}", "permission_overwrites": []}
            )
            found.append((int(guild_id), int(key)))
    return found[:count]


async def _set_posts(folder: Path, channels: Sequence[tuple[int, int]]) -> None:
    """Create the schedules, all due at the same minute. Among equals, a lower id means an earlier turn."""
    recurrence = Recurrence(DUE.hour * 60 + DUE.minute, "UTC")
    at = int(DUE.timestamp() * 1000)
    async with open_record(str(folder / "record.db")) as record:

        async def add(number: int, guild: int, channel: int) -> None:
            schedule = Schedule(
                id=number,
                guild=guild,
                channel=channel,
                course=shipped().default.id,
                recurrence=recurrence,
                content="questions",
                role=None,
                thread=False,
                set_by=0,
                set_at=0,
                next_at=at,
                next_date=DUE.date().isoformat(),
            )
            entry = LogEntry(number, guild, 0, 0, "daily.set", {})
            await record.database.write(lambda stores: stores.schedules.add_schedule(schedule, entry))

        numbered = list(enumerate(channels, start=1))
        for start in range(0, len(numbered), 500):
            await asyncio.gather(*(add(n, *place) for n, place in numbered[start : start + 500]))


async def _use(url: str, settled: "asyncio.Task[None]") -> Sequence[float]:
    """Run commands as a person until the posts are settled, and return how long each one took."""
    waits = []
    async with Person(url.removesuffix("/api/v10"), "tomasz") as tomasz:
        while not (settled.done() or await tomasz.commands()):
            await asyncio.sleep(0.1)  # the bot isn't ready yet
        while not settled.done():
            for line in ("/help", "/progress", "/lesson 1"):
                began = time.monotonic()
                await tomasz.run(line)
                waits.append(time.monotonic() - began)
                await asyncio.sleep(0.2)
    await settled
    return waits


async def _settle(folder: Path, latest: float) -> None:
    """Wait until all posts are sent, or until the deadline."""
    due = int(DUE.timestamp() * 1000)
    async with open_record(str(folder / "record.db")) as record:
        while time.monotonic() < latest:
            next_due = await record.database.read(lambda stores: stores.posts.next_due())
            waiting = await record.database.read(lambda stores: stores.posts.due_posts(2**62, 1))
            if next_due != due and not waiting:
                return
            await asyncio.sleep(0.2)


def _look(folder: Path, channels: Sequence[tuple[int, int]], waits: Sequence[float]) -> Outcome:
    """Read the sandbox's own list of requests."""
    lines = [json.loads(line) for line in (folder / "requests.jsonl").read_text().splitlines()]
    display_address = {str(channel): place for place, (_, channel) in enumerate(channels)}
    sent = [
        (datetime.fromisoformat(line["at"]).timestamp() if isinstance(line["at"], str) else line["at"], place)
        for line in lines
        if line["method"] == "POST" and line["status"] == 200 and line["path"].endswith("/messages")
        if (place := display_address.get(line["path"].split("/")[-2])) is not None
    ]
    sent.sort(key=lambda each: each[0])
    order = [place for _, place in sent]
    highest, behind = -1, 0
    for place in order:
        behind = max(behind, highest - place)
        highest = max(highest, place)
    assert all(early <= late for (early, _), (late, _) in pairwise(sent))
    seconds = sent[-1][0] - sent[0][0] if len(sent) > 1 else 1.0
    refused = sum(line["status"] == 429 for line in lines)
    return Outcome(
        len(channels), len(sent), len(set(order)), (len(sent) - 1) / seconds, behind, refused, waits
    )


def main() -> int:
    """Run the rush, and return exit status 1 if the bot broke a promise."""
    count = QUICK if os.environ.get("QUICK") else SCHEDULES
    folder = Path(tempfile.mkdtemp(prefix="lessonbot-rush-"))
    try:
        outcome = asyncio.run(rush(count, folder))
    finally:
        shutil.rmtree(folder)
    print(outcome)
    return 0 if outcome.good else 1


if __name__ == "__main__":
    sys.exit(main())
