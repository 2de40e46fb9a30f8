"""One run of the drill: a daily post comes due while something goes wrong. Then count the messages in its
channel."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bench.process import BotProcess, shipped
from bot.bootstrap import make_clock
from bot.demo_world import DEMO_WORLD
from bot.domain.posts.post import Content
from bot.services.delivery.wakeup import Wakeup
from bot.services.learning.quiz_state import Actor
from bot.services.posts.schedule_request import ScheduleRequest
from bot.services.unit import Units
from bot.storage import open_record
from discord_sandbox import Sandbox

DUE = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
"""2:00 in Berlin, for the second time that night: a clock change makes it a hard case."""

LEAD = 0.7
"""Seconds from a bot's start to the due time."""

PATIENCE = 40.0
"""Seconds after which an unfinished run is counted as it is."""

REMEMBERED = 60
"""Seconds after which the bot can't rely on Discord recognizing a nonce."""

SENDING = "POST /api/v10/channels/*/messages"
CLOSES = (1000, 1001, 1006, 1012, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009)
"""Close codes after which the bot reconnects."""

KINDS = ("kill", "gateway", "500", "429", "drop", "channel", "permission")
MODERATOR = 1


@dataclass
class Ordeal:
    """One run of the drill. Everything that happens in it is determined by `kind` and `seed`."""

    kind: str
    seed: int
    folder: Path
    messages: int = 0
    threads: int = 0
    wanted: int = 1
    moment: str = ""  # at which the bot was killed first
    story: list[str] = field(default_factory=list)

    @property
    def missing(self) -> bool:
        """Return whether a post or its thread is missing."""
        return self.messages < self.wanted or (self.wanted > 0 and self.threads < 1)

    @property
    def doubled(self) -> bool:
        """Return whether anything was posted twice."""
        return self.messages > self.wanted or self.threads > 1

    async def go_through(self) -> "Ordeal":
        """Schedule a daily post, make it come due while something goes wrong, and count what arrived."""
        self.chance = random.Random(f"{self.kind}:{self.seed}")
        async with (
            Sandbox(DEMO_WORLD, rate_limits=False) as self.sandbox,
            aiohttp.ClientSession() as self.web,
        ):
            guild = next(iter(self.sandbox.world.guilds))
            self.channel = next(
                each["id"] for each in self.sandbox.world.channels_of(guild["id"]) if each["type"] == 0
            )
            self.guild = guild["id"]
            await self._set_daily()
            try:
                await getattr(self, f"_{self.kind}" if self.kind.isalpha() else f"_status_{self.kind}")()
            finally:
                self.bot.kill()
            self._count()
        return self

    async def _kill(self) -> None:
        """Kill the bot at a random moment around the due time or soon after a step, and maybe again after
        restart.

        Restart it seconds, minutes or hours later. Delay sending, before or after it takes effect.
        """
        await self._fault(
            kind="latency",
            match="POST /api/v10/channels/*",
            milliseconds=self.chance.choice((0, 60, 150)),
            times=9,
            effect=self.chance.random() < 0.5,
        )
        self._start(-LEAD)
        step = self.chance.choice((None, "claimed", "arrived", "marked", "discussed"))
        if step:
            await self._reach(step)
        await asyncio.sleep(self.chance.uniform(0, 0.06 if step else 2 * LEAD))
        self._restart(self.chance.choice((20, 40, 75, 400, 3600, 4 * 3600)))
        if self.chance.random() < 0.3:
            await asyncio.sleep(self.chance.uniform(0.1, 0.6))
            self._restart(4 * 3600 + self.chance.choice((20, 90)))
        await self._end()

    async def _reach(self, step: str) -> None:
        """Wait until the post reaches this state."""
        for _ in range(int(PATIENCE * 250)):
            await asyncio.sleep(0.004)
            state = self._state() or {"state": ""}
            steps = {
                "claimed": bool(state["state"]),
                "arrived": self._number_of_messages() > 0,
                "marked": state["state"] == "sent",
                "discussed": any(
                    each.get("parent_id") == self.channel for each in self.sandbox.world.channels
                ),
            }
            if steps[step]:
                return

    async def _gateway(self) -> None:
        """Close the gateway connection around the due time, with resumable and other codes."""
        self._start(-LEAD)
        await asyncio.sleep(LEAD + self.chance.uniform(-0.3, 0.1))
        code = self.chance.choice(CLOSES)
        self.story.append(f"closed with {code}")
        await self._fault(kind="gateway_close", code=code)
        if self.chance.random() < 0.5:
            await self._fault(kind="invalid_session", resumable=False)
        await self._end()

    async def _status_500(self) -> None:
        """Return a server error, with or without posting. discord.py retries 500 and 502, but 503 is up to
        the bot.
        """
        status, effect = self.chance.choice((500, 502, 503)), self.chance.random() < 0.5
        times = self.chance.choice((1, 2))
        await self._fault(kind="status", match=SENDING, status=status, times=times, effect=effect)
        self._start(-LEAD)
        await self._end()

    async def _status_429(self) -> None:
        """Return a rate limit error once or twice."""
        wait = self.chance.uniform(0.3, 1.5)
        await self._fault(
            kind="rate_limit", match=SENDING, retry_after=wait, times=self.chance.choice((1, 2))
        )
        self._start(-LEAD)
        await self._end()

    async def _drop(self) -> None:
        """Drop the connection without a response, before or after accepting the message."""
        await self._fault(kind="drop", match=SENDING, effect=self.chance.random() < 0.7)
        self._start(-LEAD)
        if self.chance.random() < 0.5:  # kill the bot before it retries
            await asyncio.sleep(LEAD + self.chance.uniform(0.2, 0.6))
            self._restart(self.chance.choice((20, 75, 3600)))
        await self._end()

    async def _channel(self) -> None:
        """Delete the channel before the due time. Nothing must be posted, and the schedule paused with a
        notice.
        """
        self.wanted = 0
        self._start(-LEAD)
        await asyncio.sleep(LEAD * self.chance.uniform(0.2, 0.9))
        await self._fault(kind="channel_delete", channel_id=self.channel)
        await self._end()
        self._expect(paused="channel-gone")

    async def _permission(self) -> None:
        """Revoke a permission and restore it after the due time. The post must arrive once the schedule
        resumes.
        """
        denied = self.chance.choice((["SEND_MESSAGES"], ["VIEW_CHANNEL"], ["EMBED_LINKS"]))
        await self._fault(kind="permission", channel_id=self.channel, deny=denied)
        self._start(-LEAD)
        await self._end()
        self._expect(paused="permission")
        assert self._number_of_messages() == 0
        await self._fault(kind="clear")
        self.bot.kill()
        async with self._daily(self.due + timedelta(minutes=10)) as daily:
            await daily.write(lambda unit: unit.schedules.resume(Actor(MODERATOR, int(self.guild), 78), 77))
        self._start(620)
        await self._end()

    @property
    def _database(self) -> Path:
        return self.folder / "record.db"

    @asynccontextmanager
    async def _daily(self, now: datetime) -> AsyncIterator[Units]:
        """Yield units of work on the bot's database, with the clock set to a time."""
        async with open_record(str(self._database)) as record:
            clock = make_clock(now)
            yield Units(record.database, shipped(), clock, Wakeup())

    async def _set_daily(self) -> None:
        async with self._daily(DUE - timedelta(hours=1)) as daily:
            content: Content = self.chance.choice(("pages", "questions", "facts", "mix"))
            wish = ScheduleRequest(int(self.channel), 120, "Europe/Berlin", content=content, thread=True)
            # 2:00 comes twice that night; its first time is past, so the date is the one after
            schedule = await daily.write(
                lambda unit: unit.schedules.create(Actor(MODERATOR, int(self.guild), 77), wish)
            )
            self.due = datetime.fromtimestamp(schedule.next_at / 1000, UTC)

    def _start(self, seconds: float) -> None:
        """Start a bot whose clock is this many seconds past the due time."""
        self.story.append(f"start at {seconds:+.1f} s")
        now = self.due + timedelta(seconds=seconds)
        self.bot = BotProcess(
            {
                "DISCORD_TOKEN": self.sandbox.bot_token,
                "DISCORD_API_URL": self.sandbox.api_url,
                "LESSONBOT_DATABASE": str(self._database),
                "LESSONBOT_CLOCK": now.isoformat(),
                "LESSONBOT_SHARDS": "1",
            }
        )

    def _restart(self, seconds: float) -> None:
        self.bot.kill()
        state, posted = self._state(), self._number_of_messages()
        self.story.append(f"killed: {state}, {posted} in the channel")
        self.moment = self.moment or _moment(state, posted)
        if seconds > REMEMBERED:
            self._forget_nonces()
        self._start(seconds)

    def _forget_nonces(self) -> None:
        """Make Discord forget nonces. The bot's clock has jumped ahead, but the sandbox's hasn't."""
        for message in self.sandbox.world.messages:
            message.body.pop("nonce", None)

    async def _end(self) -> None:
        """Wait until the post reaches a final state."""
        for _ in range(int(PATIENCE * 20)):
            await asyncio.sleep(0.05)
            state = self._state()
            if state and state["retry_at"] is None and state["state"] != "due":
                self.story.append(f"settled: {state}")
                return
        self.story.append(f"not settled: {self._state()}, alive: {self.bot.alive}")

    def _state(self) -> Mapping[str, Any] | None:
        """Return the post's row in the database."""
        query = "SELECT state, retry_at, first_at, attempts, thread, reason FROM post ORDER BY due_at LIMIT 1"
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=5)) as connection:
            connection.row_factory = sqlite3.Row
            row = connection.execute(query).fetchone()
            return dict(row) if row else None

    def _expect(self, *, paused: str) -> None:
        """Return whether the schedule is paused for this reason, with a notice sent or pending."""
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=5)) as connection:
            found = connection.execute("SELECT paused FROM schedule").fetchone()
            notices = connection.execute("SELECT COUNT(*) FROM notice WHERE kind = 'paused'").fetchone()
        if found != (paused,) or notices != (1,):
            self.wanted = -1
            self.story.append(f"rests: {found}, notices: {notices}; expected {paused}")

    async def _fault(self, **order: Any) -> None:
        async with self.web.post(f"{self.sandbox.url}/sandbox/faults", json=order) as response:
            assert response.status < 300, await response.text()

    def _posts(self) -> list[Any]:
        bot = self.sandbox.world.bot_id
        messages = self.sandbox.world.history(self.channel)
        return [each for each in messages if each.body["author"]["id"] == bot and each.body["components"]]

    def _number_of_messages(self) -> int:
        return len(self._posts())

    def _count(self) -> None:
        world = self.sandbox.world
        self.messages = self._number_of_messages()
        threads = [each for each in world.channels if each.get("parent_id") == self.channel]
        opened = [len(world.history(each["id"])) for each in threads if each["type"] == 11]
        self.threads = max([len(opened), *opened]) if self.wanted > 0 else 0


def _moment(state: Mapping[str, Any] | None, posted: int) -> str:
    """Describe how far the post had come."""
    if state is None:
        return "before the claim"
    if state["state"] == "claimed":
        return "arrived, not marked" if posted else "claimed, not arrived"
    return "marked, thread wanted" if state["thread"] == "wanted" else "done"
