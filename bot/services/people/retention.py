"""Daily cleanup: warn and later erase people who've been away for two years, erase servers that removed the
bot and classes that were closed, back up the database, and delete old backups and questions that no course
answered.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from bot.domain.calendar.clock_history import ClockHistory
from bot.domain.calendar.day import DAY, UTC_ZONE, day_of
from bot.domain.classes.classroom import KEPT_DAYS
from bot.errors.delivery import Delayed, Undeliverable, Unreadable
from bot.errors.storage import RecordUnavailable
from bot.services.delivery.clock_repair import APART
from bot.services.learning.unanswered import UnansweredQuestions
from bot.services.ports.clock import Clock
from bot.services.ports.database import Maintenance, Stores
from bot.services.ports.posts.leases import Lease
from bot.services.unit import Units

log = logging.getLogger(__name__)

AWAY_DAYS = 731
"""Days without any use after which people get a warning: 24 months."""

NOTICE_DAYS = 30
"""Days from the warning, or from leaving a server, to erasing."""

TOGETHER = 50
"""Rows to read at a time."""

PAUSE = 1.0
"""Seconds between two messages. Warnings are in no hurry, and posts should go first."""

EVERY = 3600.0
"""Seconds between rounds. A round with nothing to do costs four small queries."""

LEASE_LENGTH = 600_000
"""Milliseconds that one process holds the lease. It's renewed with each row."""


class WarningSender(Protocol):
    """Sends direct messages, and knows which servers the bot is in.

    Raises Undeliverable for a reason that lasts, and Delayed for one that passes.
    """

    async def warn_inactive(self, learner: int, last_seen: int, erased_at: int) -> None:
        """Tell a person, under their own nonce, when their data will be erased unless they come back."""

    async def find_direct(self, person: int, number: int) -> int | None:
        """Look for that message, which carries the day the person was last seen. Also raises Unreadable."""

    async def is_in(self, guild: int) -> bool:
        """Return whether the bot is in a server, even if the server is unavailable. Raises Delayed."""


@dataclass(frozen=True)
class Retention:
    """Warns, erases and expires. Safe to run twice, in several processes, and again after a crash."""

    units: Units
    maintenance: Maintenance
    clock: Clock
    warning_sender: WarningSender
    holder: str = field(default_factory=lambda: secrets.token_hex(8))

    async def run(self) -> None:
        """Run a round now and then, forever."""
        while True:
            try:
                await self.round()
            except RecordUnavailable:
                pass  # the storage has logged it, and the next round tries again
            except Exception:
                log.exception("Cleanup failed; trying again later")
            await asyncio.sleep(EVERY)

    async def round(self) -> None:
        """Do everything that's due, unless another process is doing it.

        None of it can be undone, so do nothing while the clock isn't trusted. A row that fails doesn't hold
        up the others. Raises RecordUnavailable.
        """
        if await self._acquire_lease():
            try:
                if not await self._clock_is_believed():
                    return
                if count := await self.maintenance.correct_stamps(self.clock(), self.clock() + APART):
                    log.warning("Corrected %d times set by a clock that ran ahead", count)
                await self._people()
                await self._servers()
                await self._classes()
                await self.units.write(
                    lambda unit: UnansweredQuestions(unit.stores.unanswered, self.clock).forget_old()
                )
                await self.maintenance.back_up_daily()
                # last, so a folder that can't be cleaned up delays nobody
                await self.maintenance.expire_copies()
            finally:
                await self.units.write(lambda unit: unit.stores.leases.release_lease(self._lease()))

    async def _clock_is_believed(self) -> bool:
        """Read the clock and store the reading. Distrust it if it's far from every known time."""
        now = self.clock()
        if kept := await self.units.read(lambda unit: unit.stores.program.setting("clock")):
            history = ClockHistory(*map(int, kept.split()))
        else:
            newest = await self.units.read(lambda unit: unit.stores.clock_stamps.newest_instant())
            history = ClockHistory.starting(now if newest is None else newest)
        history = history.read(now)
        await self.units.write(
            lambda unit: unit.stores.program.set_setting("clock", " ".join(map(str, astuple(history))))
        )
        if not history.believed:
            log.warning(
                "The clock says %s, far from the newest time in the database, %s. Nobody is erased and no"
                " copy expires until it's been steady for a day",
                *(datetime.fromtimestamp(at / 1000, UTC).date() for at in (now, history.believed_at)),
            )
        return history.believed

    async def _people(self) -> None:
        since = day_of(self.clock(), UTC_ZONE) - AWAY_DAYS
        until = self.clock() - NOTICE_DAYS * DAY

        async def erase(learner: int) -> None:
            if await self.maintenance.erase_gone(learner, since, until):
                log.info("Erased a person after long inactivity")

        await self._each(
            lambda stores, after: stores.retention.inactive_learners(since, after, TOGETHER),
            lambda learner: self._tell(learner, since),
        )
        await self._each(
            lambda stores, after: stores.retention.erasable_learners(since, until, after, TOGETHER), erase
        )

    async def _servers(self) -> None:
        until = self.clock() - NOTICE_DAYS * DAY

        async def clear(guild: int) -> None:
            if await self.warning_sender.is_in(guild):
                await self.units.write(lambda unit: unit.stores.retention.rejoin_guild(guild))
            elif await self.units.write(lambda unit: unit.stores.retention.erase_guild(guild, until)):
                log.info("Erased server %s, which removed the bot", guild)

        await self._each(
            lambda stores, after: stores.retention.guilds_left_before(until, after, TOGETHER), clear
        )

    async def _classes(self) -> None:
        until = self.clock() - KEPT_DAYS * DAY

        async def erase(classroom: int) -> None:
            await self.units.write(lambda unit: unit.stores.classes.erase_classroom(classroom))
            log.info("Erased class %s, which was closed %d days ago", classroom, KEPT_DAYS)

        await self._each(
            lambda stores, after: stores.classes.closed_classrooms(until, after, TOGETHER), erase
        )

    async def _each(
        self,
        find: Callable[[Stores, int], Awaitable[Sequence[int]]],
        work: Callable[[int], Awaitable[None]],
    ) -> None:
        """Do something with each id found, in order and in batches, while this process holds the lease."""
        last = 0
        while batch := await self.units.read(lambda unit: find(unit.stores, last)):  # noqa: B023
            for last in batch:
                if not await self._acquire_lease():
                    return
                try:
                    await work(last)
                except RecordUnavailable:
                    raise
                except Delayed as error:
                    log.info("Postponed: %s", error)
                except Exception:
                    log.exception("Couldn't handle %d", last)

    async def _tell(self, learner: int, since: int) -> None:
        """Send the warning. It's claimed before it's sent, and looked up before that, so a crash in between
        doesn't send it twice.
        """
        now = self.clock()
        last_seen = await self.units.write(
            lambda unit: unit.stores.retention.claim_warning(learner, since, now)
        )
        if last_seen is None:
            return
        already_sent = False
        try:
            with suppress(Unreadable):
                already_sent = await self.warning_sender.find_direct(learner, last_seen) is not None
            if not already_sent:
                await self.warning_sender.warn_inactive(learner, last_seen, now + NOTICE_DAYS * DAY)
        except Undeliverable:
            await self.units.write(lambda unit: unit.stores.retention.settle_warning(learner, "closed", now))
        else:
            await self.units.write(lambda unit: unit.stores.retention.settle_warning(learner, "sent", now))
        finally:
            await asyncio.sleep(PAUSE)

    async def _acquire_lease(self) -> bool:
        return await self.units.write(
            lambda unit: unit.stores.leases.acquire_lease(self._lease(), self.clock())
        )

    def _lease(self) -> Lease:
        return Lease(self.holder, self.clock() + LEASE_LENGTH, "housekeeping")
