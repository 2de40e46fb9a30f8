"""The one task that keeps live rounds going. A slow daily post must not hold up a question's time.

Several processes may run on one database. The one that holds the lease goes on; if it dies, another takes
over.
"""

import asyncio
import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass, field

from bot.domain.live.live_round import LiveRound
from bot.errors.delivery import LeaseLost
from bot.errors.storage import RecordUnavailable
from bot.services.delivery.rate_limiter import RateLimiter
from bot.services.delivery.wakeup import Wakeup
from bot.services.live.live_sender import LiveSender
from bot.services.ports.clock import Clock
from bot.services.ports.posts.leases import Lease
from bot.services.unit import Units

log = logging.getLogger(__name__)

LEASE = 5_000
"""Milliseconds that the right to go on lasts. It's renewed while there's something to do."""

POLL = 5.0
"""Seconds after which the database is asked again at the latest: another process may have set a time."""

TOGETHER = 32
"""Rounds that go on at the same time."""

GRACE = 5.0
"""Seconds that messages on their way get when the program stops."""


@dataclass
class LiveLoop:
    """Goes on with live rounds whose time has come, and stores their votes as answers."""

    units: Units
    clock: Clock
    wakeup: Wakeup
    sender: LiveSender
    line: RateLimiter
    _holder: str = field(default_factory=lambda: secrets.token_hex(8))
    _lease: Lease | None = None
    _under_way: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    async def run(self) -> None:
        """Go on with rounds, forever. When canceled, finish what's under way first."""
        recording = asyncio.create_task(self._record())
        try:
            while True:
                try:
                    due = await self.round()
                except Exception as error:
                    if not isinstance(error, RecordUnavailable):  # the storage has logged that
                        log.exception("Couldn't go on with live rounds; trying again")
                    due = self.clock() + 1000
                seconds = POLL if due is None else (due - self.clock()) / 1000
                await self.wakeup.sleep(min(seconds, POLL))
        finally:
            recording.cancel()
            await self._finish(recording)

    async def round(self) -> int | None:
        """Start on every round whose time has come. Return when one is next, or None."""
        now = self.clock()
        due = await self.units.read(lambda unit: unit.stores.live.next_wake())
        if due is None or due > now:
            if not self._under_way:
                await self._release()
            return due
        if not await self._renew(now):
            return now + LEASE // 5
        for live in await self.units.read(lambda unit: unit.stores.live.due_rounds(now, TOGETHER)):
            self._begin(live)
        return now + LEASE // 5  # what's under way ends the sleep earlier

    def _begin(self, live: LiveRound) -> None:
        lease = self._lease
        if lease is None or live.id in self._under_way or len(self._under_way) >= TOGETHER:
            return

        async def go_on() -> None:
            try:
                async with self.line.join(urgent=True) as ticket:
                    await self.sender.advance(lease, live, ticket)
            except LeaseLost:
                self._lease = None
            except RecordUnavailable:  # the storage has logged that; it's due again
                await asyncio.sleep(1)
            except Exception:
                log.exception("Couldn't go on with %r", live)
                with suppress(RecordUnavailable):
                    await self.sender.give_up(live)
            finally:
                del self._under_way[live.id]
                self.wakeup.wake()

        self._under_way[live.id] = asyncio.create_task(go_on())

    async def _record(self) -> None:
        """Store votes as answers, a few at a time, whenever there are some."""
        waiting = self.wakeup.branch()
        while True:
            try:
                more = await self.sender.record()
            except Exception as error:
                if not isinstance(error, RecordUnavailable):
                    log.exception("Couldn't store the answers of a live round; trying again")
                more = False
                await asyncio.sleep(1)
            if not more:
                await waiting.sleep(POLL)

    async def _renew(self, now: int) -> bool:
        lease = Lease(self._holder, now + LEASE, "live")
        held = await self.units.write(lambda unit: unit.stores.leases.acquire_lease(lease, now))
        self._lease = lease if held else None
        return held

    async def _release(self) -> None:
        if lease := self._lease:
            self._lease = None
            await self.units.write(lambda unit: unit.stores.leases.release_lease(lease))

    async def _finish(self, recording: asyncio.Task[None]) -> None:
        """Let what's under way come to its end, for a little while."""
        tasks = list(self._under_way.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=GRACE)
            for task in late:
                task.cancel()
        await asyncio.gather(*tasks, recording, return_exceptions=True)
        with suppress(RecordUnavailable):
            await self._release()
