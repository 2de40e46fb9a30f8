"""Putting right what a clock that ran ahead has stamped."""

from collections.abc import Mapping

from bot.domain.calendar.clock_history import DAY
from bot.storage.queries import clock
from bot.storage.stores.reviews import rebuild_learner
from bot.storage.stores.sql_store import SqlStore


class SqlClockStampStore(SqlStore):
    """`bot.services.ports.clock_stamps.ClockStampStore` says what each method promises."""

    async def newest_instant(self) -> int | None:
        """Return the latest instant at which anything happened."""
        [row] = await self._tx.fetch(clock.NEWEST)
        return None if row["at"] is None else int(row["at"])

    async def ahead(self, beyond: int) -> Mapping[int, str | None]:
        """Return the learners with answers later than `beyond`, each with their time zone."""
        rows = await self._tx.fetch(clock.AHEAD, beyond)
        return {row["learner"]: row["zone"] for row in rows}

    async def put_back(self, days: Mapping[int, int], now: int, beyond: int) -> int:
        """Let what happened later than `beyond` have happened now. Answers keep the order of their ids."""
        changed = 0
        for learner, day in days.items():
            changed += await self._tx.execute(clock.PUT_ANSWERS_BACK, learner, now, day, beyond)
            await rebuild_learner(learner, self._tx)
        await self._tx.execute(clock.PUT_CERTIFICATES_BACK, now // DAY, beyond)
        await self._tx.execute(clock.PUT_LAST_SEEN_BACK, now // DAY)
        for query in clock.PUT_BACK:
            changed += await self._tx.execute(query, now, beyond)
        return changed
