"""Putting right what a clock that ran ahead has stamped."""

import asyncio
from collections.abc import Mapping

from bot.domain.calendar.clock_history import DAY
from bot.domain.calendar.day import UTC_ZONE, day_of
from bot.storage.engines.engine import Transaction
from bot.storage.queries import clock
from bot.storage.stores.reviews import rebuild_learner
from bot.storage.stores.sql_store import SqlStore


class ClockRepair(SqlStore):
    """Instants in the future; `bot.services.ports.retention.Tidying` says what each method promises."""

    async def newest_instant(self) -> int | None:
        """Return the latest instant at which anything happened."""
        [row] = await self._fetch(clock.NEWEST)
        return None if row["at"] is None else int(row["at"])

    async def put_stamps_back(self, now: int, beyond: int) -> int:
        """Let what happened later than `beyond` have happened now."""
        newest = await self.newest_instant()
        if newest is None or newest <= beyond:  # as always; a search that no writer waits for
            return 0
        rows = await self._fetch(clock.AHEAD, beyond)
        days = await asyncio.to_thread(  # time zones are read from files
            lambda: {row["learner"]: day_of(now, row["zone"] or UTC_ZONE) for row in rows}
        )
        return await self._engine.write(lambda tx: _put_back(tx, days, now, beyond))


async def _put_back(tx: Transaction, days: Mapping[int, int], now: int, beyond: int) -> int:
    """Put back all there is. `days`: today for each learner with answers in the future.

    Answers keep their order, which their ids have too; cards and mastery are made again from them.
    """
    changed = 0
    for learner, day in days.items():
        changed += await tx.execute(clock.PUT_ANSWERS_BACK, learner, now, day, beyond)
        await rebuild_learner(learner, tx)
    await tx.execute(clock.PUT_CERTIFICATES_BACK, now // DAY, beyond)
    await tx.execute(clock.PUT_LAST_SEEN_BACK, now // DAY)
    for query in clock.PUT_BACK:
        changed += await tx.execute(query, now, beyond)
    return changed
