"""Questions that no course answered."""

from collections.abc import Sequence

from bot.services.ports.learning.unanswered import UnansweredQuestion
from bot.storage.stores.sql_store import SqlStore

COUNT_AGAIN = "UPDATE unanswered SET times = times + 1, day = $2 WHERE text = $1"

HOW_MANY = "SELECT COUNT(*) AS number FROM unanswered"

COUNT_FIRST = """
INSERT INTO unanswered (text, times, day) VALUES ($1, 1, $2)
ON CONFLICT (text) DO UPDATE SET times = unanswered.times + 1, day = excluded.day
"""

ALL = "SELECT text, times, day FROM unanswered ORDER BY times DESC, day DESC, text"

FORGET = "DELETE FROM unanswered WHERE day < $1"


class SqlUnansweredStore(SqlStore):
    """`bot.services.ports.learning.unanswered.UnansweredStore` says what each method promises."""

    async def count(self, text: str, day: int, most: int) -> None:
        """Count a question. If it's new and there are `most` others, do nothing."""
        if await self._tx.execute(COUNT_AGAIN, text, day):
            return
        [row] = await self._tx.fetch(HOW_MANY)
        if row["number"] < most:
            await self._tx.execute(COUNT_FIRST, text, day)

    async def all(self) -> Sequence[UnansweredQuestion]:
        """Return all questions, those asked most often first."""
        return [UnansweredQuestion(**row) for row in await self._tx.fetch(ALL)]

    async def forget(self, day: int) -> int:
        """Delete the questions last asked before this day. Return how many."""
        return await self._tx.execute(FORGET, day)
