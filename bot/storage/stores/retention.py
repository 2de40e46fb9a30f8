"""What goes by itself: people who stay away for long, servers that the bot has left, copies that expire."""

import asyncio
import logging
import shutil
from collections.abc import Collection, Mapping, Sequence

from bot.services.ports.retention import Told
from bot.storage.copies.backups import Backups
from bot.storage.copies.erasures import Erasure, Erasures
from bot.storage.engines.engine import Engine, Transaction
from bot.storage.queries import housekeeping, learners
from bot.storage.stores.people import KINDS
from bot.storage.stores.sql_store import SqlStore

log = logging.getLogger(__name__)

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


class Housekeeping(SqlStore):
    """Erasing and tidying; `bot.services.ports.record.Record` says what each method promises."""

    def __init__(self, engine: Engine, erasures: Erasures, backups: Backups) -> None:
        super().__init__(engine)
        self._erasures = erasures
        self._backups = backups
        self._clock = backups.clock

    async def erase(self, learner: int) -> Mapping[str, int]:
        """Delete every row about the learner; returns the rows deleted by kind.

        It is noted outside the database first: after a crash in between it is made at the next start.
        """
        return await self._erase(await self._note(learner))

    async def repeat_erasures(self) -> int:
        """Make the erasures that are noted but were not made here, as in an old copy; returns how many."""
        noted = await asyncio.to_thread(self._erasures.noted)
        made = {row["token"] for row in await self._fetch(housekeeping.ERASED)} if noted else set()
        missing = [erasure for erasure in noted if erasure.token not in made]
        for erasure in missing:
            await self._erase(erasure)
        if missing:
            log.info("Repeated %d erasures that this database didn't have", len(missing))
        return len(missing)

    async def free_space(self) -> int | None:
        """Return the bytes left on the record's disk; None for PostgreSQL."""
        path = self._backups.path
        return (await asyncio.to_thread(shutil.disk_usage, path.parent)).free if path else None

    async def seen(self, learner: int, day: int) -> None:
        """Somebody uses the bot on this day."""
        await self._execute(housekeeping.SEEN, learner, day)

    async def away(self, since: int, after: int, count: int) -> Sequence[int]:
        """People last seen by then who are not known to be told."""
        return [row["id"] for row in await self._fetch(housekeeping.AWAY, since, after, count)]

    async def claim_telling(self, learner: int, since: int, at: int) -> int | None:
        """Somebody is about to be told; returns the day on which they were last seen."""

        async def claim(tx: Transaction) -> int | None:
            claimed = await tx.execute(housekeeping.CLAIM_TELLING, learner, since, at)
            row = await tx.fetch_one(housekeeping.LAST_SEEN, learner) if claimed else None
            return row["last_seen"] if row else None

        return await self._engine.write(claim)

    async def settle_telling(self, learner: int, told: Told, at: int) -> None:
        """They were told, or can't be."""
        await self._execute(housekeeping.SETTLE_TELLING, learner, told, at)

    async def gone(self, since: int, told_until: int, after: int, count: int) -> Sequence[int]:
        """People last seen by then and told by then."""
        return [row["id"] for row in await self._fetch(housekeeping.GONE, since, after, told_until, count)]

    async def erase_gone(self, learner: int, since: int, told_until: int) -> bool:
        """Erase such a person.

        It is noted after: whoever comes back this very moment must not be erased at the next start. After
        a crash in between, an old copy of the record says itself that they stayed away.
        """
        at = self._clock()

        async def delete(tx: Transaction) -> bool:
            if not await tx.execute(housekeeping.HOLD_GONE, learner, since, told_until):
                return False
            await _delete(tx, learner)
            return True

        if not await self._engine.write(delete):
            return False
        erasure = await asyncio.to_thread(self._erasures.note, learner, at)
        await self._execute(housekeeping.ADD_ERASURE, erasure.token)
        return True

    async def leave_guild(self, guild: int, at: int) -> None:
        """The bot has left a server."""
        await self._execute(housekeeping.LEAVE, guild, at)

    async def return_to(self, guild: int) -> None:
        """The bot is in a server, again or still."""
        await self._execute(housekeeping.RETURN, guild)

    async def compare_guilds(self, present: Collection[int], at: int) -> int:
        """Note which servers the bot is not in any more, and in which it is again."""

        async def compare(tx: Transaction) -> int:
            left = {row["guild"] for row in await tx.fetch(housekeeping.DEPARTURES)}
            known = {row["guild"] for row in await tx.fetch(housekeeping.KNOWN_GUILDS)}
            await tx.execute_many(housekeeping.RETURN, [(guild,) for guild in left & set(present)])
            missing = known - left - set(present)
            await tx.execute_many(housekeeping.LEAVE, [(guild, at) for guild in missing])
            return len(missing)

        return await self._engine.write(compare)

    async def long_left(self, until: int, after: int, count: int) -> Sequence[int]:
        """Servers left by then."""
        return [row["guild"] for row in await self._fetch(housekeeping.LONG_LEFT, until, after, count)]

    async def erase_guild(self, guild: int, until: int) -> bool:
        """Erase what is kept about a server, unless the bot is back."""

        async def delete(tx: Transaction) -> bool:
            if not await tx.execute(housekeeping.FORGET_DEPARTURE, guild, until):
                return False
            for query in ERASE_GUILD:
                await tx.execute(query, guild)
            return True

        return await self._engine.write(delete)

    async def expire_copies(self) -> None:
        """Delete backups that have expired, then notes of erasures that no copy needs any more."""
        before = await asyncio.to_thread(self._backups.expire)
        await asyncio.to_thread(self._erasures.expire, before)
        made = {row["token"] for row in await self._fetch(housekeeping.ERASED)}  # each was noted first
        stale = made - {erasure.token for erasure in await asyncio.to_thread(self._erasures.noted)}

        async def forget(tx: Transaction) -> None:
            await tx.execute_many(housekeeping.FORGET_ERASURE, [(token,) for token in stale])

        if stale:
            await self._engine.write(forget)

    async def _note(self, learner: int) -> Erasure:
        return await asyncio.to_thread(self._erasures.note, learner, self._clock())

    async def _erase(self, erasure: Erasure) -> Mapping[str, int]:
        async def delete(tx: Transaction) -> dict[str, int]:
            await tx.execute(learners.LOCK_LEARNER, erasure.learner)
            await tx.execute(housekeeping.ADD_ERASURE, erasure.token)
            return await _delete(tx, erasure.learner)

        return await self._engine.write(delete)


async def _delete(tx: Transaction, learner: int) -> dict[str, int]:
    return {kind.name: await tx.execute(kind.erase, learner) for kind in KINDS}
