"""Operations that take more than one unit of work, or use files beside the database."""

import asyncio
import logging
import shutil
from collections.abc import Mapping
from contextlib import suppress

from bot.domain.calendar.day import UTC_ZONE, day_of
from bot.errors.storage import BackupUnusable, RecordUnavailable
from bot.services.ports.learning.reviews import Rebuilt
from bot.storage.copies.backups import Backups
from bot.storage.copies.erasures import Erasures
from bot.storage.record import SqlRecord

log = logging.getLogger(__name__)


class SqlMaintenance:
    """`bot.services.ports.database.Maintenance` says what each method promises."""

    def __init__(self, record: SqlRecord, erasures: Erasures, backups: Backups) -> None:
        self._record = record
        self._erasures = erasures
        self._backups = backups

    async def erase(self, learner: int) -> Mapping[str, int]:
        """Erase a person.

        It's noted outside the database first, so that the next start completes it after a crash in between.
        """
        erasure = await asyncio.to_thread(self._erasures.note, learner, self._backups.clock())
        return await self._record.write(lambda stores: stores.retention.erase(learner, erasure.token))

    async def erase_gone(self, learner: int, since: int, warned_until: int) -> bool:
        """Erase an inactive person.

        It's noted afterward: someone who comes back at this very moment mustn't be erased at the next start.
        After a crash in between, an older copy of the record shows by itself that they stayed away.
        """
        at = self._backups.clock()
        if not await self._record.write(
            lambda stores: stores.retention.erase_gone(learner, since, warned_until)
        ):
            return False
        erasure = await asyncio.to_thread(self._erasures.note, learner, at)
        await self._record.write(lambda stores: stores.retention.add_erasure(erasure.token))
        return True

    async def repeat_erasures(self) -> int:
        """Repeat noted erasures that this record lacks, as an older backup does. Return how many."""
        noted = await asyncio.to_thread(self._erasures.noted)
        made = await self._record.read(lambda stores: stores.retention.erased()) if noted else ()
        missing = [erasure for erasure in noted if erasure.token not in made]
        for each in missing:
            await self._record.write(lambda stores, e=each: stores.retention.erase(e.learner, e.token))  # type: ignore[misc]
        if missing:
            log.info("Repeated %d erasures that this database didn't have", len(missing))
        return len(missing)

    async def back_up_daily(self) -> None:
        """Back up the database if that's due. What keeps that from working is logged."""
        try:
            made = await asyncio.to_thread(self._backups.take_daily)
        except BackupUnusable as fault:
            log.warning("The daily backup wasn't made: %s", fault)
        else:
            if made:
                log.info("Daily backup: %s", made)

    async def expire_copies(self) -> None:
        """Delete expired backups, then notes of erasures that no remaining backup needs."""
        before = await asyncio.to_thread(self._backups.expire)
        await asyncio.to_thread(self._erasures.expire, before)
        made = await self._record.read(lambda stores: stores.retention.erased())  # each was noted first
        stale = set(made) - {erasure.token for erasure in await asyncio.to_thread(self._erasures.noted)}
        if stale:
            await self._record.write(lambda stores: stores.retention.forget_erasures(stale))

    async def rebuild_cards(self) -> Rebuilt:
        """Rebuild everyone's cards and mastery, one person per unit, so that answers can come in between."""
        people = await self._record.read(lambda stores: stores.reviews.learners())
        cards = mastered = differed = 0
        for learner in people:
            made = await self._record.write(lambda stores, who=learner: stores.reviews.rebuild(who))  # type: ignore[misc]
            cards, mastered, differed = cards + made[0], mastered + made[1], differed + made[2]
        return Rebuilt(len(people), cards, mastered, differed)

    async def keep_rules(self, rules: str) -> None:
        """Recompute everything that's derived from answers if other rules applied the last time.

        The bot answers meanwhile. If it's stopped or the database fails, the next start begins again.
        """
        with suppress(RecordUnavailable):  # the storage has logged it
            if await self._record.read(lambda stores: stores.program.setting("cards")) == rules:
                return
            made = await self.rebuild_cards()
            await self._record.write(lambda stores: stores.program.set_setting("cards", rules))
            if made.cards:
                log.info("Recomputed %d review cards for %d learners", made.cards, made.learners)

    async def correct_stamps(self, now: int, beyond: int) -> int:
        """Set timestamps later than `beyond`, made by a clock that ran ahead, to `now`. Return how many."""
        newest = await self._record.read(lambda stores: stores.clock_stamps.newest_instant())
        if newest is None or newest <= beyond:  # nearly always, and then no writer has to wait
            return 0
        ahead = await self._record.read(lambda stores: stores.clock_stamps.learners_ahead(beyond))
        days = await asyncio.to_thread(  # time zones are read from files
            lambda: {learner: day_of(now, zone or UTC_ZONE) for learner, zone in ahead.items()}
        )
        return await self._record.write(
            lambda stores: stores.clock_stamps.apply_correction(days, now, beyond)
        )

    async def free_space(self) -> int | None:
        """Return the free bytes on the record's disk, or None if the database is on another machine."""
        path = self._backups.path
        return (await asyncio.to_thread(shutil.disk_usage, path.parent)).free if path else None
