"""What goes by itself: people who stay away for long, servers that the bot has left, copies that expire."""

from collections.abc import Collection, Mapping, Sequence

from bot.services.ports.retention import Told
from bot.storage.queries import housekeeping, learners
from bot.storage.stores.people import KINDS
from bot.storage.stores.sql_store import SqlStore

ERASE_GUILD = (
    housekeeping.ERASE_GUILD_ANSWERS,
    housekeeping.ERASE_GUILD_POSTS,
    housekeeping.ERASE_GUILD_SCHEDULES,
    housekeeping.ERASE_GUILD_NOTICES,
    housekeeping.ERASE_GUILD_LOG,
    housekeeping.ERASE_GUILD_SETTINGS,
    housekeeping.ERASE_GUILD_LEADERBOARD,
    housekeeping.ERASE_GUILD_GREETING,
)
"""All that is kept about a server, in an order in which it can be deleted. A new such table belongs here.

What people did there stays theirs: their quizzes and answers keep the server's id; that an answer was to a
question of the day goes with the post."""


class SqlRetentionStore(SqlStore):
    """`bot.services.ports.retention.RetentionStore` says what each method promises."""

    async def seen(self, learner: int, day: int) -> None:
        """Somebody uses the bot on this day."""
        await self._tx.execute(housekeeping.SEEN, learner, day)

    async def away(self, since: int, after: int, count: int) -> Sequence[int]:
        """People last seen by then who are not known to be told."""
        return [row["id"] for row in await self._tx.fetch(housekeeping.AWAY, since, after, count)]

    async def claim_telling(self, learner: int, since: int, at: int) -> int | None:
        """Somebody is about to be told; returns the day on which they were last seen."""
        claimed = await self._tx.execute(housekeeping.CLAIM_TELLING, learner, since, at)
        row = await self._tx.fetch_one(housekeeping.LAST_SEEN, learner) if claimed else None
        return row["last_seen"] if row else None

    async def settle_telling(self, learner: int, told: Told, at: int) -> None:
        """They were told, or can't be."""
        await self._tx.execute(housekeeping.SETTLE_TELLING, learner, told, at)

    async def gone(self, since: int, told_until: int, after: int, count: int) -> Sequence[int]:
        """People last seen by then and told by then."""
        return [row["id"] for row in await self._tx.fetch(housekeeping.GONE, since, after, told_until, count)]

    async def leave_guild(self, guild: int, at: int) -> None:
        """The bot has left a server."""
        await self._tx.execute(housekeeping.LEAVE, guild, at)

    async def return_to(self, guild: int) -> None:
        """The bot is in a server, again or still."""
        await self._tx.execute(housekeeping.RETURN, guild)

    async def compare_guilds(self, present: Collection[int], at: int) -> int:
        """Note which servers the bot is not in any more, and in which it is again."""
        left = {row["guild"] for row in await self._tx.fetch(housekeeping.DEPARTURES)}
        known = {row["guild"] for row in await self._tx.fetch(housekeeping.KNOWN_GUILDS)}
        await self._tx.execute_many(housekeeping.RETURN, [(guild,) for guild in left & set(present)])
        missing = known - left - set(present)
        await self._tx.execute_many(housekeeping.LEAVE, [(guild, at) for guild in missing])
        return len(missing)

    async def long_left(self, until: int, after: int, count: int) -> Sequence[int]:
        """Servers left by then."""
        return [row["guild"] for row in await self._tx.fetch(housekeeping.LONG_LEFT, until, after, count)]

    async def erase_guild(self, guild: int, until: int) -> bool:
        """Erase what is kept about a server, unless the bot is back."""
        if not await self._tx.execute(housekeeping.FORGET_DEPARTURE, guild, until):
            return False
        for query in ERASE_GUILD:
            await self._tx.execute(query, guild)
        return True

    async def erase(self, learner: int, token: str) -> Mapping[str, int]:
        """Delete every row about a person, and keep that the erasure with this token was carried out."""
        await self._tx.execute(learners.LOCK_LEARNER, learner)
        await self._tx.execute(housekeeping.ADD_ERASURE, token)
        return await self._delete(learner)

    async def erase_gone(self, learner: int, since: int, told_until: int) -> bool:
        """Delete every row about a person who stayed away and was told; False if they're back."""
        if not await self._tx.execute(housekeeping.HOLD_GONE, learner, since, told_until):
            return False
        await self._delete(learner)
        return True

    async def erased(self) -> Collection[str]:
        """Return the tokens of the erasures that were carried out."""
        return {row["token"] for row in await self._tx.fetch(housekeeping.ERASED)}

    async def add_erasure(self, token: str) -> None:
        """Keep that an erasure was carried out."""
        await self._tx.execute(housekeeping.ADD_ERASURE, token)

    async def forget_erasures(self, tokens: Collection[str]) -> None:
        """Forget erasures whose notes have expired."""
        await self._tx.execute_many(housekeeping.FORGET_ERASURE, [(token,) for token in tokens])

    async def _delete(self, learner: int) -> dict[str, int]:
        return {kind.name: await self._tx.execute(kind.erase, learner) for kind in KINDS}
