"""What the record offers to who keeps it tidy, as a protocol. `bot.storage` implements it."""

from collections.abc import Collection, Sequence
from typing import Literal, Protocol

Told = Literal["sent", "closed"]
"""What came of telling somebody: it arrived, or their direct messages are closed."""


class RetentionStore(Protocol):
    """People who stay away, servers that the bot has left, and copies that expire.

    Days are those of UTC, counted since 1970; instants are milliseconds of UTC.
    """

    async def free_space(self) -> int | None:
        """Return the bytes left on the record's disk; None where the record is a database elsewhere."""

    # People.

    async def seen(self, learner: int, day: int) -> None:
        """Somebody uses the bot on this day; nothing is kept of who has nothing stored."""

    async def away(self, since: int, after: int, count: int) -> Sequence[int]:
        """People last seen on that day or before of whom it isn't known that they were told: those with ids
        above `after`, in their order."""

    async def claim_telling(self, learner: int, since: int, at: int) -> int | None:
        """Somebody is about to be told; returns the day on which they were last seen.

        None, and nothing done, when they are back or were told.
        """

    async def settle_telling(self, learner: int, told: Told, at: int) -> None:
        """They were told, or can't be."""

    async def gone(self, since: int, told_until: int, after: int, count: int) -> Sequence[int]:
        """People last seen on that day or before who were told by that instant, as with `away`."""

    async def erase_gone(self, learner: int, since: int, told_until: int) -> bool:
        """Erase such a person, for good as with `erase`. False, and nothing done, when they are back."""

    # Servers.

    async def leave_guild(self, guild: int, at: int) -> None:
        """The bot has left a server; the first instant counts."""

    async def return_to(self, guild: int) -> None:
        """The bot is in a server, again or still."""

    async def compare_guilds(self, present: Collection[int], at: int) -> int:
        """Note the servers that the record has something about and that aren't among these as left, and those
        among these as not left. Returns how many were noted as left now."""

    async def long_left(self, until: int, after: int, count: int) -> Sequence[int]:
        """Servers left by that instant and not returned to, as with `away`."""

    async def erase_guild(self, guild: int, until: int) -> bool:
        """Erase what is kept about such a server. False, and nothing done, when the bot is back in it."""

    # Copies.

    async def expire_copies(self) -> None:
        """Delete backups that have expired, then the notes of erasures that no copy needs any more."""

    # Clocks.

    async def newest_instant(self) -> int | None:
        """Return the latest instant at which anything happened; None for an empty record."""

    async def put_stamps_back(self, now: int, beyond: int) -> int:
        """Let what happened later than `beyond`, by a clock that ran ahead, have happened now, with all that
        follows from it. Returns how many instants were changed."""
