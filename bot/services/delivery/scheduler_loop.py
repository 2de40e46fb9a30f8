"""The one task that sends what is due: it sleeps until the earliest time, and wakes when one is set.

Several processes may run on one database. The one that holds the lease sends; if it dies, another takes over.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from bot.errors.delivery import LeaseLost
from bot.errors.storage import RecordUnavailable
from bot.services.classes.class_sender import ClassSender
from bot.services.delivery.clock_repair import ClockRepair
from bot.services.delivery.rate_limiter import RateLimiter, Ticket
from bot.services.delivery.wakeup import Wakeup
from bot.services.ports.clock import Clock
from bot.services.ports.posts.leases import Lease
from bot.services.posts.notice_sender import NoticeSender
from bot.services.posts.post_sender import PostSender
from bot.services.posts.reminder_sender import ReminderSender
from bot.services.posts.summary_sender import SummarySender
from bot.services.unit import Units

log = logging.getLogger(__name__)

LEASE = 15_000
"""Milliseconds that the right to send lasts; it is renewed while there is something to send."""

RENEWAL = 5.0
"""Seconds between renewals."""

POLL = 30.0
"""Seconds after which the record is asked again at the latest: another process may have set a time."""

TOGETHER = 32
"""Posts under way at a time."""

ROOM = 8
"""Of so many at a time the record is asked for more."""

GRACE = 5.0
"""Seconds that posts under way are given when the program stops."""

_FAR = 2**62  # later than any instant

T = TypeVar("T")


@dataclass
class SchedulerLoop:
    """Sends posts, reminders and notices, and what's posted for classes."""

    _units: Units
    _clock: Clock
    _alarm: Wakeup
    _announcing: PostSender
    _nudging: ReminderSender
    _telling: NoticeSender
    _teaching: ClassSender
    _summing: SummarySender
    _correcting: ClockRepair
    _line: RateLimiter
    _latest: int = _FAR
    _holder: str = field(default_factory=lambda: secrets.token_hex(8))
    _lease: Lease | None = None
    _under_way: dict[int | str, asyncio.Task[None]] = field(default_factory=dict)

    async def run(self) -> None:
        """Send what is due, for ever. When cancelled, what is under way is finished first."""
        try:
            while True:
                try:
                    due = await self.round()
                except Exception as error:
                    if not isinstance(error, RecordUnavailable):  # the storage has logged that
                        log.exception("Couldn't send what's due; trying again")
                    due = self._clock() + 5000
                seconds = POLL if due is None else (due - self._clock()) / 1000
                await self._alarm.sleep(min(seconds, POLL))
        finally:
            await self._finish()

    async def round(self) -> int | None:
        """Send all that is due now; returns the instant at which something is next, None when nothing is."""
        now = self._clock()
        if now < self._latest:  # it was put back, perhaps while the program was away
            await self._correcting.correct()
        self._latest = now
        due = await self._units.read(lambda unit: unit.stores.posts.next_due())
        if due is None or due > self._clock():
            return due
        if not await self._renew():
            return self._clock() + LEASE // 3
        async with self._renewed():
            while self._lease and await self._start():
                await self._wait_for_work()
            while self._under_way:
                await self._wait_for_work()
        due = await self._units.read(lambda unit: unit.stores.posts.next_due())
        return due if due is None else max(due, self._clock())

    async def _start(self) -> bool:
        """Start on what is due and not under way, as far as there is room. False when there is nothing."""
        now, count = self._clock(), 2 * TOGETHER
        for post in await self._units.read(lambda unit: unit.stores.posts.due_posts(now, count)):
            self._begin(post.schedule, self._announcing.resume, post, self._announcing.postpone)
        for schedule in await self._units.read(lambda unit: unit.stores.schedules.due_schedules(now, count)):
            self._begin(schedule.id, self._announcing.begin, schedule, self._announcing.give_up)
        for reminder in await self._units.read(lambda unit: unit.stores.reminders.due_reminders(now, count)):
            self._begin(-reminder.learner, self._nudging.remind, reminder, self._nudging.give_up)
        for work in await self._units.read(lambda unit: unit.stores.assignments.due_assignments(now, count)):
            self._begin(f"class {work.id}", self._teaching.post, work, self._teaching.give_up_post)
        for due in await self._units.read(
            lambda unit: unit.stores.assignments.due_class_reminders(now, count)
        ):
            key = f"due {due.assignment} {due.learner}"
            self._begin(key, self._teaching.remind, due, self._teaching.give_up_reminder)
        for server in await self._units.read(lambda unit: unit.stores.servers.due_summaries(now, count)):
            self._begin(f"summary {server.guild}", self._summing.summarize, server, self._summing.give_up)
        for notice in await self._units.read(lambda unit: unit.stores.servers.due_notices(now, count)):
            self._begin(f"notice {notice.id}", self._telling.notify, notice, self._telling.give_up)
        return bool(self._under_way)

    def _begin(
        self,
        key: int | str,
        work: Callable[[Lease, T, Ticket], Awaitable[None]],
        what: T,
        give_up: Callable[[T], Awaitable[None]],
    ) -> None:
        """Start a piece of work unless another with the same `key` is under way."""
        lease = self._lease
        if lease is None or key in self._under_way or len(self._under_way) >= TOGETHER:
            return
        ticket = self._line.join()

        async def do() -> None:
            async with ticket:
                try:
                    await work(lease, what, ticket)
                except LeaseLost:
                    self._lease = None
                except RecordUnavailable:
                    raise
                except Exception:  # an unforeseen failure with one piece of work stops nobody else
                    log.exception("Couldn't handle %r", what)
                    await give_up(what)

        self._under_way[key] = asyncio.create_task(do())

    async def _wait_for_work(self) -> None:
        """Wait until some work is done; when there was no room for more, until there is for several.

        Raises RecordUnavailable when the record could not be written.
        """
        waiting = set(self._under_way.values())
        most = TOGETHER - ROOM if len(waiting) == TOGETHER else len(waiting) - 1
        while len(waiting) > most:
            _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        done = {key: task for key, task in self._under_way.items() if task.done()}
        for key in done:
            del self._under_way[key]
        for task in done.values():
            task.result()

    async def _renew(self) -> bool:
        now = self._clock()
        lease = Lease(self._holder, now + LEASE)
        self._lease = (
            lease
            if await self._units.write(lambda unit: unit.stores.leases.acquire_lease(lease, now))
            else None
        )
        return self._lease is not None

    @asynccontextmanager
    async def _renewed(self) -> AsyncIterator[None]:
        """Keep the lease while there is work, and let go of it after."""

        async def renew() -> None:
            while self._lease:
                await asyncio.sleep(RENEWAL)
                try:
                    await self._renew()
                except Exception as error:
                    if not isinstance(error, RecordUnavailable):
                        log.exception("Couldn't renew the sending lease")
                    if self._lease and self._clock() >= self._lease.until:
                        self._lease = None

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.wait({renewing})  # awaited itself, its cancellation could not be told from ours
        await self._release_lease()

    async def _release_lease(self) -> None:
        if self._lease and not self._under_way:
            lease, self._lease = self._lease, None
            await self._units.write(lambda unit: unit.stores.leases.release_lease(lease))

    async def _finish(self) -> None:
        """Let what is under way come to its end, for a little while."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        self._under_way.clear()
        with suppress(RecordUnavailable):
            await self._release_lease()
