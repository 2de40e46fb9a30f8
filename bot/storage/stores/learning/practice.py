"""Days on which people practiced, and servers' boards."""

from collections.abc import Sequence

from bot.domain.learning.quiz import Answer
from bot.services.ports.learning.practice import Rank
from bot.storage.engines.engine import Transaction
from bot.storage.stores.people import UPSERT_LEARNER
from bot.storage.stores.sql_store import SqlStore

ADD_DAY = """
INSERT INTO practice_day (learner, day, guild) VALUES ($1, $2, $3)
ON CONFLICT (learner, day, guild) DO NOTHING
"""

FORGET_DAYS = "DELETE FROM practice_day WHERE learner = $1"

ADD_ALL_DAYS = """
INSERT INTO practice_day (learner, day, guild)
SELECT DISTINCT learner, day, COALESCE(guild, 0) FROM answer WHERE learner = $1
"""

DAYS = "SELECT DISTINCT day FROM practice_day WHERE learner = $1 ORDER BY day"

LATEST = "SELECT at, day FROM answer WHERE learner = $1 ORDER BY at DESC, id DESC LIMIT 1"

PEOPLE = (
    "SELECT COUNT(DISTINCT learner) AS people FROM practice_day WHERE guild = $1 AND day BETWEEN $2 AND $3"
)

JOIN_LEADERBOARD = """
INSERT INTO leaderboard (guild, learner, at) VALUES ($1, $2, $3) ON CONFLICT (guild, learner) DO NOTHING
"""

LEAVE_LEADERBOARD = "DELETE FROM leaderboard WHERE guild = $1 AND learner = $2"

ON_LEADERBOARD = "SELECT at FROM leaderboard WHERE guild = $1 AND learner = $2"

BOARD = """
SELECT learner, days, rank FROM (
    SELECT learner, days,
        RANK() OVER (ORDER BY days DESC) AS rank,
        ROW_NUMBER() OVER (ORDER BY days DESC, learner) AS place
    FROM (
        SELECT leaderboard.learner, COUNT(DISTINCT practice_day.day) AS days
        FROM leaderboard JOIN practice_day ON practice_day.learner = leaderboard.learner
        WHERE leaderboard.guild = $1 AND practice_day.day BETWEEN $2 AND $3
        GROUP BY leaderboard.learner
    ) AS counted
) AS ranked
WHERE place <= $4 OR learner = $5 ORDER BY place
"""
"""The first places among those who practiced in a week, and the learner's own place."""


class SqlPracticeStore(SqlStore):
    """`bot.services.ports.learning.practice.PracticeStore` says what each method promises."""

    async def practice_days(self, learner: int) -> Sequence[int]:
        """Return the days on which the learner practiced, in any course or server, in order."""
        return [row["day"] for row in await self._tx.fetch(DAYS, learner)]

    async def latest(self, learner: int) -> tuple[int, int] | None:
        """Return when the learner gave their latest answer, and the day that it counted for."""
        row = await self._tx.fetch_one(LATEST, learner)
        return (row["at"], row["day"]) if row else None

    async def people_practicing(self, guild: int, monday: int) -> int:
        """Return how many people practiced in this server in a week."""
        [row] = await self._tx.fetch(PEOPLE, guild, monday, monday + 6)
        return int(row["people"])

    async def join_leaderboard(self, guild: int, learner: int, at: int) -> None:
        """Put the learner on the board of this server and no other."""
        await self._tx.execute(UPSERT_LEARNER, learner, at)
        await self._tx.execute(JOIN_LEADERBOARD, guild, learner, at)

    async def leave_leaderboard(self, guild: int, learner: int) -> None:
        """Take the learner off the server's board."""
        await self._tx.execute(LEAVE_LEADERBOARD, guild, learner)

    async def on_leaderboard(self, guild: int, learner: int) -> bool:
        """Return whether the learner chose to be on the server's board."""
        return bool(await self._tx.fetch(ON_LEADERBOARD, guild, learner))

    async def board(self, guild: int, monday: int, places: int, learner: int) -> Sequence[Rank]:
        """Return the first `places` on a server's board for a week, most days practiced anywhere first."""
        rows = await self._tx.fetch(BOARD, guild, monday, monday + 6, places, learner)
        return [Rank(**row) for row in rows]


async def add_practice_day(tx: Transaction, answer: Answer) -> None:
    """Store the day of an answer, and where it was given."""
    await tx.execute(ADD_DAY, answer.learner, answer.day, answer.guild or 0)


async def rebuild_practice_days(tx: Transaction, learner: int) -> None:
    """Recompute a learner's days from their answers."""
    await tx.execute(FORGET_DAYS, learner)
    await tx.execute(ADD_ALL_DAYS, learner)
