"""Erasure of inactive learners and departed servers, and the list of completed erasures."""

from collections.abc import Collection, Mapping, Sequence

from bot.services.ports.retention import WarningOutcome
from bot.storage.stores.people import LOCK_LEARNER
from bot.storage.stores.personal_data import KINDS
from bot.storage.stores.sql_store import SqlStore

MARK_SEEN = """
UPDATE learner SET last_seen = $2, told = NULL, told_at = NULL
WHERE id = $1 AND (last_seen < $2 OR told IS NOT NULL)
"""

INACTIVE_LEARNERS = """
SELECT id FROM learner
WHERE last_seen <= $1 AND id > $2 AND (told IS NULL OR told = 'claimed') ORDER BY id LIMIT $3
"""

LAST_SEEN = "SELECT last_seen FROM learner WHERE id = $1"

CLAIM_WARNING = """
UPDATE learner SET told = 'claimed', told_at = $3
WHERE id = $1 AND last_seen <= $2 AND (told IS NULL OR told = 'claimed')
"""

SETTLE_WARNING = "UPDATE learner SET told = $2, told_at = $3 WHERE id = $1 AND told = 'claimed'"

ERASABLE_LEARNERS = """
SELECT id FROM learner
WHERE last_seen <= $1 AND id > $2 AND told IN ('sent', 'closed') AND told_at <= $3 ORDER BY id LIMIT $4
"""

LOCK_ERASABLE = """
UPDATE learner SET told = told
WHERE id = $1 AND last_seen <= $2 AND told IN ('sent', 'closed') AND told_at <= $3
"""
"""Run this first when erasing an inactive learner.

If they return at that moment, either this sees it or they wait."""

ERASED = "SELECT token FROM erasure"

ADD_ERASURE = "INSERT INTO erasure (token) VALUES ($1) ON CONFLICT (token) DO NOTHING"

FORGET_ERASURE = "DELETE FROM erasure WHERE token = $1"

LEAVE = "INSERT INTO departure (guild, at) VALUES ($1, $2) ON CONFLICT (guild) DO NOTHING"

RETURN = "DELETE FROM departure WHERE guild = $1"

KNOWN_GUILDS = """
SELECT guild FROM server UNION SELECT guild FROM schedule UNION SELECT guild FROM server_log
UNION SELECT guild FROM notice UNION SELECT guild FROM greeting UNION SELECT guild FROM leaderboard
UNION SELECT guild FROM classroom UNION SELECT guild FROM live_round
"""

DEPARTURES = "SELECT guild FROM departure"

GUILDS_LEFT_BEFORE = "SELECT guild FROM departure WHERE at <= $1 AND guild > $2 ORDER BY guild LIMIT $3"

FORGET_DEPARTURE = "DELETE FROM departure WHERE guild = $1 AND at <= $2"
"""Run this first when erasing a server.

If the bot is invited back at that moment, either this sees it or the invitation waits.
"""


_ASSIGNED = "SELECT id FROM assignment WHERE classroom IN (SELECT id FROM classroom WHERE guild = $1)"

_PLAYED = "SELECT id FROM live_round WHERE guild = $1"

ERASE_GUILD = (
    f"DELETE FROM live_vote WHERE round IN ({_PLAYED})",  # noqa: S608
    f"DELETE FROM live_player WHERE round IN ({_PLAYED})",  # noqa: S608
    f"DELETE FROM live_question WHERE round IN ({_PLAYED})",  # noqa: S608
    "DELETE FROM live_round WHERE guild = $1",
    f"DELETE FROM due_reminder WHERE assignment IN ({_ASSIGNED})",  # noqa: S608
    "DELETE FROM assignment WHERE classroom IN (SELECT id FROM classroom WHERE guild = $1)",
    "DELETE FROM classroom_student WHERE classroom IN (SELECT id FROM classroom WHERE guild = $1)",
    "DELETE FROM classroom WHERE guild = $1",
    """
DELETE FROM daily_answer WHERE post IN (
    SELECT post.id FROM post JOIN schedule ON schedule.id = post.schedule WHERE schedule.guild = $1
)
""",
    "DELETE FROM post WHERE schedule IN (SELECT id FROM schedule WHERE guild = $1)",
    "DELETE FROM schedule WHERE guild = $1",
    "DELETE FROM notice WHERE guild = $1",
    "DELETE FROM server_log WHERE guild = $1",
    "DELETE FROM server WHERE guild = $1",
    "DELETE FROM leaderboard WHERE guild = $1",
    "DELETE FROM greeting WHERE guild = $1",
)
"""Everything stored about a server, in an order in which it can be deleted. Add new tables about servers
here.

Learners keep what they did there: their quizzes and answers keep the server's id. The link from an answer to
its question of the day is deleted with the post, and one from an answer to a live quiz with the quiz.
"""


class SqlRetentionStore(SqlStore):
    """`bot.services.ports.retention.RetentionStore` says what each method promises."""

    async def mark_seen(self, learner: int, day: int) -> None:
        """Record that the learner used the bot on this day. Unknown users leave no rows behind."""
        await self._tx.execute(MARK_SEEN, learner, day)

    async def inactive_learners(self, since: int, after: int, count: int) -> Sequence[int]:
        """Return learners last seen by `since` and not yet warned, with ids above `after`, ordered by id."""
        return [row["id"] for row in await self._tx.fetch(INACTIVE_LEARNERS, since, after, count)]

    async def claim_warning(self, learner: int, since: int, at: int) -> int | None:
        """Claim the right to warn an inactive learner, and return the day they were last seen."""
        claimed = await self._tx.execute(CLAIM_WARNING, learner, since, at)
        row = await self._tx.fetch_one(LAST_SEEN, learner) if claimed else None
        return row["last_seen"] if row else None

    async def settle_warning(self, learner: int, outcome: WarningOutcome, at: int) -> None:
        """Record that the learner was warned or can't be."""
        await self._tx.execute(SETTLE_WARNING, learner, outcome, at)

    async def erasable_learners(self, since: int, warned_until: int, after: int, count: int) -> Sequence[int]:
        """Return learners last seen by `since` and warned by `told_until`, by id, starting after `after`."""
        return [
            row["id"] for row in await self._tx.fetch(ERASABLE_LEARNERS, since, after, warned_until, count)
        ]

    async def leave_guild(self, guild: int, at: int) -> None:
        """Record that the bot left a server. The first time is kept."""
        await self._tx.execute(LEAVE, guild, at)

    async def rejoin_guild(self, guild: int) -> None:
        """Record that the bot is in a server."""
        await self._tx.execute(RETURN, guild)

    async def sync_guilds(self, present: Collection[int], at: int) -> int:
        """Compare known servers with those the bot is in: record departures and returns."""
        left = {row["guild"] for row in await self._tx.fetch(DEPARTURES)}
        known = {row["guild"] for row in await self._tx.fetch(KNOWN_GUILDS)}
        await self._tx.execute_many(RETURN, [(guild,) for guild in left & set(present)])
        missing = known - left - set(present)
        await self._tx.execute_many(LEAVE, [(guild, at) for guild in missing])
        return len(missing)

    async def guilds_left_before(self, until: int, after: int, count: int) -> Sequence[int]:
        """Return servers that the bot left by that instant, with ids above `after`, ordered by id."""
        return [row["guild"] for row in await self._tx.fetch(GUILDS_LEFT_BEFORE, until, after, count)]

    async def erase_guild(self, guild: int, until: int) -> bool:
        """Delete a departed server's rows. Return False, and do nothing, if the bot is back in it."""
        if not await self._tx.execute(FORGET_DEPARTURE, guild, until):
            return False
        for query in ERASE_GUILD:
            await self._tx.execute(query, guild)
        return True

    async def erase(self, learner: int, token: str) -> Mapping[str, int]:
        """Delete every row about a person and return how many of each kind. Anonymous counters stay."""
        await self._tx.execute(LOCK_LEARNER, learner)
        await self._tx.execute(ADD_ERASURE, token)
        return await self._delete(learner)

    async def erase_gone(self, learner: int, since: int, warned_until: int) -> bool:
        """Delete every row about an inactive person. Return False, and do nothing, if they're back."""
        if not await self._tx.execute(LOCK_ERASABLE, learner, since, warned_until):
            return False
        await self._delete(learner)
        return True

    async def erased(self) -> Collection[str]:
        """Return the tokens of completed erasures."""
        return {row["token"] for row in await self._tx.fetch(ERASED)}

    async def add_erasure(self, token: str) -> None:
        """Record a completed erasure."""
        await self._tx.execute(ADD_ERASURE, token)

    async def forget_erasures(self, tokens: Collection[str]) -> None:
        """Delete completed erasures whose notes have expired."""
        await self._tx.execute_many(FORGET_ERASURE, [(token,) for token in tokens])

    async def _delete(self, learner: int) -> dict[str, int]:
        return {kind.name: await self._tx.execute(kind.erase, learner) for kind in KINDS}
